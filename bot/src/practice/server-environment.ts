import { adele, grady, practiceClientId, practiceTenantId } from './people.ts';
import { itamTeam } from './playground-config.ts';
import type { Settings } from './settings.ts';

/** Where the practice tenant's own parts answer; null where configuration takes the place of one. */
export type PartAddresses = { storage: string | null; graph: string | null };

/** What the practice tenant sets for the server. No `TEAMS_APP_ID`: whoever is installed for would have no chat but the Playgrounds'. */
export function practiceEnvironment(settings: Settings, parts: PartAddresses): Record<string, string> {
  const { storage, graph } = parts;
  return {
    PRACTICE: '1',
    PORT: String(settings.port),
    PUBLIC_URL: settings.publicUrl,
    ...(storage === null ? {} : { STORAGE_CONNECTION_STRING: storage }),
    ...(graph === null ? {} : { GRAPH_ENDPOINT: graph, LOGIN_ENDPOINT: graph }),
    AAD_APP_TENANT_ID: practiceTenantId,
    BOT_TENANT_ID: settings.tenantId ?? practiceTenantId,
    AAD_APP_CLIENT_ID: practiceClientId,
    BOT_ID: '',
    DISCOVERY_INTERVAL: '5',
    // Whoever presses Ctrl-C waits for what is under way.
    WEBSITES_CONTAINER_STOP_TIME_LIMIT: '3',
    ITAM_STAFF: adele.id,
    FALLBACK_APPROVERS: adele.id,
    PRODUCT_OWNERS: JSON.stringify({ 'Power BI': [grady.id] }),
    ITAM_CHANNEL_ID: itamTeam.channelId,
  };
}

/** The environment with what is missing, or empty, filled in: what is configured wins. */
export function filledIn(env: NodeJS.ProcessEnv, defaults: Record<string, string>): NodeJS.ProcessEnv {
  const configured = Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== '');
  return { ...defaults, ...Object.fromEntries(configured) };
}
