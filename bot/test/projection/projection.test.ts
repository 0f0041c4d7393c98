import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { fill } from '../../src/projection/follow.ts';
import { type Projection, startProjection } from '../../src/projection/projection.ts';
import { openReplica } from '../../src/projection/replica.ts';
import { anAsset, anObservation } from '../support/builders.ts';
import { aQuery } from '../support/random-assets.ts';
import { type StorageProxy, startStorageProxy } from '../support/storage-proxy.ts';
import { addingSeat, declaring, openStore, registerOn } from '../support/store.ts';

/** The replica in its worker, as an instance uses it. It follows only when told, so that tests say when. */
describe('the projection', () => {
  const open: Projection[] = [];
  const behind: string[] = [];
  afterEach(async () => {
    for (const projection of open.splice(0)) await projection.close();
    behind.length = 0;
  });
  const startOn = (tableName: string, over: Partial<Parameters<typeof startProjection>[0]> = {}) => {
    const projection = startProjection({
      storage: { connectionString: inject('storageConnectionString') },
      tableName,
      followEveryMs: 3_600_000,
      onBehind: (error) => behind.push(error),
      ...over,
    });
    open.push(projection);
    return projection;
  };

  it('answers as the replica does, with what its instance wrote at once and what others wrote once it follows', async () => {
    const table = await openStore();
    const other = registerOn(table);
    const projection = startOn(table.tableName);
    await projection.ready;
    const own = registerOn(table, { onCommit: projection.putCommit });

    const { asset } = await own.change(declaring('dec-1'));
    expect((await projection.list(aQuery())).assets).toEqual([asset]);
    expect((await projection.notices({ assetId: 'dec-1', state: 'pending', limit: 10, after: null })).total).toBe(3);

    await other.changeMany([addingSeat('dec-1'), declaring('dec-2')]);
    await projection.follow();
    const replica = openReplica();
    await fill(table, replica);
    expect(await projection.version()).toBe(replica.version());
    expect(await projection.list(aQuery({ search: 'alex' }))).toEqual(replica.list(aQuery({ search: 'alex' })));
    expect(await projection.get('dec-1')).toMatchObject({ quantity: 4 });
    expect(await projection.unsettled([anObservation()])).toMatchObject({ changed: [0], missing: [] });
    expect((await projection.relatedTo(anAsset())).purchaser).toHaveLength(2);
    expect(await projection.owners()).toEqual(['id-alex']);
    expect(behind).toEqual([]);
    replica.close();
  });

  it('tells when its worker ends by itself, and refuses questions from then on; one that is closed has not failed', async () => {
    const table = await openStore();
    const projection = startOn(table.tableName, { storage: { connectionString: 'of nothing' } });
    expect(await projection.failed).toBeInstanceOf(Error);
    await expect(projection.ready).rejects.toThrow();
    await expect(projection.version()).rejects.toThrow();

    const closed = startOn(table.tableName);
    await closed.ready;
    await closed.close();
    expect(await Promise.race([closed.failed, Promise.resolve('not failed')])).toBe('not failed');
  });

  it('gives the same answers after a restart', async () => {
    const table = await openStore();
    await registerOn(table).changeMany(['dec-1', 'dec-2', 'dec-3'].map((id) => declaring(id)));
    const [one, other] = [startOn(table.tableName), startOn(table.tableName)];
    await Promise.all([one.ready, other.ready]);
    expect(await other.list(aQuery())).toEqual(await one.list(aQuery()));
  });

  it('tells of an answer that it can not give, and goes on', async () => {
    const table = await openStore();
    const projection = startOn(table.tableName);
    await projection.ready;
    await expect(projection.list({ ...aQuery(), filters: null as never })).rejects.toThrow();
    expect((await projection.list(aQuery())).total).toBe(0);
  });

  it('ends cleanly: questions are refused, and what it is told then is no crash', async () => {
    const table = await openStore();
    const projection = startOn(table.tableName);
    await projection.ready;
    const underWay = projection.list(aQuery()).then(
      () => 'answered',
      () => 'refused',
    );
    projection.putCommit({ asset: anAsset(), entries: [], notices: [] });
    await projection.close();

    expect(['answered', 'refused']).toContain(await underWay);
    await expect(projection.version()).rejects.toThrow('stopped');
    projection.putCommit({ asset: anAsset(), entries: [], notices: [] });
    await new Promise(setImmediate);
    expect(behind).toEqual([]);
  });

  describe('with a service that is out of reach', () => {
    let proxy: StorageProxy;
    beforeAll(async () => {
      proxy = await startStorageProxy(inject('storageConnectionString'));
    });
    afterAll(() => proxy.close());

    it('is filled once it is back, and told of until then', async () => {
      const table = await openStore();
      await registerOn(table).changeMany(['dec-1', 'dec-2'].map((id) => declaring(id)));
      let refusals = 0;
      proxy.treat((call) => {
        if (call.kind !== 'list' || refusals === 40) return undefined;
        refusals += 1;
        return { do: 'answer', status: 403 };
      });

      const projection = startOn(table.tableName, {
        storage: { connectionString: proxy.connectionString },
        followEveryMs: 10,
      });
      await projection.ready;

      expect((await projection.list(aQuery())).total).toBe(2);
      expect(behind.length).toBeGreaterThan(0);
    });

    it('shows what it has, and follows on later', async () => {
      const table = await openStore();
      const register = registerOn(table);
      await register.change(declaring('dec-1'));
      const projection = startOn(table.tableName, { storage: { connectionString: proxy.connectionString } });
      await projection.ready;
      await register.change(declaring('dec-2'));
      proxy.treat((call) => (call.kind === 'list' ? { do: 'answer', status: 403 } : undefined));

      await expect(projection.follow()).rejects.toThrow();
      expect((await projection.list(aQuery())).total).toBe(1);
      proxy.treat(() => undefined);
      await projection.follow();
      expect((await projection.list(aQuery())).total).toBe(2);
    });
  });
});
