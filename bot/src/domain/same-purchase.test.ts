import { describe, expect, it } from 'vitest';
import { acrobat, aDeclaredAsset, anAsset, powerBiPro } from '../../test/support/builders.ts';
import type { Asset } from './asset.ts';
import { datesFit, discoveredFor, fitOf, type Purchase } from './same-purchase.ts';

const told: Purchase = { product: powerBiPro, quantity: 3, purchasedOn: '2026-11-20' };

describe('fitOf', () => {
  it.each<[string, Partial<Purchase>, ReturnType<typeof fitOf>]>([
    ['all the same', {}, 'same'],
    ['the day before', { purchasedOn: '2026-11-19' }, 'same'],
    ['the day after', { purchasedOn: '2026-11-21' }, 'same'],
    ['two days before', { purchasedOn: '2026-11-18' }, 'near'],
    ['a fortnight before', { purchasedOn: '2026-11-06' }, 'near'],
    ['fifteen days before', { purchasedOn: '2026-11-05' }, null],
    ['other seats', { quantity: 2 }, 'near'],
    ['other seats, a fortnight before', { quantity: 2, purchasedOn: '2026-11-06' }, 'near'],
    ['a date that nobody knows', { purchasedOn: null }, 'near'],
    ['another product', { product: acrobat }, null],
    ['only its family', { product: { ...acrobat, name: 'MS Power BI', publisher: 'Microsoft' } }, 'near'],
    ['a name that means it', { product: { ...acrobat, name: 'PBI Pro', publisher: 'Microsoft' } }, 'same'],
  ])('given %s, when compared, then they fit: %s', (_what, over, expected) => {
    expect(fitOf(told, { ...told, ...over })).toBe(expected);
    expect(fitOf({ ...told, ...over }, told)).toBe(expected);
  });
});

describe('datesFit', () => {
  it.each([
    ['2026-11-20', '2026-11-20', true],
    ['2026-11-20', '2026-12-04', true],
    ['2026-12-04', '2026-11-20', true],
    ['2026-11-20', '2026-12-05', false],
    [null, '2026-11-20', true],
    ['2026-11-20', null, true],
  ])('given %s and %s, when compared, then they fit: %s', (one, other, expected) => {
    expect(datesFit(one, other)).toBe(expected);
  });
});

describe('discoveredFor', () => {
  const exact = anAsset({ id: 'sub-exact' });
  const near = anAsset({ id: 'sub-near', quantity: 2 });
  const ids = (theirs: Asset[]) => {
    const { same, near: asked } = discoveredFor(told, theirs);
    return [same?.id ?? null, asked.map(({ id }) => id)];
  };

  it('given one that fits in all, when declared, then that is it, and nothing else is asked about', () => {
    expect(ids([near, exact])).toEqual(['sub-exact', []]);
  });

  it('given only what is near, when declared, then it is asked about', () => {
    expect(ids([near, anAsset({ id: 'sub-old', purchasedOn: '2026-11-07' })])).toEqual([null, ['sub-near', 'sub-old']]);
  });

  it('given what is declared, retired, or something else, when declared, then it is not meant', () => {
    const others = [aDeclaredAsset(), anAsset({ status: 'retired' }), anAsset({ product: acrobat })];
    expect(ids(others)).toEqual([null, []]);
  });
});
