import { describe, expect, it } from 'vitest';
import {
  aDecidedAsset,
  aDeclaration,
  aDeclaredAsset,
  aHappening,
  alex,
  anAsset,
  aPerson,
  aQuestion,
  aRouting,
  asFallback,
  asItam,
  debra,
  megan,
  powerBiPro,
} from '../../test/support/builders.ts';
import type { Asset } from './asset.ts';
import type { Fact } from './entry.ts';
import { evolve } from './evolve.ts';
import { decidersOf, noticesFor } from './routing.ts';

const second = 'id-second';
const guest = aPerson({ id: 'id-guest', isGuest: true });
const subscription = {
  id: 'subscription-1',
  commerceSubscriptionId: null,
  status: 'Enabled',
  isListed: true,
  quantity: 3,
  renewsOn: '2026-12-20',
} as const;
const detected: Extract<Fact, { type: 'detected' }> = {
  type: 'detected',
  product: powerBiPro,
  quantity: 3,
  isTrial: false,
  purchasedOn: '2026-11-20',
  renewsOn: '2026-12-20',
  purchaser: alex,
  manager: megan,
  subscription,
  confidence: { level: 'high', score: 80, reasons: ['owned-by-user'] },
  isBaseline: false,
};
const declared = (owner = alex, manager: typeof megan | null = megan): Fact => ({
  type: 'declared',
  purchaser: alex,
  owner,
  manager,
  ...aDeclaration(),
});

/** Who hears of facts that happen to an asset, as `role:person` lines. */
function told(before: Asset | null, facts: readonly Fact[], routing = aRouting()): string[] {
  const after = facts.reduce<Asset | null>((asset, fact) => evolve(asset, aHappening(fact)), before);
  if (!after) throw new Error('No fact brought the asset into being');
  return noticesFor(before, after, facts, routing).map(({ role, recipient }) =>
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

describe('noticesFor, a purchase that was seen', () => {
  it('given an ordinary purchaser, when detected, then they and the ITAM channel hear of it, with the cause', () => {
    const after = evolve(null, aHappening(detected));
    expect(noticesFor(null, after, [detected], aRouting())).toEqual([
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
    expect(told(held, [declared()])).toEqual([`purchaser:${alex.id}`, `decider:${megan.id}`, 'itam-channel']);
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

describe('noticesFor, people who come and go', () => {
  it('given an undeclared purchase, when its owner leaves, then the manager stands in', () => {
    expect(told(anAsset(), [{ type: 'owner-left', personId: alex.id, how: 'disabled' }])).toEqual([
      `stand-in:${megan.id}`,
      'itam-channel',
    ]);
  });

  it('given an owner who was away, when they are back, then they are asked themselves', () => {
    expect(told(anAsset({ ownerGone: 'disabled' }), [{ type: 'owner-returned', personId: alex.id }])).toEqual([
      `purchaser:${alex.id}`,
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

  it('given a purchase of someone gone, when ITAM staff hand it over, then the new owner hears of it', () => {
    const handedOver: Fact = { type: 'corrected', changes: { owner: debra }, reason: 'Alex left' };
    expect(told(anAsset({ ownerGone: 'deleted' }), [handedOver])).toEqual([`stand-in:${debra.id}`, 'itam-channel']);
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
    expect(told(anAsset(), [declared()])).toEqual([`purchaser:${alex.id}`, `decider:${megan.id}`, 'itam-channel']);
  });

  it('given a purchase that nobody saw, when declared, then the manager is asked', () => {
    expect(told(null, [declared()])).toEqual([`purchaser:${alex.id}`, `decider:${megan.id}`, 'itam-channel']);
  });

  it('given several who could stand in, when one of them declares it, then all of them see that', () => {
    const routing = aRouting({ fallbackApprovers: [asFallback.id, second] });
    const standIn = aPerson({ id: asFallback.id });
    const unowned = anAsset({ purchaser: guest, owner: guest, manager: null });
    expect(told(unowned, [declared(standIn)], routing)).toEqual([
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
    expect(owners(anAsset(), declared())).toEqual(['product-owner:id-grady', 'cost-centre-owner:id-cc']);
    expect(owners(aDeclaredAsset(), { type: 'approved', comment: null })).toHaveLength(2);
    expect(owners(aDeclaredAsset(), { type: 'asked-back', question: 'Why?' })).toEqual([]);
    expect(owners(aDeclaredAsset(), { type: 'renewal-moved', from: null, to: '2027-01-01' })).toEqual([]);
  });

  it.each(['constructor', '__proto__', 'toString'])(
    'given a product and a cost centre called %s, when declared, then nobody is taken for their owner',
    (name) => {
      const said: Fact = {
        ...(declared() as Extract<Fact, { type: 'declared' }>),
        product: { name, publisher: name, family: null, skuId: null, skuPartNumber: null },
        costCentre: name,
      };
      expect(told(null, [said])).toEqual([`purchaser:${alex.id}`, `decider:${megan.id}`, 'itam-channel']);
    },
  );
});

describe('noticesFor, what is not told', () => {
  it('given no facts, when asked, then nobody hears of anything', () => {
    expect(noticesFor(anAsset(), anAsset(), [], aRouting())).toEqual([]);
  });

  it.each<[Fact, Asset]>([
    [{ type: 'vanished' }, anAsset()],
    [{ type: 'reappeared' }, anAsset({ subscription: { ...subscription, isListed: false } })],
    [{ type: 'commerce-status-changed', from: 'Enabled', to: 'Warning' }, anAsset()],
    [{ type: 'renewal-moved', from: null, to: '2027-01-01' }, anAsset()],
    [{ type: 'trial-converted' }, anAsset({ isTrial: true })],
    [{ type: 'disowned' }, anAsset()],
  ])('given a card that shows it, when $type, then purchaser and channel see it', (fact, before) => {
    expect(told(before, [fact])).toEqual([`purchaser:${alex.id}`, 'itam-channel']);
  });
});
