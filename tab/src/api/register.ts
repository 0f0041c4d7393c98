import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import type { Item, ListAnswer } from '../../../bot/src/http/contract.ts';
import type { Confirmed } from './client.ts';
import { pollInterval, pollUntilRead, useApi } from './context.ts';
import { isOutOfStep, mergePages } from './pages.ts';
import { type Trouble, troubleOf } from './problem.ts';
import { type Resource, resourceOf } from './resource.ts';

/** All that is known of the rows that match. `head` is the newest first page: totals and facets are its own. */
export type Rows = {
  items: Item[];
  head: ListAnswer;
  asOf: string;
  /** These rows still answer the view before; the new one is on its way. */
  isPrevious: boolean;
  next: { isAny: boolean; isLoading: boolean; trouble: Trouble | null; load: () => void };
};

/** A long list that was scrolled through is followed more slowly than its first pages. */
const restPerPageInMs = 500;

/**
 * The register under a query (filters and order as in the API, without `limit` and `cursor`), page by page, live:
 * the first page is polled, and when it shows a newer register the pages read so far are read again in place.
 */
export function useRegister(query: string, limit = 100): Resource<Rows> {
  const api = useApi();
  const read = (cursor: string | null) => {
    const params = new URLSearchParams(query);
    params.set('limit', String(limit));
    if (cursor) params.set('cursor', cursor);
    return api.get<ListAnswer>(`/api/register?${params}`);
  };

  const pages = useInfiniteQuery({
    queryKey: ['register', query, limit],
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.body.cursor,
    placeholderData: keepPreviousData,
    refetchInterval: pollUntilRead,
  });
  const isOwn = pages.isSuccess && !pages.isPlaceholderData;
  const live = useQuery({
    queryKey: ['register', query, limit, 'live'],
    queryFn: () => read(null),
    enabled: isOwn,
    refetchInterval: pollInterval,
    staleTime: Number.POSITIVE_INFINITY,
    ...(isOwn && pages.data.pages[0] && { initialData: pages.data.pages[0] }),
  });

  const { refetch, isFetching } = pages;
  const look = live.dataUpdatedAt;
  const readAt = useRef(0);
  const isBehind = isOwn && live.isSuccess && isOutOfStep(bodies(pages.data.pages), live.data.body.version);
  const restInMs = (pages.data?.pages.length ?? 0) * restPerPageInMs;
  useEffect(() => {
    // At most once per look, and the less often the more there is to read again: under constant writing the pages may
    // never agree, and reading them without pause would help nobody.
    if (!isBehind || isFetching || look - readAt.current < restInMs) return;
    readAt.current = look;
    void refetch();
  }, [isBehind, isFetching, look, restInMs, refetch]);

  const items = useMemo(() => mergePages(bodies(pages.data?.pages ?? [])), [pages.data]);
  const first = pages.data?.pages[0];
  const head = isOwn ? (live.data ?? first) : first;
  const data: Rows | undefined = head && {
    items,
    head: head.body,
    asOf: head.confirmedAt,
    isPrevious: pages.isPlaceholderData,
    next: {
      isAny: isOwn && pages.hasNextPage,
      isLoading: pages.isFetchingNextPage,
      trouble: pages.isFetchNextPageError ? troubleOf(pages.error) : null,
      load: () => void pages.fetchNextPage(),
    },
  };
  const error = live.error ?? (pages.isFetchNextPageError ? null : pages.error);
  const readAgain = () => Promise.all([refetch(), ...(isOwn ? [live.refetch()] : [])]);
  return resourceOf({ data, error, refetch: readAgain });
}

function bodies(pages: readonly Confirmed<ListAnswer>[]): ListAnswer[] {
  return pages.map(({ body }) => body);
}
