import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  adele,
  alex,
  knownIds,
  lynne,
  megan,
  pat,
  practiceClientId,
  practiceTeamsAppId,
  practiceTenantId,
} from '../src/practice/people.ts';
import {
  type GraphRow,
  graphNow,
  ownPurchases,
  practiceGraphs,
  serverOrigin,
  subscriptionsPath,
} from './support/practice-graphs.ts';

const graphs = practiceGraphs();
const { open, call, readAll } = graphs;

describe('the list of subscriptions', () => {
  it('is paged by absolute links, without skips or repeats', async () => {
    const { rows, pages } = await readAll(subscriptionsPath);
    expect(pages).toBe(2);
    expect(rows).toHaveLength(ownPurchases);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(ownPurchases);
    const { body } = await call('GET', subscriptionsPath);
    expect(body['@odata.nextLink']).toMatch(new RegExp(`^${graphs.current().url}/v1.0/directory/subscriptions\\?`));
  });

  it('neither skips nor repeats when someone buys between two pages', async () => {
    const first = (await call('GET', subscriptionsPath)).body as unknown as {
      value: GraphRow[];
      '@odata.nextLink': string;
    };
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
    const { rows } = await readAll(subscriptionsPath);
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
      const answer = await call('GET', `${subscriptionsPath}/10ad6a5e-0010-4c1e-9b57-5a3c6f0e1010`);
      return answer.status === 200;
    };
    await call('GET', subscriptionsPath);
    expect(await isThere()).toBe(false);
    await readAll(subscriptionsPath);
    expect(await isThere()).toBe(true);
    const { rows } = await readAll(subscriptionsPath);
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

  it('are found by the beginning of a name, a surname or an address, in any case', async () => {
    const find = async (filter: string, top = 8) => {
      const query = new URLSearchParams({ $filter: filter, $select: 'displayName', $top: String(top) });
      const { status, body } = await call('GET', `/v1.0/users?${query}`);
      return {
        status,
        names: (body.value as unknown as { displayName: string }[] | undefined)?.map((one) => one.displayName),
      };
    };
    expect((await find("startswith(displayName,'ALE')")).names).toEqual(['Alex Wilber']);
    expect((await find("startswith(surname,'wilb') or startsWith(userPrincipalName,'megan.b')")).names).toEqual([
      'Alex Wilber',
      'Megan Bowen',
    ]);
    expect((await find("startswith(displayName,'')", 3)).names).toHaveLength(3);
    expect(
      (await find("startswith(displayName,'O''Hara') or startswith(surname,'x'') or startswith(surname,''')")).names,
    ).toEqual([]);
    for (const filter of [
      "endswith(displayName,'x')",
      "startswith(constructor,'x')",
      "startswith(displayName,'x'",
      "startswith(surname,'a') and startswith(surname,'b')",
    ]) {
      expect([filter, (await find(filter)).status]).toEqual([filter, 400]);
    }
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
    expect((await call('GET', `${subscriptionsPath}/my-own-id`)).body).toMatchObject({ totalLicenses: 4 });
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
    expect((await readAll(subscriptionsPath)).rows).toHaveLength(ownPurchases);
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
    expect((await call('GET', `${subscriptionsPath}/s`)).status).toBe(404);
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
    await call('POST', '/practice/faults', { path: subscriptionsPath, status: 429, retryAfter: 2, times: 2 });
    expect((await call('GET', '/v1.0/subscribedSkus')).status).toBe(200);
    const first = await call('GET', subscriptionsPath);
    expect([first.status, first.headers.get('retry-after'), first.body.error.code]).toEqual([
      429,
      '2',
      'TooManyRequests',
    ]);
    expect((await call('GET', `${subscriptionsPath}/10ad6a5e-0001-4c1e-9b57-5a3c6f0e1001`)).status).toBe(429);
    expect((await call('GET', subscriptionsPath)).status).toBe(200);
  });

  it('take a path without the version, and an HTTP date', async () => {
    const retryAfter = 'Tue, 24 Nov 2026 10:00:05 GMT';
    await call('POST', '/practice/faults', { path: '/users', status: 503, retryAfter, times: 1 });
    const answer = await call('GET', `/v1.0/users/${alex.id}/manager`);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, retryAfter]);
  });

  it('keep a list that failed half-way from counting as read', async () => {
    const first = (await call('GET', subscriptionsPath)).body as unknown as { '@odata.nextLink': string };
    await call('POST', '/practice/faults', { path: subscriptionsPath, status: 500, times: 1 });
    expect((await call('GET', first['@odata.nextLink'])).status).toBe(500);
    expect((await readAll(subscriptionsPath)).rows).toHaveLength(ownPurchases);
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
    const issuer = `${graphs.current().url}/${practiceTenantId}/v2.0`;
    const configuration = (await call('GET', `${issuer}/.well-known/openid-configuration`)).body as unknown as GraphRow;
    expect(configuration.issuer).toBe(issuer);
    const keys = createRemoteJWKSet(new URL(String(configuration.jwks_uri)));
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience: practiceClientId,
      algorithms: ['RS256'],
      currentDate: graphNow,
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
    const claims = async (upn: string) => JSON.parse(atob((await tokenOf(upn)).token.split('.')[1] ?? '')) as GraphRow;
    expect((await claims(lynne.userPrincipalName)).roles).toEqual(['Itam.Read']);
    expect(await claims(alex.userPrincipalName)).not.toHaveProperty('roles');
  });

  it('are not those of another practice tenant', async () => {
    const { token } = await tokenOf(alex.userPrincipalName);
    const other = await open();
    const keys = createRemoteJWKSet(new URL(`${other.url}/${practiceTenantId}/discovery/v2.0/keys`));
    const issuer = `${other.url}/${practiceTenantId}/v2.0`;
    // The key may be the same in one process; whose token it is, its issuer says.
    await expect(jwtVerify(token, keys, { currentDate: graphNow, issuer })).rejects.toMatchObject({
      code: 'ERR_JWT_CLAIM_VALIDATION_FAILED',
      claim: 'iss',
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
    const preflight = await fetch(`${graphs.current().url}/practice/token`, { method: 'OPTIONS', headers: asTab });
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
        { host: '127.0.0.1', port: graphs.current().port, path: '/practice/people', headers: { Host: 'evil.example' } },
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

describe('the apps installed for a person', () => {
  const path = `/v1.0/users/${megan.id}/teamwork/installedApps`;
  const filter = `?$expand=teamsApp&$filter=${encodeURIComponent(`teamsApp/id eq '${practiceTeamsAppId}'`)}`;
  const install = (appId = practiceTeamsAppId, at = path) =>
    call('POST', at, { 'teamsApp@odata.bind': `https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/${appId}` });

  it('are none until one is installed, and then that one, with its chat', async () => {
    expect((await call('GET', path + filter)).body).toMatchObject({ value: [] });
    expect(await install()).toMatchObject({ status: 201, body: null });
    expect((await install()).status).toBe(409);
    const { value } = (await call('GET', path + filter)).body as unknown as { value: { id: string }[] };
    expect(value).toEqual([{ id: expect.any(String), teamsApp: expect.objectContaining({ id: practiceTeamsAppId }) }]);
    expect((await call('GET', `${path}/${value[0]?.id}/chat`)).body).toMatchObject({ chatType: 'oneOnOne' });
    expect((await call('GET', `/v1.0/users/${alex.id}/teamwork/installedApps/${value[0]?.id}/chat`)).status).toBe(404);
  });

  it('are refused as Graph does: of nobody, an app that the catalogue does not have, an order for nothing', async () => {
    expect((await install(practiceTeamsAppId, path.replace(megan.id, practiceTenantId))).status).toBe(404);
    expect((await install(practiceTenantId)).status).toBe(404);
    expect((await call('POST', path, {})).status).toBe(400);
    expect((await call('GET', `${path}?$filter=id`)).status).toBe(400);
    expect((await call('DELETE', path)).status).toBe(405);
  });

  it('can be made to fail, as everything else can', async () => {
    await call('POST', '/practice/faults', { path, status: 429, retryAfter: 7, times: 1 });
    const busy = await install();
    expect([busy.status, busy.headers.get('retry-after')]).toEqual([429, '7']);
    expect((await install()).status).toBe(201);
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
    await graphs.reopen({ dataFile });
    await readAll(subscriptionsPath);
    await call('POST', '/practice/purchases', {
      purchaser: alex.id,
      skuPartNumber: 'VISIOCLIENT',
      subscriptionId: 'kept',
    });
    await call('DELETE', `/practice/users/${megan.userPrincipalName}`);
    await graphs.current().close();

    await graphs.reopen({ dataFile, now: () => new Date('2027-01-01T00:00:00Z') });
    const { rows } = await readAll(subscriptionsPath);
    expect(rows).toHaveLength(ownPurchases + 2);
    expect(rows.map(({ id }) => id)).toContain('kept');
    expect((await call('GET', `/v1.0/users/${megan.id}`)).status).toBe(404);
    expect(JSON.parse(readFileSync(dataFile, 'utf8')).waiting).toEqual([]);
  });

  it('keeps of a population what it is invented from, and what has changed since', async () => {
    const dataFile = join(folder, 'practice-graph.json');
    await graphs.reopen({ dataFile });
    await call('POST', '/practice/population', { count: 200, seed: 3 });
    const before = await readAll(subscriptionsPath);
    const [changed, dropped] = before.rows.slice(-2).map(({ id }) => String(id));
    await call('PATCH', `/practice/purchases/${changed}`, { quantity: 77 });
    await call('DELETE', `/practice/purchases/${dropped}`);
    const [leaver, mover] = ['person3.30@contoso.example', 'person3.31@contoso.example'];
    await call('DELETE', `/practice/users/${leaver}`);
    await call('PATCH', `/practice/users/${mover}`, { manager: megan.id });
    await graphs.current().close();

    await graphs.reopen({ dataFile, now: () => new Date('2027-01-01T00:00:00Z') });
    const { rows } = await readAll(subscriptionsPath);
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
