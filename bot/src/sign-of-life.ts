import { setTimeout as delay } from 'node:timers/promises';

/** A sign of life is good for a second: anyone may ask for it, as often as they like. */
const goodMs = 1_000;

/**
 * Whether something answers, known within `mostMs`. It is asked one question at a time: while one stands open for longer, it
 * counts as silent.
 */
export function signOfLife(ask: () => Promise<unknown>, mostMs: number): () => Promise<boolean> {
  let heardAt = Number.NEGATIVE_INFINITY;
  let asking: { answered: Promise<boolean>; since: number } | null = null;

  function asked(): { answered: Promise<boolean>; since: number } {
    const answered = ask()
      .then(
        () => {
          heardAt = performance.now();
          return true;
        },
        () => false,
      )
      .finally(() => {
        asking = null;
      });
    return { answered, since: performance.now() };
  }

  return async () => {
    if (performance.now() - heardAt < goodMs) return true;
    asking ??= asked();
    const leftMs = Math.max(0, asking.since + mostMs - performance.now());
    const isOver = new AbortController();
    const silent = delay(leftMs, false, { signal: isOver.signal }).catch(() => false);
    return Promise.race([asking.answered, silent]).finally(() => isOver.abort());
  };
}
