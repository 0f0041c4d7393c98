import { isDeclaredAnew } from './approval-scope.ts';
import { type Asset, type AssetProduct, type BillingTerm, billingTerms } from './asset.ts';
import { addDays, type Day, daysBetween, isDay } from './day.ts';
import { assertUndecided } from './decide.ts';
import type { Declaration, DeclarationPeople, Fact } from './entry.ts';
import { Refusal } from './errors.ts';
import { isSamePrice, parsePriceBasis, priceAsTold } from './lots.ts';
import type { Money } from './money.ts';
import { may, type People, relationsOf } from './permissions.ts';
import type { Actor } from './person.ts';
import { sameProduct } from './product-names.ts';
import { fitOf } from './same-purchase.ts';
import { parseTypedMoney } from './typed-money.ts';

/** What a person typed into a declaration, before any of it is believed. */
export type DeclarationInput = {
  productName: string;
  publisher: string;
  quantity: string;
  price: string;
  /** What the price is of: one seat, or all of them. */
  pricePer: string;
  currency: string;
  billingTerm: string;
  purchasedOn: string;
  renewsOn: string;
  costCentre: string;
  reason: string;
  acceptsPolicy: boolean;
  /** The version of the policy that was shown; null where that is not told. */
  policyVersion: string | null;
};

export const limits = {
  seats: 100_000,
  productName: 120,
  costCentre: 40,
  freeText: 1_000,
  /** Self-service purchase began in 2020; other publishers' purchases may be older, but not older than this. */
  oldestPurchase: '2000-01-01',
  renewalHorizonInDays: 3_660,
} as const;

/**
 * Reads a declaration strictly: every field is either right or refused in words.
 *
 * @throws {Refusal} `product.missing`, `product.too-long`, `publisher.missing`, `seats.unreadable`, `seats.too-few`,
 * `seats.too-many`, the `price.*` codes, `term.unknown`, `date.unreadable`, `purchase-date.future`, `purchase-date.too-old`,
 * `renewal.before-purchase`, `renewal.too-old`, `renewal.too-far`, `cost-centre.missing`, `cost-centre.too-long`, `text.missing`, `text.too-long`,
 * `policy.not-accepted`, `policy.changed` where what was accepted is no longer the policy
 */
export function parseDeclaration(
  input: DeclarationInput,
  known: { product: AssetProduct | null; policyVersion: string; declarationId: string; today: Day; locale?: string },
): Declaration {
  const product = known.product ?? parseProduct(input);
  const quantity = parseSeats(input.quantity);
  const price = parsePrice(input.price, input.currency, known.locale);
  const pricePer = parsePriceBasis(input.pricePer);
  const billingTerm = parseTerm(input.billingTerm);
  const purchasedOn = parsePurchaseDay(input.purchasedOn, known.today);
  const renewsOn = parseRenewal(input.renewsOn, purchasedOn, known.today);
  const costCentre = parseCostCentre(input.costCentre);
  const reason = parseText(input.reason, 'reason');
  if (!input.acceptsPolicy) throw new Refusal('invalid', 'policy.not-accepted');
  if (input.policyVersion !== null && input.policyVersion !== known.policyVersion) {
    throw new Refusal('invalid', 'policy.changed');
  }
  return {
    declarationId: known.declarationId,
    product,
    quantity,
    ...priceAsTold(price, pricePer, { quantity, since: purchasedOn }),
    billingTerm,
    purchasedOn,
    renewsOn,
    costCentre,
    reason,
    policyVersion: known.policyVersion,
  };
}

/** Reads a product that was typed. */
export function parseProduct(input: Pick<DeclarationInput, 'productName' | 'publisher'>): AssetProduct {
  const name = tidy(input.productName);
  const publisher = tidy(input.publisher);
  if (isBlank(name)) throw new Refusal('invalid', 'product.missing');
  if (name.length > limits.productName) throw new Refusal('invalid', 'product.too-long', { most: limits.productName });
  if (isBlank(publisher)) throw new Refusal('invalid', 'publisher.missing');
  if (publisher.length > limits.productName) {
    throw new Refusal('invalid', 'product.too-long', { most: limits.productName });
  }
  return { name, publisher, family: null, skuId: null, skuPartNumber: null };
}

/** Reads a number of seats: a whole number from 1 to the limit. */
export function parseSeats(text: string): number {
  const trimmed = text.trim();
  if (!/^-?\d+$/.test(trimmed)) throw new Refusal('invalid', 'seats.unreadable');
  const seats = Number(trimmed);
  if (seats < 1) throw new Refusal('invalid', 'seats.too-few');
  if (seats > limits.seats) throw new Refusal('invalid', 'seats.too-many', { most: limits.seats });
  return seats;
}

/** Reads a price and its currency, as the reader of `locale` writes them; an empty price is refused rather than taken for nothing. */
export function parsePrice(price: string, currency: string, locale?: string): Money {
  if (price.trim() === '') throw new Refusal('invalid', 'price.missing');
  return parseTypedMoney(price, currency, locale);
}

/** Reads a billing term. */
export function parseTerm(text: string): BillingTerm {
  const term = billingTerms.find((one) => one === text.trim());
  if (!term) throw new Refusal('invalid', 'term.unknown');
  return term;
}

/** Reads a purchase date: a day that exists, not in the future, not absurdly old. Tomorrow is let pass, for time zones. */
export function parsePurchaseDay(text: string, today: Day): Day {
  const day = parseDay(text);
  if (daysBetween(addDays(today, 1), day) > 0) throw new Refusal('invalid', 'purchase-date.future');
  if (day < limits.oldestPurchase) {
    throw new Refusal('invalid', 'purchase-date.too-old', { oldest: limits.oldestPurchase });
  }
  return day;
}

/** Reads a renewal date; empty means that nothing renews. Where the purchase date is unknown, the oldest one bounds it. */
export function parseRenewal(text: string, purchasedOn: Day | null, today: Day): Day | null {
  if (text.trim() === '') return null;
  const day = parseDay(text);
  if (purchasedOn !== null && day < purchasedOn) throw new Refusal('invalid', 'renewal.before-purchase');
  if (day < limits.oldestPurchase) throw new Refusal('invalid', 'renewal.too-old', { oldest: limits.oldestPurchase });
  if (daysBetween(today, day) > limits.renewalHorizonInDays) throw new Refusal('invalid', 'renewal.too-far');
  return day;
}

/** Reads a calendar date that exists. */
export function parseDay(text: string): Day {
  const day = text.trim();
  if (!isDay(day)) throw new Refusal('invalid', 'date.unreadable', { text: day.slice(0, 40) });
  return day;
}

/** Reads a cost centre: one short line. */
export function parseCostCentre(text: string): string {
  const costCentre = tidy(text);
  if (isBlank(costCentre)) throw new Refusal('invalid', 'cost-centre.missing');
  if (costCentre.length > limits.costCentre) {
    throw new Refusal('invalid', 'cost-centre.too-long', { most: limits.costCentre });
  }
  return costCentre;
}

/** Reads free text that must be there: a reason, a comment, a question or an answer. */
export function parseText(text: string, field: 'reason' | 'comment' | 'question' | 'answer'): string {
  const trimmed = withoutUnseen(text.replace(/\r\n?/g, '\n')).trim();
  if (isBlank(trimmed)) throw new Refusal('invalid', 'text.missing', { field });
  if (trimmed.length > limits.freeText) throw new Refusal('invalid', 'text.too-long', { field, most: limits.freeText });
  return trimmed;
}

/** Reads free text that may be left out, such as the comment of an approval; null when it is. */
export function parseOptionalText(text: string | null, field: 'comment'): string | null {
  return text === null || text.trim() === '' ? null : parseText(text, field);
}

/** A text of one line, without what nobody can see. */
export function tidy(text: string): string {
  return withoutUnseen(text.replace(/\s+/g, ' ')).trim();
}

/**
 * Leaves out what nobody can see and what would turn the words around it on a card: control characters but line breaks
 * and tabs, and the marks that force a direction of writing. Halves of surrogate pairs, which can't be stored, become �.
 */
export function withoutUnseen(text: string): string {
  return text.replace(/(?![\n\t])[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, '').toWellFormed();
}

/** Whether there is nothing to read in a text: no letter, digit, sign or symbol. */
export function isBlank(text: string): boolean {
  return !/[\p{L}\p{N}\p{P}\p{S}]/u.test(text);
}

/** The open purchases of a person that a new declaration might be about again. */
export function alreadyDeclared(declaration: Declaration, theirs: readonly Asset[]): Asset[] {
  return theirs.filter(
    (asset) => asset.declaredAt !== null && asset.status !== 'retired' && fitOf(asset, declaration) !== null,
  );
}

/**
 * Declares a purchase, seen by discovery or not. Declaring an undecided purchase again corrects the declaration.
 *
 * @throws {Refusal} `asset.not-yours`, `asset.already-decided`, `asset.retired`
 */
export function declare(
  asset: Asset | null,
  declaration: Declaration,
  around: DeclarationPeople,
  by: { actor: Actor; people: People },
): Fact[] {
  if (asset) {
    if (!may('asset.declare', relationsOf(by.actor, asset, by.people))) {
      throw new Refusal('forbidden', 'asset.not-yours');
    }
    if (asset.status === 'retired') throw new Refusal('conflict', 'asset.retired');
    if (!isDeclaredAnew(asset)) assertUndecided(asset);
    if (asset.status === 'declared' && isSame(asset, declaration)) return [];
  }
  return [{ type: 'declared', ...around, ...declaration }];
}

function isSame(asset: Asset, said: Declaration): boolean {
  // Of a subscription, Microsoft's word on product, seats and dates stands whatever the form says.
  const isKnown = asset.subscription !== null;
  return (
    (isKnown ||
      (sameProduct(asset.product, said.product) &&
        asset.quantity === said.quantity &&
        asset.purchasedOn === said.purchasedOn &&
        asset.renewsOn === said.renewsOn)) &&
    isSamePrice(asset, { unitPrice: said.unitPrice, lots: said.lots ?? [] }) &&
    asset.billingTerm === said.billingTerm &&
    asset.costCentre === said.costCentre &&
    asset.reason === said.reason
  );
}

/**
 * The purchaser says that they did not buy it.
 *
 * @throws {Refusal} `asset.not-yours`, `asset.already-declared`, `asset.retired`
 */
export function disown(asset: Asset, actor: Actor): Fact[] {
  if (asset.purchaser?.id !== actor.id) throw new Refusal('forbidden', 'asset.not-yours');
  if (asset.isDisowned) return [];
  if (asset.status === 'retired') throw new Refusal('conflict', 'asset.retired');
  if (asset.status !== 'detected') throw new Refusal('conflict', 'asset.already-declared');
  return [{ type: 'disowned' }];
}
