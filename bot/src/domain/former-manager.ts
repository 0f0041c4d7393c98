import type { Asset, FormerManager } from './asset.ts';
import type { Entry, Fact } from './entry.ts';
import type { Happening } from './evolve.ts';
import { may, type Relation } from './permissions.ts';

/*
 * Whoever handed a decision on sees the purchase as it was then, and how it ended; nothing that came about since. What they
 * are shown of it is what the entries that they are shown come to, so page, history, documents and cards agree.
 */

/** How much of a purchase someone sees: all of it, or what came up to an entry, and how it ended. */
export type Sight = { until: number | null };

/** What someone who stands so to a purchase sees of it; null for nothing. */
export function sightOf(personId: string, asset: Asset, relations: ReadonlySet<Relation>): Sight | null {
  if (may('asset.read', relations)) return { until: null };
  const former = asset.formerManagers.find(({ id }) => id === personId);
  return former && may('asset.read-past', relations) ? { until: former.until } : null;
}

/** The entries about a purchase (all of them, oldest first) that are shown to whom the one numbered `until` is the last of their own. */
export function entriesUntil(entries: readonly Entry[], until: number): Entry[] {
  const open: { decided: Entry | null; retired: Entry | null } = { decided: null, retired: null };
  let ending = open;
  for (const entry of entries) {
    const outcome = entry.seq > until ? outcomeOf(entry.fact) : null;
    if (outcome === 'opened') ending = open;
    if (outcome === 'decided') ending = { decided: entry, retired: null };
    if (outcome === 'retired') ending = { ...ending, retired: entry };
  }
  const ends = [ending.decided, ending.retired].flatMap((entry) => entry ?? []);
  return [...entries.filter(({ seq }) => seq <= until), ...ends.map(withoutWords)];
}

/** What a fact means for how a matter ends: a decision and a disposal stand, until it is opened again. */
function outcomeOf(fact: Fact): 'decided' | 'retired' | 'opened' | null {
  switch (fact.type) {
    case 'approved':
    case 'rejected':
      return 'decided';
    case 'retired':
      return 'retired';
    case 'status-moved':
      if (fact.to === 'retired') return 'retired';
      return fact.to === 'approved' || fact.to === 'rejected' ? 'decided' : 'opened';
    default:
      return null;
  }
}

/** Whether someone who handed it on may see another end after this. */
export function movesEnd(fact: Fact): boolean {
  return outcomeOf(fact) !== null;
}

/** By whom and when it ended is theirs to know; what was said about it is not. */
function withoutWords(entry: Entry): Entry {
  const { fact } = entry;
  switch (fact.type) {
    case 'approved':
    case 'rejected':
      return { ...entry, fact: { ...fact, comment: '' } };
    case 'retired':
    case 'status-moved':
      return { ...entry, fact: { ...fact, reason: '' } };
    default:
      return entry;
  }
}

/** From whom a decision went once something has happened. */
export function formerManagersAfter(before: Asset | null, { seq, actor, fact }: Happening): FormerManager[] {
  const held = before?.formerManagers ?? [];
  if (fact.type !== 'handed-on') return held;
  const ids = new Set([fact.from, actor.id].flatMap((id) => id ?? []));
  return [...held.filter(({ id }) => !ids.has(id)), ...[...ids].map((id) => ({ id, until: seq }))];
}
