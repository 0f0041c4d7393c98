import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TableServiceClient } from '@azure/data-tables';
import { BlobServiceClient } from '@azure/storage-blob';
import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { existingStore } from '../src/operate/existing-store.ts';
import { checkedBackup } from '../src/register/backup-format.ts';
import { chunkSize } from '../src/register/entry-lists.ts';
import { type Containers, makeBackup } from '../src/register/make-backup.ts';
import { openContainer } from '../src/register/queues-and-blobs.ts';
import { finishRestore, restoreBackup } from '../src/register/restore-backup.ts';
import { keys } from '../src/register/rows.ts';
import { settingsPartition, settingsStateKey } from '../src/register/settings.ts';
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
/** Everything there is of a store, by name. */
async function partsOf(storeName: string): Promise<string[]> {
  const { connectionString } = storage();
  const tables = TableServiceClient.fromConnectionString(connectionString, { allowInsecureConnection: true });
  const found: string[] = [];
  for await (const { name } of tables.listTables()) if (name?.startsWith(storeName)) found.push(name);
  const blobs = BlobServiceClient.fromConnectionString(connectionString);
  for await (const { name } of blobs.listContainers({ prefix: storeName })) found.push(name);
  return found;
}
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
    const sha256 = /: ([0-9a-f]{64})\n$/.exec(backup.out)?.[1] ?? '';
    const restore = await runScript('restore.ts', [into, '--sha256', sha256], env(target));
    expect(restore).toMatchObject({ code: 0, out: expect.stringMatching(/^Restored and whole: .* 1 documents/) });
    expect(await runScript('verify.ts', [], env(target))).toMatchObject({ code: 0 });
    expect(await contentOf(`${target}register`)).toEqual(await contentOf(`${tenant.storeName}register`));

    const other = await tenant.another({ storeName: target });
    expect(await answersOf(`http://127.0.0.1:${other.port}`)).toEqual(await answersOf(tenant.url));
  });

  it('given a store that holds something, when a backup is restored into it, then it is refused in words and untouched', async () => {
    const into = newFolder();
    const { sha256 } = await makeBackup(tenant.table, await containersOf(tenant.storeName), into, madeAt);
    const before = await contentOf(`${tenant.storeName}register`);
    const restore = await runScript('restore.ts', [into, '--sha256', sha256], env(tenant.storeName));
    expect(restore).toMatchObject({ code: 2, err: expect.stringContaining('The store is not empty') });
    expect(await contentOf(`${tenant.storeName}register`)).toEqual(before);
  });

  it('given a backup that is not the one whose hash was kept, when restored, then it is refused and no store is made', async () => {
    const into = newFolder();
    await makeBackup(tenant.table, await containersOf(tenant.storeName), into, madeAt);
    const target = newStoreName();
    const restore = await runScript('restore.ts', [into, '--sha256', 'a'.repeat(64)], env(target));
    expect(restore).toMatchObject({ code: 2, err: expect.stringContaining('is not the one with the SHA-256') });
    expect(await partsOf(target)).toEqual([]);
  });

  it('given a restore that was not finished, then verification names it, and neither servers nor other commands go on', async () => {
    const into = newFolder();
    const { sha256 } = await makeBackup(tenant.table, await containersOf(tenant.storeName), into, madeAt);
    const target = newStoreName();
    const table = await openTable(storage(), `${target}register`);
    await restoreBackup(table, await containersOf(target), await checkedBackup(into, sha256));
    const before = await contentOf(`${target}register`);
    await expect(tenant.another({ storeName: target })).rejects.toThrow('half restored');
    const verify = await runScript('verify.ts', [], env(target));
    expect(verify).toMatchObject({ code: 1, err: expect.stringMatching(/half restored.*register:restore/) });
    await expect(existingStore(env(target))).rejects.toThrow('half restored');
    await expect(makeBackup(table, await containersOf(target), newFolder(), madeAt)).rejects.toThrow('half restored');
    expect(await contentOf(`${target}register`)).toEqual(before);
  });

  it.each(['backup.ts', 'seal.ts'])(
    'given a store that is not there, when %s works on it, then that is said and nothing is left behind',
    async (script) => {
      const nowhere = newStoreName();
      const into = newFolder();
      const said = { code: 2, out: '', err: expect.stringContaining(`There is no table ${nowhere}register`) };
      expect(await runScript(script, [into], env(nowhere))).toMatchObject(said);
      expect([await partsOf(nowhere), existsSync(into)]).toEqual([[], false]);
    },
  );

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

  it('given a folder, also one that others may read, when backed up into, then all in it is for the user alone', async () => {
    const into = newFolder();
    await mkdir(into, { mode: 0o755 });
    await makeBackup(tenant.table, await containersOf(tenant.storeName), into, madeAt);
    const modes = new Set<string>();
    for (const name of [into, ...(await readdir(into, { recursive: true })).map((one) => join(into, one))]) {
      const found = await stat(name);
      modes.add(`${found.isDirectory() ? 'folder' : 'file'} ${(found.mode & 0o777).toString(8)}`);
    }
    expect([...modes].sort()).toEqual(['file 600', 'folder 700']);
  });

  it('given a link in place of the folder, when backed up into, then it is refused and nothing is written there', async () => {
    const elsewhere = newFolder();
    await mkdir(elsewhere);
    const link = newFolder();
    await symlink(elsewhere, link);
    const made = makeBackup(tenant.table, await containersOf(tenant.storeName), link, madeAt);
    await expect(made).rejects.toThrow('is a link');
    expect(await readdir(elsewhere)).toEqual([]);
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
    const { manifest, sha256 } = await makeBackup(read, await containersOf(newStoreName()), into, madeAt);
    await proxy.close();

    const target = newStoreName();
    const restored = await openTable(storage(), `${target}register`);
    await restoreBackup(restored, await containersOf(target), await checkedBackup(into, sha256));
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
    const { sha256 } = await makeBackup(read, await containersOf(newStoreName()), into, madeAt);
    await proxy.close();

    const target = newStoreName();
    const restored = await openTable(storage(), `${target}register`);
    await restoreBackup(restored, await containersOf(target), await checkedBackup(into, sha256));
    expect((await verifyRegister(restored)).faults).toEqual([]);
    expect((await registerOn(restored).history(before))?.entries).toHaveLength(chunkSize + 1);
  });

  it('given rows that somebody damaged, when made and restored, then all else is there, and both say what is damaged', async () => {
    const storeName = newStoreName();
    const table = await openStore(`${storeName}register`);
    const register = registerOn(table);
    const [torn = '', whole = ''] = ids;
    const [other = ''] = idsIn('s7', 1);
    for (const id of [torn, whole, other]) await register.change(declaring(id));
    const head = (await rowsOf(table)).find(
      ({ partitionKey, rowKey }) => partitionKey === 's7' && rowKey === keys.head,
    );
    const damages = [
      { partitionKey: shard, rowKey: keys.asset(torn), state: Buffer.from([1, 2, 3]) },
      { partitionKey: shard, rowKey: keys.entry(2), body: '{' },
      { partitionKey: 's7', rowKey: keys.head, seq: 1, hash: 'none' },
      { partitionKey: settingsPartition, rowKey: settingsStateKey, version: 'none' },
    ];
    for (const row of damages) await table.upsertEntity(row, 'Merge');
    // No version of the register wrote these.
    await table.createEntity({ partitionKey: 'not ours', rowKey: 'row', number: 5n, at: new Date(0) });
    const containers = await containersOf(storeName);
    await containers.evidence.getBlockBlobClient('not/ours').upload('x', 1);
    const store = { STORAGE_CONNECTION_STRING: storage().connectionString, STORE_NAME: storeName };

    const into = newFolder();
    const made = await runScript('backup.ts', [into], store);
    const named = damages.map(({ partitionKey, rowKey }) => `${partitionKey}|${rowKey}`).sort();
    expect([made.code, made.err.split('\n').slice(0, 4)]).toEqual([
      1,
      named.map((row) => `Damaged, and copied as it stands: ${row}`),
    ]);
    const target = { ...store, STORE_NAME: newStoreName() };
    const sha256 = /[0-9a-f]{64}/.exec(made.out)?.[0] ?? '';
    const restored = await runScript('restore.ts', [into, '--sha256', sha256], target);
    expect(restored.err).toBe('');
    expect(restored.code).toBe(1);
    for (const row of named) expect(restored.out).toContain(`Damaged already when it was backed up: ${row}`);
    const copied = clientOf(store.STORAGE_CONNECTION_STRING, `${target.STORE_NAME}register`);
    expect((await rowsOf(copied)).map(({ rowKey }) => rowKey)).toEqual(
      (await rowsOf(table)).map(({ rowKey }) => rowKey),
    );
    expect((await registerOn(copied).history(whole))?.entries).toEqual([]);
    await copied.updateEntity({ partitionKey: 's7', rowKey: keys.head, hash: String(head?.hash) }, 'Merge');
    expect((await registerOn(copied).change(addingSeat(other))).asset.version).toBe(2);
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
    const restoring = async (target = newStoreName(), from = into) => {
      const table = await openTable(storage(), `${target}register`);
      const restored = async () => restoreBackup(table, await containersOf(target), await checkedBackup(from, null));
      const problem = await restored().then(
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

    it.each([
      ['manifest.json', 'the manifest'],
      [`rows-${shard}.ndjson`, 'a file of rows'],
      [`evidence/${'a'.repeat(64)}`, 'a document'],
      ['evidence', 'the folder of documents'],
    ])('given a link in place of %s, when restored, then it is not followed', async (name) => {
      const linked = newFolder();
      await cp(into, linked, { recursive: true });
      const beside = newFolder();
      await rename(join(linked, name), beside);
      await symlink(beside, join(linked, name));
      const { problem, rows } = await restoring(undefined, linked);
      expect(problem).toContain('is a link');
      expect(rows).toEqual([]);
    });

    it('given a folder without a manifest, when restored, then it is refused as not finished', async () => {
      await expect(checkedBackup(newFolder(), null)).rejects.toThrow('holds no backup, or one that was not finished');
    });

    it('given a restore that is cut off at any call, when asked for again, then it goes on to the same end', async () => {
      const proxy: StorageProxy = await startStorageProxy(storage().connectionString);
      const expected = await contentOf(source);
      const backup = await checkedBackup(into, null);
      let completedAt: number | null = null;
      for (let n = 1; completedAt === null; n++) {
        const name = newStoreName();
        const table = await openStore(`${name}register`);
        const blobs = await containersOf(name);
        const start = proxy.calls.length;
        proxy.treat((call) => (call.n < start + n ? { do: 'forward' } : { do: 'cut', when: 'before' }));
        const dying = clientOf(proxy.connectionString, `${name}register`, 0);
        await restoreBackup(dying, blobs, backup).then(
          () => {
            completedAt = n;
          },
          () => undefined,
        );
        await restoreBackup(table, blobs, backup);
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
