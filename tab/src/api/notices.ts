import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import type { Notice, NoticesAnswer, NoticesQuery } from '../../../bot/src/http/contract.ts';
import { pollInterval, pollUntilRead, useApi } from './context.ts';
import { type Trouble, troubleOf } from './problem.ts';
import { type Resource, resourceOf } from './resource.ts';

export type NoticeState = Notice['state'];
export type NoticeStateFilter = NoticesQuery['state'] | null;

/** Notices read so far, newest first. `head` is the newest first page: totals and counts are its own. */
export type NoticeRows = {
  items: Notice[];
  head: NoticesAnswer;
  asOf: string;
  next: { isAny: boolean; isLoading: boolean; trouble: Trouble | null; load: () => void };
};

const pageLength = 50;
/** A long list is read again the more seldom the longer it is. */
const restPerPageInMs = 1_000;

/** The notices in a state, or all, page by page, live: when the register has moved, what was read is read again in place. */
export function useNoticeRows(state: NoticeStateFilter): Resource<NoticeRows> {
  const api = useApi();
  const read = (cursor: string | null) => {
    const params = new URLSearchParams({ limit: String(pageLength) });
    if (state) params.set('state', state);
    if (cursor) params.set('cursor', cursor);
    return api.get<NoticesAnswer>(`/api/notices?${params}`);
  };
  const pages = useInfiniteQuery({
    queryKey: ['notices', 'rows', state],
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.body.cursor,
    placeholderData: keepPreviousData,
    refetchInterval: pollUntilRead,
  });
  const isOwn = pages.isSuccess && !pages.isPlaceholderData;
  const live = useQuery({
    queryKey: ['notices', 'live', state],
    queryFn: () => read(null),
    enabled: isOwn,
    refetchInterval: pollInterval,
  });

  const { refetch, isFetching } = pages;
  const look = live.dataUpdatedAt;
  const readAt = useRef(0);
  const held = pages.data?.pages ?? [];
  const isBehind = isOwn && live.isSuccess && held.some(({ body }) => body.version !== live.data.body.version);
  const restInMs = (held.length - 1) * restPerPageInMs;
  useEffect(() => {
    if (!isBehind || isFetching || look - readAt.current < restInMs) return;
    readAt.current = look;
    void refetch();
  }, [isBehind, isFetching, look, restInMs, refetch]);

  const head = (isOwn && live.data) || held[0];
  const seen = new Set<string>();
  const items = held
    .flatMap(({ body }) => body.items)
    .filter(({ id }) => {
      const isNew = !seen.has(id);
      seen.add(id);
      return isNew;
    });
  const data: NoticeRows | undefined = head && {
    items,
    head: head.body,
    asOf: head.confirmedAt,
    next: {
      isAny: isOwn && pages.hasNextPage,
      isLoading: pages.isFetchingNextPage,
      trouble: pages.isFetchNextPageError ? troubleOf(pages.error) : null,
      load: () => void pages.fetchNextPage(),
    },
  };
  const error = live.error ?? (pages.isFetchNextPageError ? null : pages.error);
  return resourceOf({ data, error, refetch: () => Promise.all([refetch(), ...(isOwn ? [live.refetch()] : [])]) });
}

/** Sends a notice again. Rejects with the server's problem. */
export function useRetry(): (id: string) => Promise<void> {
  const api = useApi();
  const client = useQueryClient();
  return useCallback(
    async (id: string) => {
      await api.post(`/api/notices/${encodeURIComponent(id)}/retry`, {});
      await client.invalidateQueries({ queryKey: ['notices'] });
    },
    [api, client],
  );
}
