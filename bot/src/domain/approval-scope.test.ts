import { describe, expect, it } from 'vitest';
import {
  aDeclaredAsset,
  aDeclaredFact,
  aHappening,
  alex,
  anActor,
  aRouting,
  asItam,
  asMegan,
  codeOf,
} from '../../test/support/builders.ts';
import { approvalOf, awaitsDecision, awaitsPrice, openQuestion, surplusOf, surplusPerTerm } from './approval-scope.ts';
import type { Asset } from './asset.ts';
import { answer, type DecisionInput, decide } from './decide.ts';
import { declare } from './declare.ts';
import type { Fact } from './entry.ts';
import { evolve } from './evolve.ts';
import type { Lot } from './lots.ts';
import type { Actor } from './person.ts';

const approved: Fact = { type: 'approved', comment: 'Fine', tolerance: 10 };
const seats = (to: number): Fact => ({ type: 'seats-changed', from: 0, to });
const price = (minor: number, currency = 'USD'): Fact => corrected({ unitPrice: { minor, currency } });
const corrected = (changes: Extract<Fact, { type: 'corrected' }>['changes']): Fact => ({
  type: 'corrected',
  changes,
  reason: 'As invoiced',
});
const lots = (...told: [quantity: number, minor: number, per: Lot['per']][]): Fact =>
  corrected({
    unitPrice: null,
    lots: told.map(([quantity, minor, per]) => ({ quantity, price: { minor, currency: 'USD' }, per, since: null })),
  });
const paid: Fact = { type: 'trial-converted', forgetsPrice: true };
const moreRejected: Fact = { type: 'surplus-rejected', seats: 0, comment: 'Too many' };
const moreApproved: Fact = { type: 'surplus-approved', seats: 0, comment: null };
const ended: Fact = { type: 'commerce-status-changed', from: 'Enabled', to: 'Suspended' };
const running: Fact = { type: 'commerce-status-changed', from: 'Suspended', to: 'Enabled' };
const trial = aDeclaredAsset({ isTrial: true, unitPrice: { minor: 0, currency: 'USD' } });

/** What comes of an asset by these facts, the first of which is numbered 11, each a minute after the one before. */
function cameTo(facts: readonly Fact[], asset: Asset = aDeclaredAsset()): Asset {
  return facts.reduce((held, fact, n) => {
    const at = `2026-11-25T10:${String(n + 1).padStart(2, '0')}:00.000Z`;
    return evolve(held, aHappening(fact, { seq: 11 + n, at }));
  }, asset);
}

/** How it stands, in few words. */
function stands(asset: Asset): string {
  const held = approvalOf(asset);
  const more = surplusOf(asset);
  if (!held || !more) return `${asset.status} ${held?.quantity ?? 'nothing'}`;
  const what = [more.seats || null, more.isPaidNow && 'paid', more.isDearer && 'dearer', more.isOtherTerm && 'term'];
  const how = awaitsPrice(asset) ? 'needs a price' : awaitsDecision(asset) ? 'waits' : 'rejected';
  return `${asset.status} ${held.quantity}, ${what.filter(Boolean).join(' and ')} ${how}`;
}

describe('an approval of 3 seats for 14.00 a month', () => {
  it.each<[string, Fact[], string]>([
    ['nothing', [], 'approved 3'],
    ['57 seats more', [seats(60)], 'approved 3, 57 waits'],
    ['57 more, and more again', [seats(60), seats(70)], 'approved 3, 67 waits'],
    ['seats that are given back', [seats(2)], 'approved 3'],
    ['seats given back and one added again', [seats(2), seats(3)], 'approved 3'],
    ['57 more that are given back', [seats(60), seats(3)], 'approved 3'],
    ['57 more, rejected', [seats(60), moreRejected], 'approved 3, 57 rejected'],
    ['57 more, rejected, and some given back', [seats(60), moreRejected, seats(10)], 'approved 3, 7 rejected'],
    ['rejected and given back, added again', [seats(60), moreRejected, seats(10), seats(12)], 'approved 3, 9 waits'],
    ['rejected, all given back', [seats(60), moreRejected, seats(3)], 'approved 3'],
    ['rejected, and more added', [seats(60), moreRejected, seats(61)], 'approved 3, 58 waits'],
    ['57 more, approved', [seats(60), moreApproved], 'approved 60'],
    ['57 more, approved, and more again', [seats(60), moreApproved, seats(61)], 'approved 60, 1 waits'],
    ['57 more, approved, given back, added', [seats(60), moreApproved, seats(3), seats(60)], 'approved 60'],
    ['a price just within the tolerance', [price(1_540)], 'approved 3'],
    ['a total within it, a fraction of a cent a seat', [lots([3, 4_620, 'all'])], 'approved 3'],
    ['a total beyond it', [lots([3, 4_621, 'all'])], 'approved 3, dearer waits'],
    ['one seat of three beyond it', [lots([2, 1_400, 'seat'], [1, 1_541, 'seat'])], 'approved 3, dearer waits'],
    ['a price just above it', [price(1_541)], 'approved 3, dearer waits'],
    ['a price above it, rejected', [price(1_600), moreRejected], 'approved 3, dearer rejected'],
    ['a price above it, approved', [price(1_600), moreApproved, price(1_700)], 'approved 3'],
    ['a lower price', [price(100)], 'approved 3'],
    ['a price in another currency', [price(100, 'EUR')], 'approved 3, dearer waits'],
    ['another term', [corrected({ billingTerm: 'yearly' })], 'approved 3, term waits'],
    ['seats by correction', [corrected({ quantity: 4 })], 'approved 3, 1 waits'],
    [
      'seats and a price',
      [corrected({ quantity: 5, unitPrice: { minor: 9_900, currency: 'USD' } })],
      'approved 3, 2 and dearer waits',
    ],
    [
      '57 more, moved to the start',
      [seats(60), { type: 'status-moved', to: 'detected', reason: 'Anew' }],
      'detected nothing',
    ],
    ['57 more, and all of it ended', [seats(60), ended], 'approved 3'],
    ['57 more, ended, running again', [seats(60), moreRejected, ended, running], 'approved 3, 57 waits'],
    ['57 more, retired', [seats(60), { type: 'retired', reason: 'Over' }], 'retired 3'],
    [
      '57 more, all moved to rejected',
      [seats(60), { type: 'status-moved', to: 'rejected', reason: 'No' }],
      'rejected nothing',
    ],
    [
      '57 more, retired, moved to approved',
      [seats(60), { type: 'retired', reason: 'Over' }, { type: 'status-moved', to: 'approved', reason: 'Yes' }],
      'approved 60',
    ],
  ])('given %s, then it stands so', (_what, facts, expected) => {
    expect(stands(cameTo([approved, ...facts]))).toBe(expected);
  });

  it('given that an earlier version wrote it, then the price may rise by what is usual', () => {
    expect(stands(cameTo([{ type: 'approved', comment: null }, price(1_540)]))).toBe('approved 3');
    expect(stands(cameTo([{ type: 'approved', comment: null }, price(1_541)]))).toBe('approved 3, dearer waits');
  });

  it('given that it was moved to approved by hand, then that is what it covers', () => {
    expect(stands(cameTo([{ type: 'status-moved', to: 'approved', reason: 'Agreed' }, seats(60)]))).toBe(
      'approved 3, 57 waits',
    );
  });

  it('given 57 more, then they are counted at their price, and all of it where that rose too', () => {
    expect(surplusPerTerm(cameTo([approved, seats(60)]))).toEqual({ minor: 57 * 1_400, currency: 'USD' });
    expect(surplusPerTerm(cameTo([approved, price(1_600)]))).toEqual({ minor: 3 * 1_600, currency: 'USD' });
    expect(surplusPerTerm(cameTo([approved]))).toBeNull();
  });
});

describe('an approval of a trial at 0.00', () => {
  const declared = aDeclaredFact({ unitPrice: { minor: 2_000, currency: 'USD' }, reason: 'Goes on' });

  it.each<[string, Fact[], string, number | null]>([
    ['that it turned paid', [paid], 'approved 3, paid needs a price', null],
    ['a price for it', [paid, declared], 'approved 3, paid waits', 2_000],
    ['a price for it, approved', [paid, declared, moreApproved], 'approved 3', 2_000],
    ['a price for it, rejected', [paid, declared, moreRejected], 'approved 3, paid rejected', 2_000],
    [
      'that it turned paid by the word of an earlier version',
      [{ type: 'trial-converted' }],
      'approved 3, paid waits',
      0,
    ],
  ])('given %s, then it stands so', (_what, facts, expected, minor) => {
    const asset = cameTo([approved, ...facts], trial);
    expect([stands(asset), asset.unitPrice?.minor ?? null]).toEqual([expected, minor]);
    expect(asset.decision?.outcome).toBe('approved');
  });

  it('given that it turned paid before anybody decided, then it is to be declared anew', () => {
    const asset = cameTo([paid], trial);
    expect([asset.status, asset.declaredAt, asset.unitPrice]).toEqual(['detected', null, null]);
  });

  it('given that it was approved at a price, and found to be a trial, when that turns paid, then it is what was approved', () => {
    const asset = cameTo([approved, paid], { ...aDeclaredAsset(), isTrial: false });
    expect([stands(asset), asset.unitPrice?.minor]).toEqual(['approved 3', 1_400]);
  });
});

describe('deciding about what goes beyond', () => {
  const waiting = cameTo([approved, seats(60)]);
  const approve: DecisionInput = { verb: 'approve', comment: null, basis: waiting.basis };
  const reject: DecisionInput = { verb: 'reject', comment: 'Too many', basis: waiting.basis };
  const deciding = (asset: Asset, input: DecisionInput, actor: Actor = asMegan) =>
    decide(asset, input, actor, aRouting());

  it('given 57 more, when the manager decides, then it is about those alone', () => {
    expect(deciding(waiting, approve)).toEqual([{ type: 'surplus-approved', seats: 57, comment: null }]);
    expect(deciding(waiting, { ...approve, basis: null })).toEqual([
      { type: 'surplus-approved', seats: 57, comment: null },
    ]);
    expect(deciding(waiting, reject)).toEqual([{ type: 'surplus-rejected', seats: 57, comment: 'Too many' }]);
  });

  it('given 57 more, when the first card is pressed late, then nothing is decided about them', () => {
    expect(deciding(waiting, { ...approve, basis: 2 })).toEqual([]);
    expect(codeOf(() => deciding(waiting, { ...reject, basis: 2 }))).toBe('card.out-of-date');
  });

  it('given a decision about them, when it is pressed again, then nothing happens, and others are told whose it was', () => {
    for (const [decided, same, other] of [
      [cameTo([approved, seats(60), moreApproved]), approve, reject],
      [cameTo([approved, seats(60), moreRejected]), reject, approve],
    ] as const) {
      expect(deciding(decided, same)).toEqual([]);
      expect(codeOf(() => deciding(decided, { ...other, basis: decided.basis }, asItam))).toBe('asset.already-decided');
    }
  });

  it.each([
    ['who put them in', asItam, [approved, corrected({ quantity: 60 })], 'decision.own-doing'],
    ['who bought them', anActor(), [approved, seats(60)], 'decision.own-purchase'],
    ['who may decide, before anyone has said what it costs', asMegan, [approved, paid], 'decision.needs-price'],
  ] as const)('given one %s, when they decide, then it is refused', (_who, actor, facts, code) => {
    const by = { kind: 'person', id: actor.id, displayName: actor.displayName } as const;
    const asset = facts.reduce<Asset>(
      (held, fact) =>
        evolve(
          held,
          aHappening(fact, { seq: held.version + 1, actor: fact === approved ? aHappening(fact).actor : by }),
        ),
      facts.includes(paid) ? trial : aDeclaredAsset(),
    );
    expect(codeOf(() => deciding(asset, { ...approve, basis: null }, actor))).toBe(code);
  });

  it('given a question about them, when it is answered, then one about the first decision is none of theirs', () => {
    const asked: Fact = { type: 'asked-back', question: 'Why 60?' };
    const before = cameTo([asked, approved, seats(60)]);
    expect([openQuestion(before), codeOf(() => answer(before, 'So', anActor({ id: alex.id })))]).toEqual([
      null,
      'question.none',
    ]);
    const now = cameTo([approved, seats(60), asked]);
    expect(openQuestion(now)?.question).toBe('Why 60?');
    expect(answer(now, 'A class', anActor({ id: alex.id }))).toEqual([{ type: 'answered', answer: 'A class' }]);
  });
});

describe('declaring what turned paid', () => {
  const said = { ...aDeclaredFact(), declarationId: '01J00000000000000000000001' };
  const around = { purchaser: said.purchaser, owner: said.owner, manager: said.manager };
  const declaring = (asset: Asset) =>
    declare(asset, said, around, { actor: anActor({ id: alex.id }), people: aRouting() });

  it('given that it has no price, when its owner declares it, then it is taken', () => {
    expect(declaring(cameTo([approved, paid], trial))).toMatchObject([{ type: 'declared' }]);
  });

  it('given that it has one, when declared, then its decision stands, or is awaited', () => {
    expect(codeOf(() => declaring(cameTo([approved])))).toBe('asset.already-decided');
    expect(codeOf(() => declaring(cameTo([approved, seats(60)])))).toBe('asset.already-decided');
  });
});

describe('an approval of 13 seats for 250.00 in all', () => {
  const total = lots([13, 25_000, 'all']);
  const added = (...more: Fact[]) => cameTo([seats(13), total, approved, seats(15), ...more]);

  it('given two more, when asked, then they wait for a decision, and their price is not known', () => {
    expect([stands(added()), surplusPerTerm(added())]).toEqual(['approved 13, 2 waits', null]);
  });

  it('given their price is told, and it is no dearer, when asked, then what they add is known', () => {
    const told = added(lots([13, 25_000, 'all'], [2, 2_000, 'seat']));
    expect([stands(told), surplusPerTerm(told)]).toEqual(['approved 13, 2 waits', { minor: 4_000, currency: 'USD' }]);
  });

  it('given a trial turned paid, when asked, then no price is left, however it was told', () => {
    const trialOf13 = { ...trial, unitPrice: null };
    expect(cameTo([lots([3, 0, 'all']), approved, paid], trialOf13).lots).toEqual([]);
  });
});
