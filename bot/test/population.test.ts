import { describe, expect, inject, it } from 'vitest';
import { graphClient } from '../src/directory/graph-client.ts';
import { openPeople } from '../src/directory/people.ts';
import { listSubscriptions } from '../src/directory/subscriptions.ts';
import { discoverSubscriptions } from '../src/features/discover-subscriptions.ts';
import { watchOwners } from '../src/features/watch-owners.ts';
import { createLog } from '../src/log.ts';
import { fillStore } from '../src/practice/fill-store.ts';
import { inventAssets } from '../src/practice/invented-assets.ts';
import { adele, practiceClientId, practiceTenantId } from '../src/practice/people.ts';
import type { Population } from '../src/practice/population.ts';
import { startProjection } from '../src/projection/projection.ts';
import { putLoss, readLoss } from '../src/register/held-loss.ts';
import { verifyRegister } from '../src/register/verify.ts';
import { someSettings } from './support/builders.ts';
import { type GraphRow, graphNow, ownPurchases, practiceGraphs, subscriptionsPath } from './support/practice-graphs.ts';
import { openStore, registerOn } from './support/store.ts';

const graphs = practiceGraphs();
const { call, readAll } = graphs;

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

    const { rows, pages } = await readAll(subscriptionsPath);
    expect(pages).toBe(2);
    expect(rows).toHaveLength(ownPurchases + expected.length);
    expect(rows.slice(ownPurchases)).toEqual(expected);
    expect(rows[0]?.skuPartNumber).toBe('SPE_E5');
    const [one] = expected;
    expect((await call('GET', `${subscriptionsPath}/${one?.id.toUpperCase()}`)).body).toMatchObject({ id: one?.id });
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
      const manager = String((body as unknown as GraphRow).id);
      expect(manager).not.toBe(id);
      reports.set(manager, (reports.get(manager) ?? 0) + 1);
      if ((reports.get(manager) ?? 0) > 19) expect((body as unknown as GraphRow).department).toBe(department);
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
    const { ownerId } = bought.body as unknown as GraphRow;
    expect((await call('GET', `/v1.0/users/${ownerId}`)).status).toBe(404);
    expect((await call('GET', `/v1.0/directory/deletedItems/${ownerId}`)).status).toBe(200);
    expect((await call('DELETE', `/practice/users/${upn}`)).status).toBe(404);
    expect((await readAll('/v1.0/users?$top=999')).rows.map(({ id }) => id)).not.toContain(ownerId);
  });

  it('shares nothing with one of another seed', async () => {
    await order({ count: 60 });
    const { population } = await order({ count: 40 });
    expect(population.seed).toBe(2);
    const { rows } = await readAll(subscriptionsPath);
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
    const refused = await call('GET', subscriptionsPath);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
    expect((await call('GET', '/v1.0/users/person1.3@contoso.example')).status).toBe(200);
    expect((await order({ count: 10 })).body.error.code).toBe('PopulationUnlisted');
    expect((await call('PATCH', '/practice/population/2', { isListed: true })).status).toBe(404);
    expect((await call('PATCH', '/practice/population/1', { isListed: false })).status).toBe(400);
    expect((await call('PATCH', '/practice/population/1', { isListed: true })).status).toBe(200);
    expect((await readAll(subscriptionsPath)).rows.length).toBeGreaterThan(ownPurchases);
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
      graphEndpoint: graphs.current().url,
      loginEndpoint: graphs.current().url,
      tenantId: practiceTenantId,
      clientId: practiceClientId,
      clientSecret: null,
      certificatePath: null,
      identityClientId: null,
    });
    const deps = {
      register: registerOn(table, { onCommit: projection.putCommit }),
      projection,
      people: openPeople({ graph: client, now: () => graphNow, maxAgeMs: 0 }),
      settings: () => someSettings(),
      now: () => graphNow,
      log: createLog({ logLevel: 'silent' }),
    };
    const discover = discoverSubscriptions({
      ...deps,
      listSubscriptions: () => listSubscriptions(client),
      hasBaseline: async () => true,
      completeBaseline: async () => undefined,
      readLoss: () => readLoss(table),
      putLoss: (loss, before) => putLoss(table, loss, before),
      intervalMs: 300_000,
    });
    const watch = watchOwners(deps);

    // What the tenant has bought of its own is new to the store; the second poll shows its next purchase.
    expect(await discover()).toMatchObject({ changed: ownPurchases, vanished: 0, failed: 0 });
    expect(await discover()).toMatchObject({ changed: 1, vanished: 0 });
    await watch();
    expect(await discover()).toMatchObject({ changed: 0, vanished: 0 });
    expect(await watch()).toMatchObject({ asked: expect.any(Number), changed: 0 });
    const grown = await verifyRegister(table);
    expect(grown.assets).toBe(filled.assets + ownPurchases + 1);

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
