import { describe, expect, it } from 'vitest';
import { aDecidedAsset, aDeclaredAsset, anAsset, aQuestion, aSubscription } from '../../test/support/builders.ts';
import { type Asset, type BillingTerm, pricePerMonth, pricePerYear } from './asset.ts';
import { type Flag, flagsOf } from './flags.ts';
import { priceOfSeats } from './lots.ts';

describe('flagsOf', () => {
  it('given an ordinary purchase, when asked, then nothing is flagged', () => {
    expect(flagsOf(anAsset())).toEqual([]);
  });

  it.each<[Flag, Asset]>([
    ['trial', anAsset({ isTrial: true })],
    ['owner-gone', anAsset({ ownerGone: 'disabled' })],
    ['not-listed', anAsset({ subscription: aSubscription({ isListed: false }) })],
    ['commerce-problem', anAsset({ subscription: aSubscription({ status: 'Warning' }) })],
    ['disowned', anAsset({ isDisowned: true })],
    ['question-open', aDeclaredAsset({ question: aQuestion() })],
    ['no-manager', anAsset({ manager: null })],
    ['central', anAsset({ confidence: { level: 'low', score: 0, reasons: [] } })],
  ])('given what makes it so, when asked, then %s is flagged', (flag, asset) => {
    expect(flagsOf(asset)).toEqual([flag]);
  });

  it.each<[string, Asset]>([
    ['answered', aDeclaredAsset({ question: aQuestion({ answer: 'Because' }) })],
    ['of a decided purchase', aDecidedAsset('approved', { question: aQuestion() })],
    ['of a retired purchase', aDeclaredAsset({ status: 'retired', question: aQuestion() })],
  ])('given a question %s, when asked, then it is not open', (_what, asset) => {
    expect(flagsOf(asset)).toEqual([]);
  });

  it('given a purchase that was only declared, when asked, then nothing is said of a subscription', () => {
    expect(flagsOf(aDeclaredAsset({ subscription: null, confidence: null }))).toEqual([]);
  });
});

describe('prices', () => {
  const priced = (billingTerm: BillingTerm | null, minor: number, quantity = 3) => ({
    unitPrice: { minor, currency: 'USD' },
    lots: [],
    quantity,
    billingTerm,
  });

  it.each<[BillingTerm, number, number, number | null, number]>([
    ['monthly', 1_400, 4_200, 4_200, 50_400],
    ['yearly', 16_800, 50_400, 4_200, 50_400],
    ['quarterly', 4_200, 12_600, 4_200, 50_400],
    ['half-yearly', 8_400, 25_200, 4_200, 50_400],
    ['two-yearly', 33_600, 100_800, 4_200, 50_400],
    ['three-yearly', 36_000, 108_000, 3_000, 36_000],
    ['once', 1_400, 4_200, null, 4_200],
  ])(
    'given 3 seats paid %s, when summed up, then term, month and year follow',
    (term, minor, perTerm, perMonth, perYear) => {
      const asset = priced(term, minor);
      expect(priceOfSeats(asset)).toEqual({ minor: perTerm, currency: 'USD' });
      expect(pricePerMonth(asset)).toEqual(perMonth === null ? null : { minor: perMonth, currency: 'USD' });
      expect(pricePerYear(asset)).toEqual({ minor: perYear, currency: 'USD' });
    },
  );

  it('given a year that months do not divide, when summed up, then a month is rounded to a cent', () => {
    expect(pricePerMonth(priced('yearly', 10_000, 1))).toEqual({ minor: 833, currency: 'USD' });
    expect(pricePerYear(priced('three-yearly', 10_000, 1))).toEqual({ minor: 3_333, currency: 'USD' });
  });

  it('given no price or no term, when summed up, then nothing is made up', () => {
    expect(pricePerMonth({ unitPrice: null, lots: [], quantity: 3, billingTerm: 'monthly' })).toBeNull();
    expect(pricePerYear(priced(null, 1_400))).toBeNull();
  });

  it('given a price of nothing, when summed up, then it is nothing and not unknown', () => {
    expect(pricePerYear(priced('monthly', 0))).toEqual({ minor: 0, currency: 'USD' });
  });
});
