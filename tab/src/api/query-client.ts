import { QueryClient } from '@tanstack/react-query';
import { troubleOf } from './problem.ts';

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
