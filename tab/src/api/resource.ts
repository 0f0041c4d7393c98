import { type Trouble, troubleOf } from './problem.ts';

/**
 * A thing being fetched: exactly one of these holds, so a screen can't show a skeleton and an error at once.
 * `trouble` of a ready one says why it may be out of date.
 */
export type Resource<T> =
  | { status: 'loading' }
  | { status: 'failed'; trouble: Trouble; retry: () => void }
  | { status: 'ready'; value: T; trouble: Trouble | null; retry: () => void };

type Query<T> = { data: T | undefined; error: unknown; refetch: () => Promise<unknown> };

/** A query as a resource: what was read once stays readable while a later read fails. */
export function resourceOf<T>(query: Query<T>): Resource<T> {
  const retry = () => void query.refetch();
  const trouble = query.error ? troubleOf(query.error) : null;
  if (query.data !== undefined) return { status: 'ready', value: query.data, trouble, retry };
  return trouble ? { status: 'failed', trouble, retry } : { status: 'loading' };
}
