import type { Asset } from './asset.ts';
import type { Fact } from './entry.ts';
import { Refusal } from './errors.ts';
import { may, type People, relationsOf } from './permissions.ts';
import type { Actor } from './person.ts';

/** What a decider wants. `basis` is the version that their card showed; a null basis skips that check (the tab uses If-Match). */
export type DecisionInput =
  | { verb: 'approve'; comment: string | null; basis: number | null }
  | { verb: 'reject'; comment: string; basis: number | null }
  | { verb: 'ask'; question: string; basis: number | null };

/**
 * Takes a decision on a declared purchase. The same person pressing the same button again changes nothing.
 *
 * @throws {Refusal} `decision.own-purchase`, `decision.not-yours`, `asset.already-decided`, `asset.not-declared`,
 * `asset.retired`, `card.out-of-date`
 */
export function decide(asset: Asset, input: DecisionInput, actor: Actor, people: People): Fact[] {
  const relations = relationsOf(actor, asset, people);
  if (relations.has('purchaser') || relations.has('owner')) throw new Refusal('forbidden', 'decision.own-purchase');
  if (!may('asset.decide', relations)) throw new Refusal('forbidden', 'decision.not-yours');

  if (asset.decision) {
    const isRepeat = asset.decision.by.id === actor.id && isSameOutcome(asset.decision.outcome, input.verb);
    if (isRepeat) return [];
    throw new Refusal('conflict', 'asset.already-decided', {
      by: asset.decision.by.displayName,
      at: asset.decision.at,
    });
  }
  if (asset.status === 'retired') throw new Refusal('conflict', 'asset.retired');
  if (asset.status !== 'declared') throw new Refusal('conflict', 'asset.not-declared');

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
  if (asset.decision) {
    throw new Refusal('conflict', 'asset.already-decided', {
      by: asset.decision.by.displayName,
      at: asset.decision.at,
    });
  }
  if (asset.status === 'retired') throw new Refusal('conflict', 'asset.retired');
  if (!asset.question) throw new Refusal('conflict', 'question.none');
  if (asset.question.answer === text) return [];
  if (asset.question.answer !== null) throw new Refusal('conflict', 'question.answered');
  return [{ type: 'answered', answer: text }];
}
