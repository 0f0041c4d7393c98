import { setTimeout as delay } from 'node:timers/promises';

const betweenMs = 20;
/** After that it says what it still waits for, since a time-out does not. */
const toldAfterMs = 30_000;

/**
 * Looks again and again until there is something to see. For what is written after an answer has gone out. It never gives
 * up by itself: how long a test may take is said in one place, its time-out, which no busy machine should ever reach.
 */
export async function eventually<T>(look: () => Promise<T | undefined | null | false>): Promise<T> {
  const since = performance.now();
  for (let isTold = false; ; ) {
    const seen = await look();
    if (seen !== undefined && seen !== null && seen !== false) return seen;
    if (!isTold && performance.now() - since > toldAfterMs) {
      isTold = true;
      process.emitWarning(`Not seen within ${toldAfterMs / 1000} s, still looking: ${look}`);
    }
    await delay(betweenMs);
  }
}
