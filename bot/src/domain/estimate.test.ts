import { describe, expect, it } from 'vitest';
import { acrobat, anAsset, powerBiPro } from '../../test/support/builders.ts';
import type { Asset } from './asset.ts';
import { estimatedPerMonth } from './estimate.ts';
import type { ListPrice } from './settings.ts';

const line = (product: string, billingTerm: ListPrice['billingTerm'], minor: number): ListPrice => ({
  product,
  billingTerm,
  unitPrice: { minor, currency: 'EUR' },
});
const unpriced = (over: Partial<Asset> = {}) =>
  anAsset({ product: powerBiPro, unitPrice: null, billingTerm: null, isTrial: false, quantity: 5, ...over });

describe('an estimate', () => {
  it('given a purchase without a price, then the price book says what all its seats cost a month', () => {
    expect(estimatedPerMonth(unpriced(), [line('Power BI Pro', 'monthly', 1_300)])).toEqual({
      minor: 6_500,
      currency: 'EUR',
    });
  });

  it('given a yearly list price, then a twelfth of it counts, rounded over all seats', () => {
    expect(estimatedPerMonth(unpriced(), [line('power_bi_pro', 'yearly', 10_001)])?.minor).toBe(4_167);
  });

  it('given the term is known, then the line of that term counts, and the shortest where there is none', () => {
    const book = [line('Power BI Pro', 'yearly', 12_000), line('Power BI Pro', 'monthly', 1_300)];
    expect(estimatedPerMonth(unpriced({ billingTerm: 'yearly' }), book)?.minor).toBe(5_000);
    expect(estimatedPerMonth(unpriced({ billingTerm: 'three-yearly' }), book)?.minor).toBe(6_500);
  });

  it('given no line in the book, then the catalogue’s list price counts', () => {
    expect(estimatedPerMonth(unpriced(), [line('Visio', 'monthly', 1)])).toEqual({ minor: 7_000, currency: 'USD' });
  });

  it.each([
    ['a price that is known', { unitPrice: { minor: 900, currency: 'EUR' } }],
    ['a free trial', { isTrial: true }],
    ['something paid once', { billingTerm: 'once' as const }],
    ['a product that nobody lists', { product: acrobat }],
  ])('given %s, then nothing is estimated', (_what, over) => {
    expect(estimatedPerMonth(unpriced(over), [line('Visio', 'monthly', 1)])).toBeNull();
  });

  it('given a list price that is paid once, then nothing is estimated a month', () => {
    expect(estimatedPerMonth(unpriced(), [line('Power BI Pro', 'once', 9_900)])).toBeNull();
  });
});
