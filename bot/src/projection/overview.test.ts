import { describe, expect, it } from 'vitest';
import { aDecidedAsset, aDeclaredAsset, anAsset, aSubscription } from '../../test/support/builders.ts';
import { plainOverview } from '../../test/support/plain-register.ts';
import { randomAssets } from '../../test/support/random-assets.ts';
import type { Asset } from '../domain/asset.ts';
import { openReplica } from './replica.ts';

const today = '2026-11-24';

function overviewOf(assets: readonly Asset[], day = today) {
  const replica = openReplica();
  replica.putAssets(assets);
  return replica.overview(day);
}

const by = { id: 'id-adele', displayName: 'Adele Vance' };
const priced = (over: Partial<Asset> = {}) =>
  anAsset({ unitPrice: { minor: 1_000, currency: 'EUR' }, billingTerm: 'monthly', quantity: 2, ...over });

describe('the overview', () => {
  it('of an empty register is twelve months of nothing', () => {
    const { months, currencies, shares, toDeclare, ...rest } = overviewOf([]);
    expect(months.map(({ from, on }) => `${from} ${on}`)).toEqual([
      '2025-12-01 2025-12-31',
      '2026-01-01 2026-01-31',
      '2026-02-01 2026-02-28',
      '2026-03-01 2026-03-31',
      '2026-04-01 2026-04-30',
      '2026-05-01 2026-05-31',
      '2026-06-01 2026-06-30',
      '2026-07-01 2026-07-31',
      '2026-08-01 2026-08-31',
      '2026-09-01 2026-09-30',
      '2026-10-01 2026-10-31',
      '2026-11-01 2026-11-24',
    ]);
    expect(currencies).toEqual([]);
    expect(shares).toEqual(months.map(() => ({ known: 0, declared: 0, decided: 0 })));
    expect(toDeclare.recent).toEqual({ minutes: null, assets: 0 });
    expect(rest).toMatchObject({ day: today, since: '2026-08-26', assets: 0, central: 0 });
  });

  it.each([22, 23, 25])('agrees with a plain recount on every kind of day (seed %i)', (seed) => {
    const assets = randomAssets(1_200, seed);
    const replica = openReplica();
    replica.putAssets(assets);
    for (const day of [today, '2026-11-30', '2026-12-01', '2027-02-28', '2027-11-23']) {
      const { version, ...overview } = replica.overview(day);
      expect(overview, day).toEqual(plainOverview(assets, day));
      if (day !== today) continue;
      expect(overview.currencies.some(({ growth }) => growth.length > 0)).toBe(true);
      expect(overview.toDeclare.months.every(({ assets: count }) => count > 5)).toBe(true);
      expect(overview.toDecide.months.some(({ assets: count }) => count > 5)).toBe(true);
    }
    replica.close();
  });

  it('counts a purchase from the day it was bought until the day before it was retired', () => {
    const retirement = { reason: 'Over', by, at: '2026-10-31T23:59:59.999Z' };
    const asset = priced({ purchasedOn: '2026-08-31', createdAt: '2026-09-15T08:00:00.000Z' });
    const counts = (of: Asset) => overviewOf([of]).currencies[0]?.months.map(({ minor }) => minor);
    expect(counts(asset)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 2_000, 2_000, 2_000, 2_000]);
    expect(counts({ ...asset, status: 'retired', retirement })).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 2_000, 2_000, 0, 0]);
    expect(counts({ ...asset, purchasedOn: null })).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 2_000, 2_000, 2_000]);
    // What is to be bought is committed to from the day on which the register knows of it.
    expect(counts({ ...asset, purchasedOn: '2026-12-31' })).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 2_000, 2_000, 2_000]);
  });

  it('counts a purchase until the day before it ended, and not at all today', () => {
    const counts = (over: Partial<Asset>) => {
      const { currencies, assets } = overviewOf([priced({ purchasedOn: '2026-08-31', ...over })]);
      return [assets, currencies[0]?.minor ?? 0, currencies[0]?.months.slice(-4).map(({ minor }) => minor)];
    };
    const subscription = aSubscription({ status: 'Deleted' });
    const ending = { on: '2026-10-31', reason: null, by, at: '2026-10-31T10:00:00.000Z' };
    expect(counts({})).toEqual([1, 2_000, [2_000, 2_000, 2_000, 2_000]]);
    expect(counts({ subscription, ending })).toEqual([0, 0, [2_000, 2_000, 0, 0]]);
    expect(counts({ subscription: null, ending })).toEqual([0, 0, [2_000, 2_000, 0, 0]]);
    // Where the day was not kept, it had ended by the last change.
    expect(counts({ subscription, updatedAt: '2026-11-24T09:00:00.000Z' })).toEqual([0, 0, [2_000, 2_000, 2_000, 0]]);
  });

  it('counts what was rejected until it is retired, and says how much that is', () => {
    const assets = [priced({ id: 'a', version: 1 }), priced({ id: 'b', version: 2, status: 'rejected' })];
    expect(overviewOf(assets).currencies[0]).toMatchObject({
      minor: 4_000,
      perYear: 48_000,
      assets: 2,
      rejected: { minor: 2_000, assets: 1 },
    });
  });

  it('never adds currencies, nor a price that is paid once, nor one that nobody knows', () => {
    const assets = [
      priced({ id: 'a' }),
      priced({ id: 'b', unitPrice: { minor: 1_200, currency: 'USD' }, billingTerm: 'yearly' }),
      priced({ id: 'c', billingTerm: 'once' }),
      priced({ id: 'd', billingTerm: null }),
      priced({ id: 'e', unitPrice: null, isTrial: true }),
      priced({ id: 'f', unitPrice: null }),
    ].map((asset, at) => ({ ...asset, version: at + 1 }));
    const { currencies, prices } = overviewOf(assets);
    expect(currencies.map(({ currency, minor, perYear, assets: count }) => [currency, minor, perYear, count])).toEqual([
      ['EUR', 2_000, 24_000, 1],
      ['USD', 200, 2_400, 1],
    ]);
    expect(prices).toEqual({
      monthly: 1,
      quarterly: 0,
      'half-yearly': 0,
      yearly: 1,
      'two-yearly': 0,
      'three-yearly': 0,
      once: 1,
      trial: 1,
      unknown: 2,
    });
  });

  it('shows eight products and the others as one', () => {
    const assets = Array.from({ length: 10 }, (_, at) =>
      priced({ id: `a${at}`, version: at + 1, quantity: at + 1, product: { ...priced().product, name: `P${at}` } }),
    );
    const parts = overviewOf(assets).currencies[0]?.byProduct;
    expect(parts?.parts.map(({ value }) => value)).toEqual(['P9', 'P8', 'P7', 'P6', 'P5', 'P4', 'P3', 'P2']);
    expect(parts?.others).toEqual({ values: 2, minor: 3_000, assets: 2 });
  });

  it('takes the middle of an odd number of times and between the middle two of an even', () => {
    const times = ['09:10', '09:30', '11:00', '19:00'];
    const assets = times.map((time, at) =>
      aDeclaredAsset({
        id: `a${at}`,
        version: at + 1,
        createdAt: '2026-11-20T09:00:30.000Z',
        declaredAt: `2026-11-20T${time}:00.000Z`,
      }),
    );
    expect(overviewOf(assets.slice(0, 3)).toDeclare.recent).toEqual({ minutes: 30, assets: 3 });
    expect(overviewOf(assets).toDeclare.recent).toEqual({ minutes: 75, assets: 4 });
    // What was declared before it was seen took no time that anybody could take.
    expect(overviewOf([{ ...assets[0], source: 'declaration' } as Asset]).toDeclare.recent.assets).toBe(0);
  });

  it('follows what becomes of an asset', () => {
    const replica = openReplica();
    const shares = () => replica.overview(today).shares.at(-1);
    replica.putAssets([priced()]);
    expect(shares()).toEqual({ known: 1, declared: 0, decided: 0 });
    replica.putAssets([aDecidedAsset('approved', { version: 2 })]);
    expect(shares()).toEqual({ known: 1, declared: 1, decided: 1 });
    expect(replica.overview(today).toDecide.recent).toEqual({ minutes: 0, assets: 1 });
    const retirement = { reason: 'Over', by, at: '2026-11-24T10:00:00.000Z' };
    replica.putAssets([aDecidedAsset('approved', { version: 3, status: 'retired', retirement })]);
    expect(shares()).toEqual({ known: 0, declared: 0, decided: 0 });
    expect(replica.overview(today).currencies).toEqual([]);
  });
});
