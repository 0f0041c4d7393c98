import { dayOf } from '../../../bot/src/domain/day.ts';
import {
  parseCostCentre,
  parsePrice,
  parsePurchaseDay,
  parseRenewal,
  parseSeats,
  parseTerm,
} from '../../../bot/src/domain/declare.ts';
import { Refusal } from '../../../bot/src/domain/errors.ts';
import { type PriceBasis, parsePriceBasis } from '../../../bot/src/domain/lots.ts';
import { decimalsOf, type Money } from '../../../bot/src/domain/money.ts';
import { carriesCurrency, firstCurrency } from '../../../bot/src/domain/typed-money.ts';
import { refusalSentence, wordsFor } from '../../../bot/src/domain/words/words.ts';
import type { Item } from '../../../bot/src/http/contract.ts';

/** The facts of a purchase as typed, before any of it is believed. */
export type PurchaseForm = {
  quantity: string;
  price: string;
  pricePer: string;
  currency: string;
  billingTerm: string;
  purchasedOn: string;
  renewsOn: string;
  costCentre: string;
};
export type PurchaseField = keyof PurchaseForm;

export const emptyPurchase: PurchaseForm = {
  quantity: '',
  price: '',
  pricePer: 'seat',
  currency: '',
  billingTerm: '',
  purchasedOn: '',
  renewsOn: '',
  costCentre: '',
};

/** What the register knows of a purchase, ready to be typed over. */
export function purchaseFormOf(item: Item): PurchaseForm {
  const told = toldPrice(item);
  return {
    quantity: String(item.quantity),
    price: told ? typedPrice(told.price) : '',
    pricePer: told?.per ?? 'seat',
    currency: told?.price.currency ?? '',
    billingTerm: item.billingTerm ?? '',
    purchasedOn: item.purchasedOn ?? '',
    renewsOn: item.renewsOn ?? '',
    costCentre: item.costCentre ?? '',
  };
}

/** The price as it was told; null where it is not known, was told of other seats than these, or seats have several. */
function toldPrice({ quantity, lots, unitPrice }: Item): { price: Money; per: PriceBasis } | null {
  const [only] = lots;
  if (!only) return unitPrice && { price: unitPrice, per: 'seat' };
  if (lots.length > 1 || only.quantity !== quantity) return null;
  return only.per === 'seat' && only.unitPrice
    ? { price: only.unitPrice, per: 'seat' }
    : { price: only.total, per: 'all' };
}

function typedPrice({ minor, currency }: Money): string {
  const decimals = decimalsOf(currency);
  return (minor / 10 ** decimals).toFixed(decimals);
}

/** What the rules of the register object to in a typed purchase, per field, in the reader's language. */
export function purchaseComplaints(form: PurchaseForm, locale: string, now = new Date()) {
  const today = dayOf(now);
  const currency = form.currency.trim();
  const isCurrencyTold = complaintOf(() => parsePrice('0', currency, locale), locale) === null;
  const isBesidePrice = currency === '' && carriesCurrency(form.price);
  const rules: Record<PurchaseField, () => unknown> = {
    quantity: () => parseSeats(form.quantity),
    // A wrong currency is the currency field's complaint, not the price's.
    price: () => parsePrice(form.price, isCurrencyTold ? currency : firstCurrency, locale),
    pricePer: () => parsePriceBasis(form.pricePer),
    currency: () => isBesidePrice || parsePrice('0', currency, locale),
    billingTerm: () => parseTerm(form.billingTerm),
    purchasedOn: () => parsePurchaseDay(form.purchasedOn, today),
    renewsOn: () => parseRenewal(form.renewsOn, form.purchasedOn || null, today),
    costCentre: () => parseCostCentre(form.costCentre),
  };
  const complaints = complaintsOf(rules, locale);
  // "“” is not a currency" would help nobody.
  return currency === '' && !isBesidePrice
    ? { ...complaints, currency: wordsFor(locale).tab.declare.currencyHint }
    : complaints;
}

/** Tries each rule; the sentences of those that refuse. */
export function complaintsOf<Field extends string>(
  rules: Readonly<Partial<Record<Field, () => unknown>>>,
  locale: string,
): Partial<Record<Field, string>> {
  const complaints: Partial<Record<Field, string>> = {};
  for (const [field, rule] of Object.entries(rules) as [Field, () => unknown][]) {
    const complaint = complaintOf(rule, locale);
    if (complaint !== null) complaints[field] = complaint;
  }
  return complaints;
}

/** The sentence with which a rule refuses, or null when it doesn't. */
export function complaintOf(rule: () => unknown, locale: string): string | null {
  try {
    rule();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return refusalSentence(error, locale);
    throw error;
  }
}
