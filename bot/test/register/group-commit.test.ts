import type { TableClient } from '@azure/data-tables';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { groupCommit } from '../../src/register/group-commit.ts';
import { commit, isConflict, readRow, type Write } from '../../src/register/table.ts';
import { type StorageProxy, startStorageProxy } from '../support/storage-proxy.ts';
import { clientOf, openStore } from '../support/store.ts';

let proxy: StorageProxy;
beforeAll(async () => {
  proxy = await startStorageProxy(inject('storageConnectionString'));
});
afterAll(() => proxy.close());

/** A table, and a client of it whose transactions are counted by their operations. */
async function countedStore(): Promise<{ table: TableClient; counted: TableClient; transactions: () => number[] }> {
  const table = await openStore();
  const from = proxy.calls.length;
  return {
    table,
    counted: clientOf(proxy.connectionString, table.tableName, 0),
    transactions: () =>
      proxy.calls.slice(from).flatMap(({ kind, operations }) => (kind === 'transaction' ? [operations] : [])),
  };
}

function creating(rowKey: string, partitionKey = 's1'): Write {
  return { kind: 'create', row: { partitionKey, rowKey, json: '{}' } };
}

const numbered = (count: number) => Array.from({ length: count }, (_, n) => `row|${n}`);

describe('units committed together', () => {
  it('share transactions, each with the ETags of its own writes', async () => {
    const { table, counted, transactions } = await countedStore();
    const write = groupCommit(counted);

    const etags = await Promise.all(numbered(120).map((key) => write([creating(`${key}|a`), creating(`${key}|b`)])));

    expect(transactions()).toEqual([100, 100, 40]);
    for (const [n, [a, b]] of etags.entries()) {
      expect((await readRow(table, 's1', `row|${n}|a`))?.etag).toBe(a);
      expect((await readRow(table, 's1', `row|${n}|b`))?.etag).toBe(b);
    }
  });

  it('go to each partition in transactions of its own', async () => {
    const { counted, transactions } = await countedStore();
    const write = groupCommit(counted);
    await Promise.all([write([creating('one')]), write([creating('one', 's2')]), write([creating('two')])]);
    expect(transactions().sort()).toEqual([1, 2]);
  });

  it('lose alone: the others of the transaction are committed, the loser not in part', async () => {
    const { table, counted } = await countedStore();
    await commit(table, [creating('taken')]);
    const write = groupCommit(counted);

    const [one, loser, other] = await Promise.allSettled([
      write([creating('one')]),
      write([creating('half'), creating('taken')]),
      write([creating('other')]),
    ]);

    expect([one.status, loser.status, other.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(loser.status === 'rejected' && isConflict(loser.reason)).toBe(true);
    expect(await readRow(table, 's1', 'half')).toBeNull();
    expect(await readRow(table, 's1', 'other')).not.toBeNull();
  });

  it('about one row follow each other, and the later must know the earlier', async () => {
    const { table, counted, transactions } = await countedStore();
    const write = groupCommit(counted);

    const [first, second] = await Promise.allSettled([write([creating('one')]), write([creating('one')])]);

    expect([first.status, second.status]).toEqual(['fulfilled', 'rejected']);
    expect(transactions()).toEqual([1, 1]);
    const [etag = ''] = first.status === 'fulfilled' ? first.value : [];
    await write([{ kind: 'replace', row: { ...creating('one').row, json: '[]' }, etag }]);
    expect((await readRow(table, 's1', 'one'))?.json).toBe('[]');
  });

  it('are all told of a service that fails, and the next ones go through', async () => {
    const { counted } = await countedStore();
    const write = groupCommit(counted);
    proxy.treat(() => ({ do: 'answer', status: 400 }));
    const failed = await Promise.allSettled(numbered(3).map((key) => write([creating(key)])));
    proxy.treat(() => undefined);

    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    await expect(write([creating('later')])).resolves.toHaveLength(1);
  });
});
