import { awaitsDecision, awaitsPrice } from './approval-scope.ts';
import { type Asset, type CommerceStatus, ownerAtMicrosoft, type SubscriptionFacts } from './asset.ts';
import { assetProductOf, productBySku } from './catalogue.ts';
import { type Confidence, confidenceOf } from './confidence.ts';
import { type Day, isNoDay } from './day.ts';
import type { Fact } from './entry.ts';
import { type Absence, type DirectoryPerson, type PersonSnapshot, snapshot } from './person.ts';
import { turnsAt } from './running.ts';
import { fitOf, type Purchase } from './same-purchase.ts';

/** One subscription as Graph showed it at one moment. Facts that Graph left out are null. */
export type Observation = {
  subscriptionId: string;
  commerceSubscriptionId: string | null;
  skuId: string | null;
  skuPartNumber: string | null;
  quantity: number;
  isTrial: boolean;
  status: CommerceStatus;
  createdOn: Day | null;
  renewsOn: Day | null;
  ownerId: string | null;
  ownerType: string | null;
  ownerTenantId: string | null;
};

/** The people around a new observation, as far as the directory knows them. */
export type PeopleAround = {
  purchaser: DirectoryPerson | null;
  manager: DirectoryPerson | null;
  absence: Absence | null;
};

/** How an observation reads against what the register holds: the facts that are new. The same observation twice gives none. */
export function observe(asset: Asset, observation: Observation, around: PeopleAround | null = null): Fact[] {
  const held = asset.subscription;
  const owned = ownerFacts(asset, observation, around);
  const turns = turnsAt(asset, { isListed: true, status: observation.status });
  const first: Fact[] = !held ? [linked(observation)] : held.isListed ? [] : [{ type: 'reappeared' }];
  return [...first, ...differences(asset, observation), ...turns, ...owned];
}

/** Whether Microsoft names another owner than it did. That it names nobody says nothing against whom it named. */
export function isOwnerNew(asset: Asset, { ownerId }: Pick<Observation, 'ownerId'>): boolean {
  return ownerId !== null && ownerId !== ownerAtMicrosoft(asset);
}

/** A take-over looks so. Nothing is said while nobody has asked the directory who the new owner is. */
function ownerFacts(asset: Asset, seen: Observation, around: PeopleAround | null): Fact[] {
  if (!around?.purchaser || around.purchaser.id !== seen.ownerId || !isOwnerNew(asset, seen)) return [];
  const to = snapshot(around.purchaser);
  const manager = around.manager && snapshot(around.manager);
  const changed: Fact = { type: 'owner-changed', from: ownerAtMicrosoft(asset), to, manager };
  return around.absence ? [changed, { type: 'owner-left', personId: to.id, how: around.absence }] : [changed];
}

/**
 * What the directory says of the asset's people now, where that is something else than it said: name, address, department.
 * Whoever was erased from it stays so. Decisions and entries keep what was said at their time.
 */
export function observePeople(asset: Asset, known: readonly DirectoryPerson[]): Fact[] {
  const held = [asset.purchaser, asset.owner, asset.manager].filter((person) => person !== null);
  const isNew = (now: PersonSnapshot) =>
    held.some((before) => before.id === now.id && before.displayName !== '' && !isSame(before, now));
  const people = known.map(snapshot).filter(isNew);
  return people.length === 0 ? [] : [{ type: 'people-refreshed', people }];
}

function isSame(one: PersonSnapshot, other: PersonSnapshot): boolean {
  return (Object.keys(other) as (keyof PersonSnapshot)[]).every((key) => one[key] === other[key]);
}

/** Compared is what Microsoft said before, so that a correction made here is not undone by what has not changed there. */
function differences(asset: Asset, seen: Observation): Fact[] {
  const facts: Fact[] = [];
  const held = asset.subscription ?? { quantity: asset.quantity, renewsOn: asset.renewsOn, status: seen.status };
  if (asset.isTrial && !seen.isTrial && asset.subscription) facts.push({ type: 'trial-converted', forgetsPrice: true });
  if (held.quantity !== seen.quantity) facts.push({ type: 'seats-changed', from: held.quantity, to: seen.quantity });
  // Earlier versions recorded as a renewal what only stood where there was none.
  const isNone = seen.renewsOn === null && held.renewsOn !== null && isNoDay(held.renewsOn);
  if ((seen.renewsOn !== null || isNone) && held.renewsOn !== seen.renewsOn) {
    facts.push({ type: 'renewal-moved', from: held.renewsOn, to: seen.renewsOn });
  }
  if (held.status !== seen.status) {
    facts.push({ type: 'commerce-status-changed', from: held.status, to: seen.status });
  }
  return facts;
}

/** The facts of a subscription seen for the first time, with nobody having declared it. */
export function detect(seen: Observation, people: PeopleAround, isBaseline: boolean): Fact[] {
  const facts: Fact[] = [
    {
      type: 'detected',
      product: assetProductOf(seen.skuId, seen.skuPartNumber),
      quantity: seen.quantity,
      isTrial: seen.isTrial,
      purchasedOn: seen.createdOn,
      renewsOn: seen.renewsOn,
      purchaser: people.purchaser && snapshot(people.purchaser),
      manager: people.manager && snapshot(people.manager),
      subscription: subscriptionOf(seen),
      confidence: confidenceIn(seen),
      isBaseline,
    },
  ];
  if (people.absence && people.purchaser) {
    facts.push({ type: 'owner-left', personId: people.purchaser.id, how: people.absence });
  }
  return facts;
}

/** How sure an observation is to be a self-service purchase. */
export function confidenceIn(seen: Observation): Confidence {
  return confidenceOf({ ...seen, product: productBySku(seen.skuId) });
}

/** A subscription that complete polls no longer list. Nothing to say when that is known already. */
export function vanish(asset: Asset): Fact[] {
  const held = asset.subscription;
  return held?.isListed ? [{ type: 'vanished' }, ...turnsAt(asset, { ...held, isListed: false })] : [];
}

/** What became of the owner: gone, or back. */
export function observeOwner(asset: Asset, personId: string, absence: Absence | null): Fact[] {
  if (asset.owner?.id !== personId || asset.ownerGone === absence) return [];
  return absence ? [{ type: 'owner-left', personId, how: absence }] : [{ type: 'owner-returned', personId }];
}

/**
 * The purchaser has another manager now; matters only while a decision can still be asked for. Whom a decision was handed
 * on to stays, whatever the directory says, until they can't answer any more (`absence` is theirs).
 */
export function observeManager(asset: Asset, manager: DirectoryPerson | null, absence: Absence | null): Fact[] {
  const isOpen = asset.status === 'detected' || awaitsDecision(asset) || awaitsPrice(asset);
  const staysHandedOn = asset.handedOn && absence === null;
  if (!isOpen || staysHandedOn || (asset.manager?.id ?? null) === (manager?.id ?? null)) return [];
  return [{ type: 'manager-changed', from: asset.manager?.id ?? null, to: manager && snapshot(manager) }];
}

/**
 * Whether a declared asset and a subscription are one purchase, so that nobody has to be asked: same purchaser, and product,
 * seats and date fit; no other subscription is behind the declaration.
 */
export function isSamePurchase(
  asset: Purchase & Pick<Asset, 'purchaser' | 'status' | 'subscription'>,
  seen: Purchase & { ownerId: string | null },
): boolean {
  return (
    asset.subscription === null &&
    asset.status !== 'retired' &&
    seen.ownerId !== null &&
    asset.purchaser?.id === seen.ownerId &&
    fitOf(asset, seen) === 'same'
  );
}

function linked(seen: Observation): Fact {
  return {
    type: 'linked',
    subscription: subscriptionOf(seen),
    confidence: confidenceIn(seen),
    product: assetProductOf(seen.skuId, seen.skuPartNumber),
    isTrial: seen.isTrial,
  };
}

function subscriptionOf(seen: Observation): SubscriptionFacts {
  return {
    id: seen.subscriptionId,
    commerceSubscriptionId: seen.commerceSubscriptionId,
    status: seen.status,
    isListed: true,
    quantity: seen.quantity,
    renewsOn: seen.renewsOn,
  };
}
