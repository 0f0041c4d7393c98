import { describe, expect, it } from 'vitest';
import { decide } from '../../src/domain/decide.ts';
import type { Fact } from '../../src/domain/entry.ts';
import { completeBaseline, digestId, getNotice, hasBaseline, putNotice } from '../../src/register/outbox.ts';
import type { Change } from '../../src/register/register.ts';
import { commit } from '../../src/register/table.ts';
import { verifyRegister } from '../../src/register/verify.ts';
import { aRouting, asItam, asMegan, at } from '../support/builders.ts';
import { addingSeat, declaring, idsIn, keysOf, openStore, registerOn } from '../support/store.ts';

/** Two registers on one table are what two instances are: they share nothing but the store. */
describe('two instances', () => {
  const decision = (assetId: string, verb: 'approve' | 'reject', actor = asMegan): Change => ({
    assetId,
    actor: { kind: 'person', id: actor.id, displayName: actor.displayName },
    decide(asset) {
      if (!asset) throw new Error('It was declared');
      const input = { comment: 'Decided', basis: asset.basis, verb };
      return decide(asset, input, actor, aRouting());
    },
  });

  it('decide on one asset at once: one decision stands, and the other is told of it', async () => {
    const table = await openStore();
    const [one, other] = [registerOn(table), registerOn(table)];
    const [last = '', ...assets] = idsIn('s1', 7);
    await one.changeMany(assets.map((id) => declaring(id)));
    // So that each believes to know where the journal ends, and one of them is wrong.
    await other.change(declaring(last));

    const settled = await Promise.all(
      assets.map((id) =>
        Promise.allSettled([one.change(decision(id, 'approve')), other.change(decision(id, 'reject', asItam))]),
      ),
    );

    for (const [index, [approval, rejection]] of settled.entries()) {
      const stands =
        approval.status === 'fulfilled' ? approval.value : rejection.status === 'fulfilled' ? rejection.value : null;
      const refused = approval.status === 'rejected' ? approval : rejection.status === 'rejected' ? rejection : null;
      expect(stands?.entries).toHaveLength(1);
      expect(refused?.reason).toMatchObject({
        code: 'asset.already-decided',
        params: { by: stands?.asset.decision?.by.displayName },
      });
      expect(await other.get(assets[index] ?? '')).toEqual(stands?.asset);
    }
    expect(await keysOf(table, 'entry')).toHaveLength(13);
    expect((await verifyRegister(table)).faults).toEqual([]);
  });

  it('decide on what another has written since, whatever they remember', async () => {
    const table = await openStore();
    const [one, other] = [registerOn(table), registerOn(table)];
    const assets = ['refusing', 'doing nothing', 'adding'];
    await one.changeMany(assets.map((id) => declaring(id, { quantity: 1 })));
    // One still remembers a single seat of each.
    await other.changeMany(assets.map(addingSeat));

    const fromTwo = (assetId: string, otherwise: () => Fact[]): Change => ({
      ...addingSeat(assetId),
      decide: (asset) => (asset?.quantity === 2 ? addingSeat(assetId).decide(asset) : otherwise()),
    });
    const refuse = () => {
      throw new Error('There are not two seats');
    };
    const outcomes = [
      await one.change(fromTwo('refusing', refuse)),
      await one.change(fromTwo('doing nothing', () => [])),
      await one.change(addingSeat('adding')),
    ];

    expect(outcomes.map(({ asset }) => asset.quantity)).toEqual([3, 3, 3]);
    await expect(one.change(fromTwo('refusing', refuse))).rejects.toThrow('There are not two seats');
    expect((await verifyRegister(table)).faults).toEqual([]);
  });

  it('take the same press, sent twice, as one', async () => {
    const table = await openStore();
    const [one, other] = [registerOn(table), registerOn(table)];
    await one.change(declaring('dec-1'));

    const [first, second] = await Promise.all([
      one.change(decision('dec-1', 'approve')),
      other.change(decision('dec-1', 'approve')),
    ]);

    expect(first.asset).toEqual(second.asset);
    expect(first.entries.length + second.entries.length).toBe(1);
    expect(first.notices.length + second.notices.length).toBe(3);
    expect(await keysOf(table, 'notice')).toHaveLength(6);
  });

  it('record the fate of one notice at once: the first stands, the other learns that it lost', async () => {
    const table = await openStore();
    const { notices } = await registerOn(table).change(declaring('dec-1'));
    const stored = await getNotice(table, notices[0]?.id ?? '');
    if (!stored) throw new Error('The notice was committed with its change');

    const [one, other] = await Promise.all(
      (['delivered', 'failed'] as const).map((state) =>
        putNotice((writes) => commit(table, writes), { ...stored.notice, state }, stored.etag),
      ),
    );

    expect([one, other].filter((written) => written === null)).toHaveLength(1);
    expect(await getNotice(table, stored.notice.id)).toEqual(one ?? other);
  });

  it('owe the digest of the first look once', async () => {
    const table = await openStore();
    const owed = await Promise.all([1, 2, 3].map((n) => completeBaseline(table, at, `{"total":${n}}`)));
    expect(owed.filter((notice) => notice !== null)).toHaveLength(1);
    expect([(await getNotice(table, digestId))?.notice]).toEqual(owed.filter((notice) => notice !== null));
    expect(await hasBaseline(table)).toBe(true);
  });

  it('declare one form at once: one asset, one entry', async () => {
    const table = await openStore();
    const instances = [registerOn(table), registerOn(table), registerOn(table)];

    const outcomes = await Promise.all(
      instances.map((register) => register.change({ ...declaring('dec-1'), isNew: true })),
    );

    expect(outcomes.map(({ asset }) => asset.version)).toEqual([1, 1, 1]);
    expect(outcomes.reduce((sum, { entries }) => sum + entries.length, 0)).toBe(1);
    expect(await keysOf(table, 'entry')).toEqual([expect.stringContaining('entry|000000000001')]);
  });

  it('write 100 changes each to one shard: nothing is lost, nothing doubled', async () => {
    const table = await openStore();
    const [one, other] = [registerOn(table, { noticesFor: () => [] }), registerOn(table, { noticesFor: () => [] })];
    const assets = idsIn('s2', 20);
    await one.changeMany(assets.map((id) => declaring(id, { quantity: 1 })));

    const seats = Array.from({ length: 5 }, () => assets.map(addingSeat)).flat();
    const settled = (
      await Promise.all([
        one.changeMany(seats),
        // One at a time, so that the two meet at every commit and not only at the first.
        (async () => {
          const results: PromiseSettledResult<unknown>[] = [];
          for (let at = 0; at < seats.length; at += 4)
            results.push(...(await other.changeMany(seats.slice(at, at + 4))));
          return results;
        })(),
      ])
    ).flat();

    expect(settled.filter(({ status }) => status === 'rejected')).toEqual([]);
    const states = await Promise.all(assets.map((id) => one.get(id)));
    expect(states.map((asset) => asset?.quantity)).toEqual(assets.map(() => 11));
    expect(one.committed.length + other.committed.length).toBe(20 + 200);
    const seqs = [...one.committed, ...other.committed].flatMap(({ entries }) => entries.map(({ seq }) => seq));
    expect(seqs.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 220 }, (_, at) => at + 1));
    expect(await verifyRegister(table)).toEqual({ entries: 220, assets: 20, faults: [] });
  });

  it('give up in words after many lost races, and write nothing then', async () => {
    const table = await openStore();
    const [one, other] = [registerOn(table), registerOn(table)];
    const [raced = '', busy = ''] = idsIn('s4', 2);
    await other.changeMany([declaring(raced), declaring(busy)]);

    // Whenever this one has read the head and decides, the other moves it on.
    let lastMove = Promise.resolve<unknown>(undefined);
    const slow: Change = {
      assetId: raced,
      actor: addingSeat(raced).actor,
      decide(asset) {
        lastMove = other.change(addingSeat(busy));
        return addingSeat(raced).decide(asset);
      },
    };
    const overtaken = registerOn(overtakenTable(table, () => lastMove));

    await expect(overtaken.change(slow)).rejects.toMatchObject({ code: 'asset.busy' });
    expect((await one.get(raced))?.quantity).toBe(3);
    expect((await one.get(busy))?.quantity).toBe(3 + 12);
    // It is a pause and no lasting state.
    expect((await overtaken.change(addingSeat(raced))).asset.quantity).toBe(4);
    expect((await verifyRegister(table)).faults).toEqual([]);
  });

  /** The table, with every transaction held back until someone else's is done. */
  function overtakenTable(table: Awaited<ReturnType<typeof openStore>>, until: () => Promise<unknown>) {
    return new Proxy(table, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (name === 'submitTransaction') {
          return async (...args: Parameters<typeof target.submitTransaction>) => {
            await until();
            return target.submitTransaction(...args);
          };
        }
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  }
});
