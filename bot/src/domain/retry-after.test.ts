import { describe, expect, it } from 'vitest';
import { retryAfterMs } from './retry-after.ts';

const now = Date.parse('2026-11-24T09:00:00Z');

describe('Retry-After', () => {
  it.each([
    ['2', 2_000],
    ['0.5', 500],
    ['-1', 0],
    ['Tue, 24 Nov 2026 09:00:03 GMT', 3_000],
    ['Tue, 24 Nov 2026 08:00:00 GMT', 0],
    ['soon', null],
    [' ', null],
    [null, null],
    [undefined, null],
  ])('given %s, is %s milliseconds', (header, ms) => {
    expect(retryAfterMs(header, now)).toBe(ms);
  });
});
