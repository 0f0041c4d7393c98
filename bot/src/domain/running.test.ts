import { describe, expect, it } from 'vitest';
import {
  acrobat,
  aDecidedAsset,
  aDeclaredAsset,
  alex,
  anActor,
  anAsset,
  anObservation,
  aRouting,
  aSubscription,
  asColleague,
  asItam,
  asMegan,
  codeOf,
  folded,
  today,
} from '../../test/support/builders.ts';
import type { Asset, CommerceStatus, Doer } from './asset.ts';
import { observe, vanish } from './observe.ts';
import {
  committedPerMonth,
  endedOn,
  endPurchase,
  isCommitted,
  isRunning,
  resumePurchase,
  retireEnded,
  runningStateOf,
  turnsAt,
} from './running.ts';

const routing = aRouting();
const acrobats = (over: Partial<Asset> = {}) =>
  aDeclaredAsset({ subscription: null, source: 'declaration', product: acrobat, ...over });
const ended = folded(acrobats(), [{ type: 'ended', on: '2026-11-24', reason: 'Cancelled by mail' }]);
const suspended = anAsset({ subscription: aSubscription({ status: 'Suspended' }) });

describe('runningStateOf', () => {
  it.each<[CommerceStatus, string]>([
    ['Enabled', 'running'],
    ['Warning', 'lapsing'],
    ['Suspended', 'ended'],
    ['LockedOut', 'ended'],
    ['Deleted', 'ended'],
  ])('given a subscription that Microsoft calls %s, when asked, then it is %s', (status, state) => {
    expect(runningStateOf(anAsset({ subscription: aSubscription({ status }) }))).toBe(state);
  });

  it('given a subscription that Microsoft no longer lists, when asked, then it has ended whatever its status was', () => {
    expect(runningStateOf(anAsset({ subscription: aSubscription({ isListed: false }) }))).toBe('ended');
  });

  it('given what Microsoft does not sell, when asked, then it runs until somebody says that it ended', () => {
    expect([acrobats(), ended].map(runningStateOf)).toEqual(['running', 'ended']);
    expect(endedOn(ended)).toBe('2026-11-24');
  });

  it('given a subscription that ended before its day was kept, when asked for the day, then it is not known', () => {
    expect([isRunning(suspended), endedOn(suspended)]).toEqual([false, null]);
  });

  it('given that somebody said it had ended and Microsoft then shows that it runs, when asked, then it runs', () => {
    const linked = { ...ended, subscription: aSubscription() };
    expect([isRunning(linked), endedOn(linked)]).toEqual([true, null]);
  });
});

describe('isCommitted', () => {
  it.each<[string, Asset, boolean]>([
    ['runs', aDeclaredAsset(), true],
    ['was rejected and runs', aDecidedAsset('rejected'), true],
    ['lapses', aDeclaredAsset({ subscription: aSubscription({ status: 'Warning' }) }), true],
    ['is cancelled', aDeclaredAsset({ subscription: aSubscription({ status: 'Suspended' }) }), false],
    ['is gone', aDeclaredAsset({ subscription: aSubscription({ isListed: false }) }), false],
    ['ended by what its owner said', ended, false],
    ['is retired', aDeclaredAsset({ status: 'retired' }), false],
  ])('given a purchase that %s, when asked, then it counts: or not', (_what, asset, counts) => {
    expect(isCommitted(asset)).toBe(counts);
    expect(committedPerMonth(asset)).toEqual(counts ? { minor: 4_200, currency: 'USD' } : null);
  });
});

describe('what discovery sees', () => {
  const turns = (asset: Asset, over: Parameters<typeof anObservation>[0]) =>
    observe(asset, anObservation(over)).flatMap(({ type }) =>
      type === 'ended' || type === 'runs-again' ? [type] : [],
    );

  it.each<[string, Asset, Parameters<typeof anObservation>[0], string[]]>([
    ['is cancelled', anAsset(), { status: 'Suspended' }, ['ended']],
    ['is deleted once it was cancelled', suspended, { status: 'Deleted' }, []],
    ['expires', anAsset(), { status: 'Warning' }, []],
    ['is brought back', suspended, { status: 'Enabled' }, ['runs-again']],
    ['is listed again', anAsset({ subscription: aSubscription({ isListed: false }) }), {}, ['runs-again']],
    [
      'is listed again, but cancelled',
      anAsset({ subscription: aSubscription({ isListed: false }) }),
      { status: 'Suspended' },
      [],
    ],
    ['is found behind what its owner said had ended', ended, {}, ['runs-again']],
    ['is found cancelled behind a declaration', acrobats(), { status: 'Suspended' }, ['ended']],
    ['stays as it is', anAsset(), {}, []],
  ])(
    'given a subscription that %s, when observed, then its end or its return is a fact of its own',
    (_what, asset, over, facts) => {
      expect(turns(asset, over)).toEqual(facts);
    },
  );

  it('given a subscription that is gone, when it is recorded, then it ended on the day on which that was seen', () => {
    const gone = folded(anAsset(), vanish(anAsset()));
    expect([isRunning(gone), endedOn(gone)]).toEqual([false, '2026-11-25']);
    expect(vanish(gone)).toEqual([]);
  });

  it('given one that was cancelled, when it vanishes too, then it ended once', () => {
    expect(vanish(suspended)).toEqual([{ type: 'vanished' }]);
  });

  it('given that it runs again, when it is recorded, then nothing of the end is left', () => {
    const gone = folded(anAsset(), turnsAt(anAsset(), { isListed: true, status: 'Suspended' }));
    expect(
      folded(gone, turnsAt({ ...gone, subscription: aSubscription({ status: 'Suspended' }) }, aSubscription())).ending,
    ).toBe(null);
  });
});

describe('endPurchase', () => {
  const on = '2026-11-20';
  const input = { on, reason: 'Cancelled by mail' };

  it.each([
    ['its owner', anActor()],
    ['ITAM staff', asItam],
  ])('given another publisher’s, when %s says that it ended, then it did on that day', (_who, actor) => {
    expect(endPurchase(acrobats(), input, today, actor, routing)).toEqual([
      { type: 'ended', on, reason: 'Cancelled by mail' },
    ]);
  });

  it.each<[string, Asset, Partial<typeof input>, Parameters<typeof endPurchase>[3], string]>([
    ['a colleague says it', acrobats(), {}, asColleague, 'ending.not-yours'],
    ['the manager says it', acrobats(), {}, asMegan, 'ending.not-yours'],
    ['Microsoft shows it', aDeclaredAsset(), {}, anActor(), 'ending.at-microsoft'],
    ['it is retired', acrobats({ status: 'retired' }), {}, asItam, 'asset.retired'],
    ['the day lies ahead', acrobats(), { on: '2026-11-26' }, anActor(), 'ending.in-future'],
    ['the day lies before the purchase', acrobats(), { on: '2026-11-19' }, anActor(), 'ending.too-early'],
    ['it ended on another day', ended, {}, anActor(), 'ending.already'],
  ])('given that %s, when it is to be ended, then it is refused', (_what, asset, over, actor, code) => {
    expect(codeOf(() => endPurchase(asset, { ...input, ...over }, today, actor, routing))).toBe(code);
  });

  it('given that it was said before, when the same is said again, then nothing happens', () => {
    expect(endPurchase(ended, { on: '2026-11-24', reason: 'Again' }, today, anActor(), routing)).toEqual([]);
  });

  it('given an end that was a mistake, when it is taken back, then it runs; twice changes nothing', () => {
    const facts = resumePurchase(ended, 'The mail was about another', anActor(), routing);
    expect(facts).toEqual([{ type: 'runs-again', reason: 'The mail was about another' }]);
    const back = folded(ended, facts);
    expect([isRunning(back), resumePurchase(back, 'Again', anActor(), routing)]).toEqual([true, []]);
  });
});

describe('retireEnded', () => {
  const endedBy = ({ id, displayName }: Doer, asset: Asset): Asset => ({
    ...asset,
    ending: { on: '2026-11-24', reason: 'Cancelled', by: { id, displayName }, at: asset.updatedAt },
  });
  const [approved, rejected] = (['approved', 'rejected'] as const).map((outcome) =>
    aDecidedAsset(outcome, { subscription: null }),
  ) as [Asset, Asset];
  const byItam = acrobats({ hands: [{ id: asItam.id, did: 'declarer' }] });
  const gone = { subscription: aSubscription({ status: 'Deleted' }) };

  it.each<[string, Asset, string, number, number]>([
    ['what ended so many days ago', ended, '2026-12-04', 10, 1],
    ['what ended a day later', ended, '2026-12-03', 10, 0],
    ['what ended today, at once', ended, '2026-11-24', 0, 1],
    ['what ended on a day that was not kept, by its last change', suspended, '2026-12-04', 10, 1],
    ['what runs', anAsset(), '2027-12-04', 0, 0],
    ['what is retired', { ...ended, status: 'retired' }, '2027-12-04', 0, 0],
    ['what its owner says ended, while it waits for a decision', endedBy(alex, acrobats()), '2027-12-04', 0, 0],
    ['what its owner says ended, once it was rejected', endedBy(alex, rejected), '2027-12-04', 0, 0],
    ['what its owner says ended, once it was approved', endedBy(alex, approved), '2027-12-04', 0, 1],
    ['what ITAM staff say ended', endedBy(asItam, acrobats()), '2027-12-04', 0, 1],
    ['what ITAM staff say ended that they declared', endedBy(asItam, byItam), '2027-12-04', 0, 0],
    ['what its owner said ended, and Microsoft does', { ...endedBy(alex, rejected), ...gone }, '2027-12-04', 0, 1],
  ])('given %s, when the rule is asked, then it is retired or not', (_what, asset, day, after, facts) => {
    expect(retireEnded(asset, day, after)).toHaveLength(facts);
  });

  it.each<[string, Asset, string]>([
    ['a decision that stands', aDecidedAsset('rejected'), 'rejected'],
    ['a declaration', aDeclaredAsset(), 'declared'],
    ['nothing said of it', anAsset(), 'detected'],
  ])('given a retired purchase with %s, when it runs again, then it is back where it was', (_what, asset, status) => {
    const retired = folded(asset, [
      { type: 'ended', on: null, reason: null },
      { type: 'retired', reason: 'It had ended.' },
    ]);
    expect(folded(retired, [{ type: 'runs-again', reason: null }])).toMatchObject({ status, retirement: null });
  });
});
