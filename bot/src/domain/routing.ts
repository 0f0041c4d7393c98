import type { Asset } from './asset.ts';
import type { Fact, FactType } from './entry.ts';
import { needsStandIn } from './permissions.ts';

/** In which part someone hears of an asset; together with the asset it is the matter that a card is about. */
export type NoticeRole = 'purchaser' | 'stand-in' | 'decider' | 'product-owner' | 'cost-centre-owner' | 'itam-channel';

/** To whom: a person by directory id, or the ITAM channel. */
export type Recipient = { kind: 'person'; id: string } | { kind: 'channel' };

/** A message owed, before it has an id. */
export type NoticeRequest = { role: NoticeRole; recipient: Recipient; cause: FactType };

/** Who answers for what, by configuration. Directory ids; product owners by family or product name. */
export type Routing = {
  fallbackApprovers: readonly string[];
  itamStaff: readonly string[];
  productOwners: Readonly<Record<string, readonly string[]>>;
  costCentreOwners: Readonly<Record<string, readonly string[]>>;
};

/** Facts that change what a card about the asset shows. Others wait until someone looks. */
const toldFacts: ReadonlySet<FactType> = new Set<FactType>([
  'detected',
  'linked',
  'declared',
  'disowned',
  'approved',
  'rejected',
  'asked-back',
  'answered',
  'seats-changed',
  'trial-converted',
  'commerce-status-changed',
  'owner-left',
  'manager-changed',
  'status-moved',
  'corrected',
  'retired',
  'vanished',
  'renewal-moved',
]);

/** Facts that product and cost-centre owners hear of; the steps between are noise to them. */
const ownersFacts: ReadonlySet<FactType> = new Set<FactType>([
  'detected',
  'declared',
  'seats-changed',
  'approved',
  'rejected',
  'retired',
]);

/** Who may be asked to decide: the manager; without one who can, the fallback approvers; without those, ITAM staff. */
export function decidersOf(asset: Asset, routing: Routing): string[] {
  const own = new Set([asset.purchaser?.id, asset.owner?.id]);
  const managers = asset.manager ? [asset.manager.id] : [];
  const others = (ids: readonly string[]) => ids.filter((id) => !own.has(id));
  return [managers, routing.fallbackApprovers, routing.itamStaff].map(others).find((ids) => ids.length > 0) ?? [];
}

/** Who hears of what just happened to an asset. Pure; the register commits the answer together with the change. */
export function noticesFor(
  before: Asset | null,
  after: Asset,
  facts: readonly Fact[],
  routing: Routing,
): NoticeRequest[] {
  const cause = facts.findLast((fact) => toldFacts.has(fact.type));
  if (!cause) return [];
  if (facts.some((fact) => fact.type === 'detected' && fact.isBaseline)) return [];
  // Taken to be bought centrally: on the register, but nobody is startled by it.
  if (after.source === 'discovery' && after.confidence?.level === 'low' && after.declaredAt === null) return [];

  const requests: NoticeRequest[] = [];
  const tell = (role: NoticeRole, recipient: Recipient) => requests.push({ role, recipient, cause: cause.type });
  const tellPeople = (role: NoticeRole, ids: readonly string[]) => {
    for (const id of new Set(ids)) tell(role, { kind: 'person', id });
  };

  if (needsStandIn(after)) {
    if (after.declaredAt === null) tellPeople('stand-in', decidersOf(after, routing));
  } else if (after.purchaser) {
    tellPeople('purchaser', [after.purchaser.id]);
  }
  if (after.declaredAt !== null) {
    // Whoever was asked before sees the end of the matter too, on the card that they hold.
    const asked = before && before.declaredAt !== null ? decidersOf(before, routing) : [];
    tellPeople('decider', [...decidersOf(after, routing), ...asked]);
  }
  if (facts.some((fact) => ownersFacts.has(fact.type))) {
    const { family, name } = after.product;
    const owners = [...(routing.productOwners[name] ?? []), ...(family ? (routing.productOwners[family] ?? []) : [])];
    tellPeople('product-owner', owners);
    if (after.costCentre !== null) tellPeople('cost-centre-owner', routing.costCentreOwners[after.costCentre] ?? []);
  }
  tell('itam-channel', { kind: 'channel' });
  return requests;
}
