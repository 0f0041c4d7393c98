import { setTimeout as delay } from 'node:timers/promises';

const usualPatienceMs = 15_000;

/** Looks again and again until there is something to see. For what is written after an answer has gone out. */
export async function eventually<T>(
  look: () => Promise<T | undefined | null | false>,
  patienceMs = usualPatienceMs,
): Promise<T> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== null && seen !== false) return seen;
    if (performance.now() > until) throw new Error(`Not seen within ${patienceMs} ms: ${look}`);
    await delay(20);
  }
}
