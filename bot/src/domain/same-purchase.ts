import type { Asset } from './asset.ts';
import { type Day, daysBetween } from './day.ts';
import { maybeSameProduct, sameProduct } from './product-names.ts';

/** What two records of a purchase are compared by. */
export type Purchase = Pick<Asset, 'product' | 'quantity' | 'purchasedOn'>;

/** The days by which two dates of one purchase may differ: purchases are told of by the day of whoever tells. */
const sureWithinDays = 1;
/** Up to so many days apart, people may misremember the date, and are asked. */
const nearWithinDays = 14;

/**
 * Whether two records of someone's are one purchase: `same` where product, seats and date fit, so that nobody has to be
 * asked; `near` where people may misremember seats or date, nobody knows the date, or only the family was named; null where
 * they are two.
 */
export function fitOf(one: Purchase, other: Purchase): 'same' | 'near' | null {
  const isSame = sameProduct(one.product, other.product);
  if (!isSame && !maybeSameProduct(one.product, other.product)) return null;
  if (!datesFit(one.purchasedOn, other.purchasedOn)) return null;
  const apart = daysApart(one.purchasedOn, other.purchasedOn);
  return isSame && one.quantity === other.quantity && apart !== null && apart <= sureWithinDays ? 'same' : 'near';
}

/** Whether two purchase dates may name the same purchase; an unknown date fits any. */
export function datesFit(one: Day | null, other: Day | null): boolean {
  return (daysApart(one, other) ?? 0) <= nearWithinDays;
}

function daysApart(one: Day | null, other: Day | null): number | null {
  return one === null || other === null ? null : Math.abs(daysBetween(one, other));
}

/** Among someone's assets, what discovery saw and nobody has declared that a declaration is about: for sure, or perhaps. */
export function discoveredFor(
  declaration: Purchase,
  theirs: readonly Asset[],
): { same: Asset | null; near: readonly Asset[] } {
  const open = theirs.filter(({ status }) => status === 'detected');
  const same = open.find((asset) => fitOf(asset, declaration) === 'same') ?? null;
  return { same, near: same ? [] : open.filter((asset) => fitOf(asset, declaration) === 'near') };
}
