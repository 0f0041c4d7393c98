import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type {
  ActionName,
  Detail,
  HistoryAnswer,
  HistoryPageAnswer,
  NoticesAnswer,
} from '../../../bot/src/http/contract.ts';
import type { Api, Confirmed } from './client.ts';
import { pollInterval, useApi } from './context.ts';
import type { Next } from './pages.ts';
import { troubleOf } from './problem.ts';
import { type Resource, resourceOf } from './resource.ts';
import { useLive } from './use-live.ts';

const address = (id: string) => `/api/register/${encodeURIComponent(id)}`;
/** The asset as it is now. */
export const readAsset = (api: Api, id: string) => api.get<Detail>(address(id));
/** As many as people read in one go; what stands below a history should not be far away. */
const entriesShown = 30;
const readHistory = async (api: Api, id: string, cursor: string | null = null) => {
  const query = new URLSearchParams({ limit: String(entriesShown), ...(cursor !== null && { cursor }) });
  return (await api.get<HistoryPageAnswer>(`${address(id)}/history?${query}`)).body;
};

/** One asset with all facts, live; `confirmedAt` says as of when. */
export function useAsset(id: string): Resource<Confirmed<Detail>> {
  return useLive(['asset', id], address(id));
}

/** A history as far as it is here, newest first. `next`: the entries before, where it comes in pages. */
export type HistoryRows = HistoryAnswer & { total?: number; next?: Next };

/** An asset's history as of a version of it; read again from the newest on when the version changes. */
export function useHistory(id: string, version: number): Resource<HistoryRows> {
  const api = useApi();
  const pages = useInfiniteQuery({
    queryKey: ['history', id, version],
    queryFn: ({ pageParam }) => readHistory(api, id, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.cursor,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { refetch, isFetchNextPageError: isNextLost } = pages;
  const held = pages.data?.pages;
  const data = held?.[0] && {
    entries: held.flatMap(({ entries }) => entries),
    isIntact: held.every(({ isIntact }) => isIntact),
    total: held[0].total,
    next: {
      isAny: pages.hasNextPage && !pages.isPlaceholderData,
      isLoading: pages.isFetchingNextPage,
      trouble: isNextLost ? troubleOf(pages.error) : null,
      load: () => void pages.fetchNextPage(),
    },
  };
  return resourceOf({ data, error: isNextLost ? null : pages.error, refetch });
}

/** The notices that an asset caused, live; for those who may see them. */
export function useNotices(assetId: string, isEnabled: boolean): Resource<NoticesAnswer> {
  const api = useApi();
  return resourceOf(
    useQuery({
      queryKey: ['notices', assetId],
      queryFn: async () =>
        (await api.get<NoticesAnswer>(`/api/notices?assetId=${encodeURIComponent(assetId)}&limit=200`)).body,
      enabled: isEnabled,
      refetchInterval: pollInterval,
    }),
  );
}

/** Ways to change one asset. Each rejects with the server's problem. */
export type Acting = {
  /** Takes an action on the version that the person saw. */
  act: (action: ActionName, body: unknown, version: number) => Promise<void>;
  /** The asset and its history as they are now. */
  readTheirs: () => Promise<{ detail: Detail; history: HistoryAnswer }>;
};

export function useActing(id: string): Acting {
  const api = useApi();
  const client = useQueryClient();
  const act = useCallback(
    async (action: ActionName, body: unknown, version: number) => {
      await api.post(`${address(id)}/${action}`, body, version);
      await Promise.all([
        client.invalidateQueries({ queryKey: ['asset', id] }),
        client.invalidateQueries({ queryKey: ['register'] }),
        client.invalidateQueries({ queryKey: ['renewals'] }),
      ]);
    },
    [api, client, id],
  );
  const readTheirs = useCallback(async () => {
    const [asset, history] = await Promise.all([readAsset(api, id), readHistory(api, id)]);
    client.setQueryData(['asset', id], asset);
    return { detail: asset.body, history };
  }, [api, client, id]);
  return { act, readTheirs };
}
