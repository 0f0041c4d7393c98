import type { QueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { Api } from '../api/client.ts';
import type { PracticePerson } from './practice.ts';
import type { TeamsHost } from './teams-host.ts';

/** Someone signed in: their API and their answers. On the practice tenant it is a persona, and can be another. */
export type Session = {
  api: Api;
  queries: QueryClient;
  practice: {
    person: PracticePerson;
    people: readonly PracticePerson[];
    become: (person: PracticePerson) => void;
  } | null;
};

/** The session, and the Teams client around it if there is one. */
type Surroundings = Session & { host: TeamsHost | null };

const SessionContext = createContext<Surroundings | null>(null);
export const SessionProvider = SessionContext.Provider;

export function useSession(): Surroundings {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession needs a SessionProvider above it');
  return session;
}
