import { type UseQueryResult, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Confirmed } from './client.ts';
import { pollInterval, useApi } from './context.ts';
import { pageOptions } from './first-reads.ts';
import { keptPages, type Part, type Places, pagesAround, placesOf } from './places.ts';
import { type Resource, resourceOf } from './resource.ts';

/** A long list of which any place can be looked at. `head` is its first page as it was read last. */
export type Placed<Row, Head> = {
  places: Places<Row>;
  head: Head;
  asOf: string;
  /** These rows still answer the query before; those of the new one are on their way. */
  isPrevious: boolean;
  /** Says which places are in sight, so that their rows are read. */
  onSight: (first: number, last: number) => void;
};

/** More pages than these are not kept up to date; who comes back to others waits for them again. */
const mostPages = 12;
/** While someone scrolls past, pages are asked for no more often than this. */
const sightRestInMs = 100;

/**
 * A list of the API whose pages are read where someone looks, live: its first page is polled, and when that shows a newer
 * register the pages in hand are read again in place. `key` is what the list's pages are kept under.
 */
export function usePlaces<Row extends { id: string; version: number }, Head extends Part<Row>>(
  key: readonly string[],
  path: string,
): Resource<Placed<Row, Head>> {
  const api = useApi();
  const client = useQueryClient();
  const pageOf = (ofKey: readonly string[], ofPath: string, page: number) =>
    pageOptions<Head>(api, ofKey, ofPath, page);
  /** What is shown of a list at first: the pages that are here from an earlier visit. */
  const startOf = () => {
    const held = client.getQueriesData({ queryKey: key }).filter(([, data]) => data !== undefined);
    return {
      key,
      path,
      pages: keptPages(
        [],
        held.map(([parts]) => Number(parts.at(-1))),
        mostPages,
      ),
    };
  };

  // What is shown stays until the first page of what is asked for now is here.
  const [shown, setShown] = useState(startOf);
  const first = useQuery({ ...pageOf(key, path, 0), staleTime: 1_000, refetchInterval: pollInterval });
  const isPrevious = shown.path !== path && !first.isSuccess;
  if (shown.path !== path && first.isSuccess) setShown(startOf());
  const pages = useQueries({
    queries: shown.pages.map((page) => pageOf(shown.key, shown.path, page)),
    combine: together<Head>,
  });
  const head = isPrevious ? pages.held[shown.pages.indexOf(0)] : first.data;
  const total = head?.body.total ?? 0;

  const { held } = pages;
  const places = useMemo(() => {
    const parts = shown.pages.flatMap((page, at): [number, Head][] => (held[at] ? [[page, held[at].body]] : []));
    return placesOf(new Map(parts), total);
  }, [shown, held, total]);

  // At most once per look at the first page: under constant writing the pages may never agree, and reading them without
  // pause would help nobody.
  const look = first.dataUpdatedAt;
  const version = isPrevious ? null : (first.data?.body.version ?? null);
  useEffect(() => {
    if (version === null) return;
    void client.refetchQueries({
      queryKey: shown.key,
      type: 'active',
      predicate: ({ state }) => {
        const data = state.data as Confirmed<Head> | undefined;
        return data !== undefined && data.body.version !== version && state.dataUpdatedAt < look;
      },
    });
  }, [client, shown.key, version, look]);

  const sight = useRef({ first: 0, last: 0, timer: 0 });
  const onSight = useCallback(
    (firstPlace: number, lastPlace: number) => {
      const { current } = sight;
      current.first = firstPlace;
      current.last = lastPlace;
      if (current.timer !== 0) return;
      current.timer = window.setTimeout(() => {
        current.timer = 0;
        const wanted = pagesAround(current.first, current.last, total);
        setShown((before) => {
          const kept = keptPages(before.pages, wanted, mostPages);
          return kept === before.pages ? before : { ...before, pages: kept };
        });
      }, sightRestInMs);
    },
    [total],
  );
  useEffect(
    () => () => {
      window.clearTimeout(sight.current.timer);
      sight.current.timer = 0;
    },
    [],
  );

  const refetch = () => client.refetchQueries({ queryKey: key, type: 'active' });
  const data = head && { places, head: head.body, asOf: head.confirmedAt, isPrevious, onSight };
  return resourceOf({ data, error: first.error ?? pages.error, refetch });
}

/** What is here of some pages; the same object while the pages are. */
function together<Head>(results: UseQueryResult<Confirmed<Head>>[]) {
  return {
    held: results.map(({ data }) => data),
    error: results.find(({ error }) => error !== null)?.error ?? null,
  };
}
