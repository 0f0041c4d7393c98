import { setTimeout as delay } from 'node:timers/promises';
import type { People } from '../directory/people.ts';
import type { DirectoryPerson } from '../domain/person.ts';
import { inSlices } from './in-slices.ts';

const patienceMs = 1_000;

/**
 * What the directory calls someone, or null. A name is a courtesy: a directory that can't be reached must not hide what
 * it would have named, nor a slow one hold it up.
 */
export async function nameOf(personId: string, people: People): Promise<string | null> {
  const found = await Promise.race([people.find(personId).catch(() => null), delay(patienceMs, null, { ref: false })]);
  return found?.person?.displayName ?? null;
}

/** Those of many whom the directory could name in time, by id. Whoever is missing is known the next time. */
export async function namesOf(ids: readonly string[], people: People): Promise<ReadonlyMap<string, DirectoryPerson>> {
  const known = new Map<string, DirectoryPerson>();
  const asking = inSlices([...new Set(ids)], 16, async (id) => {
    const { person } = await people.find(id);
    if (person) known.set(id, person);
  });
  await Promise.race([asking, delay(patienceMs, null, { ref: false })]);
  return known;
}
