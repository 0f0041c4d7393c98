import type { Poll } from '../directory/subscriptions.ts';
import type { Asset } from '../domain/asset.ts';
import { assetProductOf } from '../domain/catalogue.ts';
import type { EntryActor } from '../domain/entry.ts';
import {
  confidenceIn,
  detect,
  isSamePurchase,
  type Observation,
  observe,
  type PeopleAround,
  vanish,
} from '../domain/observe.ts';
import type { Change } from '../register/register.ts';
import { assetIdOfSubscription } from '../register/shards.ts';
import { inSlices } from './in-slices.ts';
import type { Deps } from './ports.ts';

/** How the journal names discovery. */
export const discovery: EntryActor = { kind: 'discovery', id: 'discovery', displayName: 'Sightline' };

export type DiscoveryDeps = Deps & {
  listSubscriptions: () => Promise<Poll>;
  hasBaseline: () => Promise<boolean>;
  /** Records that the first look is complete and owes ITAM its digest; only the first instance succeeds. */
  completeBaseline: (counts: BaselineCounts) => Promise<void>;
};

export type BaselineCounts = { total: number; selfService: number; central: number };

export type DiscoveryResult = { seen: number; changed: number; vanished: number; failed: number; isBaseline: boolean };

/**
 * Polls Graph once and records what is new. Every instance may poll at once: ids are derived, decisions idempotent.
 * A subscription counts as gone only after two complete polls without it, since absence of data is no evidence.
 */
export function discoverSubscriptions(deps: DiscoveryDeps): () => Promise<DiscoveryResult> {
  const { register, projection, log, now } = deps;
  let missingBefore = new Set<string>();
  let isBaselineKnown = false;

  return async () => {
    const { observations, unreadable } = await deps.listSubscriptions();
    await projection.follow();
    isBaselineKnown ||= await deps.hasBaseline();
    const isBaseline = !isBaselineKnown;

    const { changed, missing } = await projection.unsettled(observations);
    const toRecord = changed.flatMap((at) => observations[at] ?? []);
    const planned = await inSlices(toRecord, 8, (seen) => plan(seen, isBaseline));
    const changes = planned.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const gone = unreadable > 0 ? [] : missing.filter(({ subscriptionId }) => missingBefore.has(subscriptionId));
    missingBefore = new Set(unreadable > 0 ? [] : missing.map(({ subscriptionId }) => subscriptionId));

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
    };
  };

  /** What to do about an observation that differs from what is held, with the people it needs. */
  async function plan(seen: Observation, isBaseline: boolean): Promise<Change> {
    const assetId = assetIdOfSubscription(seen.subscriptionId);
    const held = await projection.get(assetId);
    if (held?.subscription) return recorded(assetId, (asset) => (asset ? observe(asset, seen) : []));

    const theirs = seen.ownerId === null ? [] : await projection.ofPerson(seen.ownerId);
    const already = theirs.find((asset) => asset.subscription?.id === seen.subscriptionId);
    const declared = already ?? bestMatch(seen, theirs);
    if (declared) {
      const linkedTo = await register.link(assetId, declared.id);
      if (linkedTo !== declared.id) log.info({ assetId, linkedTo }, 'another instance linked or recorded it first');
    }
    const people = await peopleAround(seen);
    return {
      ...recorded(assetId, (asset) => (asset ? observe(asset, seen) : detect(seen, people, isBaseline))),
      isNew: !declared,
    };
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

function recorded(assetId: string, decide: Change['decide']): Change {
  return { assetId, actor: discovery, decide };
}

/** The declared asset that a subscription seen for the first time is; the same number of seats decides between several. */
function bestMatch(seen: Observation, theirs: readonly Asset[]): Asset | null {
  const product = assetProductOf(seen.skuId, seen.skuPartNumber);
  const matches = theirs.filter((asset) =>
    isSamePurchase(asset, { ownerId: seen.ownerId, product, purchasedOn: seen.createdOn }),
  );
  return matches.find((asset) => asset.quantity === seen.quantity) ?? matches[0] ?? null;
}
