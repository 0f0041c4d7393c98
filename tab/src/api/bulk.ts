import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { BulkAnswer, BulkBody, BulkRow, IdsAnswer } from '../../../bot/src/http/contract.ts';
import { useApi } from './context.ts';

/** So many assets the server takes in one request. */
const mostPerRequest = 500;

/** A change to many assets, without which they are. */
type Without<Body> = Body extends unknown ? Omit<Body, 'ids' | 'isPreview'> : never;
export type ManyBody = Without<BulkBody>;

/** `onDone` hears how many are done so far; once `signal` is aborted nothing more is begun. */
type Following = { onDone: (count: number) => void; signal: AbortSignal };

/** Ways to change many assets at once. */
export type ChangingMany = {
  /** What a change would do to each of them. Rejects with the server's problem. */
  preview: (body: ManyBody, ids: readonly string[]) => Promise<BulkRow[]>;
  /**
   * Makes the change, a part at a time. Rejects with the server's problem only when the very first part fails as a whole;
   * what is not tried after that, since the connection broke off or the person stopped, has no row.
   */
  run: (body: ManyBody, ids: readonly string[], following: Following) => Promise<BulkRow[]>;
  /** The assets that match a query of the register: the first 5,000 of `total`. */
  idsOf: (query: string) => Promise<IdsAnswer>;
};

export function useChangingMany(): ChangingMany {
  const api = useApi();
  const client = useQueryClient();
  const send = useCallback(
    async (body: ManyBody, ids: readonly string[], isPreview: boolean) =>
      (await api.post<BulkAnswer>('/api/register/bulk', { ...body, ids, isPreview })).rows,
    [api],
  );
  const preview: ChangingMany['preview'] = async (body, ids) => {
    const rows: BulkRow[] = [];
    for (const part of partsOf(ids)) rows.push(...(await send(body, part, true)));
    return rows;
  };
  const run: ChangingMany['run'] = async (body, ids, { onDone, signal }) => {
    const rows: BulkRow[] = [];
    try {
      for (const part of partsOf(ids)) {
        if (signal.aborted) break;
        rows.push(...(await send(body, part, false)));
        onDone(rows.length);
      }
    } catch (error) {
      if (rows.length === 0) throw error;
    } finally {
      // What is shown elsewhere need not wait for its next poll; nobody waits for it here.
      void client.invalidateQueries({ queryKey: ['register'] });
      void client.invalidateQueries({ queryKey: ['asset'] });
    }
    return rows;
  };
  const idsOf = useCallback(
    async (query: string) => (await api.get<IdsAnswer>(`/api/register/ids?${query}`)).body,
    [api],
  );
  return { preview, run, idsOf };
}

function partsOf(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / mostPerRequest) }, (_, part) =>
    ids.slice(part * mostPerRequest, (part + 1) * mostPerRequest),
  );
}
