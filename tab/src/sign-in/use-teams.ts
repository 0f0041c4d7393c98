import { useEffect, useState } from 'react';
import type { TeamsHost } from './teams-host.ts';

export type Teams = { status: 'connecting' } | { status: 'absent' } | { status: 'present'; host: TeamsHost };

const timeoutInMs = 5_000;

/** Teams is either around this page or has opened it; in a plain browser its library is not even loaded. */
function mayBeTeams(): boolean {
  return window.parent !== window || window.opener !== null;
}

/** The Teams client, once it has answered. */
export function useTeams(): Teams {
  const [teams, setTeams] = useState<Teams>(() => (mayBeTeams() ? { status: 'connecting' } : { status: 'absent' }));
  useEffect(() => {
    if (!mayBeTeams()) return;
    let isCurrent = true;
    const connect = async () => {
      const { connectTeams } = await import('./teams-host.ts');
      const host = await connectTeams(timeoutInMs);
      if (isCurrent) setTeams(host ? { status: 'present', host } : { status: 'absent' });
    };
    connect().catch(() => isCurrent && setTeams({ status: 'absent' }));
    return () => {
      isCurrent = false;
    };
  }, []);
  return teams;
}
