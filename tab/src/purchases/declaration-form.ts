import { dayOf } from '../../../bot/src/domain/day.ts';
import { parseText } from '../../../bot/src/domain/declare.ts';
import { Refusal } from '../../../bot/src/domain/errors.ts';
import type { DeclareBody, Detail } from '../../../bot/src/http/contract.ts';
import {
  complaintsOf,
  emptyPurchase,
  type PurchaseForm,
  purchaseComplaints,
  purchaseFormOf,
} from '../components/purchase-form.ts';

/** A declaration as typed. */
export type DeclarationForm = PurchaseForm & {
  product: string;
  publisher: string;
  reason: string;
  acceptsPolicy: boolean;
  /** The version of the policy that was accepted. */
  policyVersion: string | null;
};
export type DeclarationComplaints = Partial<Record<keyof DeclarationForm, string>>;

/** A new declaration: bought today, one seat, unless typed over. */
export function newDeclaration(now = new Date()): DeclarationForm {
  return {
    ...emptyPurchase,
    quantity: '1',
    purchasedOn: dayOf(now),
    product: '',
    publisher: '',
    reason: '',
    acceptsPolicy: false,
    policyVersion: null,
  };
}

/** A declaration of something on the register already: only what is not known has to be typed. */
export function declarationOf(detail: Detail): DeclarationForm {
  return {
    ...purchaseFormOf(detail),
    product: detail.product,
    publisher: detail.publisher,
    reason: detail.reason ?? '',
    acceptsPolicy: false,
    policyVersion: null,
  };
}

/** What the register would object to, per field. */
export function declarationComplaints(form: DeclarationForm, locale: string, now = new Date()): DeclarationComplaints {
  const rules = {
    product: () => mustBeThere(form.product, 'product.missing'),
    publisher: () => mustBeThere(form.publisher, 'publisher.missing'),
    reason: () => parseText(form.reason, 'reason'),
    acceptsPolicy: () => mustBeThere(form.acceptsPolicy ? 'yes' : '', 'policy.not-accepted'),
  };
  return { ...purchaseComplaints(form, locale, now), ...complaintsOf(rules, locale) };
}

function mustBeThere(text: string, code: 'product.missing' | 'publisher.missing' | 'policy.not-accepted'): void {
  if (text.trim() === '') throw new Refusal('invalid', code);
}

/** What is sent for a declaration of something on the register already. */
export function declaredFacts(form: DeclarationForm): Omit<DeclareBody, 'declarationId' | 'isAnother'> {
  return { ...form, renewsOn: form.renewsOn || null };
}
