import type { TableClient } from '@azure/data-tables';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { Refusal } from '../../src/domain/errors.ts';
import type { NoticeRequest } from '../../src/domain/routing.ts';
import { inventAssets } from '../../src/practice/invented-assets.ts';
import { genesisHash } from '../../src/register/chain.ts';
import { entriesAfter } from '../../src/register/journal.ts';
import { getNotice, putNotice } from '../../src/register/outbox.ts';
import { assetIdOfSubscription, shardOf, shards } from '../../src/register/shards.ts';
import { commit } from '../../src/register/table.ts';
import { verifyRegister } from '../../src/register/verify.ts';
import { aDeclaredFact, today } from '../support/builders.ts';
import { type StorageProxy, startStorageProxy } from '../support/storage-proxy.ts';
import {
  addingSeat,
  byAlex,
  byDiscovery,
  byMegan,
  clientOf,
  declaring,
  detectedFacts,
  idsIn,
  keysOf,
  openStore,
  registerOn,
  rowsOf,
} from '../support/store.ts';

let proxy: StorageProxy;
beforeAll(async () => {
  proxy = await startStorageProxy(inject('storageConnectionString'));
});
afterAll(() => proxy.close());

/** A table and a client of it whose requests are counted. */
async function countedStore(): Promise<{ table: TableClient; counted: TableClient; transactions: () => number[] }> {
  const table = await openStore();
  const from = proxy.calls.length;
  return {
    table,
    counted: clientOf(proxy.connectionString, table.tableName),
    transactions: () =>
      proxy.calls.slice(from).flatMap((call) => (call.kind === 'transaction' ? [call.operations] : [])),
  };
}

describe('a commit', () => {
  it('keeps line and paragraph separators in what people write', async () => {
    const table = await openStore();
    const [assetId = ''] = idsIn('s0', 1);
    const said = { reason: 'One\u2028two\u2029three', costCentre: '\u2028' };
    const register = registerOn(table);
    await register.change(declaring(assetId, said));
    expect(await register.get(assetId)).toMatchObject(said);
    const facts: unknown[] = [];
    for await (const entries of entriesAfter(table, shardOf(assetId), 0))
      facts.push(...entries.map(({ fact }) => fact));
    expect(facts).toMatchObject([said]);
    expect((await verifyRegister(table)).faults).toEqual([]);
  });

  it('writes state, entries, notices and head in one transaction', async () => {
    const { table, counted, transactions } = await countedStore();
    const [assetId = ''] = idsIn('s0', 1);

    const outcome = await registerOn(counted).change({
      assetId,
      actor: byAlex,
      decide: () => [aDeclaredFact(), { type: 'approved', comment: null }],
    });

    expect(outcome.asset).toMatchObject({ id: assetId, version: 2, status: 'approved' });
    expect(outcome.entries.map(({ seq, fact }) => [seq, fact.type])).toEqual([
      [1, 'declared'],
      [2, 'approved'],
    ]);
    expect(outcome.notices.map(({ role, recipientId }) => [role, recipientId])).toEqual([
      ['purchaser', 'id-alex'],
      ['decider', 'id-megan'],
      ['itam-channel', null],
    ]);
    expect(transactions()).toEqual([1 + 1 + 2 + 3]);
    expect((await rowsOf(table)).map(({ rowKey }) => rowKey)).toEqual([
      `asset|${assetId}`,
      'entry|000000000001',
      'entry|000000000002',
      'head',
      'notice|000000000002|0',
      'notice|000000000002|1',
      'notice|000000000002|2',
    ]);
    expect(outcome.notices[0]).toMatchObject({
      id: 's0-2-0',
      assetId,
      version: 2,
      state: 'pending',
      cause: 'approved',
    });
  });

  it('numbers the entries of a shard without gaps and chains each to the one before', async () => {
    const table = await openStore();
    const register = registerOn(table);
    const [one = '', other = '', third = ''] = idsIn('s3', 3);

    await register.change(declaring(one));
    await register.changeMany([declaring(other), addingSeat(one), declaring(third)]);
    await register.change(addingSeat(other));

    const entries = (await rowsOf(table)).filter(({ rowKey }) => rowKey.startsWith('entry|'));
    expect(entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    expect(entries.map(({ previousHash }) => previousHash)).toEqual([
      genesisHash,
      ...entries.slice(0, -1).map(({ hash }) => hash),
    ]);
    const head = await table.getEntity<{ seq: number; hash: string }>('s3', 'head');
    expect([head.seq, head.hash]).toEqual([5, entries.at(-1)?.hash]);
    expect((await verifyRegister(table)).faults).toEqual([]);
  });

  it('overwrites nothing that it has not read: every update names an ETag', async () => {
    const { counted } = await countedStore();
    const register = registerOn(counted);
    const from = proxy.calls.length;
    const [one = '', other = ''] = idsIn('s4', 2);

    await register.changeMany([declaring(one), declaring(other)]);
    const { notices } = await register.change(addingSeat(one));
    const stored = await getNotice(counted, notices[0]?.id ?? '');
    if (stored)
      await putNotice((writes) => commit(counted, writes), { ...stored.notice, state: 'delivered' }, stored.etag);

    const guards = proxy.calls.slice(from).flatMap((call) => call.guards);
    expect(guards).toHaveLength(2 + 1);
    for (const guard of guards) expect(guard).toMatch(/^W\/"datetime/);
    expect(proxy.calls.slice(from).filter(({ kind }) => kind === 'write')).toEqual([]);
  });

  it('changes nothing the second time', async () => {
    const { table, counted, transactions } = await countedStore();
    const register = registerOn(counted);
    const first = await register.change(declaring('dec-1'));
    const before = await rowsOf(table);

    const second = await register.change(declaring('dec-1'));

    expect(second).toEqual({ asset: first.asset, entries: [], notices: [] });
    expect(await rowsOf(table)).toEqual(before);
    expect(transactions()).toHaveLength(1);
    expect(register.committed).toHaveLength(1);
  });

  it('writes nothing when the decision is a refusal', async () => {
    const table = await openStore();
    const register = registerOn(table);
    const refusing = {
      assetId: 'dec-1',
      actor: byAlex,
      decide: () => {
        throw new Refusal('forbidden', 'asset.not-yours');
      },
    };

    await expect(register.change(refusing)).rejects.toMatchObject({ code: 'asset.not-yours' });
    await expect(register.change({ assetId: 'dec-1', actor: byAlex, decide: () => [] })).rejects.toMatchObject({
      code: 'asset.not-found',
    });
    expect(await rowsOf(table)).toEqual([]);
    expect(register.committed).toEqual([]);
  });

  it('gives the history of an asset, oldest first, and tells when it was tampered with', async () => {
    const table = await openStore();
    const register = registerOn(table);
    const [assetId = '', other = ''] = idsIn('s5', 2);
    await register.change(declaring(assetId, { reason: 'Board dashboards' }));
    await register.change(declaring(other));
    await register.change({ assetId, actor: byMegan, decide: () => [{ type: 'approved', comment: 'Fine' }] });

    const history = await register.history(assetId);
    expect(history?.entries.map(({ seq, fact }) => [seq, fact.type])).toEqual([
      [1, 'declared'],
      [3, 'approved'],
    ]);
    expect(history?.isIntact).toBe(true);
    expect(await register.history('dec-unknown')).toBeNull();

    const entry = await table.getEntity<{ personal: string; body: string }>('s5', 'entry|000000000001');
    const state = await table.getEntity<{ seqs: string }>('s5', `asset|${assetId}`);
    const isIntactWith = async (row: object, key: string, change: object) => {
      await table.updateEntity({ ...row, partitionKey: 's5', rowKey: key, ...change }, 'Replace');
      const told = await register.history(assetId);
      await table.updateEntity({ ...row, partitionKey: 's5', rowKey: key }, 'Replace');
      return told?.isIntact;
    };
    expect(
      await isIntactWith(entry, entry.rowKey as string, { body: entry.body.replace('"quantity":3', '"quantity":2') }),
    ).toBe(false);
    expect(
      await isIntactWith(entry, entry.rowKey as string, { personal: entry.personal.replace('Board', 'Bored') }),
    ).toBe(false);
    expect(await isIntactWith(entry, entry.rowKey as string, { personal: '{' })).toBe(false);
    expect(await isIntactWith(state, state.rowKey as string, { seqs: '1' })).toBe(false);
    expect(await isIntactWith(entry, entry.rowKey as string, { personal: '{}' })).toBe(false);
    expect((await register.history(assetId))?.isIntact).toBe(true);
  });
});

describe('many changes', () => {
  it('are packed into few transactions within the limits of the service', async () => {
    const { table, counted, transactions } = await countedStore();
    const register = registerOn(counted, { noticesFor: () => [] });
    const [, ...assets] = idsIn('s7', 201);
    const from = proxy.calls.length;

    const results = await register.changeMany(assets.map((assetId) => ({ ...declaring(assetId), isNew: true })));

    expect(results.every(({ status }) => status === 'fulfilled')).toBe(true);
    // 49 assets of two rows each and the head are 99 operations.
    expect(transactions()).toEqual([99, 99, 99, 99, 9]);
    expect(proxy.calls.slice(from).filter(({ kind }) => kind === 'read')).toHaveLength(1);
    expect(await verifyRegister(table)).toEqual({ entries: 200, assets: 200, faults: [] });
  });

  it('of what this instance has just read or written take no further read', async () => {
    const { counted } = await countedStore();
    const register = registerOn(counted, { noticesFor: () => [] });
    const assets = idsIn('s7', 20);
    await register.changeMany(assets.map((assetId) => ({ ...declaring(assetId, { quantity: 1 }), isNew: true })));
    const from = proxy.calls.length;

    await register.changeMany(assets.map(addingSeat));
    const settled = await register.changeMany(assets.map(addingSeat));

    expect(settled.map((one) => one.status === 'fulfilled' && one.value.asset.quantity)).toEqual(Array(20).fill(3));
    expect(proxy.calls.slice(from).map(({ kind }) => kind)).toEqual(['transaction', 'transaction']);
  });

  it('leave for the next transaction what does not fit any more', async () => {
    const { table, counted, transactions } = await countedStore();
    const request: NoticeRequest = { role: 'itam-channel', recipient: { kind: 'channel' }, cause: 'declared' };
    const register = registerOn(counted, { noticesFor: () => Array.from({ length: 28 }, () => request) });
    const assets = idsIn('s8', 10);

    await register.changeMany(assets.map((assetId) => ({ ...declaring(assetId), isNew: true })));

    // Each asset takes 30 operations.
    expect(transactions()).toEqual([91, 91, 91, 31]);
    expect(await keysOf(table, 'notice')).toHaveLength(280);
    expect((await verifyRegister(table)).faults).toEqual([]);
  });

  it('stay below the size of a transaction, in whatever script they are written', async () => {
    const { table, counted } = await countedStore();
    const register = registerOn(counted, { noticesFor: () => [] });
    const from = proxy.calls.length;
    const results = await register.changeMany(
      idsIn('s9', 45).map((assetId) => ({ ...declaring(assetId, { reason: '許'.repeat(30_000) }), isNew: true })),
    );

    expect(results.every(({ status }) => status === 'fulfilled')).toBe(true);
    const sizes = proxy.calls.slice(from).flatMap(({ kind, bytes }) => (kind === 'transaction' ? [bytes] : []));
    expect(sizes.length).toBeGreaterThan(1);
    expect(Math.max(...sizes)).toBeLessThan(4 * 1024 * 1024);
    expect(await verifyRegister(table)).toEqual({ entries: 45, assets: 45, faults: [] });
  });

  it('do not stop when one is refused, can not be made, or breaks a limit', async () => {
    const table = await openStore();
    const register = registerOn(table);
    const [good = '', refused = '', broken = '', huge = '', crowded = '', alsoGood = ''] = idsIn('sa', 6);
    const many: NoticeRequest[] = Array.from({ length: 98 }, () => ({
      role: 'itam-channel',
      recipient: { kind: 'channel' },
      cause: 'declared',
    }));
    const instance = registerOn(table, { noticesFor: (_, after) => (after.id === crowded ? many : []) });

    const results = await instance.changeMany([
      declaring(good),
      {
        assetId: refused,
        actor: byAlex,
        decide: () => {
          throw new Refusal('forbidden', 'asset.not-yours');
        },
      },
      { assetId: broken, actor: byAlex, decide: () => [{ type: 'approved', comment: null }] },
      declaring(huge, { reason: 'x'.repeat(40_000) }),
      declaring(crowded),
      declaring(alsoGood),
    ]);

    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'rejected',
      'rejected',
      'fulfilled',
    ]);
    expect((await keysOf(table, 'asset')).sort()).toEqual([`sa asset|${good}`, `sa asset|${alsoGood}`].sort());
    expect(await verifyRegister(table)).toMatchObject({ entries: 2, faults: [] });
    expect(await register.get(refused)).toBeNull();
  });

  it('about one asset are decided one after the other', async () => {
    const table = await openStore();
    const register = registerOn(table);
    await register.change(declaring('dec-1'));

    const results = await register.changeMany(Array.from({ length: 5 }, () => addingSeat('dec-1')));

    expect(results.map((one) => one.status === 'fulfilled' && one.value.asset.quantity)).toEqual([4, 5, 6, 7, 8]);
    expect((await verifyRegister(table)).faults).toEqual([]);
  });

  it('of an asset wrongly believed to be new are decided again on what is there', async () => {
    const table = await openStore();
    const [assetId = '', other = ''] = idsIn('sb', 2);
    await registerOn(table).change(declaring(assetId));
    const register = registerOn(table);

    const results = await register.changeMany([
      { ...addingSeatIfThere(assetId), isNew: true },
      { ...declaring(other), isNew: true },
      { ...declaring(assetId), isNew: true },
    ]);

    expect(results.map((one) => one.status === 'fulfilled' && one.value.entries.length)).toEqual([1, 1, 0]);
    expect((await register.get(assetId))?.quantity).toBe(4);
    expect((await verifyRegister(table)).faults).toEqual([]);
  });

  function addingSeatIfThere(assetId: string) {
    const change = addingSeat(assetId);
    return { ...change, decide: (asset: Parameters<typeof change.decide>[0]) => (asset ? change.decide(asset) : []) };
  }

  it('spread over all shards and verify, with invented assets of every kind', async () => {
    const table = await openStore();
    const register = registerOn(table);
    const invented = [...inventAssets(160, today)];

    const results = await register.changeMany(
      invented.map(({ assetId, facts }) => ({
        assetId,
        actor: byDiscovery,
        decide: (asset) => (asset ? [] : facts),
        isNew: true,
      })),
    );

    expect(results.filter(({ status }) => status === 'rejected')).toEqual([]);
    expect(await keysOf(table, 'head')).toEqual(shards.map((shard) => `${shard} head`));
    const entries = invented.reduce((sum, { facts }) => sum + facts.length, 0);
    expect(await verifyRegister(table)).toEqual({ entries, assets: 160, faults: [] });
  });
});

describe('a link', () => {
  const subscriptionId = 'subscription-1';
  const detectedId = assetIdOfSubscription(subscriptionId);
  /** A declared asset whose shard is another one than the subscription's. */
  const elsewhere = ['dec-a', 'dec-b', 'dec-c'].find((id) => shardOf(id) !== shardOf(detectedId)) ?? '';

  it('leads a change of the linked id to its target, also in another shard', async () => {
    const table = await openStore();
    const register = registerOn(table);
    await register.change(declaring(elsewhere));

    expect(await register.link(detectedId, elsewhere)).toBe(elsewhere);
    const outcome = await register.change({ ...addingSeat(detectedId), isNew: true });

    expect(outcome.asset).toMatchObject({ id: elsewhere, quantity: 4, version: 2 });
    expect(outcome.entries).toMatchObject([{ assetId: elsewhere, shard: shardOf(elsewhere), seq: 2 }]);
    expect(await register.get(detectedId)).toEqual(outcome.asset);
    expect((await register.history(detectedId))?.entries).toHaveLength(2);
    expect(await keysOf(table, 'entry')).toHaveLength(2);
    expect((await verifyRegister(table)).faults).toEqual([]);
  });

  it('is never overwritten', async () => {
    const table = await openStore();
    const register = registerOn(table);
    await register.changeMany([declaring(elsewhere), declaring('dec-other')]);
    await register.link(detectedId, elsewhere);

    expect(await register.link(detectedId, 'dec-other')).toBe(elsewhere);
    expect(await register.link(detectedId, elsewhere)).toBe(elsewhere);
    expect((await register.get(detectedId))?.id).toBe(elsewhere);
  });

  it('is not made where discovery has recorded the subscription', async () => {
    const table = await openStore();
    const register = registerOn(table);
    await register.change({ assetId: detectedId, actor: byDiscovery, decide: () => detectedFacts() });

    expect(await register.link(detectedId, elsewhere)).toBe(detectedId);
    expect((await register.get(detectedId))?.status).toBe('detected');
  });

  it('and the detected asset exclude each other in a race', async () => {
    const table = await openStore();
    const one = registerOn(table);
    const other = registerOn(table);
    const pairs = Array.from({ length: 24 }, (_, n) => ({
      seen: assetIdOfSubscription(`raced-${n}`),
      said: `dec-raced-${n}`,
    }));
    await one.changeMany(pairs.map(({ said }) => declaring(said)));

    const outcomes = await Promise.all(
      pairs.flatMap(({ seen, said }, n) => {
        const detect = () =>
          other.change({
            assetId: seen,
            actor: byDiscovery,
            isNew: true,
            decide: (asset) => (asset ? [] : detectedFacts({ subscriptionId: `raced-${n}` })),
          });
        const link = () => one.link(seen, said);
        return n % 2 === 0
          ? [Promise.all([link(), detect()])]
          : [Promise.all([detect(), link()]).then(([a, b]) => [b, a] as const)];
      }),
    );

    outcomes.forEach(([linkedTo, { asset, entries }], n) => {
      const { seen, said } = pairs[n] ?? { seen: '', said: '' };
      expect(asset.id).toBe(linkedTo);
      expect([seen, said]).toContain(linkedTo);
      expect(entries).toHaveLength(linkedTo === seen ? 1 : 0);
    });
    const verification = await verifyRegister(table);
    expect(verification.faults).toEqual([]);
  });
});

describe('keys', () => {
  it('that no row can have are answered without asking, and refused for writing', async () => {
    const { table, counted } = await countedStore();
    const register = registerOn(counted);
    const from = proxy.calls.length;

    for (const assetId of ['a/b', 'a\\b', 'a#b', 'a?b', 'a\tb', 'a\u0085b', 'x'.repeat(600)]) {
      expect(await register.get(assetId)).toBeNull();
      expect(await register.history(assetId)).toBeNull();
    }
    expect(proxy.calls.length).toBe(from);
    await expect(register.change(declaring('a/b'))).rejects.toThrow('forbids');
    expect(await rowsOf(table)).toEqual([]);
  });

  it('with quotes, percent signs and letters of any script are kept apart', async () => {
    const table = await openStore();
    const register = registerOn(table);
    const ids = ["dec-o'neil", 'dec-50%', 'dec-50%25', 'dec-é', 'dec-e\u0301', 'dec-許', 'dec a b', 'dec-&='];

    await register.changeMany(ids.map((assetId, n) => declaring(assetId, { quantity: n + 1 })));

    expect(await Promise.all(ids.map(async (id) => (await register.get(id))?.quantity))).toEqual(
      ids.map((_, n) => n + 1),
    );
    expect((await verifyRegister(table)).faults).toEqual([]);
  });
});
