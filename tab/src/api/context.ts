import { QueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { Api } from './client.ts';
import { ApiError, troubleOf } from './problem.ts';

const ApiContext = createContext<Api | null>(null);
export const ApiProvider = ApiContext.Provider;

/** The API as the signed-in person. */
export function useApi(): Api {
  const api = useContext(ApiContext);
  if (!api) throw new Error('useApi needs an ApiProvider above it');
  return api;
}

/** How often what is on the screen is asked for again. An unchanged answer is a 304 without a body. */
const pollInMs = 3_000;

/** The interval of a live query, longer if the server asks for it; one whose sign-in was refused waits until the person acts. */
export function pollInterval(query: { state: { error: unknown } }): number | false {
  const { error } = query.state;
  if (error !== null && troubleOf(error).kind === 'expired') return false;
  return error instanceof ApiError ? Math.max(pollInMs, error.waitMs) : pollInMs;
}

/** For what is read once: asked again only while it could not be read at all. */
export function pollUntilRead(query: { state: { error: unknown; data: unknown } }): number | false {
  return query.state.data === undefined && query.state.error !== null ? pollInterval(query) : false;
}

/** One person's answers; another person gets another client. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The screens say themselves that there is no connection, so a query must fail instead of waiting for one.
        networkMode: 'always',
        retry: (count, error) => count < 1 && ['offline', 'starting', 'failed'].includes(troubleOf(error).kind),
        retryDelay: 500,
        // An unchanged answer is the same object already; comparing thousands of rows deeply would only cost time.
        structuralSharing: false,
        staleTime: 1_000,
        gcTime: 10 * 60_000,
      },
    },
  });
}
