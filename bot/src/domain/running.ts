import {
  type Asset,
  type AssetStatus,
  type CommerceStatus,
  pricePerMonth,
  pricePerYear,
  type SubscriptionFacts,
} from './asset.ts';
import { addDays, type Day, dayOf } from './day.ts';
import { barsOf, isOwnAmong } from './duties.ts';
import type { Fact } from './entry.ts';
import { Refusal } from './errors.ts';
import type { Money } from './money.ts';
import { may, type People, type Relation, relationsOf } from './permissions.ts';
import type { Actor } from './person.ts';

/*
 * Whether a purchase can still be charged is a fact of its own, beside its state: Microsoft says it of its subscriptions, and of
 * what nobody but its owner can see, its owner or ITAM staff do. Only what runs, and isn't retired, is committed.
 */

/** `lapsing`: expired, and in the grace period in which it may still be renewed. */
export const runningStates = ['running', 'lapsing', 'ended'] as const;
export type RunningState = (typeof runningStates)[number];

/**
 * What Microsoft's status means: suspended is cancelled and can be reactivated until it is deleted, locked out is cancelled by
 * the customer, a warning is expired in its grace period (Graph's `licenseUnitsDetail`).
 */
const meaning: Record<CommerceStatus, RunningState> = {
  Enabled: 'running',
  Warning: 'lapsing',
  Suspended: 'ended',
  LockedOut: 'ended',
  Deleted: 'ended',
};

/** Whether it can still be charged. */
export function runningStateOf({ subscription, ending }: Pick<Asset, 'subscription' | 'ending'>): RunningState {
  if (subscription) return stateAtMicrosoft(subscription);
  return ending === null ? 'running' : 'ended';
}

function stateAtMicrosoft({ isListed, status }: Pick<SubscriptionFacts, 'isListed' | 'status'>): RunningState {
  return isListed ? meaning[status] : 'ended';
}

/** Whether it can still be charged, be it in its last days. */
export function isRunning(asset: Pick<Asset, 'subscription' | 'ending'>): boolean {
  return runningStateOf(asset) !== 'ended';
}

/** Whether it counts in what is committed. */
export function isCommitted(asset: Pick<Asset, 'status' | 'subscription' | 'ending'>): boolean {
  return asset.status !== 'retired' && isRunning(asset);
}

/** What it commits the organisation to each month; null when that is unknown or nothing, and for what has ended or is retired. */
export function committedPerMonth(asset: Asset): Money | null {
  return isCommitted(asset) ? pricePerMonth(asset) : null;
}

/** What it commits the organisation to for a year, as {@link committedPerMonth}. */
export function committedPerYear(asset: Asset): Money | null {
  return isCommitted(asset) ? pricePerYear(asset) : null;
}

/** The day on which it ended; null where it runs, or had ended before Sightline kept that. */
export function endedOn(asset: Pick<Asset, 'subscription' | 'ending'>): Day | null {
  return isRunning(asset) ? null : (asset.ending?.on ?? null);
}

/** The fact that a look at Microsoft adds when a purchase has ended by it, or runs again. Nothing where neither is new. */
export function turnsAt(asset: Asset, seen: Pick<SubscriptionFacts, 'isListed' | 'status'>): Fact[] {
  const ran = isRunning(asset);
  const runs = stateAtMicrosoft(seen) !== 'ended';
  if (ran === runs) return [];
  return [runs ? { type: 'runs-again', reason: null } : { type: 'ended', on: null, reason: null }];
}

/** What someone says of a purchase that only they can see. `on`: the day from which it can't be charged any more. */
export type EndingInput = { on: Day; reason: string };

/**
 * Says that a purchase has ended which Microsoft doesn't sell, or not by a subscription that it shows. The same said twice changes
 * nothing.
 *
 * @throws {Refusal} `ending.not-yours`, `asset.retired`, `ending.at-microsoft`, `ending.in-future`, `ending.too-early`,
 * `ending.already`
 */
export function endPurchase(
  asset: Asset,
  { on, reason }: EndingInput,
  today: Day,
  actor: Actor,
  people: People,
): Fact[] {
  assertTellable(asset, actor, people);
  // Tomorrow is let pass, for time zones.
  if (on > addDays(today, 1)) throw new Refusal('invalid', 'ending.in-future');
  if (asset.purchasedOn !== null && on < asset.purchasedOn) throw new Refusal('invalid', 'ending.too-early');
  if (asset.ending?.on === on) return [];
  if (asset.ending) throw new Refusal('conflict', 'ending.already', { on: asset.ending.on });
  return [{ type: 'ended', on, reason }];
}

/**
 * Takes back that a purchase has ended. Nothing to say where it hasn't.
 *
 * @throws {Refusal} `ending.not-yours`, `asset.retired`, `ending.at-microsoft`
 */
export function resumePurchase(asset: Asset, reason: string, actor: Actor, people: People): Fact[] {
  assertTellable(asset, actor, people);
  return asset.ending ? [{ type: 'runs-again', reason }] : [];
}

/**
 * Retires what ended so many days ago. Where the day was not kept, it had ended by the last change. Nothing to say before that,
 * and of what runs or is retired, nor of what nobody else has a say in yet.
 */
export function retireEnded(asset: Asset, today: Day, after: number): Fact[] {
  if (asset.status === 'retired' || isRunning(asset) || isOnOwnWord(asset)) return [];
  const on = asset.ending?.on ?? dayOf(asset.updatedAt);
  return addDays(on, after) > today ? [] : [{ type: 'retired', reason: 'It had ended.' }];
}

/**
 * Whether nothing but the word of one whose own it is says that it ended, and nobody has approved it: nobody takes what is theirs
 * from those who decide about it by saying so. ITAM staff retire it by hand.
 */
function isOnOwnWord(asset: Asset): boolean {
  const { subscription, ending, status } = asset;
  if (subscription !== null || ending === null || status === 'approved') return false;
  return isOwnAmong(barsOf(ending.by.id, asset));
}

/** The state to which a retired purchase comes back once Microsoft shows that it runs again: the decision that stands. */
export function statusAgain({ status, decision, declaredAt }: Asset): AssetStatus {
  if (status !== 'retired') return status;
  return decision?.outcome ?? (declaredAt === null ? 'detected' : 'declared');
}

/** Whether somebody who stands so to a purchase may say that it has ended, or that it hasn't. */
export function mayTellEnd({ status, subscription }: Asset, relations: ReadonlySet<Relation>): boolean {
  return may('asset.end', relations) && status !== 'retired' && subscription === null;
}

function assertTellable(asset: Asset, actor: Actor, people: People): void {
  if (!may('asset.end', relationsOf(actor, asset, people))) throw new Refusal('forbidden', 'ending.not-yours');
  if (asset.status === 'retired') throw new Refusal('conflict', 'asset.retired');
  if (asset.subscription) throw new Refusal('conflict', 'ending.at-microsoft');
}
