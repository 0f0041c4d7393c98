import { graphError, notFound } from './graph-error.ts';
import type { PracticePerson } from './people.ts';
import { type InventedRows, isListable, presentRows } from './population.ts';
import { type PracticeTenant, readInFull, subscriptionBy, takeFault, userBy } from './practice-state.ts';
import { type Answer, segmentsOf } from './requests.ts';
import type { CompanySubscription } from './subscriptions.ts';
import { answerInstalledApps } from './teamwork-answers.ts';
import { firstUsers, userFilter } from './user-filter.ts';

/** Small, so that whoever reads a list has to follow the links; a long one comes in pages as large as Graph's. */
const subscriptionsPerPage = 5;
const subscriptionsPerLongPage = 1_000;
const longListFrom = 100;
const usersPerPage = 10;
const mostUsersPerPage = 999;

/** `body`: of a request that installs an app; there is no other that has one. */
export type GraphRequest = { method: string; path: string; query: URLSearchParams; baseUrl: string; body: unknown };

/**
 * Answers a Graph v1.0 request over the state. `path` is what follows `/v1.0`.
 * `changed` is called when the answer changed the state: a fault was used up, or a waiting purchase appeared.
 */
export function answerGraph(tenant: PracticeTenant, request: GraphRequest, changed: () => void): Answer {
  const fault = takeFault(tenant, request.path);
  if (fault) {
    changed();
    const headers = fault.retryAfter === null ? {} : { 'Retry-After': fault.retryAfter };
    return { ...graphError(fault.status, faultCode(fault.status), 'A fault that was ordered.'), headers };
  }
  const [first, second, third, ...more] = segmentsOf(request.path);
  if (first === 'users' && second !== undefined && third === 'teamwork' && more[0] === 'installedApps') {
    const user = userBy(tenant, second);
    return user ? answerInstalledApps(tenant, user, more.slice(1), request, changed) : notFound(second);
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

  if (more.length > 0) return noSuchSegment(request.path);
  if (first === 'directory' && second === 'subscriptions') {
    return third === undefined ? listSubscriptions(tenant, request, changed) : oneSubscription(tenant, third, request);
  }
  if (first === 'directory' && second === 'deletedItems' && third !== undefined) {
    const gone = tenant.deletedUsers.find(({ id }) => id === third.toLowerCase());
    if (!gone) return notFound(third);
    return found(request, 'directoryObjects/$entity', {
      '@odata.type': '#microsoft.graph.user',
      ...shown(gone, request),
    });
  }
  if (first === 'subscribedSkus' && second === undefined)
    return found(request, 'subscribedSkus', { value: ownedSkus(tenant) });
  if (first === 'users') {
    if (second === undefined) return listUsers(tenant, request);
    const user = userBy(tenant, second);
    if (!user) return notFound(second);
    if (third === undefined) return found(request, 'users/$entity', shown(user, request));
    if (third === 'manager') return managerOf(tenant, user, request);
  }
  return noSuchSegment(request.path);
}

const supportedOptions = new Set(['$select', '$top', '$skiptoken', '$filter']);

function listSubscriptions(tenant: PracticeTenant, request: GraphRequest, changed: () => void): Answer {
  const { subscriptions, invented } = tenant;
  if (!isListable(invented)) {
    const busy = graphError(503, faultCode(503), 'The register is being filled with invented assets.');
    return { ...busy, headers: { 'Retry-After': '5' } };
  }
  const isLong = subscriptions.length + invented.subscriptions.list.length > longListFrom;
  const perPage = isLong ? subscriptionsPerLongPage : subscriptionsPerPage;
  const { page, next } = pageOf(subscriptions, invented.subscriptions, request, perPage);
  const answer = found(request, 'directory/subscriptions', {
    ...next,
    value: page.map((subscription) => picked(subscription, request)),
  });
  if (next === null && readInFull(tenant)) changed();
  return answer;
}

function oneSubscription(tenant: PracticeTenant, id: string, request: GraphRequest): Answer {
  const subscription = subscriptionBy(tenant, id);
  return subscription ? found(request, 'directory/subscriptions/$entity', picked(subscription, request)) : notFound(id);
}

function listUsers(tenant: PracticeTenant, request: GraphRequest): Answer {
  const asked = Number(request.query.get('$top') ?? usersPerPage);
  if (!Number.isInteger(asked) || asked < 1 || asked > mostUsersPerPage) {
    return graphError(400, 'Request_BadRequest', `$top must be a whole number from 1 to ${mostUsersPerPage}.`);
  }
  const filter = request.query.get('$filter');
  if (filter !== null) {
    const matches = userFilter(filter);
    if (!matches) {
      return graphError(
        400,
        'Request_UnsupportedQuery',
        'The practice Graph filters users by startswith(…) or … only.',
      );
    }
    return found(request, 'users', { value: firstUsers(tenant, matches, asked).map((user) => shown(user, request)) });
  }
  const { page, next } = pageOf(tenant.users, tenant.invented.users, request, asked);
  return found(request, 'users', { ...next, value: page.map((user) => shown(user, request)) });
}

function managerOf(tenant: PracticeTenant, user: PracticePerson, request: GraphRequest): Answer {
  const manager = user.manager === null ? undefined : userBy(tenant, user.manager);
  if (!manager) return notFound('manager');
  return found(request, 'directoryObjects/$entity', {
    '@odata.type': '#microsoft.graph.user',
    ...shown(manager, request),
  });
}

/**
 * The page after the row that `$skiptoken` names, and the absolute link to the next. Own rows come first. Rows keep their
 * order and new ones come last of their kind, so pages neither skip nor repeat rows when something is bought between two.
 */
function pageOf<Row extends { id: string }>(
  own: readonly Row[],
  invented: InventedRows<Row>,
  { path, query, baseUrl }: GraphRequest,
  perPage: number,
): { page: Row[]; next: { '@odata.nextLink': string } | null } {
  const after = query.get('$skiptoken');
  const place = after === null ? undefined : invented.places.get(after);
  const start = place === undefined ? own.findIndex(({ id }) => id === after) + 1 : own.length + place + 1;
  const end = start + perPage;
  const [from, to] = [start, end].map((at) => Math.max(0, at - own.length));
  const page = [...own.slice(start, end), ...presentRows(invented, from, to)];
  const last = end <= own.length ? own[end - 1] : invented.list[end - own.length - 1];
  if (last === undefined || end === own.length + invented.list.length) return { page, next: null };
  const link = new URL(`${baseUrl}/v1.0${path}`);
  for (const [key, value] of query) link.searchParams.set(key, value);
  link.searchParams.set('$skiptoken', last.id);
  return { page, next: { '@odata.nextLink': link.href } };
}

/** All subscriptions of a SKU in one row, as `GET /subscribedSkus` shows them. */
function ownedSkus({ subscriptions: own, invented, consumed }: PracticeTenant) {
  const bySku = Map.groupBy([...own, ...presentRows(invented.subscriptions)], ({ skuId }) => skuId);
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
      consumedUnits: owned + (consumed[skuId] ?? 0),
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

function noSuchSegment(path: string): Answer {
  return graphError(404, 'Request_ResourceNotFound', `The practice Graph has nothing at ${path}.`);
}

function faultCode(status: number): string {
  if (status === 429) return 'TooManyRequests';
  if (status === 503) return 'serviceNotAvailable';
  return status >= 500 ? 'generalException' : 'Request_BadRequest';
}
