import type { Words } from '../../../bot/src/domain/words/en.ts';
import type { Item } from '../../../bot/src/http/contract.ts';
import type { Formats } from './formats.ts';

type Scoped = Pick<Item, 'approval' | 'surplus'>;

/** `3 approved, 57 waiting`: what is approved and what goes beyond it; null where nothing does. */
export function scopeLine({ approval, surplus }: Scoped, words: Words, formats: Formats): string | null {
  if (!approval || !surplus) return null;
  const text = words.tab.scope;
  const isRejected = surplus.waitsFor === null;
  if (surplus.isPaidNow) {
    if (surplus.waitsFor === 'price') return text.paidNeedsPrice;
    return isRejected ? text.paidRejected : text.paidWaits;
  }
  if (surplus.seats === 0) return isRejected ? text.changedRejected : text.changedWaits;
  const [held, more] = [formats.count(approval.quantity), formats.count(surplus.seats)];
  return isRejected ? text.rejected(held, more) : text.waits(held, more);
}

/** What goes beyond the approval, as a list: `57 more, costs more`. */
export function beyondWords({ surplus }: Scoped, words: Words, formats: Formats): string {
  if (!surplus) return '';
  const text = words.tab.scope;
  return [
    surplus.seats > 0 && text.more(formats.count(surplus.seats)),
    surplus.isPaidNow && text.paidNow,
    surplus.isDearer && text.dearer,
    surplus.isOtherTerm && text.otherTerm,
  ]
    .filter(Boolean)
    .join(', ');
}

/** What was approved, by whom and when. */
export function approvalWords({ approval }: Scoped, words: Words, formats: Formats): string | null {
  if (!approval) return null;
  const text = words.tab.scope;
  const { quantity, perTerm, billingTerm, isTrial, by, at } = approval;
  const seats = text.seats(formats.count(quantity), quantity === 1);
  const price = perTerm && billingTerm && text.for(seats, `${formats.money(perTerm)} ${words.term[billingTerm]}`);
  const scope = isTrial ? `${seats}, ${text.trial}` : (price ?? seats);
  return text.said(scope, by.name, formats.moment(at));
}

/** Whether somebody has to decide about it, all of it or what goes beyond its approval. */
export function awaitsDecision(item: Pick<Item, 'status' | 'surplus'>): boolean {
  return item.status === 'declared' || item.surplus?.waitsFor === 'decision';
}
