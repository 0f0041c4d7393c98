import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { verifyRegister } from '../../src/register/verify.ts';
import { contentOf, takePurchaseThrough } from '../support/scenario.ts';
import { type Call, type StorageProxy, startStorageProxy, type Treatment } from '../support/storage-proxy.ts';
import { addingSeat, clientOf, declaring, keysOf, openStore, registerOn } from '../support/store.ts';

let proxy: StorageProxy;
beforeAll(async () => {
  proxy = await startStorageProxy(inject('storageConnectionString'));
});
afterEach(() => proxy.treat(() => undefined));
afterAll(() => proxy.close());

/** Treats one call, the first that fits. */
function treatOnce(isMeant: (call: Call) => boolean, treatment: Treatment): void {
  let isDone = false;
  proxy.treat((call) => {
    if (isDone || !isMeant(call)) return undefined;
    isDone = true;
    return treatment;
  });
}

describe('a fault at any single storage call', () => {
  const any = () => true;
  const isTransaction = (call: Call) => call.kind === 'transaction';
  const faults: [string, (call: Call) => boolean, Treatment][] = [
    ['the connection ends before the call is done', any, { do: 'cut', when: 'before' }],
    ['the connection ends after the call is done', any, { do: 'cut', when: 'after' }],
    ['500', isTransaction, { do: 'answer', status: 500 }],
    ['500, though it is done', isTransaction, { do: 'answer', status: 500, isDone: true }],
    ['503', isTransaction, { do: 'answer', status: 503 }],
    ['503, though it is done', isTransaction, { do: 'answer', status: 503, isDone: true }],
    ['429 with Retry-After', isTransaction, { do: 'answer', status: 429, headers: { 'retry-after': '0' } }],
    ['412', isTransaction, { do: 'answer', status: 412 }],
    ['412, though it is done', isTransaction, { do: 'answer', status: 412, isDone: true }],
    ['409', isTransaction, { do: 'answer', status: 409 }],
  ];
  let undisturbed: unknown[];
  beforeAll(async () => {
    const table = await openStore();
    await takePurchaseThrough(table);
    undisturbed = await contentOf(table);
  });

  it.each(faults)('%s: the work is done, once', async (_, isMeant, treatment) => {
    let struck = 0;
    for (let hasStruck = true; hasStruck; struck++) {
      const table = await openStore();
      let meant = 0;
      hasStruck = false;
      proxy.treat((call) => {
        if (!isMeant(call) || meant++ !== struck) return undefined;
        hasStruck = true;
        return treatment;
      });

      await takePurchaseThrough(clientOf(proxy.connectionString, table.tableName));

      expect(await contentOf(table), `at call ${struck}`).toEqual(undisturbed);
      await table.deleteTable();
    }
    // Fewer would mean that not every call was struck.
    expect(struck).toBeGreaterThan(isMeant === any ? 15 : 5);
  });
});

describe('a commit whose answer was lost', () => {
  it.each<[string, Treatment]>([
    ['as the connection ended', { do: 'cut', when: 'after' }],
    ['and 500 came instead', { do: 'answer', status: 500, isDone: true }],
  ])('%s is told as what it is: committed, with its entries and notices', async (_, treatment) => {
    const table = await openStore();
    const register = registerOn(clientOf(proxy.connectionString, table.tableName));
    await register.change(declaring('dec-1'));
    treatOnce(({ kind }) => kind === 'transaction', treatment);

    // A seat more each time: applied twice, it would show.
    const outcome = await register.change(addingSeat('dec-1'));

    expect(outcome.asset.quantity).toBe(4);
    expect(outcome.entries).toMatchObject([{ seq: 2, fact: { type: 'seats-changed', from: 3, to: 4 } }]);
    expect(outcome.notices).toHaveLength(3);
    expect(register.committed).toHaveLength(2);
    expect((await register.change(addingSeat('dec-1'))).asset).toMatchObject({ quantity: 5, version: 3 });
    expect(await keysOf(table, 'entry')).toHaveLength(3);
    expect((await verifyRegister(table)).faults).toEqual([]);
  });

  it('is recognised even when another instance has committed since', async () => {
    const table = await openStore();
    const register = registerOn(clientOf(proxy.connectionString, table.tableName));
    const other = registerOn(table);
    await register.change(declaring('dec-1'));

    let tries = 0;
    proxy.treat(async (call) => {
      if (call.kind !== 'transaction') return undefined;
      tries += 1;
      if (tries === 1) return { do: 'answer', status: 500, isDone: true };
      if (tries === 2) await other.change(addingSeat('dec-1'));
      return undefined;
    });
    const outcome = await register.change(addingSeat('dec-1'));

    expect(outcome.asset).toMatchObject({ quantity: 4, version: 2 });
    expect(await register.get('dec-1')).toMatchObject({ quantity: 5, version: 3 });
    expect((await register.change(addingSeat('dec-1'))).asset).toMatchObject({ quantity: 6, version: 4 });
    expect((await verifyRegister(table)).faults).toEqual([]);
  });
});

describe('a service that asks to wait', () => {
  it('is given the time it asks for', async () => {
    const table = await openStore();
    const register = registerOn(clientOf(proxy.connectionString, table.tableName));
    const start = proxy.calls.length;
    const times: number[] = [];
    proxy.treat((call) => {
      if (call.kind !== 'transaction') return undefined;
      times.push(performance.now());
      return times.length === 1 ? { do: 'answer', status: 429, headers: { 'retry-after': '1' } } : undefined;
    });

    const { asset } = await register.change(declaring('dec-1'));

    expect(asset.version).toBe(1);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(990);
    expect(proxy.calls.slice(start).filter(({ kind }) => kind === 'transaction')).toHaveLength(2);
  });

  it('and is out of reach for longer leaves nothing behind, and a register that works again', async () => {
    const table = await openStore();
    const register = registerOn(clientOf(proxy.connectionString, table.tableName));
    proxy.treat(() => ({ do: 'answer', status: 503 }));

    const settled = await register.changeMany(['dec-1', 'dec-2', 'dec-3'].map((id) => declaring(id)));

    expect(settled.map((one) => one.status === 'rejected' && one.reason.statusCode)).toEqual([503, 503, 503]);
    proxy.treat(() => undefined);
    expect(await keysOf(table, 'head')).toEqual([]);
    expect((await register.change(declaring('dec-1'))).asset.version).toBe(1);
    expect((await verifyRegister(table)).faults).toEqual([]);
  });
});
