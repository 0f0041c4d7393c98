import type { CorrectBody, Detail } from '../../../bot/src/http/contract.ts';
import { type PurchaseForm, purchaseFormOf } from '../components/purchase-form.ts';

/** What ITAM staff may type over. */
export type CorrectionForm = PurchaseForm & { owner: string };
export type CorrectionField = keyof CorrectionForm;

export function correctionFormOf(detail: Detail): CorrectionForm {
  return { ...purchaseFormOf(detail), owner: detail.owner?.upn ?? '' };
}

/** The fields that differ from what the person began with. */
export function changedFields(before: CorrectionForm, after: CorrectionForm): CorrectionField[] {
  return (Object.keys(before) as CorrectionField[]).filter((field) => before[field].trim() !== after[field].trim());
}

/** Only what was changed is sent, so that others' corrections of other fields stand. Price and currency go together. */
export function correctionBody(before: CorrectionForm, after: CorrectionForm): CorrectBody['changes'] {
  const fields = new Set(changedFields(before, after));
  if (fields.has('price') || fields.has('currency')) fields.add('price').add('currency');
  return Object.fromEntries([...fields].map((field) => [field, after[field].trim()]));
}

/** Fields that both changed, each in another way. */
export type Clash = { field: CorrectionField; theirs: string; mine: string };

export function clashes(before: CorrectionForm, mine: CorrectionForm, theirs: CorrectionForm): Clash[] {
  return changedFields(before, mine)
    .filter((field) => theirs[field] !== before[field] && theirs[field] !== mine[field])
    .map((field) => ({ field, theirs: theirs[field], mine: mine[field] }));
}
