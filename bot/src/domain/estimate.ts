import { type Asset, type AssetProduct, type BillingTerm, monthsPerTerm } from './asset.ts';
import { productBySku } from './catalogue.ts';
import { priceOfSeats } from './lots.ts';
import type { Money } from './money.ts';
import { listPricesOf } from './price-book.ts';
import { isCommitted } from './running.ts';
import type { ListPrice } from './settings.ts';

/** What an estimate depends on, beside the seats. */
export type Priceable = Pick<AssetProduct, 'name' | 'skuPartNumber' | 'skuId'> & { billingTerm: BillingTerm | null };

/** What a seat costs by list for so many months. */
export type SeatPrice = { unitPrice: Money; months: number };

/** What a purchase is estimated by; null where its price is known, it costs nothing each month, or has ended. */
export function priceableOf(asset: Asset): Priceable | null {
  const { product, billingTerm, isTrial } = asset;
  if (!isCommitted(asset) || priceOfSeats(asset) !== null || isTrial || billingTerm === 'once') return null;
  const { name, skuPartNumber, skuId } = product;
  return { name, skuPartNumber, skuId, billingTerm };
}

/**
 * The list price of a seat: the organisation's price book says it, for the term that is known or else the shortest; the
 * catalogue says it where the book has no line. Null where neither does, or the book says that it is paid once.
 */
export function seatPriceOf(priceable: Priceable, priceBook: readonly ListPrice[]): SeatPrice | null {
  const lines = listPricesOf(priceable, priceBook);
  const line = lines.find(({ billingTerm }) => billingTerm === priceable.billingTerm) ?? lines[0];
  if (line) {
    const { unitPrice, billingTerm } = line;
    return billingTerm === 'once' ? null : { unitPrice, months: monthsPerTerm[billingTerm] };
  }
  const listed = productBySku(priceable.skuId)?.listPrice;
  return listed ? { unitPrice: { minor: listed.minor, currency: listed.currency }, months: 1 } : null;
}

/** Minor units that so many seats cost a month, rounded. */
export function minorPerMonth({ unitPrice, months }: SeatPrice, quantity: number): number {
  return Math.round((unitPrice.minor * quantity) / months);
}

/**
 * What a purchase without a known price probably costs a month, by list price. A guess to find and rank it by: it is never
 * added to what is known.
 */
export function estimatedPerMonth(asset: Asset, priceBook: readonly ListPrice[]): Money | null {
  const priceable = priceableOf(asset);
  const price = priceable && seatPriceOf(priceable, priceBook);
  return price && { minor: minorPerMonth(price, asset.quantity), currency: price.unitPrice.currency };
}
