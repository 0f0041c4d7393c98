import { type Asset, isTakenForCentral } from './asset.ts';
import { billsPerRenewal, longestCommitment, mayBeMonthly } from './commitment.ts';
import { type Day, daysBetween } from './day.ts';
import { assertNotBarred } from './decide.ts';
import type { Fact } from './entry.ts';
import { Refusal } from './errors.ts';
import { priceOfSeats } from './lots.ts';
import { type Money, times } from './money.ts';
import { may, type People, relationsOf } from './permissions.ts';
import type { Actor } from './person.ts';
import { runningStateOf } from './running.ts';

/** What may be decided about a renewal: to let it happen, or to let the purchase end instead. */
export const renewalDecisions = ['keep', 'end'] as const;
export type RenewalDecision = (typeof renewalDecisions)[number];

/** How the next renewal stands. */
export const renewalStates = ['undecided', ...renewalDecisions] as const;
export type RenewalState = (typeof renewalStates)[number];

/** What someone wants to become of a renewal. `seen`: what their card showed (see {@link renewalAsSeen}); null skips that check. */
export type RenewalInput = { decision: RenewalDecision; reason: string; seen: string | null };

/** Whether a renewal lies ahead, as far as is known: what is cancelled, expired or gone has none. */
export function renews(asset: Asset): boolean {
  return asset.status !== 'retired' && asset.renewsOn !== null && runningStateOf(asset) === 'running';
}

/** How the next renewal stands; null where none lies ahead. */
export function renewalStateOf(asset: Asset): RenewalState | null {
  if (!renews(asset)) return null;
  return asset.renewal?.decision ?? 'undecided';
}

/**
 * What the renewal costs: all seats for as long as one is committed by it, or for one billing term where that is not known. Null
 * when the price is not known or was paid once and for all.
 */
export function renewalCost(asset: Asset): Money | null {
  const perTerm = asset.billingTerm === 'once' ? null : priceOfSeats(asset);
  return perTerm && times(perTerm, billsPerRenewal(asset));
}

/** Names all that a decision about the renewal is made on; a card that shows anything else is out of date. */
export function renewalAsSeen({ basis, renewsOn, renewal }: Asset): string {
  return [basis, renewsOn, renewal?.at].map((part) => part ?? '').join('|');
}

/**
 * Decides about the next renewal. The decision is about that one date and lapses when the date moves. Whoever may decide
 * may also decide anew, as long as they saw the decision that stands; the same person pressing the same again changes
 * nothing. What was rejected is kept by ITAM staff only.
 *
 * @throws {Refusal} `renewal.not-yours`, `asset.retired`, `renewal.none`, `renewal.already-decided`, `card.out-of-date`,
 * `renewal.rejected`, and the codes of {@link assertNotBarred} where ITAM staff would keep what was rejected
 */
export function decideRenewal(
  asset: Asset,
  { decision, reason, seen }: RenewalInput,
  actor: Actor,
  people: People,
): Fact[] {
  const relations = relationsOf(actor, asset, people);
  if (!may('asset.renew', relations)) throw new Refusal('forbidden', 'renewal.not-yours');
  if (asset.status === 'retired') throw new Refusal('conflict', 'asset.retired');
  const { renewal, renewsOn } = asset;
  if (renewsOn === null || !renews(asset)) throw new Refusal('conflict', 'renewal.none');
  const isTheirs = renewal?.by.id === actor.id;
  if (isTheirs && renewal.decision === decision) return [];

  const isStale = seen !== null && seen !== renewalAsSeen(asset);
  if (renewal && !isTheirs && (isStale || renewal.decision === decision)) {
    throw new Refusal('conflict', 'renewal.already-decided', { by: renewal.by.displayName, at: renewal.at });
  }
  if (isStale) throw new Refusal('stale', 'card.out-of-date');
  if (decision === 'keep' && asset.status === 'rejected') {
    if (!relations.has('itam')) throw new Refusal('conflict', 'renewal.rejected');
    // To keep what was rejected is to decide about it anew.
    assertNotBarred(relations);
  }
  return [{ type: 'renewal-decided', decision, reason, renewsOn }];
}

/** A reminder comes at a time that leaves most of the commitment behind: half of a month or year, at the earliest. */
const earliestShareOfTerm = 0.5;
/** What renews every month, or may do so, is not reminded of every month: not again within this many days. */
const rest = { least: 25, most: 300 };

/**
 * The number of days before the renewal of which a reminder is due now, or null. Of the numbers that have been reached, the
 * smallest counts, so that a register seen for the first time owes one reminder for each asset and not all of them. A
 * renewal that is to be kept is not reminded of; one that is to end once more, at the last number, since turning renewal
 * off is in other hands. `reminderDays` in any order.
 */
export function reminderDue(asset: Asset, today: Day, reminderDays: readonly number[]): number | null {
  const { renewsOn, renewal, reminder } = asset;
  if (renewsOn === null || !renews(asset) || isTakenForCentral(asset) || renewal?.decision === 'keep') return null;
  const left = daysBetween(today, renewsOn);
  const term = longestCommitment(asset, renewsOn);
  const usable = reminderDays.filter((days) => days <= term * earliestShareOfTerm).sort((a, b) => a - b);
  const wanted = renewal ? usable.slice(0, 1) : usable;
  const due = left < 0 ? undefined : wanted.find((days) => left <= days);
  if (due === undefined) return null;
  if (reminder && reminder.renewsOn !== renewsOn && isResting(asset, daysBetween(reminder.renewsOn, renewsOn)))
    return null;
  return reminder?.renewsOn === renewsOn && reminder.daysBefore <= due ? null : due;
}

/** Records that a reminder is owed, once for each date and number of days. Nothing to say when none is due. */
export function remind(asset: Asset, today: Day, reminderDays: readonly number[]): Fact[] {
  const daysBefore = reminderDue(asset, today, reminderDays);
  return daysBefore === null || asset.renewsOn === null
    ? []
    : [{ type: 'renewal-reminded', renewsOn: asset.renewsOn, daysBefore }];
}

/** Whether a reminder of the coming renewal was given and nobody has decided since. */
export function awaitsRenewal(asset: Asset): boolean {
  return asset.reminder?.renewsOn === asset.renewsOn && renewalStateOf(asset) === 'undecided';
}

/** Whether the reminder of an earlier date, so many days before this one, stands for this one too. */
function isResting(asset: Asset, days: number): boolean {
  return mayBeMonthly(asset) && days >= rest.least && days <= rest.most;
}
