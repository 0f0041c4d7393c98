import { describe, expect, it } from 'vitest';
import {
  aDecidedAsset,
  aDeclaredAsset,
  alex,
  anActor,
  anAsset,
  aRouting,
  aSubscription,
  asAuditor,
  asColleague,
  asItam,
  asMegan,
  at,
  codeOf,
  debra,
  today,
} from '../../test/support/builders.ts';
import type { Asset, Renewal } from './asset.ts';
import { addDays } from './day.ts';
import type { Fact } from './entry.ts';
import { evolve } from './evolve.ts';
import {
  awaitsRenewal,
  decideRenewal,
  type RenewalInput,
  remind,
  reminderDue,
  renewalAsSeen,
  renewalCost,
  renewalStateOf,
  renews,
} from './renewal.ts';

const routing = aRouting();
const keep: RenewalInput = { decision: 'keep', reason: 'The board reads it', seen: null };
const end: RenewalInput = { decision: 'end', reason: 'Nobody uses it', seen: null };
const asOwner = anActor({ id: debra.id, displayName: debra.displayName });

function aRenewal(over: Partial<Renewal> = {}): Renewal {
  const by = { id: alex.id, displayName: alex.displayName };
  return { decision: 'keep', reason: 'Needed', by, at, renewsOn: '2026-12-20', ...over };
}
/** Renews a year after it was bought, so many days from today. */
function renewingIn(days: number, over: Partial<Asset> = {}): Asset {
  const renewsOn = addDays(today, days);
  return anAsset({ purchasedOn: addDays(renewsOn, -365), renewsOn, ...over });
}
const afterwards = (asset: Asset, fact: Fact, actor = { kind: 'person' as const, id: alex.id, displayName: 'Alex' }) =>
  evolve(asset, { seq: asset.version + 1, assetId: asset.id, at, actor, fact });

describe('decideRenewal', () => {
  it.each([
    ['the purchaser', anActor(), anAsset()],
    ['the purchaser who handed it over', anActor(), anAsset({ owner: debra })],
    ['the owner', asOwner, anAsset({ owner: debra })],
    ['ITAM staff', asItam, anAsset()],
    ['ITAM staff, of what was rejected', asItam, aDecidedAsset('rejected')],
  ])('given a purchase that renews, when %s decides, then it is recorded for that date', (_who, actor, asset) => {
    const fact = { type: 'renewal-decided', decision: 'keep', reason: keep.reason, renewsOn: asset.renewsOn };
    expect(decideRenewal(asset, keep, actor, routing)).toEqual([fact]);
  });

  it.each([
    ['the manager', asMegan],
    ['an auditor', asAuditor],
    ['a colleague', asColleague],
  ])('given a purchase of someone else, when %s decides, then it is refused', (_who, actor) => {
    expect(codeOf(() => decideRenewal(anAsset(), keep, actor, routing))).toBe('renewal.not-yours');
  });

  it.each([
    ['retired', anAsset({ status: 'retired' }), 'asset.retired'],
    ['without a renewal date', anAsset({ renewsOn: null }), 'renewal.none'],
    ['cancelled at Microsoft', anAsset({ subscription: aSubscription({ status: 'Suspended' }) }), 'renewal.none'],
    ['no longer listed', anAsset({ subscription: aSubscription({ isListed: false }) }), 'renewal.none'],
    ['rejected', aDecidedAsset('rejected'), 'renewal.rejected'],
  ])('given a purchase that is %s, when its purchaser wants to keep it, then it is refused', (_how, asset, code) => {
    expect(codeOf(() => decideRenewal(asset, keep, anActor(), routing))).toBe(code);
  });

  it('given what was rejected, when its purchaser lets it end, then that is recorded', () => {
    expect(decideRenewal(aDecidedAsset('rejected'), end, anActor(), routing)).toHaveLength(1);
  });

  it('given a decision, when the same person presses the same again, then nothing happens', () => {
    const asset = anAsset({ renewal: aRenewal() });
    expect(decideRenewal(asset, { ...keep, seen: renewalAsSeen(anAsset()) }, anActor(), routing)).toEqual([]);
  });

  it('given a decision that they see, when they think better of it, then the other is recorded', () => {
    const asset = anAsset({ renewal: aRenewal() });
    expect(decideRenewal(asset, { ...end, seen: renewalAsSeen(asset) }, anActor(), routing)).toHaveLength(1);
    expect(decideRenewal(asset, { ...end, seen: renewalAsSeen(asset) }, asItam, routing)).toHaveLength(1);
  });

  it('given a decision of someone else that their card did not show, when they press, then they hear of it', () => {
    const by = { id: asItam.id, displayName: asItam.displayName };
    const asset = anAsset({ renewal: aRenewal({ by }) });
    const press = (input: RenewalInput) => codeOf(() => decideRenewal(asset, input, anActor(), routing));
    expect(press({ ...end, seen: renewalAsSeen(anAsset()) })).toBe('renewal.already-decided');
    expect(press(keep)).toBe('renewal.already-decided');
  });

  it.each([
    ['another date', { renewsOn: '2027-01-20' }],
    ['other seats', { basis: 7 }],
  ])('given a card that showed %s, when it is pressed, then it is out of date', (_what, over) => {
    const seen = renewalAsSeen(anAsset(over));
    expect(codeOf(() => decideRenewal(anAsset(), { ...keep, seen }, anActor(), routing))).toBe('card.out-of-date');
  });
});

describe('a renewal decision', () => {
  const fact: Fact = { type: 'renewal-decided', decision: 'end', reason: 'Unused', renewsOn: '2026-12-20' };
  const decided = afterwards(anAsset(), fact);

  it('given a purchase, when it is decided, then it holds who, when and why, and a decision about it stays in date', () => {
    expect(decided.renewal).toEqual(
      aRenewal({ decision: 'end', reason: 'Unused', by: { id: alex.id, displayName: 'Alex' } }),
    );
    expect(renewalStateOf(decided)).toBe('end');
    expect(decided.basis).toBe(anAsset().basis);
  });

  it.each<[string, Fact]>([
    ['moves on', { type: 'renewal-moved', from: '2026-12-20', to: '2027-01-20' }],
    ['is put right', { type: 'corrected', changes: { renewsOn: '2026-12-21' }, reason: 'Invoice' }],
    ['is no more', { type: 'corrected', changes: { renewsOn: null }, reason: 'Invoice' }],
  ])('given a decision, when its date %s, then it lapses', (_how, moved) => {
    expect(afterwards(decided, moved).renewal).toBeNull();
  });

  it.each<[string, Fact]>([
    ['seats change', { type: 'seats-changed', from: 3, to: 4 }],
    ['another field is put right', { type: 'corrected', changes: { costCentre: 'CC-9' }, reason: 'Invoice' }],
    ['it is retired', { type: 'retired', reason: 'Cancelled' }],
  ])('given a decision, when %s, then it stands', (_how, other) => {
    expect(afterwards(decided, other).renewal).toEqual(decided.renewal);
  });

  it('given a state written before assets knew renewals, when it evolves, then nothing is decided', () => {
    const { renewal: _renewal, reminder: _reminder, ...old } = anAsset();
    const evolved = afterwards(old as Asset, { type: 'seats-changed', from: 3, to: 4 });
    expect(renewalStateOf(evolved)).toBe('undecided');
    expect(awaitsRenewal(evolved)).toBe(false);
    expect(reminderDue(renewingIn(5, { renewal: undefined as never, reminder: undefined as never }), today, [7])).toBe(
      7,
    );
  });
});

describe('renewalCost', () => {
  it.each([
    ['all seats for a term', { billingTerm: 'yearly' as const }, { minor: 4_200, currency: 'USD' }],
    ['what is known where the term is not', { billingTerm: null }, { minor: 4_200, currency: 'USD' }],
    ['a year of what is billed monthly', { renewsOn: '2027-11-20' }, { minor: 50_400, currency: 'USD' }],
    [
      'two of what is billed yearly for two years',
      { renewsOn: '2028-11-20', billingTerm: 'yearly' as const },
      { minor: 8_400, currency: 'USD' },
    ],
    [
      'one month of what may have renewed unseen',
      { renewsOn: '2027-11-20', createdAt: '2027-10-01T10:00:00.000Z' },
      { minor: 4_200, currency: 'USD' },
    ],
    ['nothing for what was paid once', { billingTerm: 'once' as const }, null],
    ['nothing where the price is not known', { unitPrice: null }, null],
  ])('is %s', (_what, over, cost) => {
    expect(renewalCost(aDeclaredAsset({ unitPrice: { minor: 1_400, currency: 'USD' }, ...over }))).toEqual(cost);
  });
});

describe('reminderDue', () => {
  const due = (asset: Asset, days: readonly number[] = [30, 7]) => reminderDue(asset, today, days);

  it.each([
    [31, null],
    [30, 30],
    [8, 30],
    [7, 7],
    [0, 7],
    [-1, null],
  ])('given a yearly renewal in %i days, when nobody was reminded, then %s days before is due', (days, expected) => {
    expect(due(renewingIn(days))).toBe(expected);
    expect(due(renewingIn(days), [7, 30])).toBe(expected);
  });

  it('given a reminder, when the next number is reached or the date moves, then another is due, and none before', () => {
    const reminded = (asset: Asset, daysBefore: number, renewsOn = asset.renewsOn ?? '') =>
      due({ ...asset, reminder: { renewsOn, daysBefore } });
    expect(reminded(renewingIn(20), 30)).toBeNull();
    expect(reminded(renewingIn(7), 30)).toBe(7);
    expect(reminded(renewingIn(5), 7)).toBeNull();
    expect(reminded(renewingIn(20), 7, addDays(today, 10))).toBe(30);
  });

  it('given what renews every month, when the month before was reminded of, then nobody is asked again', () => {
    const monthly = renewingIn(7, { billingTerm: 'monthly' });
    const before = { renewsOn: addDays(monthly.renewsOn ?? '', -30), daysBefore: 7 };
    expect(due({ ...monthly, reminder: before })).toBeNull();
    expect(due({ ...monthly, billingTerm: null, reminder: before })).toBeNull();
    expect(due({ ...monthly, reminder: { ...before, renewsOn: addDays(monthly.renewsOn ?? '', -365) } })).toBe(7);
    expect(due(renewingIn(7, { billingTerm: 'yearly', reminder: before }))).toBe(7);
  });

  it('given a term of a month, when 30 days are left of it, then no reminder follows on the heels of the purchase', () => {
    expect(due(renewingIn(26, { purchasedOn: addDays(today, -4) }))).toBeNull();
    expect(due(renewingIn(26, { isTrial: true, purchasedOn: addDays(today, -4) }))).toBeNull();
    expect(due(renewingIn(26, { purchasedOn: null }))).toBe(30);
  });

  it('given a year that is billed monthly, when it renews, then people are reminded as of any year', () => {
    const days = [60, 30, 7];
    const billed = (asset: Asset) => [60, 30, 7].map((left) => due({ ...asset, renewsOn: addDays(today, left) }, days));
    const year = { billingTerm: 'monthly' as const, purchasedOn: addDays(today, -330) };
    expect(billed(anAsset(year))).toEqual([60, 30, 7]);
    expect(billed(anAsset({ ...year, createdAt: `${year.purchasedOn}T10:00:00.000Z` }))).toEqual([60, 30, 7]);
  });

  it.each<[string, Partial<Asset>, number | null]>([
    ['of a month, billed yearly', { billingTerm: 'yearly', renewedOn: addDays(today, -23) }, null],
    ['of a month, billed monthly', { billingTerm: 'monthly', renewedOn: addDays(today, -23) }, null],
    ['of a year, billed monthly', { billingTerm: 'monthly', renewedOn: addDays(today, -358) }, 7],
  ])('given a commitment %s, when another date was reminded of a month before, then %s', (_what, over, expected) => {
    const asset = renewingIn(7, { purchasedOn: '2020-01-01', ...over });
    expect(due({ ...asset, reminder: { renewsOn: addDays(today, -23), daysBefore: 7 } })).toBe(expected);
  });

  it.each([
    ['retired', { status: 'retired' as const }],
    ['cancelled', { subscription: aSubscription({ status: 'LockedOut' }) }],
    ['no longer listed', { subscription: aSubscription({ isListed: false }) }],
    ['bought centrally', { confidence: { level: 'low' as const, score: 10, reasons: [] } }],
  ])('given a purchase that is %s, then none is due', (_how, over) => {
    expect(due(renewingIn(5, over))).toBeNull();
  });

  it('given a decision, when it is to be kept, then none is due; when it is to end, then one more at the last number', () => {
    const decided = (days: number, decision: 'keep' | 'end') => {
      const asset = renewingIn(days);
      return due({ ...asset, renewal: aRenewal({ decision, renewsOn: asset.renewsOn ?? '' }) });
    };
    expect(decided(20, 'keep')).toBeNull();
    expect(decided(5, 'keep')).toBeNull();
    expect(decided(20, 'end')).toBeNull();
    expect(decided(5, 'end')).toBe(7);
  });

  it('given no days to remind at, or no date, then none is due', () => {
    expect(due(renewingIn(5), [])).toBeNull();
    expect(due(anAsset({ renewsOn: null }))).toBeNull();
    expect(remind(anAsset({ renewsOn: null }), today, [7])).toEqual([]);
  });

  it('given a reminder that is due, when it is recorded, then it is not due again and the purchase awaits a decision', () => {
    const [fact] = remind(renewingIn(5), today, [30, 7]);
    expect(fact).toEqual({ type: 'renewal-reminded', renewsOn: addDays(today, 5), daysBefore: 7 });
    const reminded = afterwards(renewingIn(5), fact as Fact);
    expect(remind(reminded, today, [30, 7])).toEqual([]);
    expect(awaitsRenewal(reminded)).toBe(true);
    expect(awaitsRenewal(renewingIn(5))).toBe(false);
    expect(awaitsRenewal({ ...reminded, renewal: aRenewal({ renewsOn: addDays(today, 5) }) })).toBe(false);
    expect(renews(reminded)).toBe(true);
  });
});
