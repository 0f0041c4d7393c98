import { setTimeout as delay } from 'node:timers/promises';

/** A job that runs again and again, never twice at once. */
export type Repeating = { stop(): Promise<void> };

/** Runs a task now and then every `everyMs` after it has ended. A round that fails is told and does not end the job. */
export function repeat(everyMs: number, task: () => Promise<unknown>, onError: (error: unknown) => void): Repeating {
  const stopping = new AbortController();
  const run = async () => {
    while (!stopping.signal.aborted) {
      await task().catch(onError);
      await delay(everyMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const ended = run();
  return {
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}
