import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { fill, follow } from '../../src/projection/follow.ts';
import { openReplica } from '../../src/projection/replica.ts';
import { entriesAfter, noticesBetween, statesOfShard } from '../../src/register/journal.ts';
import { unpackState } from '../../src/register/packed.ts';
import { verifyRegister } from '../../src/register/verify.ts';
import { type StorageProxy, startStorageProxy } from '../support/storage-proxy.ts';
import { addingSeat, clientOf, declaring, idsIn, openStore, registerOn } from '../support/store.ts';

/** The service may end a page early, or give an empty one that says where to go on; the emulator never does. */
describe('short and empty pages', () => {
  let proxy: StorageProxy;
  beforeAll(async () => {
    proxy = await startStorageProxy(inject('storageConnectionString'));
  });
  afterAll(() => proxy.close());

  it.each([1, 3, 7])('of %i rows lose nothing in a scan, in verification, and in following', async (size) => {
    const table = await openStore();
    const register = registerOn(table);
    const early = [...idsIn('s0', 8), ...idsIn('s1', 2)];
    const late = idsIn('s0', 12).slice(8);
    await register.changeMany(early.map((id) => declaring(id)));
    await register.changeMany(early.map(addingSeat));
    const split = clientOf(proxy.connectionString, table.tableName);
    const start = proxy.calls.length;
    proxy.treat(() => ({ do: 'split', size }));

    const assets = (await all(statesOfShard(split, 's0'))).map(unpackState);
    const entries = await all(entriesAfter(split, 's0', 3));
    const notices = await all(noticesBetween(split, 's0', 8, 10));

    expect(assets.map(({ id }) => id).toSorted()).toEqual(idsIn('s0', 8).toSorted());
    expect(entries.map(({ seq }) => seq)).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
    expect(notices.map(({ id }) => id)).toEqual(['s0-9-0', 's0-9-1', 's0-9-2', 's0-10-0', 's0-10-1', 's0-10-2']);
    expect(await verifyRegister(split)).toEqual({ entries: 20, assets: 10, faults: [] });

    const replica = openReplica();
    await fill(split, replica);
    await register.changeMany(late.map((id) => declaring(id)));
    await register.changeMany([...early, ...late].map(addingSeat));
    await follow(split, replica);
    const undisturbed = openReplica();
    await fill(table, undisturbed);
    expect(replica.version()).toBe(undisturbed.version());
    expect(replica.notices({ assetId: null, state: null, limit: 1, after: null }).total).toBe(3 * (10 + 10 + 4 + 14));
    expect(proxy.calls.slice(start).filter(({ kind }) => kind === 'list').length).toBeGreaterThan(100);
  });
});

async function all<T>(pages: AsyncIterable<T[]>): Promise<T[]> {
  const items: T[] = [];
  for await (const page of pages) items.push(...page);
  return items;
}
