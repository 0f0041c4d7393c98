import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { RouterProvider } from 'react-router';
import { createApi } from '../api/client.ts';
import { ApiProvider, createQueryClient } from '../api/context.ts';
import { readAhead } from '../api/register.ts';
import { useLocale } from '../components/locale.tsx';
import { parseView, viewParams } from '../register/views/view.ts';
import { type Session, SessionProvider } from '../sign-in/session.ts';
import type { TeamsHost } from '../sign-in/teams-host.ts';
import type { Router } from './router.tsx';

type SignedInProps = { session: Session; host: TeamsHost | null; router: Router };

/** One person's Sightline: their API, their answers, their pages. */
export function SignedIn({ session, host, router }: SignedInProps) {
  const locale = useLocale();
  const [queries] = useState(createQueryClient);
  const api = useMemo(() => createApi({ getToken: session.getToken, locale }), [session.getToken, locale]);
  // The register's rows are asked for together with who is asking, and not once their page is there.
  useEffect(() => {
    const { pathname, search } = router.state.location;
    if (pathname === '/tab/register')
      readAhead(queries, api, viewParams(parseView(new URLSearchParams(search))).toString());
  }, [router, queries, api]);
  const surroundings = useMemo(() => ({ ...session, host }), [session, host]);
  return (
    <SessionProvider value={surroundings}>
      <ApiProvider value={api}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </ApiProvider>
    </SessionProvider>
  );
}
