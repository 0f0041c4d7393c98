import type { TableClient } from '@azure/data-tables';
import { beforeAll, describe, expect, it } from 'vitest';
import { chunkKeys } from '../../src/register/entry-lists.ts';
import type { Register } from '../../src/register/register.ts';
import { assetOf, assetRow, headRow, keys, type StoredAsset } from '../../src/register/rows.ts';
import { readRow, type StoredRow } from '../../src/register/table.ts';
import { verifyRegister } from '../../src/register/verify.ts';
import { anAsset } from '../support/builders.ts';
import { addingSeat, declaring, idsIn, lengthen, openStore, registerOn, rowsOf } from '../support/store.ts';

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

  it('given a row of an earlier version, which names all of them, when read, changed and read again, then all are there', async () => {
    const { asset, list } = assetOf(await rowAt(table, keys.asset(long))) as StoredAsset;
    const all = await seqsOf(register);
    await table.upsertEntity({ ...assetRow(shard, asset, { chunks: 0, newest: all ?? [] }) }, 'Replace');
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
    await full.createEntity(assetRow(shard, asset, { chunks: 0, newest: seqs.slice(0, -1) }));
    await registerOn(full).change(addingSeat(long));
    const parts = (await rowsOf(full)).filter(({ rowKey }) => rowKey.startsWith(chunkKeys.from));
    expect(parts).toHaveLength(13);
    expect(await listIn(full)).toMatchObject({ chunks: 13 });
  });
});
