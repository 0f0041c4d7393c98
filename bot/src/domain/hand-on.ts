import type { Asset } from './asset.ts';
import { assertMayDecide, assertOpen } from './decide.ts';
import { isBarred } from './duties.ts';
import type { Fact } from './entry.ts';
import { Refusal } from './errors.ts';
import { type Absence, type Actor, type DirectoryPerson, snapshot } from './person.ts';
import { decidersOf, type Routing } from './routing.ts';

/** To whom a decision is to go, as the directory knows them, and the version that the presser's card showed (null skips that check). */
export type HandOnInput = {
  to: DirectoryPerson | null;
  absence: Absence | null;
  comment: string | null;
  basis: number | null;
};

/**
 * Hands a decision on to someone who decides in the manager's place from then on. The same person handing it to the same
 * again changes nothing, though it is no longer theirs to decide.
 *
 * @throws {Refusal} the codes of {@link assertMayHandOn}; `hand-on.unknown`, `hand-on.absent`, `hand-on.guest`,
 * `hand-on.own-purchase`, `hand-on.already`; `asset.already-decided`, `asset.retired`, `asset.not-declared`, `card.out-of-date`
 */
export function handOn(asset: Asset, input: HandOnInput, actor: Actor, routing: Routing): Fact[] {
  const { to, absence, comment, basis } = input;
  const isRepeat = to !== null && hasHandedOn(asset, actor) && asset.manager?.id === to.id;
  if (isRepeat) return [];
  assertMayDecide(asset, actor, routing);
  assertOpen(asset);
  if (basis !== null && basis !== asset.basis) throw new Refusal('stale', 'card.out-of-date');

  if (to === null) throw new Refusal('invalid', 'hand-on.unknown');
  const name = to.displayName;
  if (absence !== null) throw new Refusal('invalid', 'hand-on.absent', { name });
  if (to.isGuest) throw new Refusal('invalid', 'hand-on.guest', { name });
  if (isBarred(to.id, asset)) throw new Refusal('invalid', 'hand-on.own-purchase', { name });
  if (to.id === actor.id || decidersOf(asset, routing).includes(to.id)) {
    throw new Refusal('invalid', 'hand-on.already', { name });
  }
  return [{ type: 'handed-on', from: asset.manager?.id ?? null, to: snapshot(to), comment }];
}

/**
 * Stops whoever has no business with the decision, before anybody is looked up for them.
 *
 * @throws {Refusal} the codes of {@link assertMayDecide}
 */
export function assertMayHandOn(asset: Asset, actor: Actor, routing: Routing): void {
  if (!hasHandedOn(asset, actor)) assertMayDecide(asset, actor, routing);
}

function hasHandedOn(asset: Asset, actor: Actor): boolean {
  return asset.handedOn?.by.id === actor.id;
}
