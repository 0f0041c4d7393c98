import { useState } from 'react';
import type { ActionName, Detail, HistoryEntry } from '../../../bot/src/http/contract.ts';
import { useActing } from './asset.ts';
import { type Trouble, troubleOf } from './problem.ts';

/** How an action in a dialog stands. `conflict`: someone else changed the asset since it was opened. */
export type Attempt =
  | { status: 'editing' }
  | { status: 'sending' }
  | { status: 'refused'; trouble: Trouble }
  | { status: 'conflict'; theirs: Detail; meanwhile: HistoryEntry[] };

/**
 * Takes an action on the asset as the person saw it when they began. If it changed meanwhile nothing is written;
 * the next try then goes on top of what they have been shown.
 */
export function useAttempt(seen: Pick<Detail, 'id' | 'version'>, action: ActionName, onDone: () => void) {
  const { act, readTheirs } = useActing(seen.id);
  const [attempt, setAttempt] = useState<Attempt>({ status: 'editing' });
  const [version, setVersion] = useState(seen.version);

  const send = async (body: unknown) => {
    setAttempt({ status: 'sending' });
    try {
      await act(action, body, version);
      onDone();
    } catch (error) {
      setAttempt(await afterRefusal(troubleOf(error)));
    }
  };
  const afterRefusal = async (trouble: Trouble): Promise<Attempt> => {
    if (trouble.code !== 'asset.changed') return { status: 'refused', trouble };
    try {
      const { detail, history } = await readTheirs();
      setVersion(detail.version);
      return { status: 'conflict', theirs: detail, meanwhile: history.entries.filter(({ seq }) => seq > version) };
    } catch (error) {
      return { status: 'refused', trouble: troubleOf(error) };
    }
  };
  return { attempt, send };
}
