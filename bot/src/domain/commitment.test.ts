import { describe, expect, it } from 'vitest';
import { aHappening, anAsset } from '../../test/support/builders.ts';
import type { Asset } from './asset.ts';
import { commitmentOf } from './commitment.ts';
import type { Fact } from './entry.ts';
import { evolve } from './evolve.ts';

const bought = (purchasedOn: string | null, renewsOn: string | null, createdAt = '2026-11-24T10:00:00.000Z') =>
  anAsset({ purchasedOn, renewsOn, createdAt });
const moved = (asset: Asset, to: string | null, on: string, from = asset.renewsOn) =>
  evolve(asset, aHappening({ type: 'renewal-moved', from, to }, { at: `${on}T10:00:00.000Z` }));
const corrected = (changes: Extract<Fact, { type: 'corrected' }>['changes']): Fact => ({
  type: 'corrected',
  changes,
  reason: 'As invoiced',
});

describe('a commitment', () => {
  it.each<[string, Asset, number | null]>([
    ['seen at once, a month ahead', bought('2026-11-20', '2026-12-20'), 1],
    ['seen at once, a year ahead, however it is billed', bought('2026-11-20', '2027-11-20'), 12],
    ['seen at once, three years ahead', bought('2026-11-20', '2029-11-20'), 36],
    ['seen a month after', bought('2026-10-24', '2027-10-24'), 12],
    ['seen later, when it may have renewed', bought('2026-10-23', '2027-10-23'), null],
    ['without a renewal', bought('2026-11-20', null), null],
    ['of an unknown day', bought(null, '2027-11-20'), null],
    ['that renews before it was bought', bought('2026-11-20', '2026-11-20'), null],
  ])('given a purchase %s, then it is for so many months: %s', (_what, asset, months) => {
    expect(commitmentOf(asset)?.months ?? null).toBe(months);
  });

  it('given it renews, when the next date is told, then it runs from the one that came', () => {
    const old = bought('2024-01-15', '2026-12-15');
    expect(commitmentOf(old)).toBeNull();
    const renewed = moved(old, '2027-12-15', '2026-12-15');
    expect(commitmentOf(renewed)).toEqual({ from: '2026-12-15', to: '2027-12-15', months: 12 });
    expect(commitmentOf(moved(renewed, '2028-01-15', '2027-12-15'))?.months).toBe(1);
    // A date that is put right once it has come is the next one, too.
    const told = evolve(old, aHappening(corrected({ renewsOn: '2027-12-15' }), { at: '2026-12-20T10:00:00.000Z' }));
    expect(commitmentOf(told)?.months).toBe(12);
  });

  it('given the date moves before it has come, then that is no renewal', () => {
    const asset = bought('2026-11-20', '2026-12-20');
    expect(commitmentOf(moved(asset, '2027-11-20', '2026-11-30'))).toMatchObject({ from: '2026-11-20', months: 12 });
  });

  it('given a renewal that no longer fits the dates, when they are put right, then it is forgotten', () => {
    const renewed = moved(bought('2026-11-20', '2026-12-20'), '2027-01-20', '2026-12-20');
    expect(renewed.renewedOn).toBe('2026-12-20');
    const later = evolve(renewed, aHappening(corrected({ purchasedOn: '2026-12-25' })));
    expect(later.renewedOn).toBeNull();
    expect(evolve(renewed, aHappening(corrected({ renewsOn: '2026-12-01' }))).renewedOn).toBeNull();
  });
});
