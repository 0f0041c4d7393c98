import { describe, expect, it } from 'vitest';
import {
  acrobat,
  aDecidedAsset,
  aDeclaredAsset,
  aDeclaredFact,
  aDetection,
  aHandedOnAsset,
  aHappening,
  alex,
  anAsset,
  aQuestion,
  aSubscription,
  asItam,
  at,
  debra,
  megan,
  powerBiPro,
} from '../../test/support/builders.ts';
import { scopeOf } from './approval-scope.ts';
import type { Asset, Decision } from './asset.ts';
import type { Fact } from './entry.ts';
import { evolve } from './evolve.ts';
import { flagsOf } from './flags.ts';
import { type Lot, priceOfSeats } from './lots.ts';

const later = '2026-11-25T10:00:00.000Z';
const byMegan = { id: megan.id, displayName: megan.displayName };

const detected = aDetection();
const linked: Extract<Fact, { type: 'linked' }> = {
  type: 'linked',
  subscription: detected.subscription,
  confidence: detected.confidence,
  product: powerBiPro,
  isTrial: false,
};
const declared = aDeclaredFact();

/** What an entry changed of an asset, beside version, basis and time. */
function changed(before: Asset, fact: Fact): Partial<Asset> {
  const after = evolve(before, aHappening(fact));
  const fields = (Object.keys(after) as (keyof Asset)[]).filter(
    (field) => !['version', 'basis', 'updatedAt'].includes(field) && after[field] !== before[field],
  );
  return Object.fromEntries(fields.map((field) => [field, after[field]]));
}

describe('evolve, the first entry', () => {
  it('given nothing, when a purchase is detected, then the asset holds what was seen and nothing that was not', () => {
    expect(evolve(null, aHappening(detected, { seq: 4, at }))).toEqual(
      anAsset({ version: 4, basis: 4, confidence: detected.confidence }),
    );
  });

  it('given nothing, when a purchase is declared, then the asset holds what was said', () => {
    expect(evolve(null, aHappening(declared, { seq: 4, at, assetId: 'dec-1' }))).toEqual(
      aDeclaredAsset({
        id: 'dec-1',
        version: 4,
        basis: 4,
        source: 'declaration',
        subscription: null,
        confidence: null,
        hands: [
          { id: alex.id, did: 'declarer' },
          { id: alex.id, did: 'earlier-owner' },
        ],
      }),
    );
  });

  it('given nothing, when the first look detects a purchase, then nobody was told of it', () => {
    expect(evolve(null, aHappening({ ...detected, isBaseline: true })).isUntold).toBe(true);
    expect(evolve(null, aHappening(detected)).isUntold).toBe(false);
  });

  it('given nothing, when a purchaser is not known, then nobody owns it either', () => {
    const asset = evolve(null, aHappening({ ...detected, purchaser: null, manager: null }));
    expect([asset.purchaser, asset.owner, asset.manager]).toEqual([null, null, null]);
  });

  it.each<Fact>([
    { type: 'approved', comment: null },
    { type: 'vanished' },
    { type: 'seats-changed', from: 1, to: 2 },
    linked,
  ])('given nothing, when the first entry is $type, then the journal is damaged', (fact) => {
    expect(() => evolve(null, aHappening(fact))).toThrow(/no earlier entry/);
  });
});

describe('evolve, a declaration of a subscription', () => {
  it('given what Microsoft said, when the purchaser declares other seats and dates, then Microsoft stands', () => {
    const said = { ...declared, quantity: 9, purchasedOn: '2020-01-01', renewsOn: null } as const;
    const asset = evolve(anAsset(), aHappening(said));
    expect([asset.status, asset.quantity, asset.purchasedOn, asset.renewsOn]).toEqual([
      'declared',
      3,
      '2026-11-20',
      '2026-12-20',
    ]);
  });

  it('given a subscription whose dates Microsoft left out, when they are declared, then the declaration fills them in', () => {
    const asset = evolve(anAsset({ purchasedOn: null, renewsOn: null }), aHappening(declared));
    expect([asset.purchasedOn, asset.renewsOn]).toEqual([declared.purchasedOn, declared.renewsOn]);
  });
});

describe('evolve, a price of all seats', () => {
  const lots: Lot[] = [{ quantity: 13, price: { minor: 25_000, currency: 'USD' }, per: 'all', since: '2026-11-20' }];
  const told = { ...declared, quantity: 13, unitPrice: null, lots };
  const folded = (...facts: Fact[]) =>
    facts.reduce<Asset>((asset, fact) => evolve(asset, aHappening(fact)), anAsset({ quantity: 13 }));

  it('given Microsoft adds seats and takes them back, then what was paid is kept as it was told, and is right again', () => {
    const more = folded(told, { type: 'seats-changed', from: 13, to: 15 });
    expect([more.quantity, more.lots, priceOfSeats(more)?.minor]).toEqual([15, lots, 25_000]);
    expect(flagsOf(more)).toContain('seats-unpriced');
    expect(flagsOf(evolve(more, aHappening({ type: 'seats-changed', from: 15, to: 13 })))).not.toContain(
      'seats-unpriced',
    );
  });

  it('given it is declared again with the price of one seat, then nothing is left of the other', () => {
    expect(folded(told, { ...told, unitPrice: { minor: 2_000, currency: 'USD' }, lots: [] }).lots).toEqual([]);
    // As earlier versions wrote it.
    const { lots: _, ...before } = told;
    expect(folded(told, { ...before, unitPrice: { minor: 2_000, currency: 'USD' } }).lots).toEqual([]);
  });
});

/** The first decision about a declared purchase, and what it was about. */
const deciding = (decision: Decision): Partial<Asset> => ({
  decision,
  decisions: [{ ...scopeOf(aDeclaredAsset()), ...decision, round: null }],
});

describe('evolve, each fact', () => {
  it.each<[string, Asset, Fact, Partial<Asset>]>([
    [
      'seats change',
      anAsset(),
      { type: 'seats-changed', from: 3, to: 5 },
      { quantity: 5, subscription: aSubscription({ quantity: 5 }) },
    ],
    ['a trial turns paid', anAsset({ isTrial: true }), { type: 'trial-converted' }, { isTrial: false }],
    [
      'a renewal moves',
      anAsset(),
      { type: 'renewal-moved', from: '2026-12-20', to: null },
      { renewsOn: null, subscription: aSubscription({ renewsOn: null }) },
    ],
    [
      'the subscription is suspended',
      anAsset(),
      { type: 'commerce-status-changed', from: 'Enabled', to: 'Suspended' },
      { subscription: aSubscription({ status: 'Suspended' }) },
    ],
    ['it vanishes', anAsset(), { type: 'vanished' }, { subscription: aSubscription({ isListed: false }) }],
    [
      'the owner leaves',
      anAsset(),
      { type: 'owner-left', personId: alex.id, how: 'deleted' },
      { ownerGone: 'deleted' },
    ],
    ['someone else leaves', anAsset(), { type: 'owner-left', personId: debra.id, how: 'deleted' }, {}],
    [
      'the owner comes back',
      anAsset({ ownerGone: 'disabled' }),
      { type: 'owner-returned', personId: alex.id },
      { ownerGone: null },
    ],
    [
      'an earlier owner comes back',
      anAsset({ owner: debra, ownerGone: 'disabled' }),
      { type: 'owner-returned', personId: alex.id },
      {},
    ],
    ['the manager changes', anAsset(), { type: 'manager-changed', from: megan.id, to: debra }, { manager: debra }],
    [
      'it is handed on',
      aDeclaredAsset(),
      { type: 'handed-on', from: megan.id, to: debra, comment: 'I am away' },
      {
        manager: debra,
        handedOn: { from: megan.id, by: byMegan, at: later, comment: 'I am away' },
        formerManagers: [{ id: megan.id, until: 7 }],
      },
    ],
    [
      'the manager changes after it was handed on',
      aHandedOnAsset(),
      { type: 'manager-changed', from: debra.id, to: megan },
      { manager: megan, handedOn: null },
    ],
    ['nobody manages them', anAsset(), { type: 'manager-changed', from: megan.id, to: null }, { manager: null }],
    ['it is disowned', anAsset(), { type: 'disowned' }, { isDisowned: true }],
    [
      'it is approved',
      aDeclaredAsset(),
      { type: 'approved', comment: 'Fine' },
      { status: 'approved', ...deciding({ outcome: 'approved', by: byMegan, at: later, comment: 'Fine' }) },
    ],
    [
      'it is rejected',
      aDeclaredAsset(),
      { type: 'rejected', comment: 'No' },
      { status: 'rejected', ...deciding({ outcome: 'rejected', by: byMegan, at: later, comment: 'No' }) },
    ],
    [
      'a question is asked',
      aDeclaredAsset(),
      { type: 'asked-back', question: 'Why?' },
      { question: { question: 'Why?', by: byMegan, at: later, answer: null, answeredAt: null } },
    ],
    [
      'a question is answered',
      aDeclaredAsset({ question: aQuestion() }),
      { type: 'answered', answer: 'Because' },
      { question: aQuestion({ answer: 'Because', answeredAt: later }) },
    ],
    [
      'a field is corrected',
      aDeclaredAsset(),
      { type: 'corrected', changes: { quantity: 9, costCentre: 'CC-1' }, reason: 'Invoice' },
      { quantity: 9, costCentre: 'CC-1', hands: [{ id: asItam.id, did: 'corrector' }] },
    ],
    [
      'it is handed over',
      anAsset({ ownerGone: 'deleted' }),
      { type: 'corrected', changes: { owner: debra }, reason: 'Alex left' },
      { owner: debra, ownerGone: null, hands: [{ id: asItam.id, did: 'namer' }] },
    ],
    [
      'it is retired',
      aDecidedAsset('approved'),
      { type: 'retired', reason: 'Cancelled' },
      { status: 'retired', retirement: { reason: 'Cancelled', by: byMegan, at: later } },
    ],
  ])('given an asset, when %s, then just that is different', (_what, before, fact, expected) => {
    expect(changed(before, fact)).toEqual(expected);
  });

  it('given an asset, when it is detected once more, then nothing is different', () => {
    expect(changed(aDeclaredAsset(), detected)).toEqual({});
  });

  it('given an asset, when anything happens, then version and time are those of the entry', () => {
    expect(evolve(anAsset(), aHappening({ type: 'vanished' }, { seq: 12 }))).toMatchObject({
      version: 12,
      updatedAt: later,
      createdAt: at,
    });
  });

  it('given an asset without a subscription, when one vanishes, then nothing is different', () => {
    expect(changed(aDeclaredAsset({ subscription: null }), { type: 'vanished' })).toEqual({});
  });

  it('given an asset, when something happens to it, then the value that was passed in stays as it was', () => {
    const before = Object.freeze(anAsset({ subscription: Object.freeze(aSubscription()) }));
    evolve(before, aHappening({ type: 'vanished' }));
    expect(before).toEqual(anAsset());
  });
});

describe('evolve, a declaration of what discovery saw', () => {
  it('given a detected asset, when it is declared, then it keeps its purchaser and what Microsoft calls the product', () => {
    const said = { ...declared, purchaser: debra, product: { ...powerBiPro, name: 'Power BI, my way' } };
    const after = evolve(anAsset({ isDisowned: true, ownerGone: 'disabled' }), aHappening(said));
    expect(after).toMatchObject({
      status: 'declared',
      purchaser: alex,
      product: { name: 'Power BI Pro' },
      costCentre: 'CC-4410',
      policy: { version: '1', acceptedAt: later },
      isDisowned: false,
      ownerGone: null,
    });
  });

  it('given an asset that nobody bought, when it is declared, then the declarer is its purchaser', () => {
    const after = evolve(anAsset({ purchaser: null, owner: null }), aHappening({ ...declared, purchaser: debra }));
    expect(after.purchaser).toEqual(debra);
  });

  it('given a manager that discovery found, when the declaration knows none, then that manager stays', () => {
    expect(evolve(anAsset(), aHappening({ ...declared, manager: null })).manager).toEqual(megan);
  });

  it('given an open question, when the purchase is declared anew, then the question is settled by it', () => {
    expect(evolve(aDeclaredAsset({ question: aQuestion() }), aHappening(declared)).question).toBeNull();
  });

  it('given a declared asset, when its subscription is found, then what was said stays beside what Microsoft knows', () => {
    const before = aDeclaredAsset({ subscription: null, confidence: null, source: 'declaration', product: acrobat });
    expect(changed(before, { ...linked, isTrial: true })).toEqual({
      subscription: detected.subscription,
      confidence: detected.confidence,
      product: linked.product,
      isTrial: true,
    });
  });
});

describe('evolve, a state moved by hand', () => {
  const moved = (before: Asset, to: Asset['status']) =>
    evolve(before, aHappening({ type: 'status-moved', to, reason: 'By hand' }));

  it.each(['approved', 'rejected'] as const)(
    'given a declared asset, when moved to %s, then that is a decision',
    (to) => {
      expect(moved(aDeclaredAsset(), to)).toMatchObject({
        status: to,
        decision: { outcome: to, by: byMegan, comment: 'By hand' },
        retirement: null,
      });
    },
  );

  it('given an approved asset, when moved back to declared, then it waits for a decision again', () => {
    expect(moved(aDecidedAsset('approved'), 'declared')).toMatchObject({
      status: 'declared',
      decision: null,
      declaredAt: at,
    });
  });

  it('given a declared asset, when moved back to detected, then nothing counts as declared any more', () => {
    expect(moved(aDeclaredAsset({ question: aQuestion() }), 'detected')).toMatchObject({
      status: 'detected',
      declaredAt: null,
      policy: null,
      question: null,
      reason: 'Board dashboards',
    });
  });

  it('given a decided asset, when moved to retired, then its decision stays on record', () => {
    expect(moved(aDecidedAsset('rejected'), 'retired')).toMatchObject({
      status: 'retired',
      decision: { outcome: 'rejected' },
      retirement: { reason: 'By hand', by: byMegan, at: later },
    });
  });

  it('given a retired asset, when brought back, then its retirement is over', () => {
    const retired = aDecidedAsset('approved', {
      status: 'retired',
      retirement: { reason: 'Cancelled', by: byMegan, at },
    });
    expect(moved(retired, 'approved')).toMatchObject({ status: 'approved', retirement: null });
  });
});

describe('evolve, the basis of a decision', () => {
  const changing: Fact[] = [
    linked,
    declared,
    { type: 'seats-changed', from: 3, to: 4 },
    { type: 'trial-converted' },
    { type: 'corrected', changes: { quantity: 4 }, reason: 'x' },
    { type: 'answered', answer: 'x' },
    { type: 'manager-changed', from: megan.id, to: debra },
    { type: 'handed-on', from: megan.id, to: debra, comment: null },
    { type: 'status-moved', to: 'declared', reason: 'x' },
  ];
  it.each(changing)('given a declared asset, when $type, then a card made before is out of date', (fact) => {
    expect(evolve(aDeclaredAsset({ basis: 2 }), aHappening(fact, { seq: 9 })).basis).toBe(9);
  });

  const keeping: Fact[] = [
    { type: 'renewal-moved', from: null, to: '2027-01-01' },
    { type: 'commerce-status-changed', from: 'Enabled', to: 'Warning' },
    { type: 'owner-left', personId: alex.id, how: 'disabled' },
    { type: 'owner-returned', personId: alex.id },
    { type: 'vanished' },
    { type: 'reappeared' },
    { type: 'asked-back', question: 'x' },
    { type: 'approved', comment: null },
  ];
  it.each(keeping)(
    'given a declared asset, when $type, then a card made before still shows what is decided',
    (fact) => {
      expect(evolve(aDeclaredAsset({ basis: 2 }), aHappening(fact, { seq: 9 })).basis).toBe(2);
    },
  );
});
