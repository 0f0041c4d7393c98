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

/**
 * Only what was changed is sent, so that others' corrections of other fields stand. Price and currency go together, as do
 * product and publisher.
 */
export function correctionBody(before: CorrectionForm, after: CorrectionForm): CorrectBody['changes'] {
  const fields = new Set(changedFields(before, after));
  if (fields.has('price') || fields.has('currency')) fields.add('price').add('currency');
  if (fields.has('product') || fields.has('publisher')) fields.add('product').add('publisher');
  return Object.fromEntries([...fields].map((field) => [field, after[field].trim()]));
}

/** Fields that both changed, each in another way. */
export type Clash = { field: CorrectionField; theirs: string; mine: string };

export function clashes(before: CorrectionForm, mine: CorrectionForm, theirs: CorrectionForm): Clash[] {
  return changedFields(before, mine)
    .filter((field) => theirs[field] !== before[field] && theirs[field] !== mine[field])
    .map((field) => ({ field, theirs: theirs[field], mine: mine[field] }));
}
