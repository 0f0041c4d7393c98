import { describe, expect, it } from 'vitest';
import { formatCount, formatDay, formatInstant } from './format.ts';

/** Which kinds of space `Intl` puts where differs between its versions. */
function spaced(text: string): string {
  return text.replace(/\s/g, ' ');
}

describe('formatDay', () => {
  it.each([
    ['en-GB', '19 December 2026'],
    ['en-US', 'December 19, 2026'],
    ['de', '19. Dezember 2026'],
  ])('given a reader of %s, when a day is shown, then it reads %s', (locale, expected) => {
    expect(formatDay('2026-12-19', locale)).toBe(expected);
  });

  it('given a server far from Greenwich, when a day is shown, then it stays that day', () => {
    const zone = process.env.TZ;
    try {
      process.env.TZ = 'Pacific/Honolulu';
      expect(formatDay('2026-12-19', 'en-GB')).toBe('19 December 2026');
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });
});

describe('formatInstant', () => {
  it('given an instant, when shown, then the zone is named, since a card is read in many', () => {
    expect(spaced(formatInstant('2026-11-24T09:12:30.500Z', 'en-GB'))).toBe('24 Nov 2026, 09:12 UTC');
  });

  it('given midnight, when shown, then it belongs to the day that begins', () => {
    expect(spaced(formatInstant('2026-11-24T00:00:00Z', 'en-GB'))).toBe('24 Nov 2026, 00:00 UTC');
  });
});

describe('formatCount', () => {
  it.each([
    ['en', '100,000'],
    ['de', '100.000'],
  ])('given a reader of %s, when a count is shown, then it is grouped as %s', (locale, expected) => {
    expect(formatCount(100_000, locale)).toBe(expected);
  });
});
