import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Detail, ListAnswer, Me } from '../../../bot/src/http/contract.ts';
import { readAsset } from './asset.ts';
import { pollInterval, pollUntilRead, useApi } from './context.ts';
import { type Resource, resourceOf } from './resource.ts';

/** The register's query of what awaits a decision, oldest first; everyone's, or one person's own. */
export function decisionsQuery(me: Me | null): string {
  return `waitsFor=${encodeURIComponent(me?.id ?? 'anyone')}&sort=updatedAt`;
}

/** How many purchases wait for someone's own decision, live; and whether any did since they came. */
export function useToDecide(me: Me): { count: number; decides: boolean } {
  const api = useApi();
  const { data = me.toDecide } = useQuery({
    queryKey: ['register', 'to-decide', me.id],
    queryFn: async () => (await api.get<ListAnswer>(`/api/register?${decisionsQuery(me)}&limit=1`)).body.total,
    refetchInterval: pollInterval,
  });
  const [hadAny, setHadAny] = useState(false);
  if (data > 0 && !hadAny) setHadAny(true);
  return { count: data, decides: hadAny || data > 0 };
}

/**
 * An asset of the queue with all that a decision needs: read anew when its version changes, and once more when it no
 * longer waits; what was read before is shown until then.
 */
export function useQueued(
  id: string,
  version: number,
  isWaiting: boolean,
): { queued: Resource<Detail>; isOutOfDate: boolean } {
  const api = useApi();
  const query = useQuery({
    queryKey: ['asset', id, isWaiting ? version : 'settled'],
    queryFn: async () => (await readAsset(api, id)).body,
    placeholderData: (before, of) => (of?.queryKey[1] === id ? before : undefined),
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: pollUntilRead,
  });
  return { queued: resourceOf(query), isOutOfDate: query.isPlaceholderData };
}
