import { approvalOf, scopeOf, surplusAfter } from './approval-scope.ts';
import { type Asset, type Decided, type Decision, type Doer, rulesOfToday } from './asset.ts';
import { renewedAfter } from './commitment.ts';
import { dayOf } from './day.ts';
import { handsAfter } from './duties.ts';
import type { Entry, Fact } from './entry.ts';
import { withoutPerson } from './erase.ts';
import { formerManagersAfter } from './former-manager.ts';
import type { PersonSnapshot } from './person.ts';
import { statusAgain } from './running.ts';

type Of<T extends Fact['type']> = Extract<Fact, { type: T }>;

/** The parts of an entry that state depends on; the hash chain is not among them. */
export type Happening = Pick<Entry, 'seq' | 'assetId' | 'at' | 'actor' | 'fact'>;

/** Facts after which a card made earlier no longer shows what is being decided. */
const changesBasis: ReadonlySet<Fact['type']> = new Set([
  'detected',
  'linked',
  'declared',
  'seats-changed',
  'trial-converted',
  'corrected',
  'answered',
  'owner-changed',
  'manager-changed',
  'handed-on',
  'handed-over',
  'status-moved',
]);

/** Facts that come about without anyone having bought, said or left anything, and that ask nothing of anyone. */
const quietFacts: ReadonlySet<Fact['type']> = new Set([
  'renewal-moved',
  'manager-changed',
  'commerce-status-changed',
  'owner-returned',
  'vanished',
  'ended',
  'reappeared',
  'evidence-attached',
  'people-refreshed',
  'person-erased',
]);

/** What an asset says of itself from its first entry on, and every stored state with it. */
export const givenFields = [
  'id',
  'version',
  'basis',
  'source',
  'status',
  'product',
  'quantity',
  'createdAt',
  'updatedAt',
] as const satisfies readonly (keyof Asset)[];

/**
 * All else of an asset, as long as no entry has said it. Each asset begins with it, and stored states are read over it and hold
 * only what differs: so a field that is added here is there in every state, however old.
 */
export const blank: Omit<Asset, (typeof givenFields)[number]> = {
  unitPrice: null,
  lots: [],
  billingTerm: null,
  costCentre: null,
  reason: null,
  policy: null,
  declaredAt: null,
  declarationId: null,
  ownerGone: null,
  microsoftOwnerId: null,
  isDisowned: false,
  isUntold: false,
  question: null,
  decision: null,
  decisions: [],
  surplus: null,
  retirement: null,
  renewal: null,
  reminder: null,
  asked: null,
  ending: null,
  ranAgainOn: null,
  purchasedOn: null,
  renewsOn: null,
  renewedOn: null,
  isTrial: false,
  purchaser: null,
  owner: null,
  manager: null,
  handedOn: null,
  handedOver: null,
  subscription: null,
  confidence: null,
  evidence: [],
  hands: [],
  formerManagers: [],
  // Of the first version, which did not say.
  rules: 0,
};

/**
 * The asset after an entry. Pure: folding an asset's entries in order gives its state, which is how the replica
 * follows the journal and how verification finds an altered state row.
 *
 * @throws {Error} when the first entry is not one that brings an asset into being: the journal is damaged.
 */
export function evolve(asset: Asset | null, happening: Happening): Asset {
  const { seq, at, fact } = happening;
  const changed = asset
    ? withoutLapsed({ ...apply(asset, happening), isUntold: staysUntold(asset, happening) })
    : create(happening);
  return {
    ...changed,
    surplus: surplusAfter(changed, happening),
    renewedOn: asset && renewedAfter(asset, changed, at),
    version: seq,
    basis: changesBasis.has(fact.type) ? seq : changed.basis,
    hands: handsAfter(asset, happening),
    formerManagers: formerManagersAfter(asset, happening),
    updatedAt: at,
  };
}

/** A decision about a renewal is about its date: once that has moved on, or was put right, nothing is decided. */
function withoutLapsed(asset: Asset): Asset {
  return asset.renewal && asset.renewal.renewsOn !== asset.renewsOn ? { ...asset, renewal: null } : asset;
}

/** What is recorded in the moment of the first look, such as an owner who left long ago, is part of that look. */
function staysUntold({ isUntold, createdAt }: Asset, { at, fact }: Happening): boolean {
  return isUntold && (quietFacts.has(fact.type) || at === createdAt);
}

function create({ seq, assetId, at, fact }: Happening): Asset {
  const given = { id: assetId, version: seq, basis: seq, createdAt: at, updatedAt: at };
  const begun = { ...blank, ...given, rules: rulesOfToday };
  if (fact.type === 'detected') {
    const { product, quantity, isTrial, purchasedOn, renewsOn, purchaser, manager, subscription, confidence } = fact;
    return {
      ...begun,
      source: 'discovery',
      status: 'detected',
      product,
      quantity,
      isTrial,
      purchasedOn,
      renewsOn,
      purchaser,
      owner: purchaser,
      manager,
      subscription,
      confidence,
      isUntold: fact.isBaseline,
    };
  }
  if (fact.type === 'declared') {
    return declared(
      {
        ...begun,
        source: 'declaration',
        status: 'declared',
        product: fact.product,
        quantity: fact.quantity,
        purchasedOn: fact.purchasedOn,
        renewsOn: fact.renewsOn,
        purchaser: fact.purchaser,
        owner: fact.owner,
        manager: fact.manager,
      },
      fact,
      at,
    );
  }
  throw new Error(`Entry ${seq} about ${assetId} is "${fact.type}", but no earlier entry brings that asset into being`);
}

function declared(asset: Asset, fact: Of<'declared'>, at: string): Asset {
  return {
    ...asset,
    // A trial that turned paid is declared anew, and stays approved as the trial that it was.
    status: asset.status === 'approved' ? 'approved' : 'declared',
    // What Microsoft says of its own subscription is better known than what a person remembers of it.
    product: asset.subscription ? asset.product : fact.product,
    quantity: asset.subscription ? asset.quantity : fact.quantity,
    purchasedOn: (asset.subscription && asset.purchasedOn) ?? fact.purchasedOn,
    renewsOn: (asset.subscription && asset.renewsOn) ?? fact.renewsOn,
    unitPrice: fact.unitPrice,
    lots: fact.lots ?? [],
    billingTerm: fact.billingTerm,
    costCentre: fact.costCentre,
    reason: fact.reason,
    policy: { version: fact.policyVersion, acceptedAt: at },
    declaredAt: at,
    declarationId: fact.declarationId,
    purchaser: asset.purchaser ?? fact.purchaser,
    owner: fact.owner,
    handedOver: fact.owner.id === asset.owner?.id ? asset.handedOver : null,
    ownerGone: null,
    // Declared anew, it stays with whom it was handed on to.
    manager: asset.handedOn ? asset.manager : (fact.manager ?? asset.manager),
    isDisowned: false,
    question: null,
    ...(asset.status !== 'approved' && undecided),
  };
}

/** @throws {Error} for what only a newer version knows, or somebody made up */
function apply(asset: Asset, { at, actor, fact }: Happening): Asset {
  const by = { id: actor.id, displayName: actor.displayName };
  switch (fact.type) {
    case 'detected':
      return asset;
    case 'declared':
      return declared(asset, fact, at);
    case 'linked':
      return {
        ...asset,
        subscription: fact.subscription,
        confidence: fact.confidence,
        product: fact.product,
        isTrial: fact.isTrial,
      };
    case 'seats-changed':
      return { ...withSubscription(asset, { quantity: fact.to }), quantity: fact.to };
    case 'trial-converted':
      return converted(asset, fact);
    case 'renewal-moved':
      return { ...withSubscription(asset, { renewsOn: fact.to }), renewsOn: fact.to };
    case 'renewal-reminded':
      return { ...asset, reminder: { renewsOn: fact.renewsOn, daysBefore: fact.daysBefore } };
    case 'renewal-decided': {
      const { decision, reason, renewsOn } = fact;
      return { ...asset, renewal: { decision, reason, by, at, renewsOn } };
    }
    case 'commerce-status-changed':
      return withSubscription(asset, { status: fact.to });
    case 'vanished':
      return withSubscription(asset, { isListed: false });
    case 'reappeared':
      return withSubscription(asset, { isListed: true });
    case 'owner-changed':
      return ownerChanged(asset, fact, { by, at });
    case 'people-refreshed':
      return refreshed(asset, fact.people);
    case 'ended':
      return { ...asset, ending: { on: fact.on ?? dayOf(at), reason: fact.reason, by, at }, ranAgainOn: null };
    case 'runs-again':
      return { ...asset, ending: null, ranAgainOn: dayOf(at), status: statusAgain(asset), retirement: null };
    case 'owner-left':
      return asset.owner?.id === fact.personId ? { ...asset, ownerGone: fact.how } : asset;
    case 'owner-returned':
      return asset.owner?.id === fact.personId ? { ...asset, ownerGone: null } : asset;
    case 'manager-changed':
      return { ...asset, manager: fact.to, handedOn: null };
    case 'handed-on':
      return { ...asset, manager: fact.to, handedOn: { from: fact.from, by, at, comment: fact.comment } };
    case 'handed-over': {
      const { from, to, manager, comment } = fact;
      return {
        ...asset,
        owner: to,
        ownerGone: null,
        isDisowned: false,
        manager,
        handedOn: manager?.id === asset.manager?.id ? asset.handedOn : null,
        handedOver: { from, by, at, comment },
      };
    }
    case 'declaration-asked':
      return { ...asset, asked: { by, at, reason: fact.reason } };
    case 'disowned':
      return { ...asset, isDisowned: true };
    case 'approved':
    case 'rejected': {
      const decision: Decision = { outcome: fact.type, by, at, comment: fact.comment };
      return { ...asset, status: fact.type, decision, decisions: [decidedOn(asset, decision, fact)] };
    }
    case 'surplus-approved':
      return withDecision(asset, { outcome: 'approved', by, at, comment: fact.comment }, fact);
    case 'surplus-rejected': {
      const surplus = asset.surplus && { ...asset.surplus, rejected: scopeOf(asset) };
      return { ...withDecision(asset, { outcome: 'rejected', by, at, comment: fact.comment }, fact), surplus };
    }
    case 'asked-back':
      return { ...asset, question: { question: fact.question, by, at, answer: null, answeredAt: null } };
    case 'answered':
      return { ...asset, question: asset.question && { ...asset.question, answer: fact.answer, answeredAt: at } };
    case 'evidence-attached': {
      const { hash, fileName, mediaType, bytes, kind } = fact;
      return { ...asset, evidence: [...asset.evidence, { hash, fileName, mediaType, bytes, kind, by, at }] };
    }
    case 'corrected':
      return {
        ...asset,
        ...fact.changes,
        ...(fact.changes.owner !== undefined && { ownerGone: null, handedOver: null }),
      };
    case 'status-moved': {
      const decision: Decision | null =
        fact.to === 'approved' || fact.to === 'rejected' ? { outcome: fact.to, by, at, comment: fact.reason } : null;
      return {
        ...asset,
        status: fact.to,
        ...(decision && { decision, decisions: [decidedOn({ ...asset, surplus: null }, decision, fact)] }),
        ...(!decision && fact.to !== 'retired' && undecided),
        retirement: fact.to === 'retired' ? { reason: fact.reason, by, at } : null,
        // Back at the start, what was said before no longer counts as a declaration, and whom the directory names decides.
        ...(fact.to === 'detected' && { ...undeclared, handedOn: null }),
      };
    }
    case 'retired':
      return { ...asset, status: 'retired', retirement: { reason: fact.reason, by, at } };
    case 'person-erased':
      return withoutPerson(asset, fact);
    default:
      throw new Error(`Nothing is known of "${(fact satisfies never as Fact).type}"`);
  }
}

/** Whoever owns it at Microsoft answers for it here too, unless it was given to someone else here. */
function ownerChanged(asset: Asset, { from, to, manager }: Of<'owner-changed'>, said: { by: Doer; at: string }): Asset {
  const after = { ...asset, microsoftOwnerId: to.id === asset.purchaser?.id ? null : to.id };
  if (asset.owner !== null && asset.owner.id !== from) return after;
  return {
    ...after,
    owner: to,
    ownerGone: null,
    isDisowned: false,
    manager,
    handedOn: manager?.id === asset.manager?.id ? asset.handedOn : null,
    handedOver: asset.owner && { from: asset.owner.id, ...said, comment: null },
  };
}

function refreshed(asset: Asset, people: readonly PersonSnapshot[]): Asset {
  const now = (person: PersonSnapshot | null) => people.find(({ id }) => id === person?.id) ?? person;
  return { ...asset, purchaser: now(asset.purchaser), owner: now(asset.owner), manager: now(asset.manager) };
}

const undecided = { decision: null, decisions: [] };
const undeclared = { declaredAt: null, policy: null, question: null };

/** A decision, and the asset as it stands, which it is about. */
function decidedOn(asset: Asset, decision: Decision, fact: Fact): Decided {
  const tolerance = 'tolerance' in fact ? fact.tolerance : undefined;
  return { ...scopeOf(asset, tolerance), ...decision, round: asset.surplus?.since ?? null };
}

function withDecision(asset: Asset, decision: Decision, fact: Fact): Asset {
  return { ...asset, decisions: [...asset.decisions, decidedOn(asset, decision, fact)] };
}

/**
 * A trial that turned paid: what was said of it was said of the trial. It is declared anew, and what was approved of it was the
 * trial. A price that was approved as one that is paid stays.
 */
function converted(asset: Asset, { forgetsPrice }: Of<'trial-converted'>): Asset {
  const paid = { ...asset, isTrial: false };
  const isApprovedAsPaid = asset.status === 'approved' && approvalOf(asset)?.isTrial === false;
  if (!forgetsPrice || isApprovedAsPaid) return paid;
  const unpriced = { ...paid, unitPrice: null, lots: [], billingTerm: null };
  return asset.status === 'declared' ? { ...unpriced, ...undeclared, status: 'detected' } : unpriced;
}

function withSubscription(asset: Asset, change: Partial<NonNullable<Asset['subscription']>>): Asset {
  return asset.subscription ? { ...asset, subscription: { ...asset.subscription, ...change } } : asset;
}
