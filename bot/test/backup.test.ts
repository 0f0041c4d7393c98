import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { chunkSize } from '../src/register/entry-lists.ts';
import { type Containers, makeBackup } from '../src/register/make-backup.ts';
import { openContainer } from '../src/register/queues-and-blobs.ts';
import { finishRestore, restoreBackup } from '../src/register/restore-backup.ts';
import { openTable } from '../src/register/storage.ts';
import { verifyRegister } from '../src/register/verify.ts';
import { eventually } from './support/eventually.ts';
import { files } from './support/files.ts';
import { runScript } from './support/run-script.ts';
import { type StorageProxy, startStorageProxy } from './support/storage-proxy.ts';
import { addingSeat, clientOf, declaring, idsIn, lengthen, openStore, registerOn, rowsOf } from './support/store.ts';
import { startTenant, type Tenant } from './support/tenant.ts';

let folder: string;
let lastFolder = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sightline-backup-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
const newFolder = () => join(folder, String(++lastFolder));

const storage = () => ({ connectionString: inject('storageConnectionString') });
let lastStore = 0;
const newStoreName = () => `b${process.pid}x${Date.now().toString(36)}x${++lastStore}`;
const containersOf = async (storeName: string): Promise<Containers> => ({
  evidence: await openContainer(storage(), `${storeName}evidence`),
  seals: await openContainer(storage(), `${storeName}seals`),
});
const madeAt = '2026-11-24T09:00:00.000Z';

/** A row as it says something: without what the store itself adds. */
const contentOf = async (tableName: string) =>
  (await rowsOf(clientOf(storage().connectionString, tableName))).map(({ etag: _, ...row }) => row);

describe('a register that people have used', () => {
  let tenant: Tenant;
  beforeAll(async () => {
    tenant = await startTenant();
    for (const name of ['Alex', 'Megan']) await tenant.install(name);
    await tenant.installChannel('Adele');
    await tenant.poll();
    const { id } = await tenant.declare('Alex', { product: 'Acrobat Pro', reason: 'Zürich „Board“\n second line' });
    await tenant.api('Alex', `/api/register/${id}/evidence?kind=invoice&name=invoice.pdf`, {
      method: 'POST',
      body: new Uint8Array(files.pdf()),
      headers: { 'content-type': 'application/octet-stream' },
    });
    const view = { name: 'Mine', query: '', columns: ['product'], widths: {}, density: 'compact', isShared: true };
    await tenant.api('Adele', `/api/views/${ulid().toLowerCase()}`, { method: 'PUT', body: JSON.stringify(view) });
    const changed = await tenant.api('Adele', '/api/settings/reminder-days', {
      method: 'POST',
      body: JSON.stringify({ days: [60], reason: 'Earlier' }),
      headers: { 'if-match': '"0"' },
    });
    expect(changed.status).toBe(200);
    await tenant.connector.until(() => tenant.connector.shown(tenant.chatOf('Megan')).length > 0);
    // What is still on its way would be told between the backup and a look at what it was made of.
    await eventually(async () => (await tenant.notices()).every(({ state }) => state !== 'pending'));
  });
  afterAll(() => tenant.stop());

  const env = (storeName: string) => ({
    STORAGE_CONNECTION_STRING: tenant.connectionString,
    STORE_NAME: storeName,
  });
  const answersOf = async (url: string) => {
    const signedIn = await tenant.practice('POST', '/practice/token', {
      upn: tenant.person('Adele').userPrincipalName,
    });
    const { token } = (await signedIn.json()) as { token: string };
    const paths = ['/api/register?limit=200', '/api/notices?limit=200', '/api/views', '/api/settings', '/api/today'];
    const answers = paths.map(async (path) => {
      const answer = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } });
      const { version: _, asOf: __, ...said } = (await answer.json()) as Record<string, unknown>;
      return [path, answer.status, said];
    });
    return Promise.all(answers);
  };

  it('given a backup, when restored into another store, then it is whole and every list answers the same', async () => {
    const target = newStoreName();
    const into = newFolder();
    const backup = await runScript('backup.ts', [into], env(tenant.storeName));
    expect(backup).toMatchObject({ code: 0, out: expect.stringMatching(/SHA-256 of its manifest.*: [0-9a-f]{64}\n$/) });
    const restore = await runScript('restore.ts', [into], env(target));
    expect(restore).toMatchObject({ code: 0, out: expect.stringMatching(/^Restored and whole: .* 1 documents/) });
    expect(await runScript('verify.ts', [], env(target))).toMatchObject({ code: 0 });
    expect(await contentOf(`${target}register`)).toEqual(await contentOf(`${tenant.storeName}register`));

    const other = await tenant.another({ storeName: target });
    expect(await answersOf(`http://127.0.0.1:${other.port}`)).toEqual(await answersOf(tenant.url));
  });

  it('given a store that holds something, when a backup is restored into it, then it is refused in words and untouched', async () => {
    const into = newFolder();
    await makeBackup(tenant.table, await containersOf(tenant.storeName), into, madeAt);
    const before = await contentOf(`${tenant.storeName}register`);
    const restore = await runScript('restore.ts', [into], env(tenant.storeName));
    expect(restore).toMatchObject({ code: 2, err: expect.stringContaining('The store is not empty') });
    expect(await contentOf(`${tenant.storeName}register`)).toEqual(before);
  });

  it('given no folder, or one that is in use, when asked for a backup, then that is said', async () => {
    expect(await runScript('backup.ts', [], env(tenant.storeName))).toMatchObject({
      code: 2,
      err: expect.stringContaining('Name the folder'),
    });
    const containers = await containersOf(tenant.storeName);
    const inUse = newFolder();
    await makeBackup(tenant.table, containers, inUse, madeAt);
    await expect(makeBackup(tenant.table, containers, inUse, madeAt)).rejects.toThrow('is not empty');
  });
});

describe('a backup', () => {
  const shard = 's6';
  const ids = idsIn(shard, 3);

  it('given writes that go on, when made, then each shard is as it was at one moment', async () => {
    const table = await openStore();
    const register = registerOn(table);
    await Promise.all(ids.map((id) => register.change(declaring(id))));
    const proxy = await startStorageProxy(storage().connectionString);
    // Between any two reads of the backup, each asset changes.
    proxy.treat(async () => {
      await Promise.all(ids.map((id) => register.change(addingSeat(id))));
      return { do: 'forward' };
    });
    const into = newFolder();
    const read = clientOf(proxy.connectionString, table.tableName);
    const { manifest } = await makeBackup(read, await containersOf(newStoreName()), into, madeAt);
    await proxy.close();

    const target = newStoreName();
    const restored = await openTable(storage(), `${target}register`);
    await restoreBackup(restored, await containersOf(target), into);
    const { faults, entries } = await verifyRegister(restored);
    expect(faults).toEqual([]);
    expect(entries).toBe(manifest.partitions.find(({ partition }) => partition === shard)?.head?.seq);
  });

  it('given lists of entries that outgrow their rows, before the moment it is of and after, when made, then they are whole', async () => {
    const table = await openStore();
    const register = registerOn(table);
    const [before = '', after = ''] = ids;
    for (const id of [before, after]) {
      await register.change(declaring(id));
      await lengthen(register, id, chunkSize - 1);
    }
    const proxy = await startStorageProxy(storage().connectionString);
    let heads = 0;
    proxy.treat(async ({ url }) => {
      const asked = decodeURIComponent(url);
      const isHead = asked.includes(`PartitionKey='${shard}'`) && asked.includes("RowKey='head'");
      heads += isHead ? 1 : 0;
      if (isHead && heads === 2) await register.change(addingSeat(before));
      if (asked.includes(`'asset|${before}'`)) await register.change(addingSeat(after));
      return { do: 'forward' };
    });
    const into = newFolder();
    const read = clientOf(proxy.connectionString, table.tableName);
    await makeBackup(read, await containersOf(newStoreName()), into, madeAt);
    await proxy.close();

    const target = newStoreName();
    const restored = await openTable(storage(), `${target}register`);
    await restoreBackup(restored, await containersOf(target), into);
    expect((await verifyRegister(restored)).faults).toEqual([]);
    expect((await registerOn(restored).history(before))?.entries).toHaveLength(chunkSize + 1);
  });

  describe('of a small register', () => {
    let into: string;
    let containers: Containers;
    let source: string;
    beforeAll(async () => {
      const name = newStoreName();
      source = `${name}register`;
      const table = await openStore(source);
      const register = registerOn(table);
      for (const id of [...ids, 'dec-x', 'dec-y']) await register.change(declaring(id));
      containers = await containersOf(name);
      await containers.evidence.getBlockBlobClient('a'.repeat(64)).upload('invoice', 7);
      into = newFolder();
      await makeBackup(table, containers, into, madeAt);
    });

    const change = async (file: string, how: (text: string) => string) => {
      const path = join(into, file);
      const before = await readFile(path, 'utf8');
      await writeFile(path, how(before));
      return () => writeFile(path, before);
    };
    const restoring = async (target = newStoreName()) => {
      const table = await openTable(storage(), `${target}register`);
      const problem = await restoreBackup(table, await containersOf(target), into).then(
        () => null,
        (error: unknown) => (error as Error).message,
      );
      return { problem, rows: await contentOf(`${target}register`) };
    };

    it.each([
      ['a row is altered', `rows-${shard}.ndjson`, (text: string) => text.replace('"at":"2', '"at":"3'), 'is not what'],
      ['rows are cut off', `rows-${shard}.ndjson`, (text: string) => text.slice(0, 500), 'is not what'],
      ['a document is altered', `evidence/${'a'.repeat(64)}`, () => 'other', 'is not what'],
      ['the list of documents is altered', 'blobs-evidence.ndjson', () => '', 'is not what'],
      ['the manifest is nonsense', 'manifest.json', () => '{"format":1}', "can't be read"],
      [
        'the manifest leads out of the folder',
        'manifest.json',
        (text: string) => text.replace(`rows-${shard}.ndjson`, '../../etc/passwd'),
        "can't be read",
      ],
    ])('given %s, when restored, then it is refused and nothing is written', async (_what, file, how, words) => {
      const putBack = await change(file, how);
      const { problem, rows } = await restoring();
      await putBack();
      expect(problem).toContain(words);
      expect(rows).toEqual([]);
    });

    it('given a folder without a manifest, when restored, then it is refused as not finished', async () => {
      const table = await openStore();
      const empty = newFolder();
      await expect(restoreBackup(table, containers, empty)).rejects.toThrow(
        'holds no backup, or one that was not finished',
      );
    });

    it('given a restore that is cut off at any call, when asked for again, then it goes on to the same end', async () => {
      const proxy: StorageProxy = await startStorageProxy(storage().connectionString);
      const expected = await contentOf(source);
      let completedAt: number | null = null;
      for (let n = 1; completedAt === null; n++) {
        const name = newStoreName();
        const table = await openStore(`${name}register`);
        const blobs = await containersOf(name);
        const start = proxy.calls.length;
        proxy.treat((call) => (call.n < start + n ? { do: 'forward' } : { do: 'cut', when: 'before' }));
        const dying = clientOf(proxy.connectionString, `${name}register`, 0);
        await restoreBackup(dying, blobs, into).then(
          () => {
            completedAt = n;
          },
          () => undefined,
        );
        await restoreBackup(table, blobs, into);
        await finishRestore(table);
        expect(await contentOf(`${name}register`), `cut off at call ${n}`).toEqual(expected);
      }
      await proxy.close();
      expect(completedAt).toBeGreaterThan(4);
    });

    it('given another backup half restored there, when restored, then it is refused', async () => {
      const target = newStoreName();
      expect((await restoring(target)).problem).toBeNull();
      const putBack = await change('manifest.json', (text) => text.replace('2026-11-24', '2026-11-25'));
      const { problem } = await restoring(target);
      await putBack();
      expect(problem).toContain('Another backup is half restored there');
    });
  });
});
