import { describe, expect, it } from 'vitest';
import { pollInterval } from './context.ts';
import { ApiError, problemOf } from './problem.ts';

const intervalAfter = (error: unknown) => pollInterval({ state: { error } });
const refused = (status: number, retryAfter: string | null) => new ApiError(problemOf(status, null), null, retryAfter);

describe('the interval of a live query', () => {
  it('given an answer, then it is two seconds', () => {
    expect(intervalAfter(null)).toBe(2_000);
  });

  it.each([
    [429, '7', 7_000],
    [429, '1', 2_000],
    [503, '5', 5_000],
    [503, null, 2_000],
    [429, 'Tue, 24 Nov 2026 09:41:00 GMT', 2_000],
  ])('given %i with Retry-After %s, then the server is left alone for %i ms', (status, retryAfter, ms) => {
    expect(intervalAfter(refused(status, retryAfter))).toBe(ms);
  });

  it('given a sign-in that was refused, then nothing is asked until the person acts', () => {
    expect(intervalAfter(refused(401, null))).toBe(false);
  });
});
