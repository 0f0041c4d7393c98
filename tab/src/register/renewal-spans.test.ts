import { describe, expect, it } from 'vitest';
import { spanKeyOf, spanKeys, spanOf } from './renewal-spans.ts';

describe('the spans of renewals', () => {
  it.each([
    ['thirtyDays', '2026-11-24', '2026-11-24', '2026-12-25'],
    ['thisQuarter', '2026-11-24', '2026-11-24', '2027-01-01'],
    ['thisQuarter', '2026-01-01', '2026-01-01', '2026-04-01'],
    ['nextQuarter', '2026-11-24', '2027-01-01', '2027-04-01'],
    ['nextQuarter', '2026-05-31', '2026-07-01', '2026-10-01'],
    ['year', '2026-11-24', '2026-11-24', '2027-11-24'],
  ] as const)('%s on %s', (key, today, from, before) => {
    expect(spanOf(key, today)).toEqual({ from, before });
  });

  it('are known again by their days, and no other days are taken for one', () => {
    for (const key of spanKeys) {
      const { from, before } = spanOf(key, '2026-05-05');
      expect(spanKeyOf(from, before, '2026-05-05')).toBe(key);
    }
    expect(spanKeyOf('2026-05-05', null, '2026-05-05')).toBeNull();
    expect(spanKeyOf(null, null, '2026-05-05')).toBeNull();
  });
});
