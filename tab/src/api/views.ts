import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { View, ViewBody, ViewsAnswer } from '../../../bot/src/http/contract.ts';
import { pollUntilRead, useApi } from './context.ts';
import { type Resource, resourceOf } from './resource.ts';

const key = ['views'];
const address = (id: string) => `/api/views/${encodeURIComponent(id)}`;

/** The saved views that the person can see; for those who may keep any. */
export function useViews(isEnabled: boolean): Resource<ViewsAnswer> {
  const api = useApi();
  return resourceOf(
    useQuery({
      queryKey: key,
      queryFn: async () => (await api.get<ViewsAnswer>('/api/views')).body,
      enabled: isEnabled,
      staleTime: 60_000,
      refetchInterval: pollUntilRead,
    }),
  );
}

/** Ways to change the saved views. Each rejects with the server's problem. */
export function useKeepingViews() {
  const api = useApi();
  const client = useQueryClient();
  const after = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } finally {
      await client.invalidateQueries({ queryKey: key });
    }
  };
  return {
    /** Makes a view, or changes the version of it that the person saw. */
    put: (id: string, body: ViewBody, version?: number) => after(api.put<View>(address(id), body, version)),
    remove: (id: string, version: number) => after(api.remove(address(id), version)),
    setDefault: (id: string | null) => after(api.put('/api/views/default', { id })),
  };
}
