import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useContext } from 'react';
import type { Me } from '../../../bot/src/http/contract.ts';
import { pollUntilRead, useApi } from './context.ts';
import { meOptions } from './first-reads.ts';
import { type Resource, resourceOf } from './resource.ts';

/** Who is signed in, and what they may see. */
export function useMe(): Resource<Me> {
  const api = useApi();
  return resourceOf(useQuery({ ...meOptions(api), refetchInterval: pollUntilRead }));
}

/** Asks anew what holds for the person, such as the policy. */
export function useRereadMe(): () => void {
  const client = useQueryClient();
  return useCallback(() => void client.invalidateQueries({ queryKey: ['me'] }), [client]);
}

const MeContext = createContext<Me | null>(null);
export const MeProvider = MeContext.Provider;

/** Who is signed in, on a page that is shown to someone signed in. */
export function useMyself(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('useMyself needs a MeProvider above it');
  return me;
}
