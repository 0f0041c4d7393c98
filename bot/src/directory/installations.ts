import { type Client, GraphError, RetryHandlerOptions } from '@microsoft/microsoft-graph-client';
import { z } from 'zod';
import { retryAfterMs } from '../domain/retry-after.ts';
import { getOrNull } from './people.ts';

/** How an installation ended. `retry`: Graph may do it later, not before `afterMs`. `status` 0: it did not answer. */
export type Installed =
  | { kind: 'installed'; chatId: string }
  | { kind: 'refused'; reason: 'policy' | 'unknown-app' | 'person-gone' | 'other'; status: number; code: string }
  | { kind: 'retry'; status: number; afterMs: number | null };

/** Installs the app for a person, by directory id, and says where their chat with it is. Safe to repeat. */
export type Install = (personId: string) => Promise<Installed>;

const Found = z.object({ value: z.array(z.object({ id: z.string().min(1) })) });
const Chat = z.object({ id: z.string().min(1) });

/** Our own policy decides what is tried again, and when. */
const once = [new RetryHandlerOptions(0, 0)];
const notThereYetMs = 2_000;

/**
 * Installs through Graph (learn.microsoft.com/microsoftteams/platform/graph-api/proactive-bots-and-messages/graph-proactive-bots-and-messages).
 * `teamsAppId`: the app's id in the organisation's catalogue, so that the catalogue need not be read.
 */
export function installThroughGraph(deps: { graph: Client; graphEndpoint: string; teamsAppId: string }): Install {
  const { graph, graphEndpoint, teamsAppId } = deps;
  const app = { 'teamsApp@odata.bind': `${graphEndpoint}/v1.0/appCatalogs/teamsApps/${teamsAppId}` };

  return async (personId) => {
    const installations = `/users/${encodeURIComponent(personId)}/teamwork/installedApps`;
    try {
      await graph.api(installations).middlewareOptions(once).post(app);
    } catch (error) {
      // 409: it is installed already, by somebody else or by a try that broke off.
      if (statusOf(error) !== 409) return failure(error, personId);
    }
    try {
      const request = graph.api(installations).middlewareOptions(once);
      const found = Found.parse(await request.expand('teamsApp').filter(`teamsApp/id eq '${teamsAppId}'`).get());
      const [installation] = found.value;
      if (!installation) return { kind: 'retry', status: 404, afterMs: notThereYetMs };
      const chat = `${installations}/${encodeURIComponent(installation.id)}/chat`;
      const { id } = Chat.parse(await graph.api(chat).middlewareOptions(once).get());
      return { kind: 'installed', chatId: id };
    } catch (error) {
      return statusOf(error) === 404
        ? { kind: 'retry', status: 404, afterMs: notThereYetMs }
        : failure(error, personId);
    }
  };

  async function failure(error: unknown, personId: string): Promise<Installed> {
    const status = statusOf(error);
    const code = error instanceof GraphError ? String(error.code ?? '').slice(0, 80) : '';
    if (status === 403) return { kind: 'refused', reason: 'policy', status, code };
    if (status === 404) {
      // Graph says the same of a person and of an app that it does not know.
      const user = await getOrNull(graph, `/users/${encodeURIComponent(personId)}`).catch(() => undefined);
      if (user === undefined) return { kind: 'retry', status, afterMs: null };
      return { kind: 'refused', reason: user ? 'unknown-app' : 'person-gone', status, code };
    }
    if (status >= 400 && status < 500 && status !== 401 && status !== 429)
      return { kind: 'refused', reason: 'other', status, code };
    const header = error instanceof GraphError ? error.headers?.get('retry-after') : null;
    return { kind: 'retry', status, afterMs: retryAfterMs(header, Date.now()) };
  }
}

/** 0 for whatever is no answer of Graph's. */
function statusOf(error: unknown): number {
  return error instanceof GraphError ? Math.max(0, error.statusCode) : 0;
}
