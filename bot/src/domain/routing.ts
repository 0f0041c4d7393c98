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
  'owner-returned',
  'manager-changed',
  'status-moved',
  'corrected',
  'retired',
  'vanished',
  'reappeared',
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

/** The owners of what a person may have named, such as a product typed by hand: only those that the table itself lists. */
function named(owners: Readonly<Record<string, readonly string[]>>, name: string | null): readonly string[] {
  return name !== null && Object.hasOwn(owners, name) ? (owners[name] ?? []) : [];
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

  // Whoever was asked before sees what became of the matter too, on the card that they hold; not someone who has left.
  const isPastAsking = after.status !== 'detected' && after.ownerGone === null;
  const answerers = [answerersOf(after, routing), isPastAsking ? answerersOf(before, routing) : null];
  for (const role of ['purchaser', 'stand-in'] as const) {
    tellPeople(
      role,
      answerers.flatMap((asked) => (asked?.role === role ? asked.ids : [])),
    );
  }
  tellPeople(
    'decider',
    [after, before].flatMap((asset) => (asset && asset.declaredAt !== null ? decidersOf(asset, routing) : [])),
  );
  if (facts.some((fact) => ownersFacts.has(fact.type))) {
    const { family, name } = after.product;
    const { productOwners, costCentreOwners } = routing;
    tellPeople('product-owner', [...named(productOwners, name), ...named(productOwners, family)]);
    tellPeople('cost-centre-owner', named(costCentreOwners, after.costCentre));
  }
  tell('itam-channel', { kind: 'channel' });
  return requests;
}
