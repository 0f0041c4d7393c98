import { randomUUID } from 'node:crypto';
import type { PracticePerson } from './people.ts';
import { type PracticeState, readInFull, takeFault, userBy } from './practice-state.ts';
import { type Answer, segmentsOf } from './requests.ts';
import type { CompanySubscription } from './subscriptions.ts';

/** Small, so that whoever reads the list has to follow the links. */
const subscriptionsPerPage = 5;
const usersPerPage = 10;
const mostUsersPerPage = 999;

export type GraphRequest = { method: string; path: string; query: URLSearchParams; baseUrl: string };

/**
 * Answers a Graph v1.0 request over the state. `path` is what follows `/v1.0`.
 * `changed` is called when the answer changed the state: a fault was used up, or a waiting purchase appeared.
 */
export function answerGraph(state: PracticeState, request: GraphRequest, changed: () => void): Answer {
  const fault = takeFault(state, request.path);
  if (fault) {
    changed();
    const headers = fault.retryAfter === null ? {} : { 'Retry-After': fault.retryAfter };
    return { ...graphError(fault.status, faultCode(fault.status), 'A fault that was ordered.'), headers };
  }
  if (request.method !== 'GET') return graphError(405, 'Request_BadRequest', 'The practice Graph can only be read.');
  const unsupported = [...request.query.keys()].find((key) => !supportedOptions.has(key));
  if (unsupported !== undefined) {
    return graphError(
      400,
      'Request_UnsupportedQuery',
      `The practice Graph does not know the query option ${unsupported}.`,
    );
  }

  const [first, second, third, ...more] = segmentsOf(request.path);
  if (more.length > 0) return noSuchSegment(request.path);
  if (first === 'directory' && second === 'subscriptions') {
    return third === undefined ? listSubscriptions(state, request, changed) : oneSubscription(state, third, request);
  }
  if (first === 'directory' && second === 'deletedItems' && third !== undefined) {
    const gone = state.deletedUsers.find(({ id }) => id === third.toLowerCase());
    if (!gone) return notFound(third);
    return found(request, 'directoryObjects/$entity', {
      '@odata.type': '#microsoft.graph.user',
      ...shown(gone, request),
    });
  }
  if (first === 'subscribedSkus' && second === undefined)
    return found(request, 'subscribedSkus', { value: ownedSkus(state) });
  if (first === 'users') {
    if (second === undefined) return listUsers(state, request);
    const user = userBy(state, second);
    if (!user) return notFound(second);
    if (third === undefined) return found(request, 'users/$entity', shown(user, request));
    if (third === 'manager') return managerOf(state, user, request);
  }
  return noSuchSegment(request.path);
}

const supportedOptions = new Set(['$select', '$top', '$skiptoken']);

function listSubscriptions(state: PracticeState, request: GraphRequest, changed: () => void): Answer {
  const { page, next } = pageOf(state.subscriptions, request, subscriptionsPerPage);
  const answer = found(request, 'directory/subscriptions', {
    ...next,
    value: page.map((subscription) => picked(subscription, request)),
  });
  if (next === null && readInFull(state)) changed();
  return answer;
}

function oneSubscription(state: PracticeState, id: string, request: GraphRequest): Answer {
  const subscription = state.subscriptions.find((one) => one.id.toLowerCase() === id.toLowerCase());
  return subscription ? found(request, 'directory/subscriptions/$entity', picked(subscription, request)) : notFound(id);
}

function listUsers(state: PracticeState, request: GraphRequest): Answer {
  const asked = Number(request.query.get('$top') ?? usersPerPage);
  if (!Number.isInteger(asked) || asked < 1 || asked > mostUsersPerPage) {
    return graphError(400, 'Request_BadRequest', `$top must be a whole number from 1 to ${mostUsersPerPage}.`);
  }
  const { page, next } = pageOf(state.users, request, asked);
  return found(request, 'users', { ...next, value: page.map((user) => shown(user, request)) });
}

function managerOf(state: PracticeState, user: PracticePerson, request: GraphRequest): Answer {
  const manager = user.manager === null ? undefined : userBy(state, user.manager);
  if (!manager) return notFound('manager');
  return found(request, 'directoryObjects/$entity', {
    '@odata.type': '#microsoft.graph.user',
    ...shown(manager, request),
  });
}

/**
 * The page after the row that `$skiptoken` names, and the absolute link to the next. Rows keep their order and new ones
 * come last, so pages neither skip nor repeat rows when something is bought between two of them.
 */
function pageOf<Row extends { id: string }>(
  rows: readonly Row[],
  { path, query, baseUrl }: GraphRequest,
  perPage: number,
): { page: Row[]; next: { '@odata.nextLink': string } | null } {
  const after = query.get('$skiptoken');
  const start = after === null ? 0 : rows.findIndex(({ id }) => id === after) + 1;
  const page = rows.slice(start, start + perPage);
  const last = page.at(-1);
  if (last === undefined || start + perPage >= rows.length) return { page, next: null };
  const link = new URL(`${baseUrl}/v1.0${path}`);
  for (const [key, value] of query) link.searchParams.set(key, value);
  link.searchParams.set('$skiptoken', last.id);
  return { page, next: { '@odata.nextLink': link.href } };
}

/** All subscriptions of a SKU in one row, as `GET /subscribedSkus` shows them. */
function ownedSkus(state: PracticeState) {
  const bySku = Map.groupBy(state.subscriptions, ({ skuId }) => skuId);
  return [...bySku].map(([skuId, subscriptions]) => {
    const seats = (status: CompanySubscription['status']) =>
      subscriptions.reduce((sum, one) => sum + (one.status === status ? one.totalLicenses : 0), 0);
    const owned = subscriptions.reduce((sum, one) => sum + (one.ownerId === null ? 0 : one.totalLicenses), 0);
    return {
      id: `${skuId}_practice`,
      accountName: 'contoso',
      accountId: 'practice',
      appliesTo: 'User',
      capabilityStatus: subscriptions.some(({ status }) => status === 'Enabled') ? 'Enabled' : subscriptions[0]?.status,
      consumedUnits: owned + (state.consumed[skuId] ?? 0),
      prepaidUnits: {
        enabled: seats('Enabled'),
        suspended: seats('Suspended'),
        warning: seats('Warning'),
        lockedOut: seats('LockedOut'),
      },
      skuId,
      skuPartNumber: subscriptions[0]?.skuPartNumber,
      subscriptionIds: subscriptions.map(({ id }) => id),
      servicePlans: subscriptions[0]?.serviceStatus ?? [],
    };
  });
}

const shownByDefault = ['id', 'displayName', 'givenName', 'surname', 'jobTitle', 'mail', 'userPrincipalName'];

/** A user with the properties that `$select` names, or Graph's usual few. */
function shown(user: PracticePerson, { query }: GraphRequest): Record<string, unknown> {
  const [givenName, ...surnames] = user.displayName.split(' ');
  const all: Record<string, unknown> = {
    id: user.id,
    displayName: user.displayName,
    givenName,
    surname: surnames.join(' '),
    jobTitle: user.jobTitle,
    mail: user.userType === 'Guest' ? null : user.userPrincipalName,
    userPrincipalName: user.userPrincipalName,
    department: user.department,
    accountEnabled: user.accountEnabled,
    userType: user.userType,
  };
  return only(all, query.get('$select')?.split(',') ?? shownByDefault);
}

function picked(subscription: CompanySubscription, { query }: GraphRequest): Record<string, unknown> {
  const selected = query.get('$select');
  return selected === null ? subscription : only(subscription, selected.split(','));
}

function only(all: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  const wanted = new Set(names.map((name) => name.trim().toLowerCase()));
  return Object.fromEntries(Object.entries(all).filter(([name]) => wanted.has(name.toLowerCase())));
}

function found({ baseUrl }: GraphRequest, context: string, body: Record<string, unknown>): Answer {
  return { status: 200, body: { '@odata.context': `${baseUrl}/v1.0/$metadata#${context}`, ...body } };
}

function notFound(what: string): Answer {
  return graphError(
    404,
    'Request_ResourceNotFound',
    `Resource '${what}' does not exist or one of its queried reference-property objects are not present.`,
  );
}

function noSuchSegment(path: string): Answer {
  return graphError(404, 'Request_ResourceNotFound', `The practice Graph has nothing at ${path}.`);
}

function faultCode(status: number): string {
  if (status === 429) return 'TooManyRequests';
  if (status === 503) return 'serviceNotAvailable';
  return status >= 500 ? 'generalException' : 'Request_BadRequest';
}

/** An error body in Graph's shape. */
export function graphError(status: number, code: string, message: string): Answer {
  const id = randomUUID();
  const date = new Date().toISOString().slice(0, 19);
  return {
    status,
    body: { error: { code, message, innerError: { date, 'request-id': id, 'client-request-id': id } } },
  };
}
