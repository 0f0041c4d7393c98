import { describe, expect, it } from 'vitest';
import { aDetail } from '../api/a-detail.ts';
import { changedFields, clashes, correctionBody, correctionFormOf } from './correction.ts';

const before = correctionFormOf(aDetail());

describe('a correction', () => {
  it('is nothing while nothing is typed over', () => {
    expect(changedFields(before, { ...before, costCentre: ' CC-4410 ' })).toEqual([]);
  });

  it('carries only what was typed over', () => {
    expect(correctionBody(before, { ...before, quantity: '5', renewsOn: '' })).toEqual({ quantity: '5', renewsOn: '' });
  });

  it.each([{ price: '15' }, { currency: 'EUR' }, { pricePer: 'all' }])(
    'carries all that says what is paid together when %j',
    (change) => {
      const sent = Object.keys(correctionBody(before, { ...before, ...change }));
      expect(sent.sort()).toEqual(['currency', 'price', 'pricePer']);
    },
  );

  it('given the price of all seats, when just the seats are typed over, then it is told of those seats', () => {
    const all = { ...before, pricePer: 'all' };
    expect(correctionBody(all, { ...all, quantity: '12' })).toMatchObject({ quantity: '12', pricePer: 'all' });
    expect(correctionBody(before, { ...before, quantity: '12' })).toEqual({ quantity: '12' });
  });

  it('carries product and publisher together', () => {
    expect(correctionBody(before, { ...before, product: 'Visio Plan 2' })).toEqual({
      product: 'Visio Plan 2',
      publisher: before.publisher,
    });
  });

  it('clashes where both changed the same field differently, and only there', () => {
    const mine = { ...before, quantity: '5', costCentre: 'CC-1' };
    const theirs = { ...before, quantity: '6', costCentre: 'CC-1', renewsOn: '2027-01-01' };
    expect(clashes(before, mine, theirs)).toEqual([{ field: 'quantity', theirs: '6', mine: '5' }]);
  });
});
