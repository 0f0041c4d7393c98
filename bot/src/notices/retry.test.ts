import { describe, expect, it } from 'vitest';
import { backoffMs, mostAttempts } from './retry.ts';

describe('the wait before the next try', () => {
  it.each([
    { attempts: 1, least: 500, most: 1_000 },
    { attempts: 2, least: 1_000, most: 2_000 },
    { attempts: 5, least: 8_000, most: 16_000 },
    { attempts: 12, least: 1_024_000, most: 2_048_000 },
    { attempts: 13, least: 1_800_000, most: 3_600_000 },
    { attempts: 40, least: 1_800_000, most: 3_600_000 },
  ])('grows with the tries, up to an hour ($attempts)', ({ attempts, least, most }) => {
    expect(backoffMs(attempts, null, 0)).toBe(least);
    expect(backoffMs(attempts, null, 1)).toBe(most);
  });

  it('is what Teams asked for, and never less', () => {
    expect(backoffMs(1, 7_000, 0)).toBe(7_000);
    expect(backoffMs(9, 7_000, 1)).toBe(7_250);
    expect(backoffMs(3, 0, 0)).toBe(0);
  });

  it('spreads over about a day before a notice is given up', () => {
    const hours = Array.from({ length: mostAttempts - 1 }, (_, n) => backoffMs(n + 1, null, 0.5)).reduce(
      (a, b) => a + b,
    );
    expect(hours / 3_600_000).toBeGreaterThan(18);
    expect(hours / 3_600_000).toBeLessThan(30);
  });
});
