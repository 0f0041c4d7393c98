import type { TableClient } from '@azure/data-tables';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { saysAll } from '../../src/domain/asset.ts';
import type { Fact } from '../../src/domain/entry.ts';
import { inventAssets } from '../../src/practice/invented-assets.ts';
import { fill, follow } from '../../src/projection/follow.ts';
import { openReplica, type Replica } from '../../src/projection/replica.ts';
import { headOfShard, statesOfShard } from '../../src/register/journal.ts';
import { completeBaseline, getNotice, putNotice } from '../../src/register/outbox.ts';
import { packState, unpackState } from '../../src/register/packed.ts';
import type { Outcome, Register } from '../../src/register/register.ts';
import { assetOf, assetRow, entryRow, headRow, type NoticeRecord, type StoredAsset } from '../../src/register/rows.ts';
import { shardOf, shards } from '../../src/register/shards.ts';
import { commit, type StoredRow } from '../../src/register/table.ts';
import { verifyRegister } from '../../src/register/verify.ts';
import { aDeclaredFact, anAsset, at, today } from '../support/builders.ts';
import { aQuery } from '../support/random-assets.ts';
import { type StorageProxy, startStorageProxy } from '../support/storage-proxy.ts';
import {
  addingSeat,
  byAlex,
  byDiscovery,
  clientOf,
  declaring,
  idsIn,
  openStore,
  registerOn,
} from '../support/store.ts';

const replicas: Replica[] = [];
afterEach(() => {
  for (const replica of replicas.splice(0)) replica.close();
});

async function filled(table: TableClient): Promise<Replica> {
  const replica = openReplica();
  replicas.push(replica);
  await fill(table, replica);
  await follow(table, replica);
  return replica;
}

function recording(register: Register, count: number, seed: number) {
  return register.changeMany(
    [...inventAssets(count, today, seed)].map(({ assetId, facts }) => ({
      assetId,
      actor: byDiscovery,
      isNew: true,
      decide: (asset) => (asset ? [] : facts),
    })),
  );
}

/** What an instance does with its commits. */
function telling(replica: Replica): (commit: Outcome) => void {
  return ({ asset, notices, entries }) => replica.putCommits([{ asset, notices, places: entries }]);
}

const everyNotice = { assetId: null, state: null, limit: 1_000, after: null };

/** The replica holds what the register has: every state, and what a replica filled just now would hold. */
async function expectSame(replica: Replica, table: TableClient): Promise<void> {
  const fresh = await filled(table);
  expect(replica.version()).toBe(fresh.version());
  const query = aQuery({ limit: 1_000, sort: { by: 'product', isDescending: false } });
  expect(replica.list(query)).toEqual(fresh.list(query));
  expect(replica.notices(everyNotice)).toEqual(fresh.notices(everyNotice));
  const register = registerOn(table);
  for (const asset of replica.list(query).assets.slice(0, 40)) expect(await register.get(asset.id)).toEqual(asset);
}

describe('a replica', () => {
  it('filled from all shards holds every asset, and the same after a restart', async () => {
    const table = await openStore();
    const register = registerOn(table);
    await recording(register, 160, 1);

    const replica = await filled(table);

    expect(replica.list(aQuery()).total).toBe(160);
    expect(replica.notices(everyNotice).total).toBeGreaterThan(30);
    for (const shard of shards) expect(replica.positionOf(shard)).toBe((await headOfShard(table, shard)).seq);
    await expectSame(replica, table);
  });

  it('given states by earlier rules, when it is filled, then it shows them as their entries have them, and none is left', async () => {
    const table = await openStore();
    await recording(registerOn(table), 30, 1);
    const [was] = await filled(table).then((replica) => replica.list(aQuery()).assets);
    const rows = table.listEntities<StoredRow>({
      queryOptions: { filter: "RowKey ge 'asset|' and RowKey lt 'asset}'" },
    });
    for await (const row of rows) {
      const { asset } = assetOf(row) as StoredAsset;
      const state = packState({ ...asset, hands: [], formerManagers: [], decisions: [], surplus: null, rules: 0 });
      await table.updateEntity({ partitionKey: row.partitionKey, rowKey: row.rowKey, state }, 'Merge');
    }

    const replica = await filled(table);

    expect(replica.list(aQuery()).assets[0]).toEqual(was);
    await expectSame(replica, table);
    for (const shard of shards) {
      for await (const states of statesOfShard(table, shard)) {
        expect(states.map(unpackState).filter((state) => !saysAll(state))).toEqual([]);
      }
    }
    expect((await verifyRegister(table)).faults).toEqual([]);
  });

  it('takes over what other instances commit, folding entries into the states that they committed', async () => {
    const table = await openStore();
    const [one, other] = [registerOn(table), registerOn(table)];
    await recording(one, 30, 1);
    const replica = await filled(table);

    await recording(other, 40, 2);
    const [some] = inventAssets(1, today, 1);
    await other.changeMany([addingSeat(some?.assetId ?? ''), addingSeat(some?.assetId ?? '')]);
    await follow(table, replica);

    expect(replica.list(aQuery()).total).toBe(70);
    await expectSame(replica, table);
  });

  it('shows its own instance what it wrote at once, and is not said to change when the journal brings it again', async () => {
    const table = await openStore();
    const replica = await filled(table);
    const register = registerOn(table, { onCommit: telling(replica) });

    const { asset } = await register.change(declaring('dec-1'));
    expect(replica.list(aQuery()).assets).toEqual([asset]);
    expect(replica.notices(everyNotice).total).toBe(3);
    const version = replica.version();
    await follow(table, replica);

    expect(replica.version()).toBe(version);
    expect(replica.positionOf(shardOf('dec-1'))).toBe(1);
    await expectSame(replica, table);
  });

  it('misses nothing of others when its own commits come before theirs', async () => {
    const table = await openStore();
    const other = registerOn(table);
    const [mine = '', theirs = ''] = idsIn('s0', 2);
    await other.change(declaring(mine));
    const replica = await filled(table);
    const own = registerOn(table, { onCommit: telling(replica) });

    await other.changeMany([addingSeat(mine), declaring(theirs)]);
    await own.change(addingSeat(mine));
    expect(replica.get(theirs)).toBeNull();
    expect(replica.positionOf('s0')).toBe(1);
    await follow(table, replica);

    expect(replica.get(mine)).toMatchObject({ quantity: 5, version: 4 });
    expect(replica.get(theirs)).toMatchObject({ version: 3 });
    await expectSame(replica, table);
  });

  it('reads no journal for what its own instance told it, and again once others have written', async () => {
    const table = await openStore();
    const proxy = await startStorageProxy(inject('storageConnectionString'));
    const ranges: string[] = [];
    proxy.treat(({ url }) => {
      if (/\$filter=/.test(url)) ranges.push(url);
      return undefined;
    });
    const followed = clientOf(proxy.connectionString, table.tableName);
    const replica = await filled(followed);
    const own = registerOn(table, { onCommit: telling(replica) });
    const [first = '', second = '', third = ''] = idsIn('s0', 3);
    ranges.splice(0);

    await own.changeMany([declaring(first), declaring(second)]);
    await own.changeMany([addingSeat(first), addingSeat(second)]);
    await follow(followed, replica);
    expect(ranges).toEqual([]);
    expect(replica.positionOf('s0')).toBe(4);
    await expectSame(replica, table);

    await registerOn(table).change(declaring(third));
    await follow(followed, replica);
    expect(ranges).not.toEqual([]);
    await expectSame(replica, table);
    await proxy.close();
  });

  it('that is filled while others write ends with all of it', async () => {
    const table = await openStore();
    const register = registerOn(table);
    await recording(register, 40, 1);
    const replica = openReplica();
    replicas.push(replica);

    const written = [...inventAssets(40, today, 1)].map(({ assetId }) => addingSeat(assetId));
    await Promise.all([
      fill(table, replica),
      recording(register, 60, 2),
      register.changeMany(written),
      follow(table, replica),
    ]);
    await follow(table, replica);

    expect(replica.list(aQuery()).total).toBe(100);
    await expectSame(replica, table);
  });

  it('reads the state of an asset whose newest entry is of a kind that it does not know', async () => {
    const table = await openStore();
    await registerOn(table).change(declaring('dec-1'));
    const replica = await filled(table);
    // What an instance of a later version commits.
    const shard = shardOf('dec-1');
    const fact = { type: 'entitlement-counted', seats: 3 } as unknown as Fact;
    const head = await headOfShard(table, shard);
    const { row, hash } = entryRow({
      shard,
      seq: 2,
      assetId: 'dec-1',
      at,
      actor: byAlex,
      fact,
      previousHash: head.hash,
    });
    const asset = { ...anAsset({ id: 'dec-1', version: 2, quantity: 99 }) };
    await table.submitTransaction([
      ['create', row],
      ['upsert', assetRow(shard, { asset, list: { chunks: 0, newest: [1, 2] }, count: null }), 'Replace'],
      ['upsert', headRow(shard, { seq: 2, hash }), 'Replace'],
    ]);

    const proxy = await startStorageProxy(inject('storageConnectionString'));
    proxy.treat(({ url }) =>
      decodeURIComponent(url).includes('asset|dec-1') ? { do: 'answer', status: 503 } : undefined,
    );
    await expect(follow(clientOf(proxy.connectionString, table.tableName, 0), replica)).rejects.toThrow();
    await proxy.close();

    await follow(table, replica);

    expect(replica.get('dec-1')).toEqual(asset);
    expect(replica.positionOf(shard)).toBe(2);
  });
});

describe('the fate of notices', () => {
  /** Another instance records what became of a notice. */
  async function record(table: TableClient, id: string, change: Partial<NoticeRecord>): Promise<void> {
    const stored = await getNotice(table, id);
    if (!stored) throw new Error('There is no such notice');
    expect(
      await putNotice((writes) => commit(table, writes), { ...stored.notice, ...change }, stored.etag),
    ).not.toBeNull();
  }
  const fateOf = (replica: Replica, id: string) => {
    const found = replica.notices(everyNotice).notices.find((notice) => notice.id === id);
    return [found?.state, found?.fate, found?.attempts];
  };

  it('that another instance recorded is taken over, step by step', async () => {
    const table = await openStore();
    const outcome = await registerOn(table).change(declaring('dec-1'));
    const [notice] = outcome.notices;
    const id = notice?.id ?? '';
    const replica = await filled(table);
    const steps: [Partial<NoticeRecord>, unknown[]][] = [
      [{ fate: 'retrying', attempts: 1, dueAt: '2026-11-24T10:00:00.000Z' }, ['pending', 'retrying', 1]],
      [{ state: 'waiting', fate: 'waits-for-person' }, ['waiting', 'waits-for-person', 1]],
      [{ state: 'delivered', fate: 'delivered', attempts: 2, deliveredAt: at }, ['delivered', 'delivered', 2]],
    ];
    for (const [change, expected] of steps) {
      await record(table, id, change);
      const version = replica.version();
      await follow(table, replica);
      expect(fateOf(replica, id)).toEqual(expected);
      expect(replica.version()).not.toBe(version);
    }
    const version = replica.version();
    await follow(table, replica);
    expect(replica.version()).toBe(version);
    await expectSame(replica, table);
  });

  it('of a backlog is taken over to its end', async () => {
    const table = await openStore();
    const register = registerOn(table, {
      noticesFor: () =>
        Array.from({ length: 60 }, () => ({ role: 'itam-channel', recipient: { kind: 'channel' }, cause: 'declared' })),
    });
    await register.changeMany([declaring('dec-1'), declaring('dec-2')]);
    const replica = await filled(table);
    // The youngest of 120 pending notices: more than one round looks at.
    const youngest = replica.pendingNotices('9999', 1_000).at(-1) ?? '';
    await record(table, youngest, { state: 'delivered', fate: 'delivered', attempts: 1, deliveredAt: at });

    for (let round = 0; round < 3; round++) await follow(table, replica);

    expect(fateOf(replica, youngest)).toEqual(['delivered', 'delivered', 1]);
  });

  it('of the digest that another instance owes for the first look', async () => {
    const table = await openStore();
    const replica = await filled(table);
    const digest = await completeBaseline(table, at, '{"total":3}');
    expect(await completeBaseline(table, at, '{"total":4}')).toBeNull();

    await follow(table, replica);

    expect(replica.notices(everyNotice).notices).toEqual([digest]);
    await record(table, digest?.id ?? '', { state: 'delivered', fate: 'delivered', attempts: 1, deliveredAt: at });
    await follow(table, replica);
    expect(fateOf(replica, digest?.id ?? '')).toEqual(['delivered', 'delivered', 1]);
  });
});

describe('following through a faulty service', () => {
  let proxy: StorageProxy;
  beforeAll(async () => {
    proxy = await startStorageProxy(inject('storageConnectionString'));
  });
  afterAll(() => proxy.close());

  it.each([1, 2, 3, 5])('with pages of %i rows takes every notice of commits that straddle them', async (size) => {
    const table = await openStore();
    const replica = await filled(table);
    const assets = idsIn('s0', 7);
    await registerOn(table).changeMany(
      assets.map((assetId) => ({
        assetId,
        actor: byAlex,
        decide: () => [aDeclaredFact(), { type: 'approved', comment: null }, { type: 'retired', reason: 'Over' }],
      })),
    );
    proxy.treat((call) => (call.url.includes('entry') ? { do: 'split', size } : undefined));

    await follow(clientOf(proxy.connectionString, table.tableName), replica);

    expect(replica.positionOf('s0')).toBe(21);
    expect(
      replica
        .notices(everyNotice)
        .notices.map(({ version }) => version)
        .toSorted((a, b) => a - b),
    ).toEqual([3, 6, 9, 12, 15, 18, 21].flatMap((seq) => [seq, seq, seq]));
    await expectSame(replica, table);
  });

  it.each([1, 2, 3, 4])(
    'is filled with nothing lost though another instance commits before call %i of a shard',
    async (n) => {
      const table = await openStore();
      const other = registerOn(table);
      const [first = '', second = '', third = ''] = idsIn('s0', 3);
      await other.changeMany([declaring(first), declaring(second)]);
      const replica = openReplica();
      replicas.push(replica);
      let calls = 0;
      proxy.treat(async ({ url }) => {
        if (!decodeURIComponent(url).includes("'s0'")) return undefined;
        calls += 1;
        if (calls === n) await other.changeMany([addingSeat(first), declaring(third)]);
        return undefined;
      });
      const client = clientOf(proxy.connectionString, table.tableName);

      await fill(client, replica);
      await follow(client, replica);

      expect(calls).toBeGreaterThan(n);
      expect(replica.get(first)).toMatchObject({ quantity: 4 });
      expect(replica.get(third)).toMatchObject({ version: 4 });
      proxy.treat(() => undefined);
      await expectSame(replica, table);
    },
  );

  it('that fails at any call goes on at the next round, with nothing lost', async () => {
    const table = await openStore();
    const replica = await filled(table);
    const register = registerOn(table, { noticesFor: () => [] });
    const client = clientOf(proxy.connectionString, table.tableName, 0);
    const [first = '', second = ''] = idsIn('s2', 2);

    let hasFailed = true;
    for (let n = 1; hasFailed; n++) {
      await register.changeMany([
        n === 1 ? declaring(first) : addingSeat(first),
        n === 1 ? declaring(second) : addingSeat(second),
      ]);
      const start = proxy.calls.length;
      proxy.treat((call) => (call.n === start + n ? { do: 'answer', status: 503 } : undefined));
      hasFailed = await follow(client, replica).then(
        () => false,
        () => true,
      );
      proxy.treat(() => undefined);
      await follow(client, replica);
      expect(replica.get(first)).toEqual(await register.get(first));
      if (n % 20 === 0) break;
    }
    await expectSame(replica, table);
  });
});
