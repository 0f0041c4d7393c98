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
const pollInMs = 2_000;

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
