import { describe, expect, it } from 'vitest';
import {
  aDecidedAsset,
  aDeclaredAsset,
  aDeclaredFact,
  aDetection,
  alex,
  anAsset,
  aPerson,
  aQuestion,
  aRouting,
  aSubscription,
  asFallback,
  asItam,
  debra,
  folded,
  megan,
} from '../../test/support/builders.ts';
import type { Asset } from './asset.ts';
import type { Fact } from './entry.ts';
import { decidersOf, noticesFor } from './routing.ts';
import { mostApprovers, mostOwners } from './settings.ts';

const second = 'id-second';
const guest = aPerson({ id: 'id-guest', isGuest: true });
const detected = aDetection();

/** Who hears of facts that happen to an asset, as `role:person` lines. */
function told(before: Asset | null, facts: readonly Fact[], routing = aRouting()): string[] {
  return noticesFor(before, folded(before, facts), facts, routing).map(({ role, recipient }) =>
    recipient.kind === 'person' ? `${role}:${recipient.id}` : role,
  );
}

describe('decidersOf', () => {
  it.each<[string, Partial<Asset>, Parameters<typeof aRouting>[0], string[]]>([
    ['the manager', {}, {}, [megan.id]],
    ['without a manager, the fallback approvers', { manager: null }, {}, [asFallback.id]],
    ['with neither, ITAM staff', { manager: null }, { fallbackApprovers: [] }, [asItam.id]],
    ['with nobody at all, nobody', { manager: null }, { fallbackApprovers: [], itamStaff: [] }, []],
    ['never the purchaser, though they manage themselves', { manager: alex }, {}, [asFallback.id]],
    ['never the owner', { owner: megan }, {}, [asFallback.id]],
    [
      'the other fallback approvers, where one bought it',
      { manager: null },
      { fallbackApprovers: [alex.id, second] },
      [second],
    ],
    [
      'ITAM staff, where the only fallback approver bought it',
      { manager: null },
      { fallbackApprovers: [alex.id] },
      [asItam.id],
    ],
  ])('given a purchase, when a decision is due, then it falls to %s', (_whom, over, routing, expected) => {
    expect(decidersOf(aDeclaredAsset(over), aRouting(routing))).toEqual(expected);
  });
});

describe('how many hear of it', () => {
  const many = (kind: string, count: number) => Array.from({ length: count }, (_, n) => `id-${kind}-${n}`);

  it('given a hundred ITAM staff and nobody else to decide, when a decision is due, then twenty of them are asked', () => {
    const routing = aRouting({ fallbackApprovers: [], itamStaff: [alex.id, ...many('staff', 100)] });
    expect(decidersOf(aDeclaredAsset({ manager: null }), routing)).toEqual(many('staff', 20));
  });

  it('given lists as long as the configuration lets pass, when most hear of a change, then it fits one transaction', () => {
    const routing = aRouting({
      fallbackApprovers: many('fallback', mostApprovers),
      itamStaff: many('staff', 100),
      productOwners: { 'Power BI': many('family', mostOwners), 'Power BI Pro': many('product', mostOwners) },
      costCentreOwners: { 'CC-4410': many('centre', mostOwners) },
    });
    const unowned = anAsset({ purchaser: guest, owner: guest, manager: null });
    const standIn = aPerson({ id: 'id-fallback-0' });
    const changes: [Asset, Fact[]][] = [
      [unowned, [aDeclaredFact({ owner: standIn, manager: null })]],
      [unowned, [aDeclaredFact({ owner: standIn, manager: megan })]],
      [aDeclaredAsset({ manager: null }), [{ type: 'manager-changed', from: null, to: megan }, aDeclaredFact()]],
    ];
    const counts = changes.map(([before, facts]) => told(before, facts, routing).length);
    expect(Math.max(...counts)).toBeGreaterThan(80);
    expect(Math.max(...counts)).toBeLessThanOrEqual(95);
  });
});

describe('noticesFor, a purchase that was seen', () => {
  it('given an ordinary purchaser, when detected, then they and the ITAM channel hear of it, with the cause', () => {
    expect(noticesFor(null, folded(null, [detected]), [detected], aRouting())).toEqual([
      { role: 'purchaser', recipient: { kind: 'person', id: alex.id }, cause: 'detected' },
      { role: 'itam-channel', recipient: { kind: 'channel' }, cause: 'detected' },
    ]);
  });

  it('given the first run, when detected, then nobody hears of it', () => {
    expect(told(null, [{ ...detected, isBaseline: true }])).toEqual([]);
  });

  it('given low confidence, when detected or changed, then nobody is startled', () => {
    const central: Fact = { ...detected, confidence: { level: 'low', score: 0, reasons: ['no-owner'] } };
    expect(told(null, [central])).toEqual([]);
    const held = anAsset({ confidence: { level: 'low', score: 0, reasons: [] } });
    expect(told(held, [{ type: 'seats-changed', from: 3, to: 9 }])).toEqual([]);
  });

  it('given low confidence, when someone declares it all the same, then it goes its way', () => {
    const held = anAsset({ confidence: { level: 'low', score: 0, reasons: [] } });
    expect(told(held, [aDeclaredFact()])).toEqual([`purchaser:${alex.id}`, `decider:${megan.id}`, 'itam-channel']);
  });

  it.each<[string, Partial<typeof detected>, string[]]>([
    ['a guest without a manager', { purchaser: guest, manager: null }, [`stand-in:${asFallback.id}`, 'itam-channel']],
    ['a guest with a manager', { purchaser: guest }, [`stand-in:${megan.id}`, 'itam-channel']],
    ['nobody known', { purchaser: null, manager: null }, [`stand-in:${asFallback.id}`, 'itam-channel']],
  ])('given %s as purchaser, when detected, then someone stands in', (_whom, over, expected) => {
    expect(told(null, [{ ...detected, ...over }])).toEqual(expected);
  });

  it('given a purchaser who has left, when detected, then their manager stands in', () => {
    const left: Fact = { type: 'owner-left', personId: alex.id, how: 'deleted' };
    expect(told(null, [detected, left])).toEqual([`stand-in:${megan.id}`, 'itam-channel']);
  });

  it('given nobody who could stand in, when detected, then the ITAM channel still hears of it', () => {
    const routing = aRouting({ fallbackApprovers: [], itamStaff: [] });
    expect(told(null, [{ ...detected, purchaser: null, manager: null }], routing)).toEqual(['itam-channel']);
  });

  it('given owners of the product and its family, when detected, then each hears of it once', () => {
    const routing = aRouting({ productOwners: { 'Power BI': ['id-grady', 'id-both'], 'Power BI Pro': ['id-both'] } });
    expect(told(null, [detected], routing)).toEqual([
      `purchaser:${alex.id}`,
      'product-owner:id-both',
      'product-owner:id-grady',
      'itam-channel',
    ]);
  });
});

describe('noticesFor, a purchase of the first look', () => {
  const untold = anAsset({ isUntold: true });
  const quiet: Fact[] = [
    { type: 'renewal-moved', from: null, to: '2027-01-01' },
    { type: 'manager-changed', from: megan.id, to: debra },
    { type: 'commerce-status-changed', from: 'Enabled', to: 'Warning' },
    { type: 'vanished' },
  ];

  it.each(quiet)('given that nobody was told, when $type, then only ITAM hears of it, again and again', (fact) => {
    expect(told(untold, [fact])).toEqual(['itam-channel']);
    expect(told(folded(untold, [fact]), quiet)).toEqual(['itam-channel']);
  });

  it('given an owner who has left before the first look, when the renewal moves, then only ITAM hears of it', () => {
    const left: Fact = { type: 'owner-left', personId: alex.id, how: 'deleted' };
    const recorded = folded(null, [aDetection({ isBaseline: true }), left]);
    expect(told(recorded, [{ type: 'renewal-moved', from: null, to: '2027-01-01' }])).toEqual(['itam-channel']);
  });

  it.each<[Fact, string]>([
    [{ type: 'seats-changed', from: 3, to: 5 }, `purchaser:${alex.id}`],
    [{ type: 'trial-converted' }, `purchaser:${alex.id}`],
    [{ type: 'owner-left', personId: alex.id, how: 'disabled' }, `stand-in:${megan.id}`],
    [{ type: 'corrected', changes: { owner: debra }, reason: 'New tasks' }, `stand-in:${debra.id}`],
    [aDeclaredFact(), `purchaser:${alex.id}`],
  ])('given that nobody was told, when %o, then people hear of it, and of what comes later', (fact, expected) => {
    expect(told(untold, [fact])).toContain(expected);
    for (const later of quiet) expect(told(folded(untold, [fact]), [later])).toContain(expected);
  });

  it('given that something quiet and something else happened at once, when told, then people hear of it', () => {
    expect(told(untold, [...quiet, { type: 'seats-changed', from: 3, to: 5 }])).toContain(`purchaser:${alex.id}`);
  });

  it.each(quiet)('given a purchase that was told of, when $type, then its purchaser hears of it', (fact) => {
    expect(told(anAsset(), [fact])).toContain(`purchaser:${alex.id}`);
  });
});

describe('noticesFor, a renewal', () => {
  const reminded: Fact = { type: 'renewal-reminded', renewsOn: '2026-12-20', daysBefore: 7 };
  const decided: Fact = { type: 'renewal-decided', decision: 'end', reason: 'Unused', renewsOn: '2026-12-20' };
  const owners = aRouting({ productOwners: { 'Power BI Pro': ['id-grady'] } });

  it.each<[string, Partial<Asset>, string[]]>([
    ['its purchaser', {}, [`purchaser:${alex.id}`]],
    ['its owner, to whom it was handed over', { owner: debra }, [`stand-in:${debra.id}`]],
    ['nobody beside ITAM, where the owner is gone', { ownerGone: 'disabled' }, []],
    ['nobody beside ITAM, where there is no owner', { owner: null }, []],
    ['nobody beside ITAM, where it wasn’t them', { isDisowned: true }, []],
  ])('given a purchase, when it is reminded of or decided, then %s hears of it', (_who, over, expected) => {
    for (const asset of [anAsset(over), aDeclaredAsset(over), aDecidedAsset('approved', over)]) {
      for (const fact of [reminded, decided])
        expect(told(asset, [fact], owners)).toEqual([...expected, 'itam-channel']);
    }
  });

  it('given a purchase of the first look, when it is reminded of, then its owner hears of it, and of what comes later', () => {
    const untold = anAsset({ isUntold: true });
    expect(told(untold, [reminded])).toEqual([`purchaser:${alex.id}`]);
    expect(told(folded(untold, [reminded]), [{ type: 'vanished' }])).toContain(`purchaser:${alex.id}`);
    expect(told(folded(untold, [reminded]), [reminded])).toEqual([`purchaser:${alex.id}`, 'itam-channel']);
  });

  it('given a purchase of the first look, when it has no owner to remind, then ITAM hears of it', () => {
    expect(told(anAsset({ isUntold: true, ownerGone: 'deleted' }), [reminded])).toEqual(['itam-channel']);
    expect(told(anAsset({ isUntold: true }), [decided])).toEqual([`purchaser:${alex.id}`, 'itam-channel']);
  });

  it('given a purchase that is taken to be bought centrally, when decided, then nobody hears of it', () => {
    expect(told(anAsset({ confidence: { level: 'low', score: 10, reasons: [] } }), [decided])).toEqual([]);
  });
});

describe('noticesFor, people who come and go', () => {
  it('given an undeclared purchase, when its owner leaves, then the manager stands in', () => {
    expect(told(anAsset(), [{ type: 'owner-left', personId: alex.id, how: 'disabled' }])).toEqual([
      `stand-in:${megan.id}`,
      'itam-channel',
    ]);
  });

  it('given an owner who was away, when they are back, then they are asked themselves, and who stood in sees it', () => {
    expect(told(anAsset({ ownerGone: 'disabled' }), [{ type: 'owner-returned', personId: alex.id }])).toEqual([
      `purchaser:${alex.id}`,
      `stand-in:${megan.id}`,
      'itam-channel',
    ]);
  });

  it('given a declared purchase, when its owner leaves, then the decider sees it on their card', () => {
    expect(told(aDeclaredAsset(), [{ type: 'owner-left', personId: alex.id, how: 'deleted' }])).toEqual([
      `decider:${megan.id}`,
      'itam-channel',
    ]);
  });

  it('given a declared purchase, when the manager changes, then the new one is asked and the old one sees it', () => {
    expect(told(aDeclaredAsset(), [{ type: 'manager-changed', from: megan.id, to: debra }])).toEqual([
      `purchaser:${alex.id}`,
      `decider:${debra.id}`,
      `decider:${megan.id}`,
      'itam-channel',
    ]);
  });

  it('given a declared purchase, when nobody manages the purchaser any more, then the fallback approvers are asked', () => {
    expect(told(aDeclaredAsset(), [{ type: 'manager-changed', from: megan.id, to: null }])).toEqual([
      `purchaser:${alex.id}`,
      `decider:${asFallback.id}`,
      `decider:${megan.id}`,
      'itam-channel',
    ]);
  });

  it('given a purchase of someone gone, when ITAM staff hand it over, then the new owner hears of it, and who stood in', () => {
    const handedOver: Fact = { type: 'corrected', changes: { owner: debra }, reason: 'Alex left' };
    expect(told(anAsset({ ownerGone: 'deleted' }), [handedOver])).toEqual([
      `stand-in:${debra.id}`,
      `stand-in:${megan.id}`,
      'itam-channel',
    ]);
  });

  it('given a manager who stands in, when the manager changes, then the new one is asked and the old one sees it', () => {
    expect(told(anAsset({ ownerGone: 'deleted' }), [{ type: 'manager-changed', from: megan.id, to: debra }])).toEqual([
      `stand-in:${debra.id}`,
      `stand-in:${megan.id}`,
      'itam-channel',
    ]);
  });

  it('given an owner who took it over, when they leave too, then they are not told of it', () => {
    expect(told(anAsset({ owner: debra }), [{ type: 'owner-left', personId: debra.id, how: 'disabled' }])).toEqual([
      `stand-in:${megan.id}`,
      'itam-channel',
    ]);
  });

  it('given a declared purchase, when it is handed over, then both the new and the earlier owner hear of it', () => {
    const handedOver: Fact = { type: 'corrected', changes: { owner: debra }, reason: 'New tasks' };
    expect(told(aDeclaredAsset(), [handedOver])).toEqual([
      `purchaser:${alex.id}`,
      `stand-in:${debra.id}`,
      `decider:${megan.id}`,
      'itam-channel',
    ]);
  });
});

describe('noticesFor, from declaration to decision', () => {
  it('given a purchase that was seen, when declared, then the manager is asked', () => {
    expect(told(anAsset(), [aDeclaredFact()])).toEqual([`purchaser:${alex.id}`, `decider:${megan.id}`, 'itam-channel']);
  });

  it('given a purchase that nobody saw, when declared, then the manager is asked', () => {
    expect(told(null, [aDeclaredFact()])).toEqual([`purchaser:${alex.id}`, `decider:${megan.id}`, 'itam-channel']);
  });

  it('given several who could stand in, when one of them declares it, then all of them see that', () => {
    const routing = aRouting({ fallbackApprovers: [asFallback.id, second] });
    const standIn = aPerson({ id: asFallback.id });
    const unowned = anAsset({ purchaser: guest, owner: guest, manager: null });
    expect(told(unowned, [aDeclaredFact({ owner: standIn })], routing)).toEqual([
      `stand-in:${asFallback.id}`,
      `stand-in:${second}`,
      `decider:${megan.id}`,
      'itam-channel',
    ]);
  });

  it('given a purchase that someone declared in the stead of a guest, when asked about, then it is them who hear', () => {
    const theirs = aDeclaredAsset({ purchaser: guest, owner: debra });
    expect(told(theirs, [{ type: 'asked-back', question: 'Why?' }])).toEqual([
      `stand-in:${debra.id}`,
      `decider:${megan.id}`,
      'itam-channel',
    ]);
  });

  it.each<[string, Asset, Fact]>([
    ['asked back', aDeclaredAsset(), { type: 'asked-back', question: 'Why?' }],
    ['answered', aDeclaredAsset({ question: aQuestion() }), { type: 'answered', answer: 'Because' }],
    ['approved', aDeclaredAsset(), { type: 'approved', comment: null }],
    ['rejected', aDeclaredAsset(), { type: 'rejected', comment: 'No' }],
    ['moved', aDecidedAsset('approved'), { type: 'status-moved', to: 'declared', reason: 'x' }],
    ['moved back to the start', aDeclaredAsset(), { type: 'status-moved', to: 'detected', reason: 'x' }],
    ['retired', aDecidedAsset('approved'), { type: 'retired', reason: 'x' }],
  ])(
    'given a declared purchase, when it is %s, then purchaser, decider and channel hear of it',
    (_what, before, fact) => {
      expect(told(before, [fact])).toEqual([`purchaser:${alex.id}`, `decider:${megan.id}`, 'itam-channel']);
    },
  );

  it('given an undeclared purchase, when it is retired, then no decider is troubled', () => {
    expect(told(anAsset(), [{ type: 'retired', reason: 'x' }])).toEqual([`purchaser:${alex.id}`, 'itam-channel']);
  });

  it('given owners of product and cost centre, when steps between are taken, then only the ends reach them', () => {
    const routing = aRouting({
      productOwners: { 'Power BI': ['id-grady'] },
      costCentreOwners: { 'CC-4410': ['id-cc'] },
    });
    const owners = (before: Asset | null, fact: Fact) =>
      told(before, [fact], routing).filter((line) => line.includes('-owner:'));
    expect(owners(anAsset(), aDeclaredFact())).toEqual(['product-owner:id-grady', 'cost-centre-owner:id-cc']);
    expect(owners(aDeclaredAsset(), { type: 'approved', comment: null })).toHaveLength(2);
    expect(owners(aDeclaredAsset(), { type: 'asked-back', question: 'Why?' })).toEqual([]);
    expect(owners(aDeclaredAsset(), { type: 'renewal-moved', from: null, to: '2027-01-01' })).toEqual([]);
  });

  it.each(['constructor', '__proto__', 'toString'])(
    'given a product and a cost centre called %s, when declared, then nobody is taken for their owner',
    (name) => {
      const product = { name, publisher: name, family: null, skuId: null, skuPartNumber: null };
      expect(told(null, [aDeclaredFact({ product, costCentre: name })])).toEqual([
        `purchaser:${alex.id}`,
        `decider:${megan.id}`,
        'itam-channel',
      ]);
    },
  );
});

describe('noticesFor, what is not told', () => {
  it('given no facts, when asked, then nobody hears of anything', () => {
    expect(noticesFor(anAsset(), anAsset(), [], aRouting())).toEqual([]);
  });

  it.each<[Fact, Asset]>([
    [{ type: 'vanished' }, anAsset()],
    [{ type: 'reappeared' }, anAsset({ subscription: aSubscription({ isListed: false }) })],
    [{ type: 'commerce-status-changed', from: 'Enabled', to: 'Warning' }, anAsset()],
    [{ type: 'renewal-moved', from: null, to: '2027-01-01' }, anAsset()],
    [{ type: 'trial-converted' }, anAsset({ isTrial: true })],
    [{ type: 'disowned' }, anAsset()],
  ])('given a card that shows it, when $type, then purchaser and channel see it', (fact, before) => {
    expect(told(before, [fact])).toEqual([`purchaser:${alex.id}`, 'itam-channel']);
  });
});

describe('what goes beyond an approval', () => {
  const approved = aDecidedAsset('approved');
  const more: Fact = { type: 'seats-changed', from: 3, to: 60 };
  const waiting = folded(approved, [more]);
  const trial = aDecidedAsset('approved', { isTrial: true });
  const paid: Fact = { type: 'trial-converted', forgetsPrice: true };
  const unpriced = folded(trial, [paid]);
  const matters = (before: Asset, facts: readonly Fact[]) =>
    noticesFor(before, folded(before, facts), facts, aRouting()).map(({ role, recipient, round }) =>
      [role, recipient.kind === 'person' && recipient.id, round].filter(Boolean).join(' '),
    );

  it.each<[string, Asset, Fact[], string[]]>([
    ['57 more', approved, [more], [`purchaser ${alex.id} 7`, `decider ${megan.id} 7`]],
    [
      'that they are approved',
      waiting,
      [{ type: 'surplus-approved', seats: 57, comment: null }],
      [`purchaser ${alex.id} 7`, `decider ${megan.id} 7`],
    ],
    [
      'that they are rejected',
      waiting,
      [{ type: 'surplus-rejected', seats: 57, comment: 'No' }],
      [`purchaser ${alex.id} 7`, `decider ${megan.id} 7`],
    ],
    [
      'that they are given back',
      waiting,
      [{ type: 'seats-changed', from: 60, to: 3 }],
      [`purchaser ${alex.id} 7`, `decider ${megan.id} 7`],
    ],
    [
      'another manager',
      waiting,
      [{ type: 'manager-changed', from: megan.id, to: debra }],
      [`purchaser ${alex.id} 7`, `decider ${debra.id} 7`, `decider ${megan.id} 7`],
    ],
    [
      'seats within the approval',
      approved,
      [{ type: 'seats-changed', from: 3, to: 2 }],
      [`purchaser ${alex.id}`, `decider ${megan.id}`],
    ],
    ['that its trial is paid now', trial, [paid], [`purchaser ${alex.id} 7`]],
    ['what that costs', unpriced, [aDeclaredFact()], [`purchaser ${alex.id} 7`, `decider ${megan.id} 7`]],
    [
      'its end',
      waiting,
      [{ type: 'retired', reason: 'Over' }],
      [`purchaser ${alex.id}`, `purchaser ${alex.id} 7`, `decider ${megan.id} 7`, `decider ${megan.id}`],
    ],
  ])('given %s, then it is told in its own matter to owner and decider', (_what, before, facts, expected) => {
    expect(matters(before, facts).filter((line) => /^(purchaser|decider)/.test(line))).toEqual(expected);
  });
});
