import type { Item, ListAnswer } from '../../../bot/src/http/contract.ts';
import { wholeRegister } from './first-reads.ts';
import type { Resource } from './resource.ts';
import { type Paged, usePages } from './use-pages.ts';
import { type Placed, usePlaces } from './use-places.ts';

/** The assets that match. */
export type Rows = Paged<Item, ListAnswer>;

/** The register under a query (filters and order as in the API, without `limit` and `cursor`), live. */
export function useRegister(query: string, limit = 100): Resource<Rows> {
  const params = new URLSearchParams(query);
  params.set('limit', String(limit));
  return usePages(['register', query, limit], `/api/register?${params}`);
}

/** The whole register under a query, of which any place can be looked at. */
export type Register = Placed<Item, ListAnswer>;

export function useWholeRegister(query: string): Resource<Register> {
  const { key, path } = wholeRegister(query);
  return usePlaces(key, path);
}
