/** Tries before a notice is given up; with the waits below they spread over about a day. */
export const mostAttempts = 40;

const firstWaitMs = 1_000;
const longestWaitMs = 60 * 60 * 1_000;

/**
 * How long to wait before the next try: what Teams asked for if it did, else exponential backoff with jitter.
 *
 * @param attempts tries made so far, from 1
 * @param random from 0 to 1, for the jitter
 */
export function backoffMs(attempts: number, retryAfterMs: number | null, random: number): number {
  const grown = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(attempts - 1, 20));
  const jittered = grown * (0.5 + random / 2);
  return Math.round(retryAfterMs === null ? jittered : retryAfterMs + random * 250);
}
