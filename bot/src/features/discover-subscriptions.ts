import type { Listed, Poll } from '../directory/subscriptions.ts';
import type { Asset } from '../domain/asset.ts';
import { assetProductOf } from '../domain/catalogue.ts';
import { discovery, type Fact } from '../domain/entry.ts';
import {
  confidenceIn,
  detect,
  isOwnerNew,
  isSamePurchase,
  type Observation,
  observe,
  type PeopleAround,
  vanish,
} from '../domain/observe.ts';
import { type HeldLoss, weighLoss } from '../domain/sudden-loss.ts';
import { setChecksum } from '../projection/checksum.ts';
import type { Unsettled } from '../projection/replica.ts';
import type { StoredLoss } from '../register/held-loss.ts';
import type { Change } from '../register/register.ts';
import { assetIdOfSubscription } from '../register/shards.ts';
import { inSlices } from './in-slices.ts';
import type { Deps } from './ports.ts';

export type DiscoveryDeps = Deps & {
  listSubscriptions: () => Promise<Poll>;
  hasBaseline: () => Promise<boolean>;
  /** Records that the first look is complete and owes ITAM its digest; only the first instance succeeds. */
  completeBaseline: (counts: BaselineCounts) => Promise<void>;
  readLoss: () => Promise<StoredLoss | null>;
  putLoss: (loss: HeldLoss | null, before: StoredLoss | null) => Promise<void>;
  intervalMs: number;
};

export type BaselineCounts = { total: number; selfService: number; central: number };

export type DiscoveryResult = {
  seen: number;
  changed: number;
  vanished: number;
  failed: number;
  isBaseline: boolean;
  /** What is missing, and not taken for gone; null where nothing is held back. */
  heldBack: HeldLoss | null;
};

/**
 * Polls Graph once and records what is new. Every instance may poll at once: ids are derived, decisions idempotent.
 * A subscription counts as gone only after two complete polls without it, since absence of data is no evidence; where much is
 * missing at once, only after a day of such polls, or once ITAM staff say so.
 */
export function discoverSubscriptions(deps: DiscoveryDeps): () => Promise<DiscoveryResult> {
  const { register, projection, log, now } = deps;
  /** What the complete poll before this one missed; null where there was none. */
  let missingBefore: ReadonlySet<string> | null = null;
  let isBaselineKnown = false;

  return async () => {
    const { observations: listed, unreadable } = await deps.listSubscriptions();
    await projection.follow();
    const observations = await Promise.all(listed.map(completed));
    isBaselineKnown ||= await deps.hasBaseline();
    const isBaseline = !isBaselineKnown;

    const { changed, missing, listed: listedBefore } = await projection.unsettled(observations);
    const toRecord = changed.flatMap((at) => observations[at] ?? []);
    const spokenFor = new Set<string>();
    const planned = await inSlices(toRecord, 8, (seen) => plan(seen, { isBaseline, spokenFor }));
    const changes = planned.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const isComplete = unreadable === 0;
    const { held, isBelieved } = isComplete ? await weighed(observations, missing, listedBefore) : nothingSaid;
    const gone = isBelieved ? missing.filter(({ subscriptionId }) => missingBefore?.has(subscriptionId)) : [];
    missingBefore = isComplete ? new Set(missing.map(({ subscriptionId }) => subscriptionId)) : null;

    const vanishing = gone.map(
      ({ assetId }): Change => ({
        assetId,
        actor: discovery,
        decide: (asset) => (asset ? vanish(asset) : []),
      }),
    );
    const results = await register.changeMany([...changes, ...vanishing]);
    const failures = [...planned, ...results].filter((one) => one.status === 'rejected');
    for (const failure of failures.slice(0, mostLogged))
      log.warn({ err: failure.reason }, 'observation not recorded, tried again at the next poll');
    if (unreadable > 0) log.warn({ unreadable }, 'subscriptions without id or seats were passed over');

    if (isBaseline && failures.length === 0) {
      await deps.completeBaseline(countsOf(observations));
      isBaselineKnown = true;
    }
    return {
      seen: observations.length,
      changed: results.filter((one) => one.status === 'fulfilled' && one.value.entries.length > 0).length,
      vanished: gone.length,
      failed: failures.length,
      isBaseline,
      heldBack: isBelieved ? null : held,
    };
  };

  /** Holds back what suddenly is missing, for all instances together. */
  async function weighed(observations: readonly Observation[], missing: Unsettled['missing'], listed: number) {
    const stored = await deps.readLoss();
    const mark = setChecksum();
    for (const { subscriptionId } of missing) mark.add(subscriptionId);
    const before = missingBefore;
    const cameBack = before && observations.some((seen) => before.has(seen.subscriptionId.toLowerCase()));
    const poll = { listed, missing: missing.length, mark: mark.text(), cameBack };
    const confirmed = deps.settings().confirmedLoss ?? null;
    const longestGapMs = Math.max(leastGapMs, 3 * deps.intervalMs);
    const result = weighLoss(stored?.loss ?? null, poll, { now: now(), confirmed, longestGapMs });
    await deps.putLoss(result.held, stored);
    if (result.held && !result.isBelieved)
      log.warn(result.held, 'much of what was listed is suddenly missing: nothing is taken for gone');
    return result;
  }

  /** What Graph left out says nothing against what is held; of a new subscription it is taken to be the usual. */
  async function completed({ isTrial, status, ...seen }: Listed): Promise<Observation> {
    if (isTrial !== null && status !== null) return { ...seen, isTrial, status };
    const held = await register.get(assetIdOfSubscription(seen.subscriptionId));
    return {
      ...seen,
      isTrial: isTrial ?? held?.isTrial ?? false,
      status: status ?? held?.subscription?.status ?? 'Enabled',
    };
  }

  /** What to do about an observation that differs from what is held, with the people it needs. */
  async function plan(seen: Observation, poll: PollContext): Promise<Change> {
    const assetId = assetIdOfSubscription(seen.subscriptionId);
    const held = await projection.get(assetId);
    if (held?.subscription) {
      const around = isOwnerNew(held, seen) ? await peopleAround(seen) : null;
      return recorded(assetId, (asset) => (asset ? observeIts(asset, seen, around) : []));
    }

    const theirs = seen.ownerId === null ? [] : await projection.ofPerson(seen.ownerId);
    const declared = theirs.find((asset) => isBehind(asset, seen)) ?? declaredAs(seen, theirs, poll);
    if (declared) {
      poll.spokenFor.add(declared.id);
      const linkedTo = await register.link(assetId, declared.id);
      if (linkedTo !== declared.id) log.info({ assetId, linkedTo }, 'another instance linked or recorded it first');
    }
    const people = await peopleAround(seen);
    return {
      ...recorded(assetId, (asset) =>
        asset ? observeIts(asset, seen, people) : detect(seen, people, poll.isBaseline),
      ),
      isNew: !declared,
    };
  }

  /** One asset is one subscription: another's facts must never be written to it. */
  function observeIts(asset: Asset, seen: Observation, around: PeopleAround | null): Fact[] {
    if (asset.subscription === null || isBehind(asset, seen)) return observe(asset, seen, around);
    log.error(
      { assetId: asset.id, subscriptionId: seen.subscriptionId },
      'subscription is tied to an asset of another',
    );
    return [];
  }

  async function peopleAround({ ownerId }: Observation): Promise<PeopleAround> {
    if (ownerId === null) return { purchaser: null, manager: null, absence: null };
    const { person, absence } = await deps.people.find(ownerId);
    if (!person) {
      // Not even the recycle bin knows them: the id is all there is to keep.
      const unknown = {
        id: ownerId,
        displayName: ownerId,
        userPrincipalName: ownerId,
        department: null,
        isEnabled: false,
        isGuest: false,
      };
      return { purchaser: unknown, manager: null, absence: 'deleted' };
    }
    const manager = absence === 'deleted' ? null : await deps.people.managerOf(person.id);
    return { purchaser: person, manager, absence };
  }

  function countsOf(observations: readonly Observation[]): BaselineCounts {
    const central = observations.filter((seen) => confidenceIn(seen).level === 'low').length;
    log.info({ total: observations.length, central, at: now().toISOString() }, 'baseline recorded');
    return { total: observations.length, selfService: observations.length - central, central };
  }
}

const mostLogged = 20;
/** Instances start anew, and Graph fails for a while, without that a day of polls has to begin anew. */
const leastGapMs = 3_600_000;
const nothingSaid = { held: null, isBelieved: false };

function recorded(assetId: string, decide: Change['decide']): Change {
  return { assetId, actor: discovery, decide };
}

/** One poll's own knowledge. `spokenFor`: declared assets that a subscription of this poll was found to be behind. */
type PollContext = { isBaseline: boolean; spokenFor: Set<string> };

function isBehind(asset: Asset, seen: Observation): boolean {
  return asset.subscription?.id.toLowerCase() === seen.subscriptionId.toLowerCase();
}

/** The declared asset that a subscription seen for the first time is; each is behind one subscription at most. */
function declaredAs(seen: Observation, theirs: readonly Asset[], { spokenFor }: PollContext): Asset | undefined {
  const { ownerId, skuId, skuPartNumber, createdOn, quantity } = seen;
  const purchase = { ownerId, product: assetProductOf(skuId, skuPartNumber), purchasedOn: createdOn, quantity };
  return theirs.find((asset) => !spokenFor.has(asset.id) && isSamePurchase(asset, purchase));
}
