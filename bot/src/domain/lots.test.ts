import { describe, expect, it } from 'vitest';
import { codeOf } from '../../test/support/builders.ts';
import { pricePerMonth, pricePerYear } from './asset.ts';
import {
  currencyOfPrice,
  exactSeatPrice,
  isPriceIncomplete,
  type Lot,
  parsePriceBasis,
  pricedSeats,
  priceOfSeats,
  seatPrice,
} from './lots.ts';

const usd = (minor: number) => ({ minor, currency: 'USD' });
const all = (quantity: number, minor: number): Lot => ({ quantity, price: usd(minor), per: 'all', since: null });
const each = (quantity: number, minor: number): Lot => ({ quantity, price: usd(minor), per: 'seat', since: null });
const held = (quantity: number, ...lots: Lot[]) => ({ quantity, unitPrice: null, lots });

describe('a price that was told for all seats', () => {
  it('given 13 seats for 250.00 a year, when summed up, then it is what was paid, and no seat has a rounded price', () => {
    const asset = { ...held(13, all(13, 25_000)), billingTerm: 'yearly' as const };
    expect(priceOfSeats(asset)).toEqual(usd(25_000));
    expect(pricePerYear(asset)).toEqual(usd(25_000));
    expect(pricePerMonth(asset)).toEqual(usd(2_083));
    expect([seatPrice(asset), pricedSeats(asset), isPriceIncomplete(asset)]).toEqual([null, 13, false]);
  });

  it('given it divides evenly, when a seat is asked for, then its price is exact', () => {
    expect(exactSeatPrice(all(13, 26_000))).toEqual(usd(2_000));
    expect(seatPrice(held(13, all(13, 26_000)))).toEqual(usd(2_000));
  });

  it.each([
    ['13 to 15, then what was paid for 13 stays, and two have no price', 15, 13, usd(25_000)],
    ['13 to 11, then what was paid for 13 says nothing of 11', 11, 0, null],
    ['13 and back again, then it is right again', 13, 13, usd(25_000)],
  ])('given seats go from %s', (_what, quantity, seats, price) => {
    const asset = held(quantity, all(13, 25_000));
    expect([pricedSeats(asset), priceOfSeats(asset)]).toEqual([seats, price]);
    expect(isPriceIncomplete(asset)).toBe(quantity !== 13);
    expect(currencyOfPrice(asset)).toBe('USD');
  });
});

describe('seats at several prices', () => {
  it('given 13 for 250.00 and 2 at 25.00 each, when summed up, then both count, and there is no one price of a seat', () => {
    const asset = held(15, all(13, 25_000), each(2, 2_500));
    expect([priceOfSeats(asset), pricedSeats(asset), seatPrice(asset)]).toEqual([usd(30_000), 15, null]);
  });
});

describe('a price of one seat', () => {
  it('given seats change, when summed up, then each of them costs it', () => {
    const priced = (quantity: number) => ({ quantity, unitPrice: usd(2_000), lots: [] });
    expect([priced(13), priced(15)].map(priceOfSeats)).toEqual([usd(26_000), usd(30_000)]);
    expect(isPriceIncomplete(priced(15))).toBe(false);
  });

  it('given no price, when summed up, then nothing is made up', () => {
    expect([priceOfSeats(held(3)), currencyOfPrice(held(3)), isPriceIncomplete(held(3))]).toEqual([null, null, false]);
  });
});

describe('what a price is told of', () => {
  it('given nothing, then it is one seat; given neither, then that is refused', () => {
    expect(['', ' all ', 'seat'].map(parsePriceBasis)).toEqual(['seat', 'all', 'seat']);
    expect(codeOf(() => parsePriceBasis('half'))).toBe('price.basis-unknown');
  });
});
