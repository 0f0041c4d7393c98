import type { Asset } from './asset.ts';
import type { Fact } from './entry.ts';
import { Refusal } from './errors.ts';
import { may, type People, relationsOf } from './permissions.ts';
import { type Absence, type Actor, type DirectoryPerson, snapshot } from './person.ts';

/** To whom a purchase is to go, and who manages them, as the directory knows both. */
export type HandOverInput = {
  to: DirectoryPerson | null;
  absence: Absence | null;
  manager: DirectoryPerson | null;
  comment: string | null;
};

/**
 * Hands a purchase over to a colleague, who answers for it from then on. The same person handing it to the same again
 * changes nothing, though it is no longer theirs.
 *
 * @throws {Refusal} `hand-over.not-yours`, `asset.retired`, `hand-over.unknown`, `hand-over.absent`, `hand-over.guest`,
 * `hand-over.yourself`
 */
export function handOver(asset: Asset, input: HandOverInput, actor: Actor, people: People): Fact[] {
  const { to, absence, manager, comment } = input;
  if (hasHandedOver(asset, actor) && to !== null && asset.owner?.id === to.id) return [];
  assertOwner(asset, actor, people);
  if (asset.status === 'retired') throw new Refusal('conflict', 'asset.retired');

  if (to === null) throw new Refusal('invalid', 'hand-over.unknown');
  if (to.id === actor.id) throw new Refusal('invalid', 'hand-over.yourself');
  const name = to.displayName;
  if (absence !== null) throw new Refusal('invalid', 'hand-over.absent', { name });
  if (to.isGuest) throw new Refusal('invalid', 'hand-over.guest', { name });
  return [
    {
      type: 'handed-over',
      from: actor.id,
      to: snapshot(to),
      manager: keepsManager(asset, to.id) ? asset.manager : manager && snapshot(manager),
      comment,
    },
  ];
}

/**
 * Stops whoever has no business with it, before anybody is looked up for them.
 *
 * @throws {Refusal} `hand-over.not-yours`
 */
export function assertMayHandOver(asset: Asset, actor: Actor, people: People): void {
  if (!hasHandedOver(asset, actor)) assertOwner(asset, actor, people);
}

function assertOwner(asset: Asset, actor: Actor, people: People): void {
  if (!may('asset.hand-over', relationsOf(actor, asset, people))) throw new Refusal('forbidden', 'hand-over.not-yours');
}

/**
 * Whether it stays with whoever decides about it: a decision that was taken is not taken anew, and one that was handed on
 * stays with that colleague. Unless the new owner is the one, since nobody decides about their own purchase.
 */
function keepsManager({ manager, decision, handedOn }: Asset, ownerId: string): boolean {
  return manager !== null && manager.id !== ownerId && (decision !== null || handedOn !== null);
}

function hasHandedOver({ handedOver, owner }: Asset, actor: Actor): boolean {
  return handedOver?.by.id === actor.id && owner?.id !== actor.id;
}
