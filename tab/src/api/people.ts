import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { PeopleAnswer, PersonRef } from '../../../bot/src/http/contract.ts';
import { useApi } from './context.ts';

const pauseInMs = 200;
const fewestLetters = 2;

export type PeopleSearch = { status: 'idle' | 'searching' | 'failed' } | { status: 'found'; people: PersonRef[] };

/** Colleagues whose name or work address begins as typed, once the typing pauses. Null asks nobody. */
export function usePeopleSearch(typed: string | null): PeopleSearch {
  const api = useApi();
  const wanted = typed?.trim() ?? '';
  const [asked, setAsked] = useState(wanted);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(wanted), pauseInMs);
    return () => clearTimeout(timer);
  }, [wanted]);
  const isAsked = asked.length >= fewestLetters;
  const { data, isError } = useQuery({
    queryKey: ['people', asked.toLocaleLowerCase()],
    queryFn: async () =>
      (await api.get<PeopleAnswer>(`/api/people?search=${encodeURIComponent(asked.slice(0, 100))}`)).body.items,
    enabled: isAsked,
    staleTime: 60_000,
  });
  if (wanted.length < fewestLetters) return { status: 'idle' };
  if (wanted !== asked) return { status: 'searching' };
  if (data) return { status: 'found', people: data };
  return { status: isError ? 'failed' : 'searching' };
}
