import type { Asset } from '../domain/asset.ts';
import { minorPerMonth, type Priceable, priceableOf, type SeatPrice, seatPriceOf } from '../domain/estimate.ts';
import { decimalsOf, type Money } from '../domain/money.ts';
import type { ListPrice } from '../domain/settings.ts';
import { codedColumn, compareValues, growCoded, type NumberColumn, setCoded } from './columns.ts';

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
    minorAt,
    /** Whether rows are estimated to cost so much a month, in whole units of their list price's currency. */
    costTest(from: number): (row: number) => boolean {
      return (row) => {
        const price = priceAt(row);
        return price !== null && minorAt(row) >= from * 10 ** decimalsOf(price.unitPrice.currency);
      };
    },
    /** Estimated cost a month, per currency, and of how many rows. */
    sumsOf(rows: Int32Array): { money: Money[]; rows: number } {
      const known = pricesNow();
      const isKnown = Uint8Array.from(known, (price) => (price ? 1 : 0));
      const sums = new Map<string, number>();
      const { codes } = priceables;
      let count = 0;
      for (let at = 0; at < rows.length; at++) {
        const row = rows[at] as number;
        const code = codes[row] as number;
        if (isKnown[code] === 0) continue;
        count++;
        const price = known[code] as SeatPrice;
        // Each row is rounded by itself, as it is shown.
        const minor = minorPerMonth(price, quantity.numbers[row] as number);
        sums.set(price.unitPrice.currency, (sums.get(price.unitPrice.currency) ?? 0) + minor);
      }
      const money = [...sums].flatMap(([currency, minor]) => (minor === 0 ? [] : [{ currency, minor }]));
      return { money: money.sort((a, b) => compareValues(a.currency, b.currency)), rows: count };
    },
  };
}
