import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { graphError, notFound } from './graph-error.ts';
import { type PracticePerson, practiceTeamsAppId } from './people.ts';
import type { Installation, PracticeTenant } from './practice-state.ts';
import type { Answer } from './requests.ts';

export type TeamworkRequest = { method: string; query: URLSearchParams; baseUrl: string; body: unknown };

const Order = z.object({ 'teamsApp@odata.bind': z.string() });
const appInAddress = /\/appCatalogs\/teamsApps\/([^/]+)$/;
const appInFilter = /^teamsApp\/id eq '([^']+)'$/;

/**
 * Answers what follows `/users/{id}/teamwork/installedApps`: the apps installed for a person, installing one, and the chat
 * of one. `changed` is called when something was installed.
 */
export function answerInstalledApps(
  tenant: PracticeTenant,
  user: PracticePerson,
  [installationId, part, ...more]: readonly string[],
  request: TeamworkRequest,
  changed: () => void,
): Answer {
  const { method, query, baseUrl, body } = request;
  const own = tenant.installations.filter(({ userId }) => userId === user.id);
  if (method === 'POST' && installationId === undefined) {
    const order = Order.safeParse(body);
    const appId = order.success ? appInAddress.exec(order.data['teamsApp@odata.bind'])?.[1]?.toLowerCase() : undefined;
    if (appId === undefined) return graphError(400, 'BadRequest', 'teamsApp@odata.bind must name an app.');
    if (appId !== practiceTeamsAppId) return graphError(404, 'NotFound', `The catalogue has no app ${appId}.`);
    if (own.length > 0) return graphError(409, 'Conflict', 'The app is installed for this person already.');
    tenant.installations.push({ id: randomUUID(), userId: user.id });
    changed();
    return { status: 201, body: null };
  }
  if (method !== 'GET') return graphError(405, 'BadRequest', `${method} is not possible here.`);
  if (installationId === undefined) {
    const filter = query.get('$filter');
    const wanted = filter === null ? practiceTeamsAppId : appInFilter.exec(filter)?.[1]?.toLowerCase();
    if (wanted === undefined)
      return graphError(400, 'BadRequest', "The practice Graph filters apps by teamsApp/id eq '…' only.");
    const shown = wanted === practiceTeamsAppId ? own.map((one) => row(one, query.get('$expand') === 'teamsApp')) : [];
    return {
      status: 200,
      body: { '@odata.context': `${baseUrl}/v1.0/$metadata#teamwork/installedApps`, value: shown },
    };
  }
  const installation = own.find(({ id }) => id === installationId);
  if (!installation || part !== 'chat' || more.length > 0) return notFound(installationId);
  return {
    status: 200,
    body: { '@odata.context': `${baseUrl}/v1.0/$metadata#chats/$entity`, id: chatIdOf(user.id), chatType: 'oneOnOne' },
  };
}

/** The chat of a person with the app, as Graph names it. */
export function chatIdOf(userId: string): string {
  return `19:${userId}_${practiceTeamsAppId}@unq.gbl.spaces`;
}

function row({ id }: Installation, isExpanded: boolean): Record<string, unknown> {
  const teamsApp = { id: practiceTeamsAppId, displayName: 'Sightline', distributionMethod: 'organization' };
  return { id, ...(isExpanded && { teamsApp }) };
}
