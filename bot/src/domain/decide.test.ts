import { describe, expect, it } from 'vitest';
import {
  aDecidedAsset,
  aDeclaredAsset,
  aHappening,
  alex,
  anActor,
  anAsset,
  aQuestion,
  aRouting,
  asAuditor,
  asColleague,
  asFallback,
  asItam,
  asMegan,
  at,
  codeOf,
  debra,
  megan,
  refusalOf,
} from '../../test/support/builders.ts';
import type { Asset } from './asset.ts';
import { answer, assertNotBarred, type DecisionInput, decide } from './decide.ts';
import type { Bar } from './duties.ts';
import { Refusal, type RefusalParams } from './errors.ts';
import { evolve } from './evolve.ts';
import type { Relation } from './permissions.ts';
import type { Actor } from './person.ts';
import type { RefusalCode } from './words/en.ts';
import { refusalSentence } from './words/words.ts';

const people = aRouting();
const approve: DecisionInput = { verb: 'approve', comment: null, basis: 2 };
const reject: DecisionInput = { verb: 'reject', comment: 'Use the shared seats', basis: 2 };
const ask: DecisionInput = { verb: 'ask', question: 'Why not our shared seats?', basis: 2 };
const deciding = (asset: Asset, input: DecisionInput, actor: Actor = asMegan) => decide(asset, input, actor, people);

describe('what stands between someone and a decision', () => {
  it.each<[Bar, 'decide' | 'end', string]>([
    ['owner', 'decide', 'Nobody decides about their own purchase. Its page says who is asked instead.'],
    ['owner', 'end', 'This is your own purchase, so someone else of ITAM staff has to do that.'],
    [
      'declarer',
      'decide',
      'You declared this purchase, so someone else decides about it. Its page says who is asked instead.',
    ],
    ['declarer', 'end', 'You declared this purchase, so someone else of ITAM staff has to do that.'],
    [
      'unknown',
      'decide',
      'Who declared this purchase can’t be read from its history, so nobody can decide about it until that is mended.',
    ],
    [
      'unknown',
      'end',
      'Who declared this purchase can’t be read from its history, so nobody can decide about it until that is mended.',
    ],
  ])('given %s, when they would %s it, then it is told in words that fit: %s', (bar, what, sentence) => {
    const refusal = refusalOf(() => assertNotBarred(new Set<Relation>([bar]), what));
    const { code, params } = refusal as { code: RefusalCode; params: RefusalParams };
    expect(refusalSentence(new Refusal('forbidden', code, params), 'en')).toBe(sentence);
  });
});

describe('decide, what is allowed', () => {
  it.each<[DecisionInput, unknown]>([
    [approve, { type: 'approved', comment: null }],
    [
      { ...approve, comment: 'Fine' },
      { type: 'approved', comment: 'Fine' },
    ],
    [reject, { type: 'rejected', comment: 'Use the shared seats' }],
    [ask, { type: 'asked-back', question: 'Why not our shared seats?' }],
    [
      { ...approve, basis: null },
      { type: 'approved', comment: null },
    ],
  ])('given a declared purchase, when its manager decides %o, then that is the one fact', (input, fact) => {
    expect(deciding(aDeclaredAsset(), input)).toEqual([fact]);
  });

  it.each([
    ['the manager', asMegan, 'accepted'],
    ['a fallback approver, while a manager can', asFallback, 'decision.not-yours'],
    ['ITAM staff', asItam, 'accepted'],
    ['an auditor', asAuditor, 'decision.not-yours'],
    ['a colleague', asColleague, 'decision.not-yours'],
  ])('given %s, when they decide, then: %s', (_who, actor, code) => {
    expect(codeOf(() => deciding(aDeclaredAsset(), approve, actor))).toBe(code);
  });
});

describe('decide, nobody on their own purchase', () => {
  it.each([
    ['the purchaser', anActor(), aDeclaredAsset()],
    ['the owner', anActor({ id: debra.id }), aDeclaredAsset({ owner: debra })],
    ['a purchaser who is their own manager', anActor(), aDeclaredAsset({ manager: alex })],
    ['a purchaser who is ITAM staff', anActor({ roles: new Set(['Itam.Manage'] as const) }), aDeclaredAsset()],
    ['a manager who declared it in someone’s stead', asMegan, aDeclaredAsset({ owner: megan })],
    ['a fallback approver who owns it', { ...asFallback, id: alex.id }, aDeclaredAsset()],
  ])('given %s, when they decide, then it is refused', (_who, actor, asset) => {
    for (const input of [approve, reject, ask]) {
      expect(refusalOf(() => deciding(asset, input, actor))).toMatchObject({
        kind: 'forbidden',
        code: 'decision.own-purchase',
      });
    }
  });
});

describe('decide, once', () => {
  it.each<[DecisionInput, 'approved' | 'rejected']>([
    [approve, 'approved'],
    [{ ...approve, comment: 'Other words' }, 'approved'],
    [{ ...approve, basis: 1 }, 'approved'],
    [reject, 'rejected'],
  ])('given a decision, when the same person presses %o again, then nothing happened', (input, outcome) => {
    expect(deciding(aDecidedAsset(outcome), input)).toEqual([]);
  });

  it.each<[string, DecisionInput, Actor, 'approved' | 'rejected']>([
    ['rejects after approving', reject, asMegan, 'approved'],
    ['approves after rejecting', approve, asMegan, 'rejected'],
    ['asks after approving', ask, asMegan, 'approved'],
    ['approves too, being someone else', approve, asItam, 'approved'],
    ['rejects, being someone else', reject, asItam, 'approved'],
  ])('given a decision, when someone %s, then the first one stands and is told', (_what, input, actor, outcome) => {
    expect(refusalOf(() => deciding(aDecidedAsset(outcome), input, actor))).toEqual({
      kind: 'conflict',
      code: 'asset.already-decided',
      params: { by: megan.displayName, at },
    });
  });

  it('given a decision, when a colleague presses a forged card, then they do not learn of it', () => {
    expect(codeOf(() => deciding(aDecidedAsset('approved'), approve, asColleague))).toBe('decision.not-yours');
  });

  it('given two people at once, when both decide on the same state, then one of the two stands', () => {
    const declared = aDeclaredAsset();
    const [first] = deciding(declared, approve, asMegan);
    if (!first) throw new Error('The first decision was not taken');
    const decided = evolve(declared, aHappening(first));
    expect(codeOf(() => deciding(decided, reject, asItam))).toBe('asset.already-decided');
  });
});

describe('decide, when there is nothing to decide', () => {
  it.each<[string, Asset, string]>([
    ['not declared yet', anAsset({ basis: 2 }), 'asset.not-declared'],
    ['retired', anAsset({ status: 'retired', basis: 2 }), 'asset.retired'],
    ['moved to approved without a decision', aDeclaredAsset({ status: 'approved' }), 'asset.not-declared'],
  ])('given a purchase that is %s, when decided, then it is refused', (_what, asset, code) => {
    for (const input of [approve, reject, ask]) {
      expect(refusalOf(() => deciding(asset, input))).toMatchObject({ kind: 'conflict', code });
    }
  });

  it.each([approve, reject, ask])(
    'given a card that shows an older state, when %o is pressed, then it is out of date',
    (input) => {
      expect(refusalOf(() => deciding(aDeclaredAsset({ basis: 5 }), input))).toMatchObject({
        kind: 'stale',
        code: 'card.out-of-date',
      });
    },
  );
});

describe('decide, asking back', () => {
  const open = aDeclaredAsset({ question: aQuestion() });

  it('given an open question, when the same is asked again, then nothing happened, whatever the card showed', () => {
    expect(deciding(open, { ...ask, basis: 1 })).toEqual([]);
  });

  it.each<[string, Asset, DecisionInput, Actor]>([
    ['something else', open, { ...ask, question: 'And how long?' }, asMegan],
    ['the same, being someone else', open, ask, asItam],
    ['the same, after the answer', aDeclaredAsset({ question: aQuestion({ answer: 'Taken' }) }), ask, asMegan],
  ])('given a question, when a decider asks %s, then that is a new question', (_what, asset, input, actor) => {
    expect(deciding(asset, input, actor)).toMatchObject([{ type: 'asked-back' }]);
  });

  it('given an open question, when approved all the same, then the decision stands', () => {
    expect(deciding(open, approve)).toEqual([{ type: 'approved', comment: null }]);
  });
});

describe('answer', () => {
  const open = aDeclaredAsset({ question: aQuestion() });

  it('given an open question, when its purchaser answers, then that is a fact, once', () => {
    const facts = answer(open, 'They are taken', anActor());
    expect(facts).toEqual([{ type: 'answered', answer: 'They are taken' }]);
    const [fact] = facts;
    if (!fact) throw new Error('The answer was not taken');
    expect(answer(evolve(open, aHappening(fact)), 'They are taken', anActor())).toEqual([]);
  });

  it('given a purchase that someone else owns now, when they answer, then that is a fact too', () => {
    expect(
      answer(aDeclaredAsset({ owner: debra, question: aQuestion() }), 'Taken', anActor({ id: debra.id })),
    ).toHaveLength(1);
  });

  it.each<[string, Asset, Actor, string]>([
    ['the manager', open, asMegan, 'asset.not-yours'],
    ['ITAM staff', open, asItam, 'asset.not-yours'],
    ['a colleague', open, asColleague, 'asset.not-yours'],
    ['the purchaser, whom nobody asked', aDeclaredAsset(), anActor(), 'question.none'],
    [
      'the purchaser, in other words than before',
      aDeclaredAsset({ question: aQuestion({ answer: 'Because' }) }),
      anActor(),
      'question.answered',
    ],
    [
      'the purchaser, after the decision',
      aDecidedAsset('approved', { question: aQuestion() }),
      anActor(),
      'asset.already-decided',
    ],
    [
      'the purchaser, after it was retired',
      aDeclaredAsset({ status: 'retired', question: aQuestion() }),
      anActor(),
      'asset.retired',
    ],
  ])('given %s, when they answer, then it is refused', (_who, asset, actor, code) => {
    expect(codeOf(() => answer(asset, 'Taken', actor))).toBe(code);
  });
});
