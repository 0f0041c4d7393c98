import { setTimeout as delay } from 'node:timers/promises';
import type { People } from '../directory/people.ts';

const patienceMs = 1_000;

/**
 * What the directory calls someone, or null. A name is a courtesy: a directory that can't be reached must not hide what
 * it would have named, nor a slow one hold it up.
 */
export async function nameOf(personId: string, people: People): Promise<string | null> {
  const found = await Promise.race([people.find(personId).catch(() => null), delay(patienceMs, null, { ref: false })]);
  return found?.person?.displayName ?? null;
}
