import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { openEvidence } from '../../src/register/evidence.ts';
import { groupCommit } from '../../src/register/group-commit.ts';
import { openContainer, openQueue } from '../../src/register/queues-and-blobs.ts';
import { tableAt } from '../../src/register/storage.ts';
import { careInWork, type Unreached } from '../../src/register/store-limits.ts';
import { verifyRegister } from '../../src/register/verify.ts';
import { usualWaits } from '../../src/waits.ts';
import { eventually } from '../support/eventually.ts';
import { type Call, type StorageProxy, startStorageProxy } from '../support/storage-proxy.ts';
import { addingSeat, declaring, idsIn, keysOf, openStore, registerOn } from '../support/store.ts';

/** A service takes a request and does not answer: nothing but a limit of our own ends the wait. */
describe('a store that hangs', () => {
  let proxy: StorageProxy;
  beforeAll(async () => {
    proxy = await startStorageProxy(inject('storageConnectionString'));
  });
  afterEach(() => {
    proxy.treat(() => undefined);
    limits.tryMs = usualWaits.store.tryMs;
    limits.callMs = usualWaits.store.callMs;
    told.length = 0;
  });
  afterAll(() => proxy.close());

  const told: Unreached[] = [];
  /** Short only while it hangs, so that a busy machine makes nothing late that is not meant to be. */
  const limits = { ...usualWaits.store };
  const shorten = () => Object.assign(limits, { tryMs: 20, callMs: 40 });
  const care = { limits, onUnavailable: (failure: Unreached) => told.push(failure) };
  const clientOf = (name: string) => tableAt({ connectionString: proxy.connectionString }, name, care);
  /** Committed without a look at it first, so that the commit is the first call that is made. */
  const unseen = (id: string) => ({ ...declaring(id), isNew: true });
  const unavailable = { kind: 'unavailable', code: 'store.unavailable' };
  const isTransaction = ({ kind }: Call) => kind === 'transaction';

  it('is told of after the limit, with what was asked, and what waits behind a commit does not wait as long again', async () => {
    const table = await openStore();
    const register = registerOn(clientOf(table.tableName));
    const [known = '', first = '', ...others] = idsIn('s0', 4);
    await register.change(declaring(known));
    let behind: Promise<unknown>[] = [];
    proxy.treat((call) => {
      if (isTransaction(call) && behind.length === 0) behind = others.map((id) => register.change(declaring(id)));
      return { do: 'hang' };
    });
    shorten();

    await expect(register.change(unseen(first))).rejects.toMatchObject(unavailable);
    expect(await Promise.allSettled(behind)).toMatchObject([
      { status: 'rejected', reason: unavailable },
      { status: 'rejected', reason: unavailable },
    ]);
    expect(told).toMatchObject([{ service: 'table', method: 'POST' }]);

    proxy.treat(() => undefined);
    Object.assign(limits, usualWaits.store);
    const changed = await register.changeMany([first, ...others].map((id) => declaring(id)));
    expect(changed.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
    expect((await verifyRegister(table)).faults).toEqual([]);
  });

  it('and takes a commit late leaves one of it, whether it or its repetition comes first', async () => {
    for (const isLateFirst of [true, false]) {
      const table = await openStore();
      const register = registerOn(clientOf(table.tableName));
      const [known = '', id = ''] = idsIn('s0', 2);
      await register.change(declaring(known));
      const gate = Promise.withResolvers<void>();
      const landed = Promise.withResolvers<void>();
      let held = 0;
      proxy.treat(async (call) => {
        if (!isTransaction(call) || held > 0) return undefined;
        held += 1;
        await gate.promise;
        landed.resolve();
        return { do: 'forward' };
      });
      Object.assign(limits, { tryMs: 200, callMs: 100 });
      await expect(register.change(unseen(id))).rejects.toMatchObject(unavailable);
      Object.assign(limits, usualWaits.store);

      if (isLateFirst) {
        gate.resolve();
        await eventually(async () => (await keysOf(table, 'asset')).some((key) => key.endsWith(id)));
      }
      const { asset, entries } = await register.change(declaring(id));
      expect([asset.version, entries.length]).toEqual(isLateFirst ? [2, 0] : [2, 1]);
      gate.resolve();
      await landed.promise;
      await register.change(addingSeat(id));
      expect(await register.get(id)).toMatchObject({ quantity: 4, version: 3 });
      expect((await keysOf(table, 'entry')).length).toBe(3);
      expect((await verifyRegister(table)).faults).toEqual([]);
      held = 0;
    }
  });

  it('once, after a commit was done, is asked again: the commit is told as what it is', async () => {
    const table = await openStore();
    const register = registerOn(clientOf(table.tableName));
    await register.change(declaring('dec-1'));
    let hung = 0;
    proxy.treat((call) => (isTransaction(call) && hung++ === 0 ? { do: 'hang', isDone: true } : undefined));
    limits.tryMs = 300;

    const { asset, entries } = await register.change(addingSeat('dec-1'));

    expect(asset).toMatchObject({ quantity: 4, version: 2 });
    expect(entries).toHaveLength(1);
    expect(told).toEqual([]);
    expect((await verifyRegister(table)).faults).toEqual([]);
  });

  it('gives back claims and fates of notices that wait for one another, and takes the next ones', async () => {
    const table = await openStore();
    const write = groupCommit(clientOf(table.tableName));
    const creating = (n: number) => [
      { kind: 'create' as const, row: { partitionKey: 'p', rowKey: `r${n}`, text: 'x'.repeat(30_000) } },
    ];
    proxy.treat(() => ({ do: 'hang' }));
    shorten();
    // Too much for one transaction.
    const hung = await Promise.allSettled(Array.from({ length: 250 }, (_, n) => write(creating(n))));
    expect(hung.every((one) => one.status === 'rejected' && one.reason.code === 'store.unavailable')).toBe(true);
    expect(told).toHaveLength(1);

    proxy.treat(() => undefined);
    Object.assign(limits, usualWaits.store);
    expect(await write(creating(1))).toHaveLength(1);
  });

  it('reading, page by page, queueing and keeping documents: each is told of', async () => {
    const table = await openStore();
    const store = { connectionString: inject('storageConnectionString') };
    const [queues, blobs] = await Promise.all([
      startStorageProxy(store.connectionString, 'Queue'),
      startStorageProxy(store.connectionString, 'Blob'),
    ]);
    const queue = await openQueue({ connectionString: queues.connectionString }, `${table.tableName}q`, care);
    const container = await openContainer({ connectionString: blobs.connectionString }, table.tableName, care);
    const evidence = openEvidence(container, 40);
    const content = Buffer.alloc(300_000, 'x');
    await evidence.put('a', content, 'text/plain');
    for (const { treat } of [proxy, queues, blobs]) treat(() => ({ do: 'hang' }));
    shorten();

    const reading = clientOf(table.tableName);
    for (const call of [
      () => reading.getEntity('p', 'r'),
      () => reading.listEntities().next(),
      () => queue.sendMessage('text'),
      () => queue.receiveMessages(),
      () => evidence.open('a'),
      () => evidence.put('b', content, 'text/plain'),
      () => container.listBlobsFlat().next(),
    ])
      await expect(call()).rejects.toMatchObject(unavailable);
    expect(told.map(({ service }) => service)).toEqual(['table', 'table', 'queue', 'queue', 'blob', 'blob', 'blob']);
    await Promise.all([queues.close(), blobs.close()]);
  });

  it('answers at once that it can’t: told of in the same way, while any other refusal stays what it is', async () => {
    const table = await openStore();
    Object.assign(limits, { tryMs: 1_000, callMs: 1_000 });
    for (const treatment of [
      { do: 'answer', status: 503 },
      { do: 'answer', status: 500 },
      { do: 'cut', when: 'before' },
    ] as const) {
      proxy.treat(() => treatment);
      await expect(clientOf(table.tableName).getEntity('p', 'r')).rejects.toMatchObject(unavailable);
    }
    proxy.treat(() => undefined);
    await expect(clientOf(table.tableName).getEntity('p', 'r')).rejects.toMatchObject({ statusCode: 404 });
    const closed = await startStorageProxy(inject('storageConnectionString'));
    await closed.close();
    const nobody = tableAt({ connectionString: closed.connectionString }, table.tableName, care);
    await expect(nobody.getEntity('p', 'r')).rejects.toMatchObject(unavailable);
  });

  it('waits longer where nobody waits for it', () => {
    expect(careInWork.limits.callMs).toBeGreaterThan(usualWaits.store.callMs);
    expect(usualWaits.store.callMs).toBeLessThan(usualWaits.turnMs);
    expect(usualWaits.turnMs).toBeLessThan(15_000);
    expect(usualWaits.readyMs).toBeLessThan(2_000);
  });
});
