import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { TodayAnswer } from '../../../bot/src/http/contract.ts';
import { useApi } from './context.ts';
import { useLive } from './use-live.ts';

const key = ['today'];

/** What needs doing now, live. */
export const useToday = () => useLive<TodayAnswer>(key, '/api/today');

/** Says that what discovery misses since a moment is gone indeed. Rejects with the server's problem. */
export function useConfirmLoss(): (since: string) => Promise<void> {
  const api = useApi();
  const client = useQueryClient();
  return useCallback(
    async (since: string) => {
      await api.post('/api/discovery/loss/confirm', { since });
      await client.invalidateQueries({ queryKey: key });
    },
    [api, client],
  );
}
