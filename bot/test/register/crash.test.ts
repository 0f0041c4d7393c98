import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { verifyRegister } from '../../src/register/verify.ts';
import { contentOf, takePurchaseThrough } from '../support/scenario.ts';
import { type StorageProxy, startStorageProxy } from '../support/storage-proxy.ts';
import { clientOf, openStore } from '../support/store.ts';

/** A process that dies between any two storage calls: from some call on, nothing it asks for arrives any more. */
describe('a process that dies', () => {
  let proxy: StorageProxy;
  let undisturbed: unknown[];
  beforeAll(async () => {
    proxy = await startStorageProxy(inject('storageConnectionString'));
    const table = await openStore();
    await takePurchaseThrough(table);
    undisturbed = await contentOf(table);
    await table.deleteTable();
  });
  afterAll(() => proxy.close());

  it.each(['before', 'after'] as const)(
    '%s one of its calls is done: the store is whole, and whoever takes over ends where it would have',
    async (when) => {
      let completedAt: number | null = null;
      for (let n = 1; completedAt === null; n++) {
        const table = await openStore();
        const start = proxy.calls.length;
        proxy.treat((call) => {
          if (call.n < start + n) return { do: 'forward' };
          return { do: 'cut', when: call.n === start + n ? when : 'before' };
        });
        const dying = clientOf(proxy.connectionString, table.tableName, 0);
        await takePurchaseThrough(dying).then(
          () => {
            completedAt = n;
          },
          () => undefined,
        );

        expect((await verifyRegister(table)).faults, `died at call ${n}`).toEqual([]);
        await takePurchaseThrough(table);
        expect(await contentOf(table), `died at call ${n}`).toEqual(undisturbed);
        await table.deleteTable();
      }
      // Fewer calls would mean that it was not cut at each of them.
      expect(completedAt).toBeGreaterThan(15);
    },
  );
});
