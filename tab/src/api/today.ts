import { useQuery } from '@tanstack/react-query';
import type { TodayAnswer } from '../../../bot/src/http/contract.ts';
import type { Confirmed } from './client.ts';
import { pollInterval, useApi } from './context.ts';
import { type Resource, resourceOf } from './resource.ts';

/** What needs doing now, live. */
export function useToday(): Resource<Confirmed<TodayAnswer>> {
  const api = useApi();
  return resourceOf(
    useQuery({
      queryKey: ['today'],
      queryFn: () => api.get<TodayAnswer>('/api/today'),
      refetchInterval: pollInterval,
    }),
  );
}
