import type { Day } from './day.ts';
import { Refusal } from './errors.ts';
import { type Money, times } from './money.ts';

/** Whether a price is told of one seat or of all the seats that were paid for together. */
export const priceBases = ['seat', 'all'] as const;
export type PriceBasis = (typeof priceBases)[number];

/** Seats that were paid for together, with their price for one billing term as it was told. `since`: from when on. */
export type Lot = { quantity: number; price: Money; per: PriceBasis; since: Day | null };

/** What is known of a price: that of each seat, or lots where one seat's price does not say it. */
export type Priced = { quantity: number; unitPrice: Money | null; lots: readonly Lot[] };

/** What all seats of a lot cost. */
export function lotTotal({ quantity, price, per }: Lot): Money {
  return per === 'all' ? price : times(price, quantity);
}

/** What each seat of a lot costs; null where that is no amount of money, as of 13 seats for 250.00. */
export function exactSeatPrice({ quantity, price, per }: Lot): Money | null {
  if (per === 'seat') return price;
  return price.minor % quantity === 0 ? { ...price, minor: price.minor / quantity } : null;
}

/**
 * For how many seats the price is known. Seats that came after a price was told for all have none until it is told; where
 * seats went since, what was told is about more than there are and says nothing of the rest.
 */
export function pricedSeats({ quantity, unitPrice, lots }: Priced): number {
  if (unitPrice !== null) return quantity;
  const told = seatsIn(lots);
  return told > quantity ? 0 : told;
}

/** What these seats cost for one billing term, exactly as told; null when it is not known of any. */
export function priceOfSeats(priced: Priced): Money | null {
  const { quantity, unitPrice, lots } = priced;
  if (unitPrice !== null) return times(unitPrice, quantity);
  const [first] = lots;
  if (!first || pricedSeats(priced) === 0) return null;
  // All lots of a purchase are in one currency.
  return { minor: lots.reduce((sum, lot) => sum + lotTotal(lot).minor, 0), currency: first.price.currency };
}

/** Whether a price was told, and not of just the seats that there are. */
export function isPriceIncomplete({ quantity, lots }: Priced): boolean {
  return lots.length > 0 && seatsIn(lots) !== quantity;
}

/** In which currency the price is; null when it is not known. */
export function currencyOfPrice({ unitPrice, lots }: Priced): string | null {
  return (unitPrice ?? lots[0]?.price)?.currency ?? null;
}

/** What the dearest seat costs, of those whose price is told: for comparing, since it may be a fraction of a minor unit. */
export function dearestSeat({ unitPrice, lots }: Omit<Priced, 'quantity'>): Money | null {
  const [first] = lots;
  if (unitPrice !== null || !first) return unitPrice;
  return {
    minor: Math.max(...lots.map((lot) => lotTotal(lot).minor / lot.quantity)),
    currency: first.price.currency,
  };
}

/** The price of each seat, where it is the same and an amount of money; else null. */
export function seatPrice(priced: Priced): Money | null {
  const { unitPrice, lots, quantity } = priced;
  if (unitPrice !== null) return unitPrice;
  const [only] = lots;
  return only && lots.length === 1 && only.quantity === quantity ? exactSeatPrice(only) : null;
}

/**
 * A price once some of the seats are said to have another one: a lot of their own. What the others cost stays as it was told.
 *
 * @throws {Refusal} `lot.other-currency`, `lot.too-many-seats`
 */
export function withLot(
  priced: Priced & { purchasedOn: Day | null },
  lot: Lot,
): { unitPrice: Money | null; lots: Lot[] } {
  const { quantity, unitPrice, lots, purchasedOn: since } = priced;
  if ((currencyOfPrice(priced) ?? lot.price.currency) !== lot.price.currency) {
    throw new Refusal('invalid', 'lot.other-currency', { currency: currencyOfPrice(priced) ?? '' });
  }
  // At one price for all, there is none for these if there are no others.
  const free = unitPrice === null ? quantity - seatsIn(lots) : quantity - 1;
  if (lot.quantity > free) throw new Refusal('invalid', 'lot.too-many-seats', { most: Math.max(0, free) });
  const others: Lot[] =
    unitPrice === null ? [...lots] : [{ quantity: quantity - lot.quantity, price: unitPrice, per: 'seat', since }];
  return { unitPrice: null, lots: [...others, lot] };
}

/** A price as a form starts with it: as it was told, where that is of the seats that there are; else null, for it to be told anew. */
export function toldPrice({ quantity, unitPrice, lots }: Priced): Pick<Lot, 'price' | 'per'> | null {
  if (unitPrice !== null) return { price: unitPrice, per: 'seat' };
  const [only] = lots;
  return only && lots.length === 1 && only.quantity === quantity ? only : null;
}

/** A price as it is kept: of one seat, whatever the number of seats becomes; or of all, for just so many. */
export function priceAsTold(
  price: Money,
  per: PriceBasis,
  { quantity, since }: Pick<Lot, 'quantity' | 'since'>,
): { unitPrice: Money | null; lots: Lot[] } {
  return per === 'seat' ? { unitPrice: price, lots: [] } : { unitPrice: null, lots: [{ quantity, price, per, since }] };
}

/** Whether two prices are told the same. */
export function isSamePrice(one: Omit<Priced, 'quantity'>, other: Omit<Priced, 'quantity'>): boolean {
  const said = ({ unitPrice, lots }: Omit<Priced, 'quantity'>) => [
    unitPrice?.minor,
    unitPrice?.currency,
    ...lots.flatMap(({ quantity, price, per, since }) => [quantity, price.minor, price.currency, per, since]),
  ];
  return JSON.stringify(said(one)) === JSON.stringify(said(other));
}

/** Reads what a price is told of; nothing means one seat, as it did before there was a choice. @throws {Refusal} `price.basis-unknown` */
export function parsePriceBasis(text: string): PriceBasis {
  const said = text.trim() || 'seat';
  const basis = priceBases.find((one) => one === said);
  if (!basis) throw new Refusal('invalid', 'price.basis-unknown');
  return basis;
}

function seatsIn(lots: readonly Lot[]): number {
  return lots.reduce((sum, { quantity }) => sum + quantity, 0);
}
