import type { Asset } from './asset.ts';
import type { Entry, Fact } from './entry.ts';
import { Refusal } from './errors.ts';
import { fitOf } from './same-purchase.ts';

type Said = Extract<Fact, { type: 'declared' }>;

/** A declared purchase with all that happened to it, oldest first. */
type Declared = { asset: Asset; entries: readonly Entry[] };

/**
 * Of what someone declared themselves, what a purchase that discovery saw later may be: near to it, and as they told it, which
 * nobody has put right or decided about. What fits for sure was tied to it at once.
 */
export function declaredNear(found: Asset, theirs: readonly Asset[], personId: string): Asset[] {
  if (found.status !== 'detected' || found.owner?.id !== personId) return [];
  return theirs.filter((declared) => isTheirWord(declared, personId) && fitOf(found, declared) !== null);
}

function isTheirWord({ status, subscription, owner, hands }: Asset, personId: string): boolean {
  const did = (deed: string) =>
    hands.some((hand) => hand.did === deed && (deed === 'corrector' || hand.id === personId));
  return (
    status === 'declared' && subscription === null && owner?.id === personId && did('declarer') && !did('corrector')
  );
}

/**
 * The purchaser says that a purchase that was seen is one that they declared: what they said then is said of it. Nothing is
 * new where that was done already.
 *
 * @throws {Refusal} `join.not-near`
 */
export function joinDeclared(found: Asset, { asset: declared, entries }: Declared, personId: string): Fact[] {
  const isSaid = found.declarationId !== null && found.declarationId === declared.declarationId;
  if (isSaid && found.id !== declared.id) return [];
  const said = entries.findLast((entry): entry is Entry & { fact: Said } => entry.fact.type === 'declared');
  if (said?.actor.id !== personId || declaredNear(found, [declared], personId).length === 0) {
    throw new Refusal('conflict', 'join.not-near');
  }
  return [said.fact];
}

/**
 * Ends what was declared, once it is said of the purchase that was seen. Nothing is new where that was done already. Nobody
 * retires their own by it otherwise: neither what somebody has put right or decided about, nor what was brought back since.
 *
 * @throws {Refusal} `join.not-near`
 */
export function retireJoined({ asset, entries }: Declared, personId: string, reason: string): Fact[] {
  if (asset.status === 'retired') return [];
  const wasRetired = entries.some(({ fact }) => fact.type === 'retired');
  if (wasRetired || !isTheirWord(asset, personId)) throw new Refusal('conflict', 'join.not-near');
  return [{ type: 'retired', reason }];
}
