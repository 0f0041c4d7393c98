import { awaitsSurplus } from './approval-scope.ts';
import { type Areas, areaOwnersOf } from './areas.ts';
import { type Asset, isTakenForCentral } from './asset.ts';
import { type Decidable, isBarred } from './duties.ts';
import type { Fact, FactType } from './entry.ts';
import { movesEnd } from './former-manager.ts';
import { managerWhoDecides, needsStandIn } from './permissions.ts';

/** In which part someone hears of an asset; together with the asset it is the matter that a card is about. */
export type NoticeRole = 'purchaser' | 'stand-in' | 'decider' | 'product-owner' | 'cost-centre-owner' | 'itam-channel';

/** To whom: a person by directory id, or the ITAM channel. */
export type Recipient = { kind: 'person'; id: string } | { kind: 'channel' };

/**
 * A message owed, before it has an id. `round`: the entry since which it goes beyond its approval, where it is about that: a
 * matter of its own, which comes as a new message.
 */
export type NoticeRequest = { role: NoticeRole; recipient: Recipient; cause: FactType; round?: number };

/** Who decides where no manager does. Directory ids. */
export type Deciders = { fallbackApprovers: readonly string[]; itamStaff: readonly string[] };

/** Who answers for what, by configuration. Directory ids. */
export type Routing = Areas & Deciders;

/** Facts that change what a card about the asset shows. Others wait until someone looks. */
const toldFacts: ReadonlySet<FactType> = new Set<FactType>([
  'detected',
  'linked',
  'declared',
  'declaration-asked',
  'disowned',
  'approved',
  'rejected',
  'surplus-approved',
  'surplus-rejected',
  'asked-back',
  'answered',
  'seats-changed',
  'trial-converted',
  'commerce-status-changed',
  'owner-changed',
  'owner-left',
  'owner-returned',
  'manager-changed',
  'handed-on',
  'handed-over',
  'status-moved',
  'corrected',
  'retired',
  'vanished',
  'reappeared',
  'ended',
  'runs-again',
  'renewal-moved',
  'renewal-reminded',
  'renewal-decided',
  'evidence-attached',
]);

/** Facts about the renewal alone: whoever answers for the purchase and ITAM hear of them, those who decide about it don't. */
const renewalFacts: ReadonlySet<FactType> = new Set<FactType>(['renewal-reminded', 'renewal-decided']);

/** Facts that product and cost-centre owners hear of; the steps between are noise to them. */
const ownersFacts: ReadonlySet<FactType> = new Set<FactType>([
  'detected',
  'declared',
  'seats-changed',
  'approved',
  'rejected',
  'surplus-approved',
  'surplus-rejected',
  'retired',
  'ended',
  'runs-again',
]);

/** Facts that are about what goes beyond an approval, where something does: the card of the first decision shows that one. */
const surplusFacts: ReadonlySet<FactType> = new Set<FactType>([
  'seats-changed',
  'trial-converted',
  'corrected',
  'declared',
  'surplus-approved',
  'surplus-rejected',
  'asked-back',
  'answered',
  'manager-changed',
  'handed-on',
]);

/** All who are asked get a card in the same commit, which is bounded; more than these need not be asked for one to answer. */
const mostStaffAsked = 20;

/**
 * Who is asked to decide: the manager; without one who may, the fallback approvers; without those, the first of ITAM staff.
 * Nobody where all of them bought it, answer for it, or had a hand in it.
 */
export function decidersOf(asset: Decidable, routing: Deciders): string[] {
  const manager = managerWhoDecides(asset);
  if (manager !== null) return [manager];
  const others = (ids: readonly string[]) => ids.filter((id) => !isBarred(id, asset));
  const approvers = others(routing.fallbackApprovers);
  return approvers.length > 0 ? approvers : others(routing.itamStaff).slice(0, mostStaffAsked);
}

/** All are told in the commit that ends it, which is bounded; from whom it went before these sees it on its page. */
const mostFormerTold = 4;

/** Who holds a card about the decision that now shows something else: those who are asked and, of its end, from whom it went. */
function decisionCardsOf(asset: Asset, facts: readonly Fact[], routing: Routing): string[] {
  const former = facts.some(movesEnd) ? asset.formerManagers.slice(-mostFormerTold) : [];
  return [...decidersOf(asset, routing), ...former.map(({ id }) => id)];
}

/**
 * Who answers for the purchase: the purchaser, or whoever owns it in their stead. Where nobody can, those who decide are
 * asked to stand in, until someone has declared it.
 */
function answerersOf(
  asset: Asset | null,
  routing: Routing,
): { role: 'purchaser' | 'stand-in'; ids: readonly string[] } | null {
  if (!asset) return null;
  if (needsStandIn(asset)) {
    return asset.declaredAt === null ? { role: 'stand-in', ids: decidersOf(asset, routing) } : null;
  }
  const { owner, purchaser } = asset;
  return owner && { role: owner.id === purchaser?.id ? 'purchaser' : 'stand-in', ids: [owner.id] };
}

/**
 * Who hears of what just happened to an asset. Pure; the register commits the answer together with the change.
 *
 * The first look tells nobody, and what it recorded stays between Sightline and ITAM for as long as nothing happens that
 * someone has done or must act on (`Asset.isUntold`): a renewal that moves years later must not be the first word that a
 * purchaser hears. Once seats were bought, a trial turned paid, the owner left, or a person acted on the asset, everyone
 * hears as of any other.
 */
export function noticesFor(
  before: Asset | null,
  after: Asset,
  facts: readonly Fact[],
  routing: Routing,
): NoticeRequest[] {
  const cause = facts.findLast((fact) => toldFacts.has(fact.type));
  if (!cause) return [];
  if (facts.some((fact) => fact.type === 'detected' && fact.isBaseline)) return [];
  if (isTakenForCentral(after)) return [];

  const itamChannel: NoticeRequest = { role: 'itam-channel', recipient: { kind: 'channel' }, cause: cause.type };
  if (after.isUntold) return [itamChannel];

  const requests: NoticeRequest[] = [];
  // What went beyond the approval before, and what does now, are matters of their own.
  const rounds = [...new Set([after.surplus?.since, before?.surplus?.since])].flatMap((since) => since ?? []);
  const isAboutSurplus = rounds.length > 0 && facts.every(({ type }) => surplusFacts.has(type));
  const tellPeople = (role: NoticeRole, ids: readonly string[], matters: readonly (number | null)[] = [null]) => {
    for (const round of matters) {
      for (const id of new Set(ids)) {
        const about = round === null ? {} : { round };
        requests.push({ role, recipient: { kind: 'person', id }, cause: cause.type, ...about });
      }
    }
  };

  if (facts.every(({ type }) => renewalFacts.has(type))) {
    const { owner, purchaser } = after;
    const isThere = owner !== null && !needsStandIn(after) && !after.isDisowned;
    if (isThere) tellPeople(owner.id === purchaser?.id ? 'purchaser' : 'stand-in', [owner.id]);
    // The first reminders of a register that was just recorded would be a card each in the channel, all at once.
    const isFirstOfMany = before?.isUntold === true && cause.type === 'renewal-reminded' && isThere;
    return isFirstOfMany ? requests : [...requests, itamChannel];
  }

  // A document is nothing to be told of, but those who decide should find it on the card that they hold.
  if (facts.every(({ type }) => type === 'evidence-attached')) {
    if (after.status === 'declared') tellPeople('decider', decidersOf(after, routing));
    else if (awaitsSurplus(after)) tellPeople('decider', decidersOf(after, routing), rounds);
    return requests;
  }

  // Whoever was asked before sees what became of the matter too, on the card that they hold; not someone who has left.
  const isPastAsking = after.status !== 'detected' && after.ownerGone === null;
  const isHandedOver = facts.some(({ type }) => type === 'handed-over' || type === 'owner-changed');
  const isEarlierThere = isPastAsking || isHandedOver || (before !== null && needsStandIn(before));
  const matters = [...(isAboutSurplus ? [] : [null]), ...rounds];
  const answerers = [answerersOf(after, routing), isEarlierThere ? answerersOf(before, routing) : null];
  for (const role of ['purchaser', 'stand-in'] as const) {
    tellPeople(
      role,
      answerers.flatMap((asked) => (asked?.role === role ? asked.ids : [])),
      matters,
    );
  }
  // Until somebody has said what it costs, those who decide are asked nothing.
  const isAsked = [after, before].some((asset) => asset && awaitsSurplus(asset));
  if (isAsked) {
    const asked = [after, before].flatMap((asset) => (asset?.surplus ? decidersOf(asset, routing) : []));
    tellPeople('decider', asked, rounds);
  }
  if (!isAboutSurplus)
    tellPeople(
      'decider',
      [after, before].flatMap((asset) =>
        asset && asset.declaredAt !== null ? decisionCardsOf(asset, facts, routing) : [],
      ),
    );
  if (facts.some((fact) => ownersFacts.has(fact.type))) {
    const owners = areaOwnersOf(after, routing);
    tellPeople('product-owner', owners.product);
    tellPeople('cost-centre-owner', owners.costCentre);
  }
  return [...requests, itamChannel];
}
