import { addDays, type Day, dayOf } from './day.ts';
import type { EntryActor, Fact, FactType } from './entry.ts';
import { Refusal } from './errors.ts';

/** How often one person may change one purchase in a day; far beyond what work takes, and little for whoever fills a history. */
export const mostADay = 20;

/** What people did to a purchase on the last day on which they did anything, by directory id. Days are in UTC. */
export type DayCount = { day: Day; by: Readonly<Record<string, number>> };

/**
 * What is bounded by itself and is never refused for its number: what decides or ends comes once, until something that
 * counts has opened it again; documents have a number of their own; a reminder comes once a day; erasing is a duty.
 */
const uncounted: ReadonlySet<FactType> = new Set([
  'approved',
  'rejected',
  'retired',
  'evidence-attached',
  'declaration-asked',
  'person-erased',
]);

/** How many people are counted for one purchase and day: as many as have to do with any; the newest are kept. */
const mostPeople = 200;

/**
 * Stops a person who has changed one purchase {@link mostADay} times today: questions and answers, declarations, corrections
 * and moves to and fro would go on without end. Others may go on, and so may they with what decides or ends. `at`: ISO 8601.
 *
 * @throws {Refusal} `asset.too-often`
 */
export function assertNotTooOften(count: DayCount | null, facts: readonly Fact[], actor: EntryActor, at: string): void {
  const today = dayOf(at);
  const times = count?.day === today ? (count.by[actor.id] ?? 0) : 0;
  if (times < mostADay || !facts.some((fact) => isCounted(actor, fact))) return;
  throw new Refusal('conflict', 'asset.too-often', { most: mostADay, from: `${addDays(today, 1)}T00:00:00.000Z` });
}

/** The count after something happened. */
export function countDay(
  count: DayCount | null,
  { actor, fact, at }: { actor: EntryActor; fact: Fact; at: string },
): DayCount | null {
  if (!isCounted(actor, fact)) return count;
  const day = dayOf(at);
  const { [actor.id]: times = 0, ...others } = count?.day === day ? count.by : {};
  const newest = [...Object.entries(others), [actor.id, times + 1] as const].slice(-mostPeople);
  return { day, by: Object.fromEntries(newest) };
}

function isCounted(actor: EntryActor, { type }: Fact): boolean {
  return actor.kind === 'person' && !uncounted.has(type);
}

/** Whether a count may be that of a day of which `all` happened; counting may have begun in the midst of it. */
export function mayCount(count: DayCount, all: DayCount | null): boolean {
  return (
    count.day === all?.day && Object.entries(count.by).every(([personId, times]) => times <= (all.by[personId] ?? 0))
  );
}
