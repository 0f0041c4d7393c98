import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { pollInterval, pollUntilRead, useApi } from './context.ts';
import { isOutOfStep, mergePages, type Next, type Page } from './pages.ts';
import { troubleOf } from './problem.ts';
import { type Resource, resourceOf } from './resource.ts';

/** All that is known of the rows of a list. `head` is the newest first page: totals and counts are its own. */
export type Paged<Row, Head> = {
  items: Row[];
  head: Head;
  asOf: string;
  /** These rows still answer the query before; those of the new one are on their way. */
  isPrevious: boolean;
  next: Next;
};

/** A long list that was read to its end is followed more slowly than its first pages. */
const restPerPageInMs = 500;

/**
 * A list of the API, page by page, live: its first page is polled, and when that shows a newer register the pages read
 * so far are read again in place. `path` without `cursor`; `key` is what the list's answers are kept under.
 */
export function usePages<Row extends { id: string; version?: number }, Head extends Page<Row>>(
  key: readonly unknown[],
  path: string,
): Resource<Paged<Row, Head>> {
  const api = useApi();
  const read = (cursor: string | null) =>
    api.get<Head>(cursor === null ? path : `${path}&cursor=${encodeURIComponent(cursor)}`);

  const pages = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.body.cursor,
    placeholderData: keepPreviousData,
    refetchInterval: pollUntilRead,
  });
  const isOwn = pages.isSuccess && !pages.isPlaceholderData;
  const held = useMemo(() => pages.data?.pages.map(({ body }) => body) ?? [], [pages.data]);
  const first = pages.data?.pages[0];
  const live = useQuery({
    queryKey: [...key, 'live'],
    queryFn: () => read(null),
    enabled: isOwn,
    refetchInterval: pollInterval,
    staleTime: Number.POSITIVE_INFINITY,
    ...(isOwn && first && { initialData: first }),
  });

  const { refetch, isFetching } = pages;
  const look = live.dataUpdatedAt;
  const readAt = useRef(0);
  const isBehind = isOwn && live.isSuccess && isOutOfStep(held, live.data.body.version);
  const restInMs = held.length * restPerPageInMs;
  useEffect(() => {
    // At most once per look, and the less often the more there is to read again: under constant writing the pages may
    // never agree, and reading them without pause would help nobody.
    if (!isBehind || isFetching || look - readAt.current < restInMs) return;
    readAt.current = look;
    void refetch();
  }, [isBehind, isFetching, look, restInMs, refetch]);

  const items = useMemo(() => mergePages(held), [held]);
  const head = isOwn ? (live.data ?? first) : first;
  const data: Paged<Row, Head> | undefined = head && {
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
