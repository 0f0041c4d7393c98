import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Detail, HistoryEntry } from '../../../bot/src/http/contract.ts';
import { useActing } from '../api/asset.ts';
import { type Trouble, troubleOf } from '../api/problem.ts';

/**
 * How an approval stands. It shows as done from the press on; a refusal brings the purchase back, with the reason.
 * `version`: of the purchase as it was approved.
 */
export type Approval =
  | { status: 'none' }
  | { status: 'sending' }
  | { status: 'done'; version: number }
  | { status: 'refused'; trouble: Trouble }
  | { status: 'changed'; theirs: Detail; meanwhile: HistoryEntry[] };

/** Approves a purchase with one press, as the person saw it: if it changed meanwhile, nothing is written. */
export function useApprove(id: string, told: { done: () => void; refused: () => void }) {
  const { act, readTheirs } = useActing(id);
  const client = useQueryClient();
  const [approval, setApproval] = useState<Approval>({ status: 'none' });

  const approve = async (seen: Detail) => {
    setApproval({ status: 'sending' });
    try {
      await act('approve', { comment: null }, seen.version);
      await client.invalidateQueries({ queryKey: ['today'] });
      setApproval({ status: 'done', version: seen.version });
      told.done();
    } catch (error) {
      setApproval(await afterRefusal(troubleOf(error), seen));
      told.refused();
    }
  };
  const afterRefusal = async (trouble: Trouble, seen: Detail): Promise<Approval> => {
    if (trouble.code !== 'asset.changed') return { status: 'refused', trouble };
    try {
      const { detail, history } = await readTheirs();
      const meanwhile = history.entries.filter(({ seq }) => seq > seen.version);
      return { status: 'changed', theirs: detail, meanwhile };
    } catch (error) {
      return { status: 'refused', trouble: troubleOf(error) };
    }
  };
  return { approval, approve, forget: () => setApproval({ status: 'none' }) };
}
