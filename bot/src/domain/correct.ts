import { toldWith, usualTolerance } from './approval-scope.ts';
import { type Asset, type AssetProduct, type AssetStatus, assetStatuses } from './asset.ts';
import { productBySku } from './catalogue.ts';
import type { Day } from './day.ts';
import {
  parseCostCentre,
  parsePrice,
  parseProduct,
  parsePurchaseDay,
  parseRenewal,
  parseSeats,
  parseTerm,
} from './declare.ts';
import type { Correction, Fact } from './entry.ts';
import { Refusal } from './errors.ts';
import { currencyOfPrice, type Lot, parsePriceBasis, priceAsTold, withLot } from './lots.ts';
import type { Money } from './money.ts';
import { productNamed } from './product-names.ts';
import { carriesCurrency } from './typed-money.ts';

/** Facts of a purchase as ITAM staff typed them; fields left out stay as they are. */
export type TypedCorrection = {
  product?: string | undefined;
  publisher?: string | undefined;
  quantity?: string | undefined;
  price?: string | undefined;
  /** What the price is of: one seat, or all of them. */
  pricePer?: string | undefined;
  currency?: string | undefined;
  billingTerm?: string | undefined;
  purchasedOn?: string | undefined;
  renewsOn?: string | undefined;
  costCentre?: string | undefined;
  /** Seats among them that came later, at another price. */
  added?: AddedSeats | undefined;
};

/** Some of the seats with what they cost, as typed. `since`: the day from which on they are paid for. */
export type AddedSeats = { quantity: string; price: string; pricePer: string; since: string };

/**
 * Reads a correction by the rules of declarations.
 *
 * @throws {Refusal} `product.known`, `price.missing`, `currency.alone`, `currency.missing`, and the codes that a declaration's
 * fields are refused with, and those of {@link withLot}
 */
export function parseCorrection(typed: TypedCorrection, asset: Asset, today: Day, locale?: string): Correction {
  const { quantity, price, pricePer, currency, billingTerm, purchasedOn, renewsOn, costCentre } = typed;
  const changes: Correction = {};
  if (typed.product !== undefined || typed.publisher !== undefined) changes.product = parseOtherProduct(typed, asset);
  if (quantity !== undefined) changes.quantity = parseSeats(quantity);
  if (billingTerm !== undefined) changes.billingTerm = parseTerm(billingTerm);
  if (purchasedOn !== undefined) changes.purchasedOn = parsePurchaseDay(purchasedOn, today);
  if (renewsOn !== undefined) {
    changes.renewsOn = parseRenewal(renewsOn, changes.purchasedOn ?? asset.purchasedOn, today);
  }
  if (costCentre !== undefined) changes.costCentre = parseCostCentre(costCentre);
  if (price !== undefined || pricePer !== undefined || currency !== undefined) {
    const { quantity: seats, purchasedOn: since } = { ...asset, ...changes };
    Object.assign(
      changes,
      priceAsTold(parseTypedPrice(typed, asset, locale), parsePriceBasis(pricePer ?? ''), { quantity: seats, since }),
    );
  }
  if (typed.added !== undefined) {
    const stands = { ...asset, ...changes };
    Object.assign(changes, withLot(stands, parseAdded(typed.added, stands, today, locale)));
  }
  return changes;
}

/** @throws {Refusal} the codes of seats, price and purchase date */
function parseAdded(typed: AddedSeats, asset: Asset, today: Day, locale: string | undefined): Lot {
  return {
    quantity: parseSeats(typed.quantity),
    price: parseTypedPrice({ price: typed.price }, asset, locale),
    per: parsePriceBasis(typed.pricePer),
    since: parsePurchaseDay(typed.since, today),
  };
}

/**
 * What Microsoft says of a subscription is not put right here, unless it says no more than a part number.
 *
 * @throws {Refusal} `product.known`, and the codes of a declaration's product
 */
function parseOtherProduct({ product, publisher }: TypedCorrection, asset: Asset): AssetProduct {
  const { skuId, skuPartNumber } = asset.product;
  if (asset.subscription && productBySku(skuId)) throw new Refusal('invalid', 'product.known');
  const named = { productName: product ?? asset.product.name, publisher: publisher ?? asset.product.publisher };
  const meant = productNamed(named.productName, named.publisher) ?? parseProduct(named);
  return asset.subscription ? { ...meant, skuId, skuPartNumber } : meant;
}

/** A price may go without its currency only where that is known; a currency never without its price, which would mean another. */
function parseTypedPrice({ price, currency }: TypedCorrection, asset: Asset, locale: string | undefined): Money {
  if (price === undefined) throw new Refusal('invalid', currency === undefined ? 'price.missing' : 'currency.alone');
  const code = currency ?? currencyOfPrice(asset);
  if (code === null && !carriesCurrency(price)) throw new Refusal('invalid', 'currency.missing');
  return parsePrice(price, code ?? '', locale);
}

/**
 * ITAM staff put a field right, with a reason. Fields that already hold the value are left out; nothing left means no fact.
 *
 * @throws {Refusal} `renewal.before-purchase`
 */
export function correct(asset: Asset, changes: Correction, reason: string): Fact[] {
  const differing = Object.fromEntries(
    Object.entries(changes).filter(([field, value]) => !isEqual(asset[field as keyof Correction], value)),
  ) as Correction;
  if (Object.keys(differing).length === 0) return [];
  const isAboutDates = 'purchasedOn' in differing || 'renewsOn' in differing;
  const after = { ...asset, ...differing };
  if (isAboutDates && after.renewsOn !== null && after.purchasedOn !== null && after.renewsOn < after.purchasedOn) {
    throw new Refusal('invalid', 'renewal.before-purchase');
  }
  return [{ type: 'corrected', changes: differing, reason }];
}

function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/**
 * Ends an asset's life in the register, with the reason for its disposal.
 * Retiring again is a no-op.
 */
export function retire(asset: Asset, reason: string): Fact[] {
  return asset.status === 'retired' ? [] : [{ type: 'retired', reason }];
}

/** What rests on a declaration: without one nothing says what was bought, what it costs and why, so nothing is approved either. */
const restsOnDeclaration: ReadonlySet<AssetStatus> = new Set<AssetStatus>(['declared', 'approved']);

/** Where ITAM staff may move a purchase by hand, as it stands. */
export function statusesByHand({ status, declaredAt }: Pick<Asset, 'status' | 'declaredAt'>): AssetStatus[] {
  return assetStatuses.filter((to) => to !== status && (declaredAt !== null || !restsOnDeclaration.has(to)));
}

/**
 * ITAM staff move a state by hand, with a reason, to one of {@link statusesByHand}. Moved to where it is, nothing happened.
 *
 * @throws {Refusal} `status.needs-declaration`
 */
export function moveStatus(asset: Asset, to: AssetStatus, reason: string, tolerance: number = usualTolerance): Fact[] {
  if (asset.status === to) return [];
  if (!statusesByHand(asset).includes(to)) throw new Refusal('conflict', 'status.needs-declaration', { to });
  return [{ type: 'status-moved', to, reason, ...(to === 'approved' && toldWith(tolerance)) }];
}
