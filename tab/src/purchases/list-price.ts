import { billingTerms } from '../../../bot/src/domain/asset.ts';
import { decimalText } from '../../../bot/src/domain/money.ts';
import { listPriceOf, listPricesOf } from '../../../bot/src/domain/price-book.ts';
import type { ListPrice } from '../../../bot/src/domain/settings.ts';
import type { DeclarationForm } from './declaration-form.ts';

/** What is declared, as the price book may name it, and the book. */
export type Listing = { skuPartNumber: string | null; priceBook: readonly ListPrice[] };

/** Whether the price in the form is the one in the price book. */
export function isListPrice(form: DeclarationForm, { skuPartNumber, priceBook }: Listing): boolean {
  return listPricesOf({ name: form.product, skuPartNumber }, priceBook).some(
    ({ billingTerm, unitPrice }) =>
      form.pricePer === 'seat' &&
      billingTerm === form.billingTerm &&
      unitPrice.currency === currencyOf(form) &&
      decimalText(unitPrice) === form.price,
  );
}

/** The form with the list price in it, where there is one and nobody has typed a price yet. */
export function startedWithListPrice(form: DeclarationForm, listing: Listing): DeclarationForm {
  return form.price === '' ? filled(form, listing, {}) : form;
}

/**
 * The form after a change. The list price follows product, term and currency for as long as nobody has typed another one;
 * where the book has none for them, none is left over from before.
 */
export function changedWithListPrice(
  before: DeclarationForm,
  changes: Partial<DeclarationForm>,
  listing: Listing,
): DeclarationForm {
  const after = { ...before, ...changes };
  const isAbout = (field: keyof DeclarationForm) => changes[field] !== undefined && changes[field] !== before[field];
  const isOther = isAbout('product') || isAbout('billingTerm') || isAbout('currency');
  const wasListed = isListPrice(before, listing);
  if (!isOther || isAbout('price') || after.pricePer !== 'seat' || (before.price !== '' && !wasListed)) return after;
  if (!isAbout('product')) return filled(wasListed ? { ...after, price: '' } : after, listing, changes);
  // Term and currency came with the price of the other product.
  return filled(wasListed ? { ...after, price: '', currency: '', billingTerm: '' } : after, listing, changes);
}

function filled(
  form: DeclarationForm,
  { skuPartNumber, priceBook }: Listing,
  chosen: Partial<DeclarationForm>,
): DeclarationForm {
  // What the person has just emptied is theirs to fill.
  if (chosen.billingTerm === '' || chosen.currency === '') return form;
  const wanted = {
    billingTerm: billingTerms.find((term) => term === form.billingTerm) ?? null,
    currency: currencyOf(form) || null,
  };
  const line = listPriceOf({ name: form.product, skuPartNumber }, wanted, priceBook);
  if (!line) return form;
  const { unitPrice, billingTerm } = line;
  // A currency that is written another way stays as it is.
  const currency = currencyOf(form) === unitPrice.currency ? form.currency : unitPrice.currency;
  return { ...form, price: decimalText(unitPrice), currency, billingTerm };
}

function currencyOf({ currency }: DeclarationForm): string {
  return currency.trim().toUpperCase();
}
