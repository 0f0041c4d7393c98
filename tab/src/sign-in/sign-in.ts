import { safeLocale } from '../../../bot/src/domain/words/safe-locale.ts';
import { createApi, type GetToken } from '../api/client.ts';
import { readAhead } from '../api/first-reads.ts';
import { createQueryClient } from '../api/query-client.ts';
import { fetchConfig } from './config.ts';
import { fetchPeople, type PracticePerson, practiceTokens, rememberPersona } from './practice.ts';
import type { Session } from './session.ts';
import type { TeamsHost } from './teams-host.ts';

/** How far signing in has come. `outside`: a plain browser, and this is not the practice tenant. */
export type SignInState =
  | { status: 'starting' }
  | { status: 'choosing'; people: readonly PracticePerson[]; choose: (person: PracticePerson) => void }
  | { status: 'outside' }
  | { status: 'failed'; retry: () => void }
  | { status: 'ready'; session: Session };

/** Signing in, and the Teams client around the tab once that has answered. */
export type Entrance = { signIn: SignInState; host: TeamsHost | null };

/** Signing in as it goes on; what `now` gives is another object whenever something changed. */
export type SigningIn = {
  now: () => Entrance;
  subscribe: (listener: () => void) => () => void;
  /** Kept once the person is signed in and what they see first has been read, or nothing goes on without them. */
  settled: Promise<void>;
};

/** Teams answers at once, but on a slow machine not while the screens are being loaded. */
const teamsTimeoutInMs = 10_000;

/**
 * Signs the person in by the way that this server and this surrounding allow; `persona` is picked already, if there. It
 * needs nothing of the screens, so that the server is asked while their code is still being loaded.
 */
export function startSignIn(persona: string | null): SigningIn {
  let entrance: Entrance = { signIn: { status: 'starting' }, host: null };
  const listeners = new Set<() => void>();
  const tell = (change: Partial<Entrance>) => {
    entrance = { ...entrance, ...change };
    for (const listener of listeners) listener();
  };
  const locale = () => safeLocale(entrance.host?.locale ?? navigator.language);

  const teams = connect().then((host) => {
    if (host) tell({ host });
    return host;
  });

  function enter(getToken: GetToken, practice: Session['practice']): Session {
    const session = { api: createApi({ getToken, locale }), queries: createQueryClient(), practice };
    tell({ signIn: { status: 'ready', session } });
    return session;
  }

  async function enterByTeams(clientId: string): Promise<Session | null> {
    if (!(await teams)) {
      tell({ signIn: { status: 'outside' } });
      return null;
    }
    const { teamsTokens } = await import('./teams-tokens.ts');
    return enter(teamsTokens(clientId), null);
  }

  async function enterPractice(url: string): Promise<Session | null> {
    const people = await fetchPeople(url);
    const enterAs = (person: PracticePerson) =>
      enter(practiceTokens(url, person.upn), { person, people, become: choose });
    const choose = (person: PracticePerson) => {
      rememberPersona(person);
      enterAs(person);
    };
    const person = people.find(({ upn }) => upn.toLowerCase() === persona?.toLowerCase());
    if (person) return enterAs(person);
    tell({ signIn: { status: 'choosing', people, choose } });
    return null;
  }

  async function attempt(): Promise<void> {
    try {
      const { signIn, practice, clientId } = await fetchConfig();
      const session =
        signIn === 'practice' && practice ? await enterPractice(practice.url) : await enterByTeams(clientId);
      if (session) await readAhead(session.queries, session.api, new URL(window.location.href));
    } catch {
      tell({ signIn: { status: 'failed', retry } });
    }
  }
  function retry(): void {
    tell({ signIn: { status: 'starting' } });
    void attempt();
  }

  return {
    now: () => entrance,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    settled: attempt(),
  };
}

/** The Teams client, or null where there is none. */
async function connect(): Promise<TeamsHost | null> {
  // Teams is either around this page or has opened it; in a plain browser its library is not even loaded.
  if (window.parent === window && window.opener === null) return null;
  try {
    const { connectTeams } = await import('./teams-host.ts');
    return await connectTeams(teamsTimeoutInMs);
  } catch {
    return null;
  }
}
