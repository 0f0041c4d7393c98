import { randomUUID } from 'node:crypto';
import type { TableClient } from '@azure/data-tables';
import type { ContainerClient } from '@azure/storage-blob';
import { beforeEach, describe, expect, inject, it } from 'vitest';
import { openContainer } from '../../src/register/queues-and-blobs.ts';
import { readSeals, type Seal, sealName, sealRegister } from '../../src/register/seals.ts';
import { openSettings } from '../../src/register/settings.ts';
import { verifyRegister } from '../../src/register/verify.ts';
import { verifySeals } from '../../src/register/verify-seals.ts';
import { runScript } from '../support/run-script.ts';
import { addingSeat, byMegan, declaring, idsIn, openStore, registerOn, rowsOf } from '../support/store.ts';

const shard = 's6';
const [first = '', second = ''] = idsIn(shard, 2);
const at = '2026-11-24T09:00:00.000Z';
const dayAfter = '2026-11-25T09:00:00.000Z';
const entryKey = (seq: number) => `entry|${String(seq).padStart(12, '0')}`;

let storeName: string;
let table: TableClient;
let container: ContainerClient;
let register: ReturnType<typeof registerOn>;

beforeEach(async () => {
  storeName = `s${randomUUID().replaceAll('-', '').slice(0, 20)}`;
  table = await openStore(`${storeName}register`);
  container = await openContainer({ connectionString: inject('storageConnectionString') }, `${storeName}seals`);
  register = registerOn(table);
  await register.change(declaring(first));
  await register.change(declaring(second));
});

/** Takes the store back to what it was, as someone would who can write to it: nothing in it says that more had happened. */
async function remembered(): Promise<() => Promise<void>> {
  const before = await rowsOf(table);
  const key = (row: { partitionKey: string; rowKey: string }) => `${row.partitionKey} ${row.rowKey}`;
  const kept = new Set(before.map(key));
  return async () => {
    for (const row of await rowsOf(table)) {
      if (!kept.has(key(row))) await table.deleteEntity(row.partitionKey, row.rowKey);
    }
    for (const { etag: _, ...row } of before) await table.upsertEntity(row, 'Replace');
  };
}

const seal = async (when = at): Promise<Seal> => {
  const made = await sealRegister(table, container, when);
  if (!made) throw new Error('There was nothing to seal');
  return made;
};
const put = (name: string, text: string) => container.getBlockBlobClient(name).upload(text, Buffer.byteLength(text));

describe('a seal', () => {
  it('given a register, when sealed, then the seal names where each journal ends, and is read back as it was written', async () => {
    const settings = await openSettings(table, () => new Date(at));
    const change = { field: 'reminderDays', from: [30, 7], to: [60] } as const;
    await settings.change(byMegan, () => [{ type: 'settings-changed', change, reason: 'Earlier' }]);
    const made = await seal();
    expect(made.heads.map(({ partition, seq }) => [partition, seq])).toEqual([
      [shard, 2],
      ['settings', 1],
    ]);
    const read: unknown[] = [];
    for await (const one of readSeals(container)) read.push(one);
    expect(read).toEqual([{ name: sealName(made), seal: made }]);
    await expect(sealRegister(table, container, at)).rejects.toMatchObject({ statusCode: 409 });
  });

  it('given a register without entries, when sealed, then there is none', async () => {
    expect(await sealRegister(await openStore(), container, at)).toBeNull();
  });

  it('given writes after it, when verified, then nothing is wrong', async () => {
    await seal();
    for (let n = 0; n < 3; n++) await register.change(addingSeat(first));
    await seal(dayAfter);
    expect(await verifySeals(table, container)).toEqual({ seals: 2, faults: [] });
  });

  it('given a journal cut off with head and states, when verified, then only the seal shows it, with how much is missing', async () => {
    await seal();
    const takeBack = await remembered();
    for (let n = 0; n < 3; n++) await register.change(addingSeat(first));
    await seal(dayAfter);
    await takeBack();
    expect((await verifyRegister(table)).faults).toEqual([]);
    expect((await verifySeals(table, container)).faults).toEqual([
      {
        shard,
        row: entryKey(5),
        what: 'dropped',
        detail: `3 of 5 entries are missing at the end: the journal was sealed at ${dayAfter}, and ends at 2 now`,
      },
    ]);
  });

  it('given a journal written anew beyond it, when verified, then it is told', async () => {
    const takeBack = await remembered();
    await register.change(addingSeat(first));
    await seal();
    await takeBack();
    const other = registerOn(table);
    for (let n = 0; n < 3; n++) await other.change(addingSeat(second));
    expect((await verifyRegister(table)).faults).toEqual([]);
    expect((await verifySeals(table, container)).faults).toMatchObject([
      { shard, row: entryKey(3), what: 'altered', detail: expect.stringContaining('written anew') },
    ]);
  });

  it.each([
    ['is altered', (made: Seal) => ({ ...made, heads: made.heads.map((head) => ({ ...head, seq: 1 })) })],
    ['is nonsense', () => ({ at })],
    ['names another moment', (made: Seal) => ({ ...made, at: dayAfter })],
  ])('given one that %s, when verified, then it is told by name', async (_what, how) => {
    const made = await seal();
    await put(sealName(made), JSON.stringify(how(made)));
    expect((await verifySeals(table, container)).faults).toEqual([
      { shard: 'seals', row: sealName(made), what: 'altered', detail: 'the seal is not as it was written' },
    ]);
  });

  it('given one that was replaced by another sound one under its name, when verified, then it is told', async () => {
    const made = await seal();
    const other = await seal(dayAfter);
    await put(sealName(made), JSON.stringify(other));
    expect((await verifySeals(table, container)).faults).toMatchObject([{ shard: 'seals', row: sealName(made) }]);
  });
});

describe('register:seal', () => {
  it('seals the configured store, and register:verify then tells a cut-off in words', async () => {
    const env = {
      STORAGE_CONNECTION_STRING: inject('storageConnectionString'),
      STORE_NAME: storeName,
    };
    const takeBack = await remembered();
    await register.change(addingSeat(first));
    const sealed = await runScript('seal.ts', [], env);
    expect(sealed).toMatchObject({ code: 0, out: expect.stringMatching(/^Sealed 1 journals at .* [0-9a-f]{64}\n$/) });
    await takeBack();
    const verified = await runScript('verify.ts', [], env);
    expect(verified.code).toBe(1);
    expect(verified.out).toMatch(
      /^dropped: shard s6, entry\|0+3: 1 of 3 entries are missing at the end: the journal was sealed/,
    );
  });
});
