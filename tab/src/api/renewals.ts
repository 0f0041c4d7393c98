import { useQuery } from '@tanstack/react-query';
import type { RenewalsAnswer } from '../../../bot/src/http/contract.ts';
import type { Confirmed } from './client.ts';
import { pollInterval, useApi } from './context.ts';
import { type Resource, resourceOf } from './resource.ts';

/** What renews in the next twelve months, live. */
export function useRenewals(): Resource<Confirmed<RenewalsAnswer>> {
  const api = useApi();
  return resourceOf(
    useQuery({
      queryKey: ['renewals'],
      queryFn: () => api.get<RenewalsAnswer>('/api/renewals'),
      refetchInterval: pollInterval,
    }),
  );
}
