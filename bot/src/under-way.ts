import { setTimeout as delay } from 'node:timers/promises';

/** What of a kind is under way just now. */
export type UnderWay = {
  /** Does a piece of work, which is under way meanwhile. */
  during<T>(work: () => Promise<T>): Promise<T>;
  /** Settles once nothing is under way; after so many milliseconds in any case, if told so, or when it is called off. */
  quiet(mostMs?: number, signal?: AbortSignal): Promise<void>;
};

/** A timer takes no more. */
const longestMs = 2 ** 31 - 1;

export function underWay(): UnderWay {
  let count = 0;
  let ended = Promise.withResolvers<void>();
  return {
    async during(work) {
      count += 1;
      try {
        return await work();
      } finally {
        count -= 1;
        if (count === 0) {
          ended.resolve();
          ended = Promise.withResolvers();
        }
      }
    },
    async quiet(mostMs = longestMs, signal) {
      if (count === 0) return;
      const longEnough = new AbortController();
      const waits = delay(mostMs, undefined, {
        signal: signal ? AbortSignal.any([signal, longEnough.signal]) : longEnough.signal,
      }).catch(() => undefined);
      await Promise.race([ended.promise, waits]);
      longEnough.abort();
    },
  };
}
