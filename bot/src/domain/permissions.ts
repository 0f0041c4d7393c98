import { type Areas, areaOwnersOf } from './areas.ts';
import type { Asset } from './asset.ts';
import { type Bar, barAmong, barsOf, type Decidable, isBarred, isOwnAmong } from './duties.ts';
import type { Actor } from './person.ts';

/**
 * How a person stands to an asset; several may hold at once. `anyone` holds for every signed-in person of the tenant,
 * `former-manager` for the one from whom the decision was handed on, or who handed it on: they see what was theirs, and how it
 * ended (see `former-manager.ts`).
 * `fallback-approver` holds only where no manager can decide. What bars someone from deciding is among them too.
 */
export type Relation =
  | 'itam'
  | 'auditor'
  | 'manager'
  | 'former-manager'
  | 'fallback-approver'
  | 'stand-in'
  | 'area-owner'
  | 'anyone'
  | Bar;

/** Who, beside the people of the asset itself, stands in a relation to it: from configuration. Directory ids. */
export type People = Areas & { fallbackApprovers: readonly string[] };

/** Who may do what: the one table that every edge asks. */
export const permissions = {
  'register.list-all': ['itam', 'auditor'],
  'register.list-own': ['anyone'],
  'register.export': ['itam', 'auditor'],
  'register.change-many': ['itam'],
  'views.keep': ['itam', 'auditor'],
  'views.edit-shared': ['itam'],
  'asset.read': ['itam', 'auditor', 'purchaser', 'owner', 'manager', 'fallback-approver', 'area-owner'],
  'asset.read-past': ['former-manager'],
  'asset.declare': ['itam', 'purchaser', 'owner', 'stand-in'],
  'asset.disown': ['purchaser'],
  'asset.decide': ['itam', 'manager', 'fallback-approver'],
  'asset.answer': ['purchaser', 'owner'],
  'asset.hand-over': ['owner'],
  'asset.renew': ['itam', 'purchaser', 'owner'],
  'asset.end': ['itam', 'owner'],
  'asset.ask-again': ['itam'],
  'asset.correct': ['itam'],
  'asset.retire': ['itam'],
  'asset.move': ['itam'],
  'evidence.attach': ['itam', 'purchaser', 'owner', 'manager', 'fallback-approver', 'stand-in'],
  'purchase.declare': ['anyone'],
  'people.search': ['anyone'],
  'today.read': ['itam', 'auditor'],
  'discovery.confirm-loss': ['itam'],
  'notices.list': ['itam', 'auditor'],
  'notices.retry': ['itam'],
  'settings.read': ['itam', 'auditor'],
  'settings.change': ['itam'],
} as const satisfies Record<string, readonly Relation[]>;

export type Action = keyof typeof permissions;

/** Whether the owner (at first the purchaser) can't answer in chat: not known, a guest, or gone. Someone has to stand in. */
export function needsStandIn(asset: Asset): boolean {
  return asset.owner === null || asset.owner.isGuest || asset.ownerGone !== null;
}

/** How an actor stands to an asset, or to none in particular. */
export function relationsOf(actor: Pick<Actor, 'id' | 'roles'>, asset: Asset | null, people: People): Set<Relation> {
  const relations = new Set<Relation>(['anyone']);
  if (actor.roles.has('Itam.Manage')) relations.add('itam');
  if (actor.roles.has('Itam.Read')) relations.add('auditor');
  if (!asset) return relations;
  for (const bar of barsOf(actor.id, asset)) relations.add(bar);
  if (asset.manager?.id === actor.id) relations.add('manager');
  if (asset.formerManagers.some(({ id }) => id === actor.id)) relations.add('former-manager');
  if (managerWhoDecides(asset) === null && people.fallbackApprovers.includes(actor.id)) {
    relations.add('fallback-approver');
  }
  const isNear = relations.has('manager') || relations.has('fallback-approver');
  if (isNear && needsStandIn(asset)) relations.add('stand-in');
  const areas = areaOwnersOf(asset, people);
  if (areas.product.includes(actor.id) || areas.costCentre.includes(actor.id)) relations.add('area-owner');
  return relations;
}

/** The manager, where they can decide; null where there is none, or only one who must not. */
export function managerWhoDecides(asset: Decidable): string | null {
  const { manager } = asset;
  return manager === null || isBarred(manager.id, asset) ? null : manager.id;
}

/** Whether they may decide about it: who may at all, but nobody about what they did themselves. */
export function mayDecide(relations: ReadonlySet<Relation>): boolean {
  return may('asset.decide', relations) && barAmong(relations) === null;
}

/** Whether they may move its state by hand, which is a decision too. */
export function mayMove(relations: ReadonlySet<Relation>): boolean {
  return may('asset.move', relations) && barAmong(relations) === null;
}

/** Whether they may end its life: not that of what is or was their own, which nobody would then decide about. */
export function mayRetire(relations: ReadonlySet<Relation>): boolean {
  return may('asset.retire', relations) && !isOwnAmong(relations);
}

/** Whether it is their own purchase now: they bought it, or answer for it. */
export function isOwn(relations: ReadonlySet<Relation>): boolean {
  return relations.has('purchaser') || relations.has('owner');
}

/** Whether someone who stands so may do it. */
export function may(action: Action, relations: ReadonlySet<Relation>): boolean {
  const allowed: readonly Relation[] = permissions[action];
  return allowed.some((relation) => relations.has(relation));
}
