import type { TableClient } from '@azure/data-tables';
import { afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Asset } from '../../src/domain/asset.ts';
import { hashOf } from '../../src/register/chain.ts';
import type { Row } from '../../src/register/limits.ts';
import { packState, unpackState } from '../../src/register/packed.ts';
import { assetOf, assetRow, entryRow, type StoredAsset } from '../../src/register/rows.ts';
import { assetIdOfSubscription, shardOf } from '../../src/register/shards.ts';
import type { StoredRow } from '../../src/register/table.ts';
import { verifyRegister } from '../../src/register/verify.ts';
import { aDeclaredFact, withInventedFields } from '../support/builders.ts';
import { runScript } from '../support/run-script.ts';
import {
  addingSeat,
  byAlex,
  byDiscovery,
  byMegan,
  declaring,
  detectedFacts,
  idsIn,
  openStore,
  registerOn,
} from '../support/store.ts';

/** One shard with seven entries about three assets, another with one detected asset, and a link between the two. */
const shard = 's6';
const [first = '', second = '', third = '', unused = ''] = idsIn(shard, 4);
const linkId = assetIdOfSubscription('subscription-1');

let table: TableClient;
const changed = new Map<string, StoredRow | null>();

beforeAll(async () => {
  table = await openStore();
  const register = registerOn(table);
  await register.change(declaring(first));
  await register.change(declaring(second));
  await register.change(addingSeat(first));
  await register.change({ assetId: first, actor: byMegan, decide: () => [{ type: 'approved', comment: 'Fine' }] });
  await register.change(declaring(third));
  await register.change(addingSeat(second));
  await register.change({
    assetId: first,
    actor: byAlex,
    decide: () => [{ type: 'retired', reason: 'Project is over' }],
  });
  await register.link(linkId, third);
  await register.change({
    assetId: assetIdOfSubscription('subscription-3'),
    actor: byDiscovery,
    decide: () => detectedFacts({ subscriptionId: 'subscription-3' }),
  });
});
afterEach(async () => {
  for (const [key, row] of changed) {
    const [partitionKey = '', rowKey = ''] = key.split(' ');
    if (row) await table.upsertEntity(row, 'Replace');
    else await table.deleteEntity(partitionKey, rowKey).catch(() => undefined);
  }
  changed.clear();
});

const entryKey = (seq: number) => `entry|${String(seq).padStart(12, '0')}`;
const assetKey = (id: string) => `asset|${id}`;

/** The row, remembered as it is, so that it is put back after the test. */
async function rowAt(rowKey: string, partition = shard): Promise<StoredRow> {
  const { timestamp: _, ...row } = await table.getEntity(partition, rowKey);
  const key = `${partition} ${rowKey}`;
  if (!changed.has(key)) changed.set(key, row as unknown as StoredRow);
  return row as unknown as StoredRow;
}

async function change(rowKey: string, how: (row: StoredRow) => object, partition = shard): Promise<void> {
  const row = await rowAt(rowKey, partition);
  await table.updateEntity({ ...row, ...how(row) }, 'Replace');
}

async function drop(rowKey: string, partition = shard): Promise<void> {
  await rowAt(rowKey, partition);
  await table.deleteEntity(partition, rowKey);
}

async function insert(row: Row): Promise<void> {
  changed.set(`${row.partitionKey} ${row.rowKey}`, null);
  await table.createEntity(row);
}

const faults = async () =>
  (await verifyRegister(table)).faults.map(({ what, row, shard: where }) => `${what} ${where} ${row}`);
const replaced = (column: string, from: string, to: string) => (row: StoredRow) => {
  const text = String(row[column]);
  expect(text).toContain(from);
  return { [column]: text.replace(from, to) };
};

/** Packs a state anew with something else in it. */
const restated = (from: string, to: string) => (row: StoredRow) => {
  const text = JSON.stringify(unpackState(row.state as Uint8Array));
  expect(text).toContain(from);
  return { state: packState(JSON.parse(text.replaceAll(from, to)) as Asset) };
};

describe('verification', () => {
  it('finds a good store whole', async () => {
    expect(await verifyRegister(table)).toEqual({ entries: 8, assets: 4, faults: [] });
  });

  it('finds states whole that lack a field, as all do once a version adds one', () =>
    withInventedFields(async () => {
      expect(await faults()).toEqual([]);
      expect((await registerOn(table).history(first))?.isIntact).toBe(true);
    }));

  it('finds an empty store whole', async () => {
    expect(await verifyRegister(await openStore())).toEqual({ entries: 0, assets: 0, faults: [] });
  });

  it('finds a state whole that does not say who had a hand in it, as earlier versions wrote it, and the register says it', async () => {
    const held = await registerOn(table).get(second);
    await change(assetKey(second), (row) => ({
      state: packState({
        ...unpackState(row.state as Uint8Array),
        hands: [],
        formerManagers: [],
        decisions: [],
        surplus: null,
        rules: 0,
      }),
    }));
    expect(await faults()).toEqual([]);
    const register = registerOn(table);
    expect(await register.get(second)).toEqual(held);
    expect(held?.hands).toContainEqual({ id: byAlex.id, did: 'declarer' });
    expect((await register.history(second))?.isIntact).toBe(true);
    let seen: Asset | null = null;
    await registerOn(table).change({
      assetId: second,
      actor: byMegan,
      decide: (asset) => {
        seen = asset;
        return [];
      },
    });
    expect(seen).toEqual(held);
  });

  it('finds a state whole that a newer version wrote, and goes on with what it knows of it', async () => {
    const held = await registerOn(table).get(second);
    await change(assetKey(second), (row) => ({
      state: packState({ ...unpackState(row.state as Uint8Array), foreseen: { by: 'Alex' }, rules: 99 } as Asset),
    }));
    expect(await faults()).toEqual([]);
    expect(await registerOn(table).get(second)).toEqual(held);
  });

  describe('names as altered', () => {
    it('a fact in the middle, and nothing else for it', async () => {
      await change(entryKey(3), replaced('body', '"to":4', '"to":9'));
      expect(await faults()).toEqual([`altered ${shard} ${entryKey(3)}`]);
    });
    it('the fact of the last entry', async () => {
      await change(entryKey(7), replaced('body', '"retired"', '"disowned"'));
      expect(await faults()).toEqual([`altered ${shard} ${entryKey(7)}`]);
    });
    it.each([
      ['at', '2020-01-01T00:00:00.000Z'],
      ['assetId', second],
      ['hash', 'f'.repeat(64)],
    ])('an entry whose %s was changed', async (column, value) => {
      await change(entryKey(3), () => ({ [column]: value }));
      expect(await faults()).toEqual([`altered ${shard} ${entryKey(3)}`]);
    });
    it('who acted', async () => {
      await change(entryKey(4), replaced('body', 'id-megan', 'id-alex'));
      expect(await faults()).toEqual([`altered ${shard} ${entryKey(4)}`]);
    });
    it('a personal value', async () => {
      await change(entryKey(4), replaced('personal', 'Megan Bowen', 'Alex Wilber'));
      expect(await faults()).toEqual([`altered ${shard} ${entryKey(4)}`]);
    });
    it('a personal value put where there was none', async () => {
      await change(entryKey(4), replaced('personal', '{', '{"fact.reason":{"salt":"x","value":"Fine by me"},'));
      expect(await faults()).toEqual([`altered ${shard} ${entryKey(4)}`]);
    });
    it('an entry that can no longer be read', async () => {
      await change(entryKey(2), () => ({ body: '{' }));
      expect(await faults()).toEqual([`altered ${shard} ${entryKey(2)}`]);
    });
    it('an entry written anew with a hash of its own', async () => {
      await change(entryKey(3), (row) => {
        const fact = { type: 'seats-changed' as const, from: 3, to: 40 };
        const { row: forged } = entryRow({
          shard,
          seq: 3,
          assetId: first,
          at: String(row.at),
          actor: byDiscovery,
          fact,
          previousHash: String(row.previousHash),
        });
        return forged;
      });
      expect(await faults()).toEqual([`altered ${shard} ${entryKey(3)}`]);
    });
    it.each<[string, (row: StoredRow) => object]>([
      ['quantity', restated('"quantity":4', '"quantity":400')],
      ['decision', restated('"Megan Bowen"', '"Alex Wilber"')],
      ['version', restated('"version":7', '"version":4')],
      ['version, to one that never was,', restated('"version":7', '"version":4711')],
      ['list of entries', () => ({ seqs: '1,3,7' })],
      ['list of entries, with one of another asset,', () => ({ seqs: '1,3,4,6,7' })],
      ['bytes', () => ({ state: new Uint8Array([1, 2, 3]) })],
      ['type', () => ({ state: '{}' })],
    ])("a state's %s", async (_, how) => {
      await change(assetKey(first), how);
      expect(await faults()).toEqual([`altered ${shard} ${assetKey(first)}`]);
    });
    it('who had a hand in a purchase', async () => {
      await change(assetKey(second), restated('"did":"declarer"', '"did":"namer"'));
      expect(await faults()).toEqual([`altered ${shard} ${assetKey(second)}`]);
    });
    it('that somebody handed the decision on, who did not', async () => {
      await change(assetKey(second), (row) => ({
        state: packState({
          ...unpackState(row.state as Uint8Array),
          formerManagers: [{ id: 'id-curious', until: 99 }],
        }),
      }));
      expect(await faults()).toEqual([`altered ${shard} ${assetKey(second)}`]);
    });
    it('who had a hand in a purchase, in a state that is made to look like an earlier version’s', async () => {
      await change(assetKey(second), (row) => ({
        state: packState({ ...unpackState(row.state as Uint8Array), hands: [{ id: 'x', did: 'namer' }], rules: 0 }),
      }));
      expect(await faults()).toEqual([`altered ${shard} ${assetKey(second)}`]);
    });
    it('that nobody had a hand in a purchase', async () => {
      await change(assetKey(second), (row) => ({
        state: packState({ ...unpackState(row.state as Uint8Array), hands: [] }),
      }));
      expect(await faults()).toEqual([`altered ${shard} ${assetKey(second)}`]);
    });
    it('a state that was put back to what it was earlier', async () => {
      await change(assetKey(first), (row) => {
        const { asset } = assetOf(row) as StoredAsset;
        const earlier = { ...asset, version: 4, status: 'approved' as const, retirement: null };
        return assetRow(shard, { asset: earlier, list: { chunks: 0, newest: [1, 3, 4] }, count: null });
      });
      expect(await faults()).toEqual([`altered ${shard} ${assetKey(first)}`]);
    });
    it.each([
      ['hash', { hash: '0'.repeat(64) }],
      ['number', { seq: 'seven' }],
    ])("the head's %s", async (_, how) => {
      await change('head', () => how);
      expect(await faults()).toEqual([`altered ${shard} head`]);
    });
    it('a head put back to what it was earlier', async () => {
      const { hash } = await table.getEntity<{ hash: string }>(shard, entryKey(5));
      await change('head', () => ({ seq: 5, hash }));
      expect(await faults()).toEqual([`altered ${shard} head`]);
    });
    it('a link that was turned to another purchase', async () => {
      const detected = assetIdOfSubscription('subscription-3');
      await change(assetKey(linkId), () => ({ linkedTo: detected }), shardOf(linkId));
      expect(await faults()).toEqual([`altered ${shardOf(linkId)} ${assetKey(linkId)}`]);
    });
  });

  describe('names as dropped', () => {
    it('an entry in the middle, by the entry before which it is missing', async () => {
      await drop(entryKey(3));
      expect(await faults()).toEqual([`dropped ${shard} ${entryKey(4)}`]);
    });
    it('the entry that brought an asset into being', async () => {
      await drop(entryKey(2));
      expect(await faults()).toEqual([`dropped ${shard} ${entryKey(3)}`]);
    });
    it('the first entries', async () => {
      await drop(entryKey(1));
      await drop(entryKey(2));
      expect(await faults()).toEqual([`dropped ${shard} ${entryKey(3)}`]);
    });
    it('entries at the end, by the head', async () => {
      await drop(entryKey(6));
      await drop(entryKey(7));
      expect(await faults()).toEqual([`dropped ${shard} head`]);
    });
    it('entries before a head that was moved on', async () => {
      await change('head', () => ({ seq: 9 }));
      expect(await faults()).toEqual([`dropped ${shard} head`]);
    });
    it('an asset whose entries are there', async () => {
      await drop(assetKey(second));
      expect(await faults()).toEqual([`dropped ${shard} ${assetKey(second)}`]);
    });
    it('the head', async () => {
      await drop('head');
      expect(await faults()).toEqual([`dropped ${shard} head`]);
    });
  });

  describe('names as reordered', () => {
    it('two entries whose rows were swapped', async () => {
      const [third, fourth] = [await rowAt(entryKey(3)), await rowAt(entryKey(4))];
      await table.updateEntity({ ...fourth, rowKey: entryKey(3) }, 'Replace');
      await table.updateEntity({ ...third, rowKey: entryKey(4) }, 'Replace');
      expect(await faults()).toEqual([`reordered ${shard} ${entryKey(3)}`, `reordered ${shard} ${entryKey(4)}`]);
    });
    it('two entries that were swapped and numbered anew', async () => {
      const [fifth, sixth] = [await rowAt(entryKey(5)), await rowAt(entryKey(6))];
      await table.updateEntity({ ...sixth, rowKey: entryKey(5), seq: 5 }, 'Replace');
      await table.updateEntity({ ...fifth, rowKey: entryKey(6), seq: 6 }, 'Replace');
      expect(await faults()).toEqual([`reordered ${shard} ${entryKey(5)}`, `reordered ${shard} ${entryKey(6)}`]);
    });
  });

  describe('names as inserted', () => {
    const forged = (seq: number, assetId: string, previousHash: string) =>
      entryRow({
        shard,
        seq,
        assetId,
        at: '2026-11-24T09:00:00.000Z',
        actor: byMegan,
        fact: aDeclaredFact(),
        previousHash,
      }).row;

    it('a forged entry after the last, even one that fits the chain', async () => {
      const { hash } = await table.getEntity<{ hash: string }>(shard, 'head');
      await insert(forged(8, second, hash));
      expect(await faults()).toEqual([`inserted ${shard} ${entryKey(8)}`]);
    });
    it('a forged entry between two, under a key that sorts there', async () => {
      await insert({ ...(await rowAt(entryKey(5))), rowKey: `${entryKey(5)}0` });
      expect(await faults()).toEqual([`inserted ${shard} ${entryKey(5)}0`]);
    });
    it.each([
      ['now', 3],
      ['some day', 4_711],
    ])('a forged asset that says it was changed %s', async (_, version) => {
      const { asset } = assetOf(await rowAt(assetKey(second))) as StoredAsset;
      await insert(
        assetRow(shard, {
          asset: { ...asset, id: unused, version },
          list: { chunks: 0, newest: [version] },
          count: null,
        }),
      );
      expect(await faults()).toEqual([`inserted ${shard} ${assetKey(unused)}`]);
    });
    it("another asset's state under a new key", async () => {
      await insert({ ...(await rowAt(assetKey(second))), rowKey: assetKey(unused) });
      expect(await faults()).toEqual([`inserted ${shard} ${assetKey(unused)}`]);
    });
    it('a link to nothing', async () => {
      await insert({ partitionKey: shardOf('sub-x'), rowKey: assetKey('sub-x'), linkedTo: unused });
      expect(await faults()).toEqual([`inserted ${shardOf('sub-x')} ${assetKey('sub-x')}`]);
    });
    it('a link to a purchase in which no subscription was ever seen, once a poll would have', async () => {
      const [partition, rowKey] = [shardOf('sub-x'), assetKey('sub-x')];
      await insert({ partitionKey: partition, rowKey, linkedTo: second });
      expect(await faults()).toEqual([]);
      const later = await verifyRegister(table, undefined, new Date(Date.now() + 4 * 86_400_000));
      const found = later.faults.map(({ what, shard: at, row }) => `${what} ${at} ${row}`);
      expect(found.toSorted()).toEqual(
        [`inserted ${partition} ${rowKey}`, `inserted ${shardOf(linkId)} ${assetKey(linkId)}`].toSorted(),
      );
    });
    it.each([
      ['itself', 'sub-x'],
      ['another link', linkId],
    ])('a link to %s, at which nobody waits for ever', async (_, linkedTo) => {
      const [partition, rowKey] = [shardOf('sub-x'), assetKey('sub-x')];
      await insert({ partitionKey: partition, rowKey, linkedTo });
      expect(await faults()).toEqual([`inserted ${partition} ${rowKey}`]);
      const register = registerOn(table);
      expect([await register.get('sub-x'), await register.history('sub-x')]).toEqual([null, null]);
      await expect(register.change(addingSeat('sub-x'))).rejects.toThrow('asset.not-found');
    });
    it('an asset of another shard, with an entry of its own', async () => {
      const other = await openStore();
      const [stranger = ''] = idsIn('s0', 1);
      const { row, hash } = entryRow({
        shard,
        seq: 1,
        assetId: stranger,
        at: '2026-11-24T09:00:00.000Z',
        actor: byAlex,
        fact: aDeclaredFact(),
        previousHash: '0'.repeat(64),
      });
      await other.createEntity(row);
      await other.createEntity({ partitionKey: shard, rowKey: 'head', seq: 1, hash });
      const { faults: found } = await verifyRegister(other);
      expect(found.map(({ what, row: at }) => [what, at])).toEqual([['inserted', entryKey(1)]]);
    });
  });

  it.each([
    ['a comment', 4, 'fact.comment', '"Fine"'],
    ['who decided', 4, 'actor.displayName', '"Megan Bowen"'],
    ['a reason', 7, 'fact.reason', '"Project is over"'],
    ['an owner’s name', 1, 'fact.owner.displayName', '"Alex Wilber"'],
  ])('names as altered an entry from which %s is gone, whatever the state says', async (_what, seq, path, text) => {
    await change(entryKey(seq), (row) => {
      const { [path]: gone, ...personal } = JSON.parse(String(row.personal)) as Record<string, unknown>;
      expect(gone).toBeDefined();
      return { personal: JSON.stringify(personal) };
    });
    expect(await faults()).toEqual([`altered ${shard} ${entryKey(seq)}`]);
    await change(assetKey(first), restated(text, '"Forged"'));
    expect(await faults()).toEqual([`altered ${shard} ${entryKey(seq)}`]);
    expect(await registerOn(table).history(first)).toMatchObject({ isIntact: false });
  });

  it('tells of all that is wrong, in every shard', async () => {
    await change(entryKey(2), replaced('body', '"quantity":3', '"quantity":30'));
    await drop(entryKey(5));
    const [partition, detected] = [
      shardOf(assetIdOfSubscription('subscription-3')),
      assetIdOfSubscription('subscription-3'),
    ];
    await change(assetKey(detected), restated('"quantity":3', '"quantity":30'), partition);
    expect((await faults()).toSorted()).toEqual(
      [
        `altered ${shard} ${entryKey(2)}`,
        `dropped ${shard} ${entryKey(6)}`,
        `altered ${partition} ${assetKey(detected)}`,
      ].toSorted(),
    );
  });

  it('hashes what a stored entry says, and nothing beside it', async () => {
    const row = await rowAt(entryKey(4));
    const { actor, fact } = JSON.parse(String(row.body)) as { actor: unknown; fact: unknown };
    const body = {
      shard,
      seq: 4,
      assetId: first,
      at: String(row.at),
      actor,
      fact,
      previousHash: String(row.previousHash),
    };
    expect(hashOf(body)).toBe(row.hash);
    expect(String(row.body)).not.toContain('Megan');
    expect(String(row.body)).not.toContain('Fine');
  });

  it('reports no fault while writes go on', async () => {
    const busy = await openStore();
    const registers = [registerOn(busy, { noticesFor: () => [] }), registerOn(busy, { noticesFor: () => [] })];
    const assets = [...idsIn('s1', 12), ...idsIn('s2', 12)];
    let isWalking = true;
    const walking = (async () => {
      for (let walk = 0; walk < 4; walk++) expect((await verifyRegister(busy)).faults).toEqual([]);
    })().finally(() => {
      isWalking = false;
    });

    // Both write for as long as anyone walks, however fast either is.
    const rounds = await Promise.all(
      registers.map(async (register) => {
        await register.changeMany(assets.map((id) => declaring(id)));
        let done = 0;
        for (; isWalking; done++) await register.changeMany(assets.map(addingSeat));
        return done;
      }),
    );

    await walking;
    const changes = rounds.reduce((sum, done) => sum + done, 0) * assets.length;
    expect(await verifyRegister(busy)).toEqual({ entries: 24 + changes, assets: 24, faults: [] });
  });
});

describe('register:verify', () => {
  const run = (env: Record<string, string>) => runScript('verify.ts', [], env);
  const settings = (storeName: string) => ({
    STORAGE_CONNECTION_STRING: inject('storageConnectionString'),
    STORE_NAME: storeName,
  });

  it('ends with 0 for a whole journal, 1 for a fault, 2 for a store that it can not read', async () => {
    const storeName = `v${Date.now().toString(36)}`;
    const store = await openStore(`${storeName}register`);
    await registerOn(store).changeMany([declaring(first), declaring(second)]);

    const good = await run(settings(storeName));
    await store.deleteEntity(shard, entryKey(1));
    const [bad, unreadable] = await Promise.all([
      run(settings(storeName)),
      run({ ...settings(storeName), STORAGE_CONNECTION_STRING: 'UseDevelopmentStorage=maybe' }),
    ]);

    expect(good).toEqual({ code: 0, out: expect.stringContaining('2 entries about 2 assets'), err: '' });
    expect(bad.code).toBe(1);
    expect(bad.out).toContain(`dropped: shard ${shard}, ${entryKey(2)}`);
    expect(unreadable.code).toBe(2);
    expect(unreadable.err).not.toBe('');
  });
});
