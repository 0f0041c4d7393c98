import type { TableClient } from '@azure/data-tables';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { chunkKeys, chunkSize } from '../../src/register/entry-lists.ts';
import { completeBaseline, digestId, getNotice, hasBaseline } from '../../src/register/outbox.ts';
import type { Register } from '../../src/register/register.ts';
import { keys, noticeKeys } from '../../src/register/rows.ts';
import { openSettings, settingsPartition, settingsStateKey } from '../../src/register/settings.ts';
import { readRow } from '../../src/register/table.ts';
import { verifyRegister } from '../../src/register/verify.ts';
import { at } from '../support/builders.ts';
import { type StorageProxy, startStorageProxy } from '../support/storage-proxy.ts';
import { addingSeat, byAlex, clientOf, declaring, idsIn, lengthen, openStore, registerOn } from '../support/store.ts';

/* Somebody who may write to the store puts a row where the register will create one. */

const shard = 's6';
const [long = '', short = '', another = ''] = idsIn(shard, 3);

const faultsIn = async (table: TableClient) =>
  (await verifyRegister(table)).faults.map(({ what, row }) => `${what} ${row}`);
const codesOf = (settled: PromiseSettledResult<unknown>[]) =>
  settled.map((one) => (one.status === 'rejected' ? one.reason.code : 'done'));

describe('a row that was planted where a commit creates one', () => {
  let table: TableClient;
  let register: Register;
  let damage: string[];
  beforeAll(async () => {
    table = await openStore();
    register = registerOn(table, { onDamage: ({ rowKey }) => damage.push(rowKey) });
    for (const id of [long, short]) await register.change(declaring(id));
  });
  afterEach(() => {
    damage = [];
  });

  it('given a part of a list of entries, when the list fills it, then what it must be takes its place, and that is told', async () => {
    damage = [];
    await lengthen(register, long, chunkSize - 1);
    const rowKey = chunkKeys.of(long, 0);
    await table.createEntity({ partitionKey: shard, rowKey, seqs: '1,2,3' });
    const settled = await register.changeMany([addingSeat(long), addingSeat(short), declaring(another)]);
    expect(codesOf(settled)).toEqual(['done', 'done', 'done']);
    expect(damage).toEqual([rowKey]);
    expect((await register.history(long))?.isIntact).toBe(true);
    expect(await faultsIn(table)).toEqual([]);
  });

  it('given a notice of a change to come, when that comes, then its own notice takes its place, and that is told', async () => {
    const head = Number((await readRow(table, shard, keys.head))?.seq);
    const rowKey = keys.notice(head + 1, 0);
    await table.createEntity({ partitionKey: shard, rowKey, json: '{"state":"delivered"}' });
    const { notices } = await register.change(addingSeat(short));
    expect(notices.length).toBeGreaterThan(0);
    expect(JSON.parse(String((await readRow(table, shard, rowKey))?.json))).toEqual(notices[0]);
    expect(damage).toEqual([rowKey]);
  });

  it('given an entry after the last one, when something is changed, then the journal is said to be damaged, and the entry stays', async () => {
    const head = Number((await readRow(table, shard, keys.head))?.seq);
    const rowKey = keys.entry(head + 1);
    await table.createEntity({ partitionKey: shard, rowKey, body: 'planted' });
    const settled = await register.changeMany([addingSeat(short), addingSeat(long)]);
    expect(codesOf(settled)).toEqual(['journal.damaged', 'journal.damaged']);
    expect((await readRow(table, shard, rowKey))?.body).toBe('planted');
    expect(await faultsIn(table)).toEqual([`inserted ${rowKey}`]);
    await table.deleteEntity(shard, rowKey);
    expect((await register.change(addingSeat(short))).entries).toHaveLength(1);
  });

  it.each([
    { what: 'of no number', head: { seq: 'x', hash: 'x' } },
    { what: 'of no hash', head: { seq: 3, hash: 'x' } },
  ])('given a head $what, when something is changed, then the journal is said to be damaged', async ({ head }) => {
    const [id = ''] = idsIn('s7', 1);
    const before = await readRow(table, 's7', keys.head);
    await table.upsertEntity({ partitionKey: 's7', rowKey: keys.head, ...head }, 'Replace');
    // Another instance: it has not read the head before.
    expect(codesOf(await registerOn(table).changeMany([declaring(id)]))).toEqual(['journal.damaged']);
    if (!before) await table.deleteEntity('s7', keys.head);
  });

  it('given no head any more, when something is declared, then the journal is said to be damaged', async () => {
    const [id = '', other = ''] = idsIn('s8', 2);
    await register.change(declaring(id));
    await table.deleteEntity('s8', keys.head);
    expect(codesOf(await registerOn(table).changeMany([declaring(other)]))).toEqual(['journal.damaged']);
  });

  it.each([
    { what: 'that can’t be read', row: { state: Buffer.from([1]) }, code: 'asset.damaged' },
    { what: 'of a link to nothing', row: { linkedTo: 'dec-none' }, code: 'done' },
  ])(
    'given a row of an asset $what, when it is declared, then that is not “busy”, and nothing is overwritten',
    async ({ row, code }) => {
      const own = await openStore();
      const partitionKey = 's9';
      const [id = '', other = ''] = idsIn(partitionKey, 2);
      await own.createEntity({ partitionKey, rowKey: keys.asset(id), ...row });
      const settled = await registerOn(own).changeMany([{ ...declaring(id), isNew: true }, declaring(other)]);
      expect(codesOf(settled)).toEqual([code, 'done']);
      expect(await readRow(own, partitionKey, keys.asset(id))).toMatchObject(row);
    },
  );

  it('given a row in the way of the settings, when one is changed, then the state follows from the entries, and an entry is damage', async () => {
    const own = await openStore();
    await own.createEntity({ partitionKey: settingsPartition, rowKey: settingsStateKey, version: 9 });
    const settings = await openSettings(own, () => new Date(at));
    const set = (days: number) =>
      settings.change(byAlex, ({ reminderDays = [] }) => [
        {
          type: 'settings-changed',
          change: { field: 'reminderDays', from: reminderDays, to: [days] },
          reason: 'Sooner',
        },
      ]);
    expect(await set(5)).toMatchObject({ version: 1, reminderDays: [5] });
    await own.createEntity({ partitionKey: settingsPartition, rowKey: keys.entry(2) });
    await expect(set(6)).rejects.toMatchObject({ code: 'journal.damaged' });
  });
});

describe('a digest that was planted before the first look', () => {
  it('given it, when the first look is complete, then that is recorded once, and the digest is its own', async () => {
    const table = await openStore();
    await table.createEntity({ ...noticeKeys(digestId), json: '{"state":"delivered"}' });
    const digest = await completeBaseline(table, at, 'counts');
    expect(digest).toMatchObject({ id: digestId, detail: 'counts' });
    expect(await hasBaseline(table)).toBe(true);
    expect((await getNotice(table, digestId))?.notice).toEqual(digest);
    expect(await completeBaseline(table, at, 'others')).toBeNull();
  });
});

describe('an asset that can’t be written to', () => {
  let proxy: StorageProxy;
  beforeAll(async () => {
    proxy = await startStorageProxy(inject('storageConnectionString'));
  });
  afterAll(() => proxy.close());

  it('given others beside it, when all are changed at once, then only it is refused', async () => {
    const table = await openStore();
    const setUp = registerOn(table);
    for (const id of [long, short, another]) await setUp.change(declaring(id));
    // Somebody else writes its row, and nothing but that, whenever it has just been read.
    proxy.treat(async (call) => {
      if (call.kind !== 'transaction') return undefined;
      await table.updateEntity({ partitionKey: shard, rowKey: keys.asset(long) }, 'Merge');
      return undefined;
    });
    const register = registerOn(clientOf(proxy.connectionString, table.tableName));
    const settled = await register.changeMany([short, long, another].map(addingSeat));
    expect(codesOf(settled)).toEqual(['done', 'asset.busy', 'done']);
    proxy.treat(() => undefined);
    expect(await faultsIn(table)).toEqual([]);
  });
});
