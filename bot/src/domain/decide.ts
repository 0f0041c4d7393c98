import type { Asset } from './asset.ts';
import { barAmong } from './duties.ts';
import type { Fact } from './entry.ts';
import { Refusal } from './errors.ts';
import { may, type People, type Relation, relationsOf } from './permissions.ts';
import type { Actor } from './person.ts';

/** What a decider wants. `basis` is the version that their card showed; a null basis skips that check (the tab uses If-Match). */
export type DecisionInput =
  | { verb: 'approve'; comment: string | null; basis: number | null }
  | { verb: 'reject'; comment: string; basis: number | null }
  | { verb: 'ask'; question: string; basis: number | null };

/**
 * Takes a decision on a declared purchase. The same person pressing the same button again changes nothing.
 *
 * @throws {Refusal} `decision.own-purchase`, `decision.own-doing`, `decision.not-yours`, `asset.already-decided`, `asset.not-declared`,
 * `asset.retired`, `card.out-of-date`
 */
export function decide(asset: Asset, input: DecisionInput, actor: Actor, people: People): Fact[] {
  assertMayDecide(asset, actor, people);
  const { decision } = asset;
  if (decision?.by.id === actor.id && isSameOutcome(decision.outcome, input.verb)) return [];
  assertOpen(asset);

  if (input.verb === 'ask') {
    const isRepeat = asset.question?.by.id === actor.id && asset.question.question === input.question;
    if (isRepeat && asset.question?.answer === null) return [];
  }
  if (input.basis !== null && input.basis !== asset.basis) throw new Refusal('stale', 'card.out-of-date');

  switch (input.verb) {
    case 'approve':
      return [{ type: 'approved', comment: input.comment }];
    case 'reject':
      return [{ type: 'rejected', comment: input.comment }];
    case 'ask':
      return [{ type: 'asked-back', question: input.question }];
  }
}

/** @throws {Refusal} `decision.own-purchase`, `decision.own-doing`, `decision.not-yours` */
export function assertMayDecide(asset: Asset, actor: Actor, people: People): void {
  const relations = relationsOf(actor, asset, people);
  // Whoever has nothing to do with it is told no more than that.
  if (may('asset.read', relations)) assertNotBarred(relations);
  if (!may('asset.decide', relations)) throw new Refusal('forbidden', 'decision.not-yours');
}

/**
 * `what`: whether they would decide about it, or move or end it, for which others are to be asked.
 *
 * @throws {Refusal} `decision.own-purchase`, `decision.own-doing`
 */
export function assertNotBarred(relations: ReadonlySet<Relation>, what: 'decide' | 'end' = 'decide'): void {
  const bar = barAmong(relations);
  if (bar === 'purchaser' || bar === 'owner') throw new Refusal('forbidden', 'decision.own-purchase', { what });
  if (bar !== null) throw new Refusal('forbidden', 'decision.own-doing', { bar, what });
}

/** @throws {Refusal} `asset.already-decided`, `asset.retired`, `asset.not-declared`: nothing waits for a decision */
export function assertOpen(asset: Asset): void {
  assertUndecided(asset);
  if (asset.status !== 'declared') throw new Refusal('conflict', 'asset.not-declared');
}

/** @throws {Refusal} `asset.already-decided`, `asset.retired` */
function assertUndecided({ decision, status }: Asset): void {
  if (decision) {
    throw new Refusal('conflict', 'asset.already-decided', { by: decision.by.displayName, at: decision.at });
  }
  if (status === 'retired') throw new Refusal('conflict', 'asset.retired');
}

function isSameOutcome(outcome: 'approved' | 'rejected', verb: DecisionInput['verb']): boolean {
  return (outcome === 'approved' && verb === 'approve') || (outcome === 'rejected' && verb === 'reject');
}

/**
 * The purchaser answers a question that a decider asked.
 *
 * @throws {Refusal} `asset.not-yours`, `question.none`, `question.answered`, `asset.already-decided`, `asset.retired`
 */
export function answer(asset: Asset, text: string, actor: Actor): Fact[] {
  if (asset.purchaser?.id !== actor.id && asset.owner?.id !== actor.id)
    throw new Refusal('forbidden', 'asset.not-yours');
  assertUndecided(asset);
  if (!asset.question) throw new Refusal('conflict', 'question.none');
  if (asset.question.answer === text) return [];
  if (asset.question.answer !== null) throw new Refusal('conflict', 'question.answered');
  return [{ type: 'answered', answer: text }];
}
