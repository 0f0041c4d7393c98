import { scopeOf } from '../../src/domain/approval-scope.ts';
import { type Asset, type AssetProduct, rulesOfToday, type SubscriptionFacts } from '../../src/domain/asset.ts';
import { assetProductOf } from '../../src/domain/catalogue.ts';
import type { DeclarationInput } from '../../src/domain/declare.ts';
import type { Declaration, Entry, Fact } from '../../src/domain/entry.ts';
import { Refusal, type RefusalParams } from '../../src/domain/errors.ts';
import { blank, evolve, type Happening } from '../../src/domain/evolve.ts';
import type { Observation } from '../../src/domain/observe.ts';
import type { Actor, DirectoryPerson, PersonSnapshot } from '../../src/domain/person.ts';
import type { Routing } from '../../src/domain/routing.ts';
import type { Settings } from '../../src/domain/settings.ts';

/*
 * Builders of valid data for tests: each takes what matters to the test and fills in the rest. All people are invented.
 * How a self-service purchase looks in Graph (owner of type User, no partner) is inferred.
 */

type FactOf<T extends Fact['type']> = Extract<Fact, { type: T }>;

export const at = '2026-11-24T09:00:00.000Z';
export const today = '2026-11-24';
export const powerBiProSku = 'f8a1db68-be16-40ed-86d5-cb42ce701560';
export const powerBiPro: AssetProduct = assetProductOf(powerBiProSku, 'POWER_BI_PRO');
export const acrobat: AssetProduct = {
  name: 'Acrobat Pro',
  publisher: 'Adobe',
  family: null,
  skuId: null,
  skuPartNumber: null,
};

export function aPerson(over: Partial<PersonSnapshot> = {}): PersonSnapshot {
  return {
    id: 'id-alex',
    displayName: 'Alex Wilber',
    userPrincipalName: 'alex.wilber@contoso.example',
    department: 'Finance',
    isGuest: false,
    ...over,
  };
}

export const alex = aPerson();
export const megan = aPerson({
  id: 'id-megan',
  displayName: 'Megan Bowen',
  userPrincipalName: 'megan.bowen@contoso.example',
});
export const debra = aPerson({
  id: 'id-debra',
  displayName: 'Debra Berger',
  userPrincipalName: 'debra.berger@contoso.example',
});

/** Someone as the directory knows them now: Alex, enabled, unless said otherwise. */
export function aDirectoryPerson(over: Partial<DirectoryPerson> = {}): DirectoryPerson {
  return { ...alex, isEnabled: true, ...over };
}

/** Who acts: Alex, without a role. */
export function anActor(over: Partial<Actor> = {}): Actor {
  return { id: alex.id, displayName: alex.displayName, roles: new Set(), locale: 'en', ...over };
}

export const asMegan = anActor({ id: megan.id, displayName: megan.displayName });
export const asFallback = anActor({ id: 'id-fallback', displayName: 'Fay Fallback' });
export const asItam = anActor({ id: 'id-adele', displayName: 'Adele Vance', roles: new Set(['Itam.Manage']) });
export const asAuditor = anActor({ id: 'id-lynne', displayName: 'Lynne Robbins', roles: new Set(['Itam.Read']) });
export const asColleague = anActor({ id: 'id-isaiah', displayName: 'Isaiah Langer' });

export function aRouting(over: Partial<Routing> = {}): Routing {
  return {
    fallbackApprovers: [asFallback.id],
    itamStaff: [asItam.id],
    productOwners: {},
    costCentreOwners: {},
    ...over,
  };
}

/** Settings that nobody has changed, around {@link aRouting}. */
export function someSettings(over: Partial<Settings> = {}): Settings {
  return {
    ...aRouting(),
    version: 0,
    itamChannelId: null,
    policy: { version: '1', text: 'Buy only what is needed.' },
    reminderDays: [30, 7],
    priceBook: [],
    retireEndedAfter: null,
    approvalTolerance: 10,
    ...over,
  };
}

/** What Microsoft says of a subscription of 3 seats. */
export function aSubscription(over: Partial<SubscriptionFacts> = {}): SubscriptionFacts {
  return {
    id: 'subscription-1',
    commerceSubscriptionId: null,
    status: 'Enabled',
    isListed: true,
    quantity: 3,
    renewsOn: '2026-12-20',
    ...over,
  };
}

/** Has assets begin with two fields more while something is done, as a version to come may have it. */
export async function withInventedFields(work: () => void | Promise<void>): Promise<void> {
  const fields: Record<string, unknown> = blank;
  Object.assign(fields, { inventedText: null, inventedList: [] });
  try {
    await work();
  } finally {
    delete fields.inventedText;
    delete fields.inventedList;
  }
}

/** A purchase that discovery saw and nobody has explained yet. */
export function anAsset(over: Partial<Asset> = {}): Asset {
  return {
    ...blank,
    id: 'sub-1',
    version: 1,
    basis: 1,
    source: 'discovery',
    status: 'detected',
    product: powerBiPro,
    quantity: 3,
    purchasedOn: '2026-11-20',
    renewsOn: '2026-12-20',
    purchaser: alex,
    owner: alex,
    manager: megan,
    subscription: aSubscription(),
    confidence: { level: 'high', score: 80, reasons: ['owned-by-user', 'self-service-product', 'few-seats'] },
    rules: rulesOfToday,
    createdAt: at,
    updatedAt: at,
    ...over,
  };
}

/** A purchase that its purchaser has explained and that waits for a decision. */
export function aDeclaredAsset(over: Partial<Asset> = {}): Asset {
  return anAsset({
    status: 'declared',
    version: 2,
    basis: 2,
    unitPrice: { minor: 1_400, currency: 'USD' },
    billingTerm: 'monthly',
    costCentre: 'CC-4410',
    reason: 'Board dashboards',
    policy: { version: '1', acceptedAt: at },
    declaredAt: at,
    declarationId: aDeclaration().declarationId,
    ...over,
  });
}

/** A purchase that Megan has decided about. */
export function aDecidedAsset(outcome: 'approved' | 'rejected', over: Partial<Asset> = {}): Asset {
  const decision = {
    outcome,
    by: { id: megan.id, displayName: megan.displayName },
    at,
    comment: 'For this quarter',
  } as const;
  const decisions = [{ ...scopeOf(aDeclaredAsset(over)), ...decision, round: null }];
  return aDeclaredAsset({ status: outcome, version: 3, decision, decisions, ...over });
}

/** A purchase whose decision Megan handed on to Debra. */
export function aHandedOnAsset(over: Partial<Asset> = {}): Asset {
  const by = { id: megan.id, displayName: megan.displayName };
  return aDeclaredAsset({
    version: 3,
    basis: 3,
    manager: debra,
    handedOn: { from: megan.id, by, at, comment: 'I am away' },
    formerManagers: [{ id: megan.id, until: 3 }],
    ...over,
  });
}

/** A question of Megan's that waits for an answer, unless said otherwise. */
export function aQuestion(over: Partial<NonNullable<Asset['question']>> = {}): NonNullable<Asset['question']> {
  return {
    question: 'Why not our shared seats?',
    by: { id: megan.id, displayName: megan.displayName },
    at,
    answer: null,
    answeredAt: null,
    ...over,
  };
}

/** A subscription as Graph shows a self-service purchase of Alex's; the same as {@link anAsset} holds. */
export function anObservation(over: Partial<Observation> = {}): Observation {
  return {
    subscriptionId: 'subscription-1',
    commerceSubscriptionId: null,
    skuId: powerBiProSku,
    skuPartNumber: 'POWER_BI_PRO',
    quantity: 3,
    isTrial: false,
    status: 'Enabled',
    createdOn: '2026-11-20',
    renewsOn: '2026-12-20',
    ownerId: alex.id,
    ownerType: 'User',
    ownerTenantId: null,
    ...over,
  };
}

/** A form as a person fills it in, with nothing wrong in it. */
export function aForm(over: Partial<DeclarationInput> = {}): DeclarationInput {
  return {
    productName: 'Acrobat Pro',
    publisher: 'Adobe',
    quantity: '3',
    price: '14.00',
    pricePer: 'seat',
    currency: 'USD',
    billingTerm: 'monthly',
    purchasedOn: '2026-11-20',
    renewsOn: '2026-12-20',
    costCentre: 'CC-4410',
    reason: 'Board dashboards',
    acceptsPolicy: true,
    policyVersion: null,
    ...over,
  };
}

/** What a declaration says, read and found right; says of {@link anAsset} what {@link aDeclaredAsset} holds. */
export function aDeclaration(over: Partial<Declaration> = {}): Declaration {
  return {
    declarationId: '01KB0000000000000000000000',
    product: powerBiPro,
    quantity: 3,
    unitPrice: { minor: 1_400, currency: 'USD' },
    billingTerm: 'monthly',
    purchasedOn: '2026-11-20',
    renewsOn: '2026-12-20',
    costCentre: 'CC-4410',
    reason: 'Board dashboards',
    policyVersion: '1',
    ...over,
  };
}

/** That discovery sees {@link anAsset} for the first time. */
export function aDetection(over: Partial<FactOf<'detected'>> = {}): FactOf<'detected'> {
  const { product, quantity, isTrial, purchasedOn, renewsOn, purchaser, manager } = anAsset();
  return {
    type: 'detected',
    product,
    quantity,
    isTrial,
    purchasedOn,
    renewsOn,
    purchaser,
    manager,
    subscription: aSubscription(),
    confidence: { level: 'high', score: 80, reasons: ['owned-by-user'] },
    isBaseline: false,
    ...over,
  };
}

/** That Alex declares it, with Megan to decide. */
export function aDeclaredFact(over: Partial<FactOf<'declared'>> = {}): FactOf<'declared'> {
  return { type: 'declared', purchaser: alex, owner: alex, manager: megan, ...aDeclaration(), ...over };
}

/** The asset after facts, each as {@link aHappening}. */
export function folded(asset: Asset | null, facts: readonly Fact[]): Asset {
  const result = facts.reduce<Asset | null>((held, fact) => evolve(held, aHappening(fact)), asset);
  if (!result) throw new Error('No fact brought the asset into being');
  return result;
}

/** A fact as it happened to an asset, at a later moment than the builders' assets, done by one who may do it. */
export function aHappening(fact: Fact, over: Partial<Happening> = {}): Happening {
  return { seq: 7, assetId: 'sub-1', at: '2026-11-25T10:00:00.000Z', actor: doerOf(fact), fact, ...over };
}

/** Megan, unless it takes the owner, ITAM staff, or whoever decides by now. */
function doerOf(fact: Fact): Happening['actor'] {
  const known = [alex, debra, megan].map(({ id, displayName }) => ({ kind: 'person' as const, id, displayName }));
  const byId = (id: string) => known.find((one) => one.id === id) ?? { kind: 'person' as const, id, displayName: id };
  const by = (id: string | null) => byId(id ?? megan.id);
  switch (fact.type) {
    case 'declared':
      return by(fact.owner.id);
    case 'handed-over':
    case 'handed-on':
      return by(fact.from);
    case 'corrected':
      return { kind: 'person', id: asItam.id, displayName: asItam.displayName };
    default:
      return byId(megan.id);
  }
}

export function anEntry(fact: Fact, over: Partial<Entry> = {}): Entry {
  return { ...aHappening(fact), shard: 's0', previousHash: 'hash-before', hash: 'hash', ...over };
}

/** The code that an action is refused with, or `accepted`. Anything else that is thrown stays thrown. */
export function codeOf(act: () => unknown): string {
  return refusalOf(act)?.code ?? 'accepted';
}

/** What an action is refused with, or null. Anything else that is thrown stays thrown. */
export function refusalOf(act: () => unknown): { code: string; kind: string; params: RefusalParams } | null {
  try {
    act();
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    const { code, kind, params } = thrown;
    return { code, kind, params };
  }
  return null;
}
