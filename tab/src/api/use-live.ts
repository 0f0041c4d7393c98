import { useQuery } from '@tanstack/react-query';
import type { Confirmed } from './client.ts';
import { pollInterval, useApi } from './context.ts';
import { type Resource, resourceOf } from './resource.ts';

/** One answer of the API, live; `confirmedAt` says as of when. `key` is what it is kept under. */
export function useLive<T>(key: readonly unknown[], path: string): Resource<Confirmed<T>> {
  const api = useApi();
  return resourceOf(useQuery({ queryKey: key, queryFn: () => api.get<T>(path), refetchInterval: pollInterval }));
}
