import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { graphClient } from '../src/directory/graph-client.ts';
import { openPeople } from '../src/directory/people.ts';
import { listSubscriptions } from '../src/directory/subscriptions.ts';
import { discoverSubscriptions } from '../src/features/discover-subscriptions.ts';
import { watchOwners } from '../src/features/watch-owners.ts';
import { createLog } from '../src/log.ts';
import { fillStore } from '../src/practice/fill-store.ts';
import { inventAssets } from '../src/practice/invented-assets.ts';
import {
  adele,
  alex,
  knownIds,
  lynne,
  megan,
  pat,
  practiceClientId,
  practiceTenantId,
} from '../src/practice/people.ts';
import type { Population } from '../src/practice/population.ts';
import { type PracticeGraph, type PracticeGraphOptions, startPracticeGraph } from '../src/practice/practice-graph.ts';
import { startProjection } from '../src/projection/projection.ts';
import { verifyRegister } from '../src/register/verify.ts';
import { aRouting } from './support/builders.ts';
import { openStore, registerOn } from './support/store.ts';

const serverOrigin = 'http://localhost:3978';
const baselineSize = 9;
const now = new Date('2026-11-24T10:00:00Z');

let graph: PracticeGraph;
const opened: PracticeGraph[] = [];

async function open(options: Partial<PracticeGraphOptions> = {}): Promise<PracticeGraph> {
  const started = await startPracticeGraph({
    port: 0,
    dataFile: null,
    serverOrigins: [serverOrigin],
    now: () => now,
    ...options,
  });
  opened.push(started);
  return started;
}

beforeEach(async () => {
  graph = await open();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
});

type Body = Record<string, never> & { error: { code: string; message: string; innerError: Record<string, string> } };
type Row = Record<string, string | number | boolean | null>;

async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(new URL(path, graph.url), {
    method,
    headers,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: (text === '' ? null : JSON.parse(text)) as Body };
}

async function readAll(path: string): Promise<{ rows: Row[]; pages: number }> {
  const rows: Row[] = [];
  let pages = 0;
  for (let next: string | null = path; next !== null; pages++) {
    const { body }: { body: Record<string, unknown> } = await call('GET', next);
    rows.push(...(body.value as Row[]));
    next = (body['@odata.nextLink'] as string | undefined) ?? null;
  }
  return { rows, pages };
}

const subscriptions = '/v1.0/directory/subscriptions';

describe('the list of subscriptions', () => {
  it('is paged by absolute links, without skips or repeats', async () => {
    const { rows, pages } = await readAll(subscriptions);
    expect(pages).toBe(2);
    expect(rows).toHaveLength(baselineSize);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(baselineSize);
    const { body } = await call('GET', subscriptions);
    expect(body['@odata.nextLink']).toMatch(new RegExp(`^${graph.url}/v1.0/directory/subscriptions\\?`));
  });

  it('neither skips nor repeats when someone buys between two pages', async () => {
    const first = (await call('GET', subscriptions)).body as unknown as { value: Row[]; '@odata.nextLink': string };
    await call('POST', '/practice/purchases', {
      purchaser: alex.id,
      skuPartNumber: 'VISIOCLIENT',
      subscriptionId: 'late',
    });
    const rest = await readAll(first['@odata.nextLink']);
    const ids = [...first.value, ...rest.rows].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('late');
  });

  it('has every property of a companySubscription, with dates at day precision', async () => {
    const { rows } = await readAll(subscriptions);
    for (const row of rows) {
      expect(Object.keys(row).sort()).toEqual(
        [
          ...['commerceSubscriptionId', 'createdDateTime', 'id', 'isTrial', 'nextLifecycleDateTime', 'ownerId'],
          ...['ownerTenantId', 'ownerType', 'serviceStatus', 'skuId', 'skuPartNumber', 'status', 'totalLicenses'],
        ].sort(),
      );
      expect(row.createdDateTime).toMatch(/T00:00:00Z$/);
    }
    expect(rows.some(({ ownerTenantId }) => ownerTenantId !== null)).toBe(true);
    expect(rows.some(({ isTrial }) => isTrial)).toBe(true);
    expect(rows.some(({ ownerId }) => ownerId === pat.id)).toBe(true);
  });

  it('shows the next purchase only once it was read to the end', async () => {
    const isThere = async () => {
      const answer = await call('GET', `${subscriptions}/10ad6a5e-0010-4c1e-9b57-5a3c6f0e1010`);
      return answer.status === 200;
    };
    await call('GET', subscriptions);
    expect(await isThere()).toBe(false);
    await readAll(subscriptions);
    expect(await isThere()).toBe(true);
    const { rows } = await readAll(subscriptions);
    const bought = rows.filter(({ ownerId }) => ownerId === alex.id);
    expect(bought).toEqual([
      expect.objectContaining({ skuPartNumber: 'POWER_BI_PRO', totalLicenses: 3, ownerType: 'User' }),
    ]);
  });

  it('sums up by SKU as subscribedSkus', async () => {
    await call('POST', '/practice/purchases', { purchaser: alex.id, skuPartNumber: 'VISIOCLIENT', quantity: 2 });
    const { rows } = await readAll('/v1.0/subscribedSkus');
    expect(rows.find(({ skuPartNumber }) => skuPartNumber === 'VISIOCLIENT')).toMatchObject({
      consumedUnits: 33,
      prepaidUnits: { enabled: 42, suspended: 0, warning: 0, lockedOut: 0 },
      subscriptionIds: ['10ad6a5e-0002-4c1e-9b57-5a3c6f0e1002', expect.any(String)],
    });
  });
});

describe('people', () => {
  it('are found by id and by user principal name in any case, with what $select names', async () => {
    for (const key of [alex.id, 'ALEX.WILBER@contoso.example']) {
      const { body } = await call('GET', `/v1.0/users/${key}?$select=id,department,accountEnabled,userType`);
      expect(body).toMatchObject({ id: alex.id, department: 'Finance', accountEnabled: true, userType: 'Member' });
      expect(body).not.toHaveProperty('displayName');
    }
    const guest = encodeURIComponent('chris.green_fabrikam.example#EXT#@contoso.example');
    expect((await call('GET', `/v1.0/users/${guest}`)).body).toMatchObject({ displayName: 'Chris Green', mail: null });
  });

  it('have a manager, or none', async () => {
    expect((await call('GET', `/v1.0/users/${alex.id}/manager`)).body).toMatchObject({ id: megan.id });
    const none = await call('GET', `/v1.0/users/${knownIds.patti}/manager`);
    expect(none.status).toBe(404);
    expect(none.body.error).toMatchObject({
      code: 'Request_ResourceNotFound',
      innerError: { 'request-id': expect.any(String) },
    });
  });

  it('are listed in pages', async () => {
    const { rows, pages } = await readAll('/v1.0/users?$select=id&$top=7');
    expect(pages).toBe(3);
    expect(rows).toHaveLength(19);
    expect(rows.every((row) => Object.keys(row).join() === 'id')).toBe(true);
  });

  it('leave: a deleted person is among the deleted items only, and is nobody’s manager', async () => {
    expect((await call('DELETE', `/practice/users/${megan.userPrincipalName}`)).status).toBe(204);
    expect((await call('GET', `/v1.0/users/${megan.id}`)).status).toBe(404);
    expect((await call('GET', `/v1.0/users/${alex.id}/manager`)).status).toBe(404);
    const deleted = await call('GET', `/v1.0/directory/deletedItems/${megan.id}?$select=displayName,accountEnabled`);
    expect(deleted.body).toMatchObject({
      '@odata.type': '#microsoft.graph.user',
      displayName: 'Megan Bowen',
      accountEnabled: false,
    });
    expect((await call('DELETE', `/practice/users/${megan.userPrincipalName}`)).status).toBe(404);
  });

  it('are disabled, and get another manager or none', async () => {
    const path = `/practice/users/${alex.userPrincipalName}`;
    await call('PATCH', path, { accountEnabled: false, manager: adele.userPrincipalName });
    expect((await call('GET', `/v1.0/users/${alex.id}?$select=accountEnabled`)).body).toMatchObject({
      accountEnabled: false,
    });
    expect((await call('GET', `/v1.0/users/${alex.id}/manager`)).body).toMatchObject({ id: adele.id });
    await call('PATCH', path, { manager: null });
    expect((await call('GET', `/v1.0/users/${alex.id}/manager`)).status).toBe(404);
    expect((await call('PATCH', path, { manager: alex.id })).body.error.code).toBe('OwnManager');
  });
});

describe('purchases', () => {
  it('answer 201 and the subscription, which is then listed', async () => {
    const { status, body } = await call('POST', '/practice/purchases', {
      purchaser: alex.userPrincipalName,
      skuPartNumber: 'power_bi_pro',
      quantity: 4,
      trial: true,
      subscriptionId: 'my-own-id',
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      id: 'my-own-id',
      ownerId: alex.id,
      ownerType: 'User',
      ownerTenantId: null,
      skuId: 'f8a1db68-be16-40ed-86d5-cb42ce701560',
      skuPartNumber: 'POWER_BI_PRO',
      totalLicenses: 4,
      isTrial: true,
      status: 'Enabled',
      createdDateTime: '2026-11-24T00:00:00Z',
      nextLifecycleDateTime: '2026-12-24T00:00:00Z',
    });
    expect((await call('GET', `${subscriptions}/my-own-id`)).body).toMatchObject({ totalLicenses: 4 });
  });

  it.each([
    [
      'an unknown purchaser',
      { purchaser: 'nobody@contoso.example', skuPartNumber: 'POWER_BI_PRO' },
      404,
      'UnknownPerson',
    ],
    ['a disabled purchaser', { purchaser: knownIds.irvin, skuPartNumber: 'POWER_BI_PRO' }, 400, 'PurchaserDisabled'],
    ['an unknown SKU', { purchaser: alex.id, skuPartNumber: 'NO_SUCH_SKU' }, 400, 'UnknownSku'],
    ['no seats', { purchaser: alex.id, skuPartNumber: 'POWER_BI_PRO', quantity: 0 }, 400, 'BadBody'],
    ['half a seat', { purchaser: alex.id, skuPartNumber: 'POWER_BI_PRO', quantity: 1.5 }, 400, 'BadBody'],
    ['an unknown field', { purchaser: alex.id, skuPartNumber: 'POWER_BI_PRO', seats: 3 }, 400, 'BadBody'],
    [
      'an id with a slash',
      { purchaser: alex.id, skuPartNumber: 'POWER_BI_PRO', subscriptionId: 'a/b' },
      400,
      'BadBody',
    ],
    ['something that is not JSON', '{', 400, 'NotJson'],
    ['far too much', JSON.stringify({ purchaser: 'x'.repeat(20_000) }), 413, 'TooLarge'],
  ])('refuse %s', async (_, body, status, code) => {
    const answer = await call('POST', '/practice/purchases', body);
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    expect((await readAll(subscriptions)).rows).toHaveLength(baselineSize);
  });

  it('refuse an id that is taken', async () => {
    const purchase = { purchaser: alex.id, skuPartNumber: 'POWER_BI_PRO', subscriptionId: 'twice' };
    expect((await call('POST', '/practice/purchases', purchase)).status).toBe(201);
    const again = await call('POST', '/practice/purchases', { ...purchase, subscriptionId: 'TWICE' });
    expect([again.status, again.body.error.code]).toEqual([409, 'SubscriptionExists']);
  });

  it('change, and are dropped from the list', async () => {
    await call('POST', '/practice/purchases', {
      purchaser: alex.id,
      skuPartNumber: 'POWER_BI_PRO',
      trial: true,
      subscriptionId: 's',
    });
    const change = { quantity: 7, status: 'Warning', trial: false, renewsOn: '2027-03-01' };
    expect((await call('PATCH', '/practice/purchases/s', change)).body).toMatchObject({
      totalLicenses: 7,
      status: 'Warning',
      isTrial: false,
      nextLifecycleDateTime: '2027-03-01T00:00:00Z',
    });
    expect((await call('DELETE', '/practice/purchases/s')).status).toBe(204);
    expect((await call('GET', `${subscriptions}/s`)).status).toBe(404);
  });

  it.each([
    ['nothing', {}],
    ['an unknown status', { status: 'Expired' }],
    ['a day that does not exist', { renewsOn: '2027-02-30' }],
  ])('refuse to change %s', async (_, change) => {
    await call('POST', '/practice/purchases', {
      purchaser: alex.id,
      skuPartNumber: 'POWER_BI_PRO',
      subscriptionId: 's',
    });
    const answer = await call('PATCH', '/practice/purchases/s', change);
    expect([answer.status, answer.body.error.code]).toEqual([400, 'BadBody']);
  });

  it('refuse to change what is not there', async () => {
    const answer = await call('PATCH', '/practice/purchases/none', { quantity: 2 });
    expect([answer.status, answer.body.error.code]).toEqual([404, 'UnknownSubscription']);
  });
});

describe('faults', () => {
  it('fail the next answers on a path and under it, with Retry-After, and no more', async () => {
    await call('POST', '/practice/faults', { path: subscriptions, status: 429, retryAfter: 2, times: 2 });
    expect((await call('GET', '/v1.0/subscribedSkus')).status).toBe(200);
    const first = await call('GET', subscriptions);
    expect([first.status, first.headers.get('retry-after'), first.body.error.code]).toEqual([
      429,
      '2',
      'TooManyRequests',
    ]);
    expect((await call('GET', `${subscriptions}/10ad6a5e-0001-4c1e-9b57-5a3c6f0e1001`)).status).toBe(429);
    expect((await call('GET', subscriptions)).status).toBe(200);
  });

  it('take a path without the version, and an HTTP date', async () => {
    const retryAfter = 'Tue, 24 Nov 2026 10:00:05 GMT';
    await call('POST', '/practice/faults', { path: '/users', status: 503, retryAfter, times: 1 });
    const answer = await call('GET', `/v1.0/users/${alex.id}/manager`);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, retryAfter]);
  });

  it('keep a list that failed half-way from counting as read', async () => {
    const first = (await call('GET', subscriptions)).body as unknown as { '@odata.nextLink': string };
    await call('POST', '/practice/faults', { path: subscriptions, status: 500, times: 1 });
    expect((await call('GET', first['@odata.nextLink'])).status).toBe(500);
    expect((await readAll(subscriptions)).rows).toHaveLength(baselineSize);
  });

  it('refuse a status that is no failure', async () => {
    expect((await call('POST', '/practice/faults', { path: '/users', status: 200, times: 1 })).status).toBe(400);
  });
});

describe('tokens', () => {
  const tokenOf = async (upn: string) =>
    (await call('POST', '/practice/token', { upn })).body as unknown as { token: string; expiresAt: string };

  it('are signed, and carry the claims of Entra’s v2.0 tokens', async () => {
    const { token, expiresAt } = await tokenOf(adele.userPrincipalName);
    const issuer = `${graph.url}/${practiceTenantId}/v2.0`;
    const configuration = (await call('GET', `${issuer}/.well-known/openid-configuration`)).body as unknown as Row;
    expect(configuration.issuer).toBe(issuer);
    const keys = createRemoteJWKSet(new URL(String(configuration.jwks_uri)));
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience: practiceClientId,
      algorithms: ['RS256'],
      currentDate: now,
    });
    expect(payload).toMatchObject({
      tid: practiceTenantId,
      oid: adele.id,
      name: 'Adele Vance',
      preferred_username: adele.userPrincipalName,
      scp: 'access_as_user',
      roles: ['Itam.Manage'],
      ver: '2.0',
      azp: '5e3ce6c0-2b1f-4285-8d4b-75ee78787346',
    });
    expect(expiresAt).toBe('2026-11-24T11:00:00.000Z');
    expect(payload.exp).toBe(Date.parse(expiresAt) / 1000);
  });

  it('carry a role only for those who have one', async () => {
    const claims = async (upn: string) => JSON.parse(atob((await tokenOf(upn)).token.split('.')[1] ?? '')) as Row;
    expect((await claims(lynne.userPrincipalName)).roles).toEqual(['Itam.Read']);
    expect(await claims(alex.userPrincipalName)).not.toHaveProperty('roles');
  });

  it('are not those of another practice tenant', async () => {
    const { token } = await tokenOf(alex.userPrincipalName);
    const other = await open();
    const keys = createRemoteJWKSet(new URL(`${other.url}/${practiceTenantId}/discovery/v2.0/keys`));
    await expect(jwtVerify(token, keys, { currentDate: now })).rejects.toMatchObject({
      code: 'ERR_JWKS_NO_MATCHING_KEY',
    });
  });

  it('are refused to strangers and to those who are disabled or gone', async () => {
    const refused = async (upn: string) => (await call('POST', '/practice/token', { upn })).status;
    expect(await refused('nobody@contoso.example')).toBe(404);
    expect(await refused('irvin.sayers@contoso.example')).toBe(403);
    expect(await refused(pat.userPrincipalName)).toBe(404);
  });
});

describe('who may ask', () => {
  it('lets the tab’s origin ask for people and tokens only', async () => {
    const asTab = { Origin: serverOrigin };
    const persons = await call('GET', '/practice/people', undefined, asTab);
    expect(persons.headers.get('access-control-allow-origin')).toBe(serverOrigin);
    expect(persons.body).toContainEqual({
      id: adele.id,
      displayName: 'Adele Vance',
      upn: adele.userPrincipalName,
      department: 'IT',
      role: 'ITAM staff',
    });
    const preflight = await fetch(`${graph.url}/practice/token`, { method: 'OPTIONS', headers: asTab });
    expect([preflight.status, preflight.headers.get('access-control-allow-headers')]).toEqual([204, 'Content-Type']);
    const purchase = await call(
      'POST',
      '/practice/purchases',
      { purchaser: alex.id, skuPartNumber: 'POWER_BI_PRO' },
      asTab,
    );
    expect([purchase.status, purchase.body.error.code]).toEqual([403, 'ForeignOrigin']);
  });

  it('refuses pages of other sites, and other names for this machine', async () => {
    const foreign = await call(
      'POST',
      '/practice/token',
      { upn: alex.userPrincipalName },
      { Origin: 'https://evil.example' },
    );
    expect([foreign.status, foreign.body.error.code]).toEqual([403, 'ForeignOrigin']);
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
    const status = await new Promise((resolve, reject) => {
      request(
        { host: '127.0.0.1', port: graph.port, path: '/practice/people', headers: { Host: 'evil.example' } },
        (given) => resolve(given.statusCode),
      )
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });

  it.each([
    ['GET', '/v1.0/groups', 404],
    ['GET', '/v1.0/users/%zz', 400],
    ['GET', '/v1.0/users?$filter=id', 400],
    ['POST', '/v1.0/users', 405],
    ['GET', '/v1.0/directory/subscriptions/none', 404],
    ['GET', '/nowhere', 404],
    ['PUT', '/practice/purchases', 404],
  ])('answers %s %s in Graph’s error shape', async (method, path, status) => {
    const answer = await call(method, path);
    expect(answer.status).toBe(status);
    expect(answer.body.error).toMatchObject({ code: expect.any(String), message: expect.any(String) });
  });
});

describe('the state', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'practice-graph-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('survives a restart', async () => {
    const dataFile = join(folder, 'practice-graph.json');
    graph = await open({ dataFile });
    await readAll(subscriptions);
    await call('POST', '/practice/purchases', {
      purchaser: alex.id,
      skuPartNumber: 'VISIOCLIENT',
      subscriptionId: 'kept',
    });
    await call('DELETE', `/practice/users/${megan.userPrincipalName}`);
    await graph.close();

    graph = await open({ dataFile, now: () => new Date('2027-01-01T00:00:00Z') });
    const { rows } = await readAll(subscriptions);
    expect(rows).toHaveLength(baselineSize + 2);
    expect(rows.map(({ id }) => id)).toContain('kept');
    expect((await call('GET', `/v1.0/users/${megan.id}`)).status).toBe(404);
    expect(JSON.parse(readFileSync(dataFile, 'utf8')).waiting).toEqual([]);
  });

  it('keeps of a population what it is invented from, and what has changed since', async () => {
    const dataFile = join(folder, 'practice-graph.json');
    graph = await open({ dataFile });
    await call('POST', '/practice/population', { count: 200, seed: 3 });
    const before = await readAll(subscriptions);
    const [changed, dropped] = before.rows.slice(-2).map(({ id }) => String(id));
    await call('PATCH', `/practice/purchases/${changed}`, { quantity: 77 });
    await call('DELETE', `/practice/purchases/${dropped}`);
    const [leaver, mover] = ['person3.30@contoso.example', 'person3.31@contoso.example'];
    await call('DELETE', `/practice/users/${leaver}`);
    await call('PATCH', `/practice/users/${mover}`, { manager: megan.id });
    await graph.close();

    graph = await open({ dataFile, now: () => new Date('2027-01-01T00:00:00Z') });
    const { rows } = await readAll(subscriptions);
    const bought = { id: '10ad6a5e-0010-4c1e-9b57-5a3c6f0e1010' };
    expect(rows.filter(({ id }) => id !== bought.id)).toEqual(
      before.rows
        .filter(({ id }) => id !== dropped)
        .map((row) => (row.id === changed ? { ...row, totalLicenses: 77 } : row)),
    );
    expect((await call('GET', `/v1.0/users/${leaver}`)).status).toBe(404);
    expect((await call('GET', `/v1.0/users/${mover}/manager`)).body).toMatchObject({ id: megan.id });
    const kept = JSON.parse(readFileSync(dataFile, 'utf8')).invented;
    expect(kept.populations).toEqual([{ count: 200, seed: 3, madeOn: '2026-11-24', isListed: true }]);
    expect(kept.changedSubscriptions).toHaveLength(1);
  });

  it('is not taken from a file that is something else', async () => {
    const dataFile = join(folder, 'package.json');
    writeFileSync(dataFile, '{"name":"other"}');
    await expect(open({ dataFile })).rejects.toThrow(dataFile);
    expect(readFileSync(dataFile, 'utf8')).toBe('{"name":"other"}');
  });
});

describe('a population', () => {
  const order = async (body: unknown) => {
    const answer = await call('POST', '/practice/population', body);
    return { ...answer, population: answer.body as unknown as Population };
  };

  it('is listed after what the tenant has of its own, in long pages, for what its assets say', async () => {
    const { status, population } = await order({ count: 2_000 });
    expect([status, population]).toEqual([201, { count: 2_000, seed: 1, madeOn: '2026-11-24', isListed: true }]);
    const expected = [...inventAssets(2_000, '2026-11-24', 1)].flatMap(({ listed }) => listed ?? []);
    expect(expected.length).toBeGreaterThan(1_500);

    const { rows, pages } = await readAll(subscriptions);
    expect(pages).toBe(2);
    expect(rows).toHaveLength(baselineSize + expected.length);
    expect(rows.slice(baselineSize)).toEqual(expected);
    expect(rows[0]?.skuPartNumber).toBe('SPE_E5');
    const [one] = expected;
    expect((await call('GET', `${subscriptions}/${one?.id.toUpperCase()}`)).body).toMatchObject({ id: one?.id });
  });

  it('has people with one manager each, found by id and by user principal name', async () => {
    await order({ count: 1_000 });
    const { rows } = await readAll('/v1.0/users?$select=id,userPrincipalName,department&$top=999');
    const invented = rows.slice(19);
    expect(invented).toHaveLength(250);
    expect(new Set(invented.map(({ id }) => id)).size).toBe(250);
    const reports = new Map<string, number>();
    for (const { id, userPrincipalName, department } of invented) {
      expect((await call('GET', `/v1.0/users/${String(userPrincipalName).toUpperCase()}`)).body).toMatchObject({ id });
      const { body, status } = await call('GET', `/v1.0/users/${id}/manager?$select=id,department`);
      if (status === 404) continue;
      const manager = String((body as unknown as Row).id);
      expect(manager).not.toBe(id);
      reports.set(manager, (reports.get(manager) ?? 0) + 1);
      if ((reports.get(manager) ?? 0) > 19) expect((body as unknown as Row).department).toBe(department);
    }
    expect([...reports.values()].reduce((sum, count) => sum + count, 0)).toBe(249);
  });

  it('buys, gets tokens and leaves as everyone else does', async () => {
    await order({ count: 100 });
    const upn = 'person1.7@contoso.example';
    const bought = await call('POST', '/practice/purchases', { purchaser: upn, skuPartNumber: 'POWER_BI_PRO' });
    expect(bought.status).toBe(201);
    expect((await call('POST', '/practice/token', { upn })).status).toBe(200);
    expect((await call('DELETE', `/practice/users/${upn}`)).status).toBe(204);
    const { ownerId } = bought.body as unknown as Row;
    expect((await call('GET', `/v1.0/users/${ownerId}`)).status).toBe(404);
    expect((await call('GET', `/v1.0/directory/deletedItems/${ownerId}`)).status).toBe(200);
    expect((await call('DELETE', `/practice/users/${upn}`)).status).toBe(404);
    expect((await readAll('/v1.0/users?$top=999')).rows.map(({ id }) => id)).not.toContain(ownerId);
  });

  it('shares nothing with one of another seed', async () => {
    await order({ count: 60 });
    const { population } = await order({ count: 40 });
    expect(population.seed).toBe(2);
    const { rows } = await readAll(subscriptions);
    const people = (await readAll('/v1.0/users?$select=id,userPrincipalName')).rows;
    for (const keys of [rows.map(({ id }) => id), people.flatMap((one) => [one.id, one.userPrincipalName])]) {
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  it.each([
    ['none', { count: 0 }, 400, 'BadBody'],
    ['more than a million', { count: 1_000_001 }, 400, 'BadBody'],
    ['a part of one', { count: 1.5 }, 400, 'BadBody'],
    ['a seed that is taken', { count: 10, seed: 1 }, 409, 'PopulationExists'],
    ['more than a million in all', { count: 999_991 }, 409, 'TooManyInvented'],
  ])('is refused with %s', async (_, body, status, code) => {
    await order({ count: 10 });
    const answer = await order(body);
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
  });

  it('that is not listed yet keeps the list from being read, and knows its people', async () => {
    await order({ count: 10, isListed: false });
    const refused = await call('GET', subscriptions);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
    expect((await call('GET', '/v1.0/users/person1.3@contoso.example')).status).toBe(200);
    expect((await order({ count: 10 })).body.error.code).toBe('PopulationUnlisted');
    expect((await call('PATCH', '/practice/population/2', { isListed: true })).status).toBe(404);
    expect((await call('PATCH', '/practice/population/1', { isListed: false })).status).toBe(400);
    expect((await call('PATCH', '/practice/population/1', { isListed: true })).status).toBe(200);
    expect((await readAll(subscriptions)).rows.length).toBeGreaterThan(baselineSize);
    expect((await call('GET', '/practice/population')).body).toEqual([
      { count: 10, seed: 1, madeOn: '2026-11-24', isListed: true },
    ]);
  });

  it('leaves discovery nothing to record in a store that was filled with it', async () => {
    const count = 400;
    const { population } = await order({ count });
    const connectionString = inject('storageConnectionString');
    const storeName = `p${process.pid}x${Date.now().toString(36)}`;
    const table = await openStore(`${storeName}register`);
    await fillStore(connectionString, storeName, count, population.madeOn, population.seed);
    const filled = await verifyRegister(table);
    await fillStore(connectionString, storeName, count, population.madeOn, population.seed);
    expect(await verifyRegister(table)).toEqual(filled);

    const projection = startProjection({
      storage: { connectionString },
      tableName: `${storeName}register`,
      followEveryMs: 60_000,
      onBehind: () => undefined,
    });
    await projection.ready;
    const client = graphClient({
      graphEndpoint: graph.url,
      loginEndpoint: graph.url,
      tenantId: practiceTenantId,
      clientId: practiceClientId,
      clientSecret: null,
      identityClientId: null,
    });
    const deps = {
      register: registerOn(table, { onCommit: ({ asset }) => projection.putAssets([asset]) }),
      projection,
      people: openPeople({ graph: client, now: () => now, maxAgeMs: 0 }),
      routing: aRouting(),
      policy: { version: '1', text: '' },
      now: () => now,
      log: createLog({ logLevel: 'silent' }),
    };
    const discover = discoverSubscriptions({
      ...deps,
      listSubscriptions: () => listSubscriptions(client),
      hasBaseline: async () => true,
      completeBaseline: async () => undefined,
    });
    const watch = watchOwners(deps);

    // What the tenant has bought of its own is new to the store; the second poll shows its next purchase.
    expect(await discover()).toMatchObject({ changed: baselineSize, vanished: 0, failed: 0 });
    expect(await discover()).toMatchObject({ changed: 1, vanished: 0 });
    await watch();
    expect(await discover()).toMatchObject({ changed: 0, vanished: 0 });
    expect(await watch()).toMatchObject({ asked: expect.any(Number), changed: 0 });
    const grown = await verifyRegister(table);
    expect(grown.assets).toBe(filled.assets + baselineSize + 1);

    // A correction is the register's own; a change at Microsoft and a leaver are seen.
    const [corrected, changed] = [...inventAssets(count, population.madeOn)].filter(({ listed }) => listed);
    await deps.register.change({
      assetId: corrected?.assetId ?? '',
      actor: { kind: 'person', id: adele.id, displayName: adele.displayName },
      decide: () => [{ type: 'corrected', changes: { quantity: 900, renewsOn: '2030-01-01' }, reason: 'by invoice' }],
    });
    expect(await discover()).toMatchObject({ changed: 0, vanished: 0 });
    await call('PATCH', `/practice/purchases/${changed?.listed?.id}`, { quantity: 901 });
    expect(await discover()).toMatchObject({ changed: 1, vanished: 0 });
    await call('DELETE', `/practice/users/${changed?.listed?.ownerId}`);
    expect((await watch()).changed).toBeGreaterThan(0);
    await projection.close();
  });
});
