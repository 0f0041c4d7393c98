import { useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { ActionBody, DeclareBody, Detail, Item } from '../../../bot/src/http/contract.ts';
import { useApi } from './context.ts';
import { ApiError } from './problem.ts';

/** What became of a declaration: it stands, or it looks like one made before and the person is asked. */
export type Declared = { outcome: 'declared'; id: string } | { outcome: 'again'; existing: Item[] };

/** Declares a purchase. Rejects with the server's problem, except for the question whether it is the same again. */
export function useDeclare(): (body: DeclareBody) => Promise<Declared> {
  const api = useApi();
  const client = useQueryClient();
  return async (body) => {
    try {
      const { id } = await api.post<Pick<Detail, 'id'>>('/api/register', body);
      await client.invalidateQueries({ queryKey: ['register'] });
      return { outcome: 'declared', id };
    } catch (error) {
      const existing = existingOf(error);
      if (!existing) throw error;
      return { outcome: 'again', existing };
    }
  };
}

/** Declares a purchase that is on the register, as it was shown. Rejects with the server's problem. */
export function useDeclareThis(): (item: Item, body: z.infer<typeof ActionBody.declare>) => Promise<void> {
  const api = useApi();
  const client = useQueryClient();
  return async ({ id, version }, body) => {
    await api.post(`/api/register/${encodeURIComponent(id)}/declare`, body, version);
    await client.invalidateQueries({ queryKey: ['register'] });
  };
}

function existingOf(error: unknown): Item[] | null {
  if (!(error instanceof ApiError) || error.problem.code !== 'declaration.again') return null;
  const { existing } = error.body as { existing?: Item[] };
  return existing ?? [];
}
