import { QueryClientProvider } from '@tanstack/react-query';
import { useMemo } from 'react';
import { RouterProvider } from 'react-router';
import { ApiProvider } from '../api/context.ts';
import { type Session, SessionProvider } from '../sign-in/session.ts';
import type { TeamsHost } from '../sign-in/teams-host.ts';
import type { Router } from './router.tsx';

type SignedInProps = { session: Session; host: TeamsHost | null; router: Router };

/** One person's Sightline: their API, their answers, their pages. */
export function SignedIn({ session, host, router }: SignedInProps) {
  const surroundings = useMemo(() => ({ ...session, host }), [session, host]);
  return (
    <SessionProvider value={surroundings}>
      <ApiProvider value={session.api}>
        <QueryClientProvider client={session.queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </ApiProvider>
    </SessionProvider>
  );
}
