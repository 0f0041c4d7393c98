import canonicalize from 'canonicalize';
import type { Asset } from '../domain/asset.ts';
import type { TypedAt } from '../domain/entry.ts';
import { isErasureOf, personalOwners } from '../domain/erase.ts';
import { evolve } from '../domain/evolve.ts';
import { countDay, type DayCount } from '../domain/repeats.ts';
import { unsaidIn } from './packed.ts';
import { missingPersonal } from './personal.ts';
import type { StoredEntry } from './rows.ts';

/** A personal value that is gone from an entry, and whose it was; null where it can't have been anybody's. */
export type Missing = { seq: number; path: string; owner: string | null };

/** What the entries about an asset come to. `unvouched`: values that are gone, and no entry says that they were erased. */
export type Folded = { asset: Asset; seqs: number[]; count: DayCount | null; unvouched: readonly Missing[] };

/** Adds an entry. @throws {Error} when no earlier entry brings the asset into being */
export function foldEntry(before: Folded | null, stored: StoredEntry): Folded {
  const { entry } = stored;
  return {
    asset: evolve(before?.asset ?? null, entry),
    seqs: [...(before?.seqs ?? []), entry.seq],
    count: countDay(before?.count ?? null, entry),
    unvouched: foldMissing(before?.unvouched ?? [], stored),
  };
}

/** The same; null where an entry does not follow, so that nothing is known from there on. */
export function foldedOrNot(before: Folded | null, stored: StoredEntry): Folded | null {
  try {
    return foldEntry(before, stored);
  } catch {
    return null;
  }
}

/**
 * Adds what is missing from an entry, and takes away what it says was erased: an entry that says so vouches for all of that
 * person's in itself and in the entries before it, and for nothing else.
 */
export function foldMissing(
  before: readonly Missing[],
  { entry, sealed, personal }: StoredEntry<{ type: string }>,
): readonly Missing[] {
  const paths = missingPersonal(sealed, personal);
  const owners = paths.length === 0 ? null : personalOwners(entry);
  const missing = paths.map((path) => ({ seq: entry.seq, path, owner: owners?.get(path) ?? null }));
  const all = missing.length === 0 ? before : [...before, ...missing];
  if (entry.fact.type !== 'person-erased') return all;
  const { typed = [] } = entry.fact as { typed?: readonly TypedAt[] };
  const isTyped = (one: Missing) => typed.some(({ seq, path }) => seq === one.seq && path === one.path);
  return all.filter((one) => !isTyped(one) && (one.owner === null || !isErasureOf(entry.fact, one.owner)));
}

/**
 * Whether a state is what the entries come to, and nothing that it rests on is gone but what was erased. A state that does not
 * say all that they do is an earlier version's, or is taken for one: then the entries say it (`say-all.ts`), so that nobody
 * gains by taking it out.
 */
export function isStateOf({ asset, unvouched }: Folded, state: Asset): boolean {
  const expected = { ...asset, ...unsaidIn(state), rules: state.rules };
  return unvouched.length === 0 && canonicalize(expected) === canonicalize(state);
}
