import canonicalize from 'canonicalize';
import type { Asset } from '../domain/asset.ts';
import { personalKeys } from '../domain/entry.ts';
import { evolve } from '../domain/evolve.ts';
import { countDay, type DayCount } from '../domain/repeats.ts';
import { hasErased } from './personal.ts';
import type { StoredEntry } from './rows.ts';

/** What the entries about an asset come to. */
export type Folded = { asset: Asset; seqs: number[]; count: DayCount | null; isErased: boolean };

/** Adds an entry. @throws {Error} when no earlier entry brings the asset into being */
export function foldEntry(before: Folded | null, { entry, sealed, personal }: StoredEntry): Folded {
  return {
    asset: evolve(before?.asset ?? null, entry),
    seqs: [...(before?.seqs ?? []), entry.seq],
    count: countDay(before?.count ?? null, entry),
    isErased: (before?.isErased ?? false) || hasErased(sealed, personal),
  };
}

/**
 * Whether a state is what the entries come to; once personal values are erased, all the rest of it is compared. A state that
 * does not say who had a hand in it is an earlier version's, or is taken for one: then the entries say so (`hands.ts`), so that
 * nobody gains by taking it out.
 */
export function isStateOf({ asset, isErased }: Folded, state: Asset): boolean {
  const expected = state.hands === null ? { ...asset, hands: null } : asset;
  const compared = (one: Asset) => canonicalize(isErased ? withoutPersonal(one) : one);
  return compared(expected) === compared(state);
}

function withoutPersonal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPersonal);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      typeof item === 'string' && personalKeys.has(key) ? '' : withoutPersonal(item),
    ]),
  );
}
