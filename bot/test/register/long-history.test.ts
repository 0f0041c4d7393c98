import type { TableClient } from '@azure/data-tables';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Asset } from '../../src/domain/asset.ts';
import { answer, decide } from '../../src/domain/decide.ts';
import type { Entry } from '../../src/domain/entry.ts';
import { historyOf } from '../../src/domain/history.ts';
import { type DayCount, mostADay } from '../../src/domain/repeats.ts';
import { chunkKeys } from '../../src/register/entry-lists.ts';
import type { HistoryPage } from '../../src/register/histories.ts';
import type { Change, Register } from '../../src/register/register.ts';
import { assetOf, assetRow, headRow, keys, type StoredAsset } from '../../src/register/rows.ts';
import { readRow, type StoredRow } from '../../src/register/table.ts';
import { verifyRegister } from '../../src/register/verify.ts';
import { alex, anActor, anAsset, aRouting, asMegan } from '../support/builders.ts';
import { type Call, type StorageProxy, startStorageProxy } from '../support/storage-proxy.ts';
import {
  addingSeat,
  byAlex,
  byMegan,
  clientOf,
  declaring,
  idsIn,
  lengthen,
  openStore,
  registerOn,
  rowsOf,
} from '../support/store.ts';

const shard = 's6';
const [long = '', short = '', planted = ''] = idsIn(shard, 3);
const upTo = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

async function rowAt(table: TableClient, rowKey: string): Promise<StoredRow> {
  const row = await readRow(table, shard, rowKey);
  if (!row) throw new Error(`There is no row ${rowKey}`);
  return row;
}

const listIn = async (table: TableClient) => (assetOf(await rowAt(table, keys.asset(long))) as StoredAsset).list;
const seqsOf = async (register: Register) => (await register.history(long))?.entries.map(({ seq }) => seq);
const faultsIn = async (table: TableClient) =>
  (await verifyRegister(table)).faults.map(({ what, row }) => `${what} ${row}`);

describe('an asset with a long history', () => {
  let table: TableClient;
  let register: Register;
  beforeAll(async () => {
    table = await openStore();
    register = registerOn(table);
    await register.change(declaring(short));
    await register.change(declaring(long));
    await lengthen(register, long, 1_100);
  });

  it('given more entries than its row names, when read, then all are there in order, and the store is whole', async () => {
    expect(await listIn(table)).toEqual({ chunks: 2, newest: upTo(101).map((n) => n + 1_001) });
    expect(await seqsOf(register)).toEqual(upTo(1_101).map((n) => n + 1));
    expect((await register.history(long))?.isIntact).toBe(true);
    expect(await faultsIn(table)).toEqual([]);
  });

  it.each<[string, string, (row: StoredRow) => Promise<unknown>]>([
    ['altered', chunkKeys.of(long, 0), (row) => table.updateEntity({ ...row, seqs: `1,${row.seqs}` }, 'Replace')],
    ['altered', chunkKeys.of(long, 1), (row) => table.updateEntity({ ...row, seqs: 'none' }, 'Replace')],
    ['dropped', chunkKeys.of(long, 1), (row) => table.deleteEntity(shard, row.rowKey)],
  ])('given a part of its list that was %s (%s), when verified and read, then it is named', async (what, key, how) => {
    const row = await rowAt(table, key);
    await how(row);
    expect(await faultsIn(table)).toEqual([`${what} ${key}`]);
    expect((await register.history(long))?.isIntact).toBe(false);
    await table.upsertEntity(row, 'Replace');
    expect(await faultsIn(table)).toEqual([]);
  });

  it('given a part that no state names, when verified, then it is named as inserted', async () => {
    const forged = [chunkKeys.of(long, 2), chunkKeys.of(planted, 0)];
    for (const rowKey of forged) await table.createEntity({ partitionKey: shard, rowKey, seqs: '1,2' });
    expect(await faultsIn(table)).toEqual(forged.map((key) => `inserted ${key}`).toSorted());
    for (const rowKey of forged) await table.deleteEntity(shard, rowKey);
  });

  it('given a count of parts that can’t be, when verified, then the state is named and nothing is looked for', async () => {
    const row = await rowAt(table, keys.asset(long));
    await table.updateEntity({ ...row, chunks: 1_000_000_000 }, 'Replace');
    expect(await faultsIn(table)).toContain(`altered ${keys.asset(long)}`);
    await table.upsertEntity(row, 'Replace');
  });

  it('given a count of today’s acts that was raised, when verified, then the state is named', async () => {
    const row = await rowAt(table, keys.asset(long));
    const count = JSON.parse(String(row.count)) as DayCount;
    expect(count.by).toEqual({ [alex.id]: 1 });
    await table.updateEntity({ ...row, count: JSON.stringify({ ...count, by: { [alex.id]: 20 } }) }, 'Replace');
    expect(await faultsIn(table)).toEqual([`altered ${keys.asset(long)}`]);
    await table.upsertEntity(row, 'Replace');
  });

  it('given a row of an earlier version, which names all of them, when read, changed and read again, then all are there', async () => {
    const { asset, list } = assetOf(await rowAt(table, keys.asset(long))) as StoredAsset;
    const all = await seqsOf(register);
    await table.upsertEntity(
      { ...assetRow(shard, { asset, list: { chunks: 0, newest: all ?? [] }, count: null }) },
      'Replace',
    );
    for (const n of upTo(list.chunks)) await table.deleteEntity(shard, chunkKeys.of(long, n - 1));
    expect(await faultsIn(table)).toEqual([]);
    expect((await register.history(long))?.isIntact).toBe(true);

    const next = registerOn(table);
    const { asset: after } = await next.change(addingSeat(long));
    expect((await listIn(table)).chunks).toBe(2);
    expect(await seqsOf(next)).toEqual([...(all ?? []), after.version]);
    expect((await next.history(long))?.isIntact).toBe(true);
    expect(await faultsIn(table)).toEqual([]);
  });

  it('given a row of an earlier version with no room for one more, when changed, then it goes on', async () => {
    const full = await openStore();
    const seqs = upTo(6_554).map((n) => n + 999);
    const asset = anAsset({ id: long, version: seqs.at(-1) ?? 0 });
    await full.createEntity(headRow(shard, { seq: asset.version, hash: '0'.repeat(64) }));
    await full.createEntity(assetRow(shard, { asset, list: { chunks: 0, newest: seqs.slice(0, -1) }, count: null }));
    await registerOn(full).change(addingSeat(long));
    const parts = (await rowsOf(full)).filter(({ rowKey }) => rowKey.startsWith(chunkKeys.from));
    expect(parts).toHaveLength(13);
    expect(await listIn(full)).toMatchObject({ chunks: 13 });
  });
});

describe('a question and an answer without end', () => {
  it('given as many as one person may have in a day, when repeated, then it is refused until tomorrow, and a decision is taken', async () => {
    const table = await openStore();
    let now = '2026-11-24T22:00:00.000Z';
    const register = registerOn(table, { now: () => new Date(now) });
    const asking = (n: number): Change => ({
      assetId: short,
      actor: byMegan,
      decide: (asset) =>
        decide(asset as Asset, { verb: 'ask', question: `Why ${n}?`, basis: null }, asMegan, aRouting()),
    });
    const answering = (n: number): Change => ({
      assetId: short,
      actor: byAlex,
      decide: (asset) => answer(asset as Asset, `Because ${n}`, anActor()),
    });
    await register.change(declaring(short));
    // The declaration was the first act of Alex.
    for (let n = 1; n < mostADay; n++) for (const change of [asking(n), answering(n)]) await register.change(change);
    await register.change(asking(mostADay));

    const tooOften = { code: 'asset.too-often', params: { from: '2026-11-25T00:00:00.000Z' } };
    await expect(register.change(answering(mostADay))).rejects.toMatchObject(tooOften);
    await expect(registerOn(table, { now: () => new Date(now) }).change(asking(21))).rejects.toMatchObject(tooOften);
    now = '2026-11-25T00:00:00.000Z';
    await register.change(answering(mostADay));
    expect(await countIn(table, short)).toEqual({ day: '2026-11-25', by: { [alex.id]: 1 } });
    await register.change({ assetId: short, actor: byMegan, decide: () => [{ type: 'approved', comment: null }] });
    expect(await faultsIn(table)).toEqual([]);
  });
});

const countIn = async (table: TableClient, assetId: string) =>
  (assetOf(await rowAt(table, keys.asset(assetId))) as StoredAsset).count;

describe('long histories that are read page by page', () => {
  const ids = idsIn('s9', 7);
  const [one = ''] = ids;
  let table: TableClient;
  let proxy: StorageProxy;
  beforeAll(async () => {
    table = await openStore();
    proxy = await startStorageProxy(inject('storageConnectionString'));
    const register = registerOn(table);
    for (const id of ids.slice(0, 6)) {
      await register.change(declaring(id));
      await lengthen(register, id, 250);
    }
  });
  afterEach(() => proxy.treat(() => undefined));
  afterAll(() => proxy.close());
  const registerThere = () => registerOn(clientOf(proxy.connectionString, table.tableName));
  const isOfEntries = ({ url }: Call) => decodeURIComponent(url).includes('entry|');

  it('given a history, when its pages are read one after the other, then each entry comes once, with the asset before it', async () => {
    const register = registerThere();
    const seen: Entry[] = [];
    let until: number | null = null;
    do {
      const page: HistoryPage | null = await register.historyPart(one, { until, limit: 70 });
      if (!page) throw new Error('There is no such page');
      expect(page).toMatchObject({ total: 251, isIntact: true, older: 251 - seen.length - page.entries.length });
      const first = page.entries[0]?.fact;
      if (first?.type === 'seats-changed' && first.from > 0) expect(page.before?.quantity).toBe(first.from);
      seen.unshift(...page.entries);
      until = page.older;
    } while (until > 0);
    expect(seen).toEqual((await register.history(one))?.entries);
    expect(await register.historyPart('dec-unknown', { until: null, limit: 70 })).toBeNull();
  });

  it('given an earlier entry that is altered, when any page is read, then it is told', async () => {
    const register = registerThere();
    const newest = { until: null, limit: 10 };
    expect((await register.historyPart(one, newest))?.isIntact).toBe(true);
    const rowKey = keys.entry(5);
    const row = await readRow(table, 's9', rowKey);
    await table.updateEntity({ ...(row as StoredRow), at: '2020-01-01T00:00:00.000Z' }, 'Replace');
    expect((await register.historyPart(one, { until: 20, limit: 20 }))?.isIntact).toBe(false);
    expect((await register.historyPart(one, newest))?.isIntact).toBe(false);
    await table.updateEntity(row as StoredRow, 'Replace');
    expect((await register.historyPart(one, newest))?.isIntact).toBe(true);
  });

  it('given two entries that were swapped, when read, then it is told and no fault of ours', async () => {
    const [first, second] = [await readRow(table, 's9', keys.entry(1)), await readRow(table, 's9', keys.entry(2))];
    for (const [row, at] of [[first, 2] as const, [second, 1] as const])
      await table.updateEntity({ ...(row as StoredRow), rowKey: keys.entry(at), etag: '*' }, 'Replace');
    const page = await registerThere().historyPart(one, { until: null, limit: 300 });
    expect(page?.isIntact).toBe(false);
    expect(historyOf(page?.entries ?? [], 'en', page?.before)).toHaveLength(251);
    for (const row of [first, second]) await table.updateEntity({ ...(row as StoredRow), etag: '*' }, 'Replace');
  });

  it('given one that many read at once, when they ask, then its entries are read once', async () => {
    const callsOf = async (readers: number) => {
      const register = registerThere();
      const from = proxy.calls.length;
      const asked = Array.from({ length: readers }, () => register.historyPart(one, { until: null, limit: 100 }));
      for (const page of await Promise.all(asked)) expect(page).toMatchObject({ isIntact: true, total: 251 });
      return proxy.calls.slice(from).filter(isOfEntries).length;
    };
    expect(await callsOf(6)).toBe(await callsOf(1));
  });

  it('given six that are read at once, when somebody declares meanwhile, then few reads are under way and the declaration is taken', async () => {
    const register = registerThere();
    const opened = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    let held = 0;
    proxy.treat(async (call) => {
      if (!isOfEntries(call) || call.method !== 'GET') return undefined;
      held += 1;
      begun.resolve();
      await opened.promise;
      return undefined;
    });
    const pages = Promise.all(ids.slice(0, 6).map((id) => register.historyPart(id, { until: null, limit: 100 })));
    await begun.promise;
    await register.change(declaring(ids[6] ?? ''));
    // What a commit after that one would have to wait for is not more than this either.
    await register.change(addingSeat(ids[6] ?? ''));
    expect(held).toBeLessThanOrEqual(4);
    opened.resolve();
    for (const page of await pages) expect(page).toMatchObject({ isIntact: true, total: 251 });
  });
});
