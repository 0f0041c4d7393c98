import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { HistoryAnswer, HistoryEntry, SettingName, SettingsAnswer } from '../../../bot/src/http/contract.ts';
import { useApi } from './context.ts';
import { type Trouble, troubleOf } from './problem.ts';
import { type Resource, resourceOf } from './resource.ts';
import { useLive } from './use-live.ts';

const key = ['settings'];
const address = '/api/settings';

/** The settings as they hold, live. */
export const useSettings = () => useLive<SettingsAnswer>(key, address);

/** What was changed in the settings as of a version; read again when the version changes. */
export function useSettingsHistory(version: number): Resource<HistoryAnswer> {
  const api = useApi();
  return resourceOf(
    useQuery({
      queryKey: ['settings-history', version],
      queryFn: async () => (await api.get<HistoryAnswer>(`${address}/history`)).body,
      placeholderData: keepPreviousData,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  );
}

/** How a change in a dialog stands. `conflict`: someone else changed the settings since it was opened. */
export type SettingAttempt =
  | { status: 'editing' }
  | { status: 'sending' }
  | { status: 'refused'; trouble: Trouble }
  | { status: 'conflict'; theirs: SettingsAnswer; meanwhile: HistoryEntry[] };

/**
 * Changes a setting as the person saw the settings when they began. If they changed meanwhile nothing is written; the next
 * try then goes on top of what has been shown.
 */
export function useSettingAttempt(seen: SettingsAnswer, setting: SettingName, onDone: () => void) {
  const api = useApi();
  const client = useQueryClient();
  const [attempt, setAttempt] = useState<SettingAttempt>({ status: 'editing' });
  const [version, setVersion] = useState(seen.version);

  const send = async (body: Record<string, unknown>) => {
    setAttempt({ status: 'sending' });
    try {
      await api.post(`${address}/${setting}`, body, version);
      // The policy and the price book are among what everyone is told of themselves.
      await Promise.all([client.invalidateQueries({ queryKey: key }), client.invalidateQueries({ queryKey: ['me'] })]);
      onDone();
    } catch (error) {
      setAttempt(await afterRefusal(troubleOf(error)));
    }
  };
  const afterRefusal = async (trouble: Trouble): Promise<SettingAttempt> => {
    if (trouble.code !== 'settings.changed') return { status: 'refused', trouble };
    try {
      const [theirs, history] = await Promise.all([
        api.get<SettingsAnswer>(address),
        api.get<HistoryAnswer>(`${address}/history`),
      ]);
      client.setQueryData(key, theirs);
      setVersion(theirs.body.version);
      const meanwhile = history.body.entries.filter(({ seq }) => seq > version);
      return { status: 'conflict', theirs: theirs.body, meanwhile };
    } catch (error) {
      return { status: 'refused', trouble: troubleOf(error) };
    }
  };
  return { attempt, send };
}
