import { describe, expect, it } from 'vitest';
import { aDetail } from '../api/a-detail.ts';
import { emptyPurchase, type PurchaseForm, purchaseComplaints, purchaseFormOf } from './purchase-form.ts';

const now = new Date('2026-11-24T10:00:00Z');
const good: PurchaseForm = {
  quantity: '3',
  price: '14.00',
  pricePer: 'seat',
  currency: 'USD',
  billingTerm: 'monthly',
  purchasedOn: '2026-11-20',
  renewsOn: '2026-12-19',
  costCentre: 'CC-4410',
};
const refused = (change: Partial<PurchaseForm>) => Object.keys(purchaseComplaints({ ...good, ...change }, 'en', now));

describe('a typed purchase', () => {
  it('is the same again when nothing is typed over', () => {
    expect(purchaseFormOf(aDetail())).toEqual(good);
  });

  it('given the price of all seats was told, then that is what is typed over, and several prices are told anew', () => {
    const lot = (quantity: number, minor: number) => {
      const total = { minor, currency: 'USD' };
      return { quantity, total, unitPrice: null, per: 'all' as const, since: null };
    };
    const form = purchaseFormOf(aDetail({ quantity: 13, unitPrice: null, lots: [lot(13, 25_000)] }));
    expect([form.price, form.pricePer, form.currency]).toEqual(['250.00', 'all', 'USD']);
    const several = purchaseFormOf(aDetail({ quantity: 15, unitPrice: null, lots: [lot(13, 25_000), lot(2, 5_000)] }));
    const fewer = purchaseFormOf(aDetail({ quantity: 15, unitPrice: null, lots: [lot(13, 25_000)] }));
    expect([several, fewer].map(({ price, currency }) => [price, currency])).toEqual([
      ['', ''],
      ['', ''],
    ]);
  });

  it('keeps the decimals of its currency', () => {
    expect(purchaseFormOf(aDetail({ unitPrice: { minor: 5_000, currency: 'JPY' } })).price).toBe('5000');
    expect(purchaseFormOf(aDetail({ unitPrice: { minor: 1_234, currency: 'KWD' } })).price).toBe('1.234');
  });

  it('is accepted when every field is right, and without a renewal', () => {
    expect(refused({})).toEqual([]);
    expect(refused({ renewsOn: '', currency: ' usd ', price: '14,50' })).toEqual([]);
    for (const money of [
      { price: '€42', currency: 'EUR' },
      { price: '42 €', currency: '' },
      { price: '$42', currency: 'CAD' },
      { price: '42', currency: '€' },
    ]) {
      expect(refused(money)).toEqual([]);
    }
    expect(refused({ price: '€42', currency: 'GBP' })).toEqual(['price']);
  });

  it.each([
    ['quantity', '0'],
    ['quantity', '1.5'],
    ['quantity', '1000000000'],
    ['price', '-3'],
    ['price', '1.234'],
    ['price', ''],
    ['pricePer', 'half'],
    ['currency', 'DOLLARS'],
    ['currency', ''],
    ['billingTerm', ''],
    ['purchasedOn', '2026-02-30'],
    ['purchasedOn', '2026-12-01'],
    ['renewsOn', '2026-01-01'],
    ['costCentre', '  '],
  ] as const)('is refused at %s when that is "%s"', (field, value) => {
    expect(refused({ [field]: value })).toEqual([field]);
  });

  it('is refused at every field that must be filled in', () => {
    expect(Object.keys(purchaseComplaints(emptyPurchase, 'en', now)).sort()).toEqual(
      ['billingTerm', 'costCentre', 'currency', 'price', 'purchasedOn', 'quantity'].sort(),
    );
  });
});
