import type { Asset } from '../domain/asset.ts';
import { minorPerMonth, type Priceable, priceableOf, type SeatPrice, seatPriceOf } from '../domain/estimate.ts';
import { decimalsOf, type Money } from '../domain/money.ts';
import type { ListPrice } from '../domain/settings.ts';
import { add, codedColumn, compareValues, growCoded, type NumberColumn, setCoded } from './columns.ts';

/**
 * What rows without a price cost by list. Rows of the same product and term share a list price, so a new price book is a
 * matter of a few hundred prices and never of all rows.
 */
export function estimateColumn(quantity: NumberColumn, capacity: number) {
  const priceables = codedColumn(capacity);
  let priceBook: readonly ListPrice[] = [];
  let prices: (SeatPrice | null)[] = [];

  function pricesNow(): (SeatPrice | null)[] {
    for (let code = prices.length; code < priceables.values.length; code++) {
      const key = priceables.values[code] ?? '';
      prices.push(key === '' ? null : seatPriceOf(JSON.parse(key) as Priceable, priceBook));
    }
    return prices;
  }

  function priceAt(row: number): SeatPrice | null {
    return pricesNow()[priceables.codes[row] as number] ?? null;
  }

  /** Minor units a month, in the currency of the list price; NaN where nothing is estimated. */
  function minorAt(row: number): number {
    const price = priceAt(row);
    return price ? minorPerMonth(price, quantity.numbers[row] as number) : Number.NaN;
  }

  return {
    grow: (larger: number) => growCoded(priceables, larger),
    put(row: number, asset: Asset): void {
      const priceable = priceableOf(asset);
      setCoded(priceables, row, priceable && JSON.stringify(priceable));
    },
    setPriceBook(lines: readonly ListPrice[]): void {
      priceBook = lines;
      prices = [];
    },
    isEstimated: (row: number) => priceAt(row) !== null,
    minorAt,
    /** Whether rows are estimated to cost so much a month, in whole units of their list price's currency. */
    costTest(from: number): (row: number) => boolean {
      return (row) => {
        const price = priceAt(row);
        return price !== null && minorAt(row) >= from * 10 ** decimalsOf(price.unitPrice.currency);
      };
    },
    /** Estimated cost a month, per currency. */
    totalsOf(rows: Int32Array): Money[] {
      const known = pricesNow();
      const seats = new Float64Array(known.length);
      const sums = new Map<string, number>();
      // Each row is rounded by itself, as it is shown; only what divides evenly may be counted in seats.
      for (let at = 0; at < rows.length; at++) {
        const row = rows[at] as number;
        const code = priceables.codes[row] as number;
        const price = known[code];
        if (!price) continue;
        if (price.months === 1) add(seats, code, quantity.numbers[row] as number);
        else sums.set(price.unitPrice.currency, (sums.get(price.unitPrice.currency) ?? 0) + minorAt(row));
      }
      known.forEach((price, code) => {
        const count = seats[code] ?? 0;
        if (!price || count === 0) return;
        const { minor, currency } = price.unitPrice;
        sums.set(currency, (sums.get(currency) ?? 0) + minor * count);
      });
      return [...sums]
        .flatMap(([currency, minor]) => (minor === 0 ? [] : [{ currency, minor }]))
        .sort((a, b) => compareValues(a.currency, b.currency));
    },
  };
}
