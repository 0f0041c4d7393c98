import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { ListAnswer, Me } from '../../../bot/src/http/contract.ts';
import { parseView, viewParams } from '../register/views/view.ts';
import type { Api } from './client.ts';
import { rowsPerPage } from './places.ts';

// What is read before the screens are there to ask for it. The screens ask for the very same.

/** Who is signed in. */
export function meOptions(api: Api) {
  return queryOptions({
    queryKey: ['me'],
    queryFn: async () => (await api.get<Me>('/api/me')).body,
    staleTime: 60_000,
  });
}

/** The whole register under a query: what its pages are kept under, and their address without `limit` and `offset`. */
export function wholeRegister(query: string): { key: readonly string[]; path: string } {
  return { key: ['register', 'whole', query], path: `/api/register?${query}` };
}

/** A page of a list, as it is kept and read. */
export function pageOptions<Head>(api: Api, key: readonly string[], path: string, page: number) {
  return queryOptions({
    queryKey: [...key, page],
    queryFn: () => api.get<Head>(`${path}&limit=${rowsPerPage}&offset=${page * rowsPerPage}`),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Reads who is signed in and, where the address is the register's, its first rows. Failures are the screens' to tell. */
export async function readAhead(client: QueryClient, api: Api, { pathname, searchParams }: URL): Promise<void> {
  const reads = [client.prefetchQuery(meOptions(api))];
  if (pathname === '/tab/register') {
    const { key, path } = wholeRegister(viewParams(parseView(searchParams)).toString());
    reads.push(client.prefetchQuery(pageOptions<ListAnswer>(api, key, path, 0)));
  }
  await Promise.all(reads);
}
