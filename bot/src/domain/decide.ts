import {
  awaitsDecision,
  awaitsPrice,
  isUndecided,
  openQuestion,
  surplusOf,
  toldWith,
  usualTolerance,
} from './approval-scope.ts';
import type { Asset, Decision } from './asset.ts';
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
 * Takes a decision on a declared purchase, or on what goes beyond its approval. The same person pressing the same button again
 * changes nothing. `tolerance`: by how many percent an approved price may rise.
 *
 * @throws {Refusal} `decision.own-purchase`, `decision.own-doing`, `decision.not-yours`, `asset.already-decided`, `asset.not-declared`,
 * `decision.needs-price`, `asset.retired`, `card.out-of-date`
 */
export function decide(
  asset: Asset,
  input: DecisionInput,
  actor: Actor,
  people: People,
  tolerance: number = usualTolerance,
): Fact[] {
  assertMayDecide(asset, actor, people);
  // What waits beyond an approval is another matter: a press on the card of the earlier one is not about it.
  const isAboutSurplus = isUndecided(asset) && (input.basis === null || input.basis === asset.basis);
  if (!isAboutSurplus && hasDecidedSo(asset, actor, input.verb)) return [];
  assertOpen(asset);

  if (input.verb === 'ask') {
    const question = openQuestion(asset);
    const isRepeat = question?.by.id === actor.id && question.question === input.question;
    if (isRepeat && question?.answer === null) return [];
  }
  if (input.basis !== null && input.basis !== asset.basis) throw new Refusal('stale', 'card.out-of-date');

  switch (input.verb) {
    case 'approve':
      return isAboutSurplus
        ? [
            {
              type: 'surplus-approved',
              seats: surplusOf(asset)?.seats ?? 0,
              comment: input.comment,
              ...toldWith(tolerance),
            },
          ]
        : [{ type: 'approved', comment: input.comment, ...toldWith(tolerance) }];
    case 'reject':
      return isAboutSurplus
        ? [{ type: 'surplus-rejected', seats: surplusOf(asset)?.seats ?? 0, comment: input.comment }]
        : [{ type: 'rejected', comment: input.comment }];
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

/**
 * @throws {Refusal} `asset.already-decided`, `asset.retired`, `asset.not-declared`, `decision.needs-price`: nothing waits for a
 * decision
 */
export function assertOpen(asset: Asset): void {
  if (awaitsPrice(asset)) throw new Refusal('conflict', 'decision.needs-price');
  if (awaitsDecision(asset)) return;
  assertUndecided(asset);
  throw new Refusal('conflict', 'asset.not-declared');
}

/** @throws {Refusal} `asset.already-decided`, `asset.retired` */
export function assertUndecided(asset: Asset): void {
  const decision = lastDecision(asset);
  if (decision) {
    throw new Refusal('conflict', 'asset.already-decided', { by: decision.by.displayName, at: decision.at });
  }
  if (asset.status === 'retired') throw new Refusal('conflict', 'asset.retired');
}

/** The newest decision, about all of it or about what went beyond an earlier one. */
export function lastDecision(asset: Asset): Decision | null {
  return asset.decisions.at(-1) ?? asset.decision;
}

function hasDecidedSo({ decision, decisions }: Asset, { id }: Actor, verb: DecisionInput['verb']): boolean {
  const outcome = { approve: 'approved', reject: 'rejected', ask: null }[verb];
  return [decision, decisions.at(-1)].some((made) => made?.by.id === id && made.outcome === outcome);
}

/**
 * The purchaser answers a question that a decider asked.
 *
 * @throws {Refusal} `asset.not-yours`, `question.none`, `question.answered`, `asset.already-decided`, `asset.retired`
 */
export function answer(asset: Asset, text: string, actor: Actor): Fact[] {
  if (asset.purchaser?.id !== actor.id && asset.owner?.id !== actor.id)
    throw new Refusal('forbidden', 'asset.not-yours');
  if (!awaitsDecision(asset)) assertUndecided(asset);
  const question = openQuestion(asset);
  if (!question) throw new Refusal('conflict', 'question.none');
  if (question.answer === text) return [];
  if (question.answer !== null) throw new Refusal('conflict', 'question.answered');
  return [{ type: 'answered', answer: text }];
}
