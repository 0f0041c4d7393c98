import type { AddedSeats } from '../../../bot/src/domain/correct.ts';
import type { CorrectBody, Detail } from '../../../bot/src/http/contract.ts';
import { type PurchaseForm, purchaseFormOf } from '../components/purchase-form.ts';

/** What ITAM staff may type over. */
export type CorrectionForm = PurchaseForm & { owner: string; product: string; publisher: string };
export type CorrectionField = keyof CorrectionForm;

export function correctionFormOf(detail: Detail): CorrectionForm {
  const { owner, product, publisher } = detail;
  return { ...purchaseFormOf(detail), owner: owner?.upn ?? '', product, publisher };
}

/** Whether the product can be put right: Microsoft says what it is, unless it says no more than a part number. */
export function isProductOpen({ subscription, family }: Detail): boolean {
  return subscription === null || family === null;
}

/** The fields that differ from what the person began with. */
export function changedFields(before: CorrectionForm, after: CorrectionForm): CorrectionField[] {
  return (Object.keys(before) as CorrectionField[]).filter((field) => before[field].trim() !== after[field].trim());
}

const priceFields = ['price', 'pricePer', 'currency'] as const satisfies CorrectionField[];

/** Whether a field says what is paid. */
export function isPriceField(field: string): boolean {
  return priceFields.some((one) => one === field);
}

/**
 * Only what was changed is sent, so that others' corrections of other fields stand. A price, what it is of and its currency go
 * together, as do product and publisher; and a price of all seats goes with the seats.
 */
export function correctionBody(
  before: CorrectionForm,
  after: CorrectionForm,
  added: AddedSeats | null = null,
): CorrectBody['changes'] {
  const fields = new Set(changedFields(before, after));
  const isOfAll = after.pricePer === 'all' && after.price.trim() !== '';
  if (priceFields.some((field) => fields.has(field)) || (isOfAll && added === null && fields.has('quantity'))) {
    for (const field of priceFields) fields.add(field);
  }
  if (fields.has('product') || fields.has('publisher')) fields.add('product').add('publisher');
  return { ...Object.fromEntries([...fields].map((field) => [field, after[field].trim()])), ...(added && { added }) };
}

/** Fields that both changed, each in another way. */
export type Clash = { field: CorrectionField; theirs: string; mine: string };

export function clashes(before: CorrectionForm, mine: CorrectionForm, theirs: CorrectionForm): Clash[] {
  return changedFields(before, mine)
    .filter((field) => theirs[field] !== before[field] && theirs[field] !== mine[field])
    .map((field) => ({ field, theirs: theirs[field], mine: mine[field] }));
}
