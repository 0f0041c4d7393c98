import { type Asset, monthsPerTerm } from './asset.ts';
import { addDays, type Day, dayOf, daysBetween } from './day.ts';

/*
 * For how long one is committed and how often one is billed are two facts: a year may be paid month by month. The commitment runs
 * from the purchase, or from the last renewal, to the next one.
 */

/** What one is committed to now, in whole months, as near as they come. */
export type Commitment = { from: Day; to: Day; months: number };

const monthInDays = 365.25 / 12;
/** Nothing is committed to for less than a month: what was seen so soon after it was bought has not renewed before. */
const shortestInDays = 31;

/**
 * The commitment that runs now; null where it is not known: what was seen long after it was bought may have renewed unseen, so
 * that only its next renewal tells.
 */
export function commitmentOf({ purchasedOn, renewedOn, renewsOn, createdAt }: Asset): Commitment | null {
  const isSeenInTime = purchasedOn !== null && daysBetween(purchasedOn, dayOf(createdAt)) <= shortestInDays;
  const from = renewedOn ?? (isSeenInTime ? purchasedOn : null);
  if (from === null || renewsOn === null || renewsOn <= from) return null;
  return { from, to: renewsOn, months: Math.max(1, Math.round(daysBetween(from, renewsOn) / monthInDays)) };
}

/** For how many days one may be committed, at the most: boundless when nothing is known of it. */
export function longestCommitment({ purchasedOn, renewedOn }: Asset, renewsOn: Day): number {
  const from = renewedOn ?? purchasedOn;
  return from === null ? Number.POSITIVE_INFINITY : daysBetween(from, renewsOn);
}

/** Whether it renews month by month, as far as is known; what is not known goes by how it is billed. */
export function mayBeMonthly(asset: Asset): boolean {
  const commitment = commitmentOf(asset);
  return commitment ? commitment.months === 1 : asset.billingTerm === 'monthly' || asset.billingTerm === null;
}

/** How many times it is billed before it renews; once where that is not known. */
export function billsPerRenewal(asset: Asset): number {
  const { billingTerm, isTrial } = asset;
  const commitment = commitmentOf(asset);
  if (!commitment || isTrial || billingTerm === null || billingTerm === 'once') return 1;
  return Math.max(1, Math.round(commitment.months / monthsPerTerm[billingTerm]));
}

/** The last renewal, after something has happened: the date that had come when it gave way to a later one. */
export function renewedAfter(before: Asset, after: Asset, at: string): Day | null {
  const { renewsOn, purchasedOn } = after;
  // Tomorrow has come somewhere already.
  const hasCome = before.renewsOn !== null && before.renewsOn <= addDays(dayOf(at), 1);
  const isLater = before.renewsOn !== null && renewsOn !== null && renewsOn > before.renewsOn;
  const renewed = hasCome && isLater ? before.renewsOn : (before.renewedOn ?? null);
  if (renewed === null) return null;
  const fits = (purchasedOn === null || purchasedOn <= renewed) && (renewsOn === null || renewed < renewsOn);
  return fits ? renewed : null;
}
