import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Notice, NoticesAnswer, NoticesQuery } from '../../../bot/src/http/contract.ts';
import { useApi } from './context.ts';
import type { Resource } from './resource.ts';
import { type Paged, usePages } from './use-pages.ts';

export type NoticeState = Notice['state'];
export type NoticeStateFilter = NoticesQuery['state'] | null;

/** Notices, newest first. */
export type NoticeRows = Paged<Notice, NoticesAnswer>;

const pageLength = 50;

/** The notices in a state, or all, live. */
export function useNoticeRows(state: NoticeStateFilter): Resource<NoticeRows> {
  const params = new URLSearchParams({ limit: String(pageLength), ...(state && { state }) });
  return usePages(['notices', 'rows', state], `/api/notices?${params}`);
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
