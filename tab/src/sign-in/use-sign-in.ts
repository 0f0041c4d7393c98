import { useCallback, useEffect, useMemo, useState } from 'react';
import { fetchConfig, type SignInConfig } from './config.ts';
import { fetchPeople, type PracticePerson, practiceTokens, rememberPersona } from './practice.ts';
import type { Session } from './session.ts';
import type { Teams } from './use-teams.ts';

/** How far signing in has come. `outside`: a plain browser, and this is not the practice tenant. */
export type SignInState =
  | { status: 'starting' }
  | { status: 'choosing'; people: readonly PracticePerson[]; choose: (person: PracticePerson) => void }
  | { status: 'outside' }
  | { status: 'failed'; retry: () => void }
  | { status: 'ready'; session: Session };

type Setting =
  | { status: 'asking' }
  | { status: 'failed' }
  | { status: 'teams'; config: SignInConfig }
  | { status: 'practice'; url: string; people: readonly PracticePerson[] };

/** Signs the person in by the way that this server and this surrounding allow; `persona` is picked already, if there. */
export function useSignIn(teams: Teams, persona: string | null): SignInState {
  const [setting, setSetting] = useState<Setting>({ status: 'asking' });
  const [person, setPerson] = useState<PracticePerson | null>(null);
  const [teamsSession, setTeamsSession] = useState<Session | 'failed' | null>(null);

  const choose = useCallback((chosen: PracticePerson) => {
    rememberPersona(chosen);
    setPerson(chosen);
  }, []);

  const ask = useCallback(async () => {
    try {
      const config = await fetchConfig();
      if (config.signIn === 'teams' || !config.practice) {
        setSetting({ status: 'teams', config });
        return;
      }
      const people = await fetchPeople(config.practice.url);
      setPerson(people.find(({ upn }) => upn.toLowerCase() === persona?.toLowerCase()) ?? null);
      setSetting({ status: 'practice', url: config.practice.url, people });
    } catch {
      setSetting({ status: 'failed' });
    }
  }, [persona]);
  useEffect(() => void ask(), [ask]);

  const isInTeams = teams.status === 'present';
  const clientId = setting.status === 'teams' ? setting.config.clientId : null;
  useEffect(() => {
    if (!isInTeams || clientId === null) return;
    import('./teams-tokens.ts').then(
      ({ teamsTokens }) => setTeamsSession({ getToken: teamsTokens(clientId), practice: null }),
      () => setTeamsSession('failed'),
    );
  }, [isInTeams, clientId]);

  const practiceSession = useMemo<Session | null>(() => {
    if (setting.status !== 'practice' || !person) return null;
    return {
      getToken: practiceTokens(setting.url, person.upn),
      practice: { person, people: setting.people, become: choose },
    };
  }, [setting, person, choose]);

  const retry = () => {
    setSetting({ status: 'asking' });
    setTeamsSession(null);
    void ask();
  };
  if (setting.status === 'failed' || teamsSession === 'failed') return { status: 'failed', retry };
  if (setting.status === 'practice') {
    return practiceSession
      ? { status: 'ready', session: practiceSession }
      : { status: 'choosing', people: setting.people, choose };
  }
  if (setting.status === 'teams' && teams.status === 'absent') return { status: 'outside' };
  return teamsSession ? { status: 'ready', session: teamsSession } : { status: 'starting' };
}
