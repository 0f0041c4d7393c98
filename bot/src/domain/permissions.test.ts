import { describe, expect, it } from 'vitest';
import {
  acrobat,
  aDeclaredAsset,
  aHandedOnAsset,
  alex,
  anActor,
  anAsset,
  aPerson,
  aRouting,
  asAuditor,
  asColleague,
  asFallback,
  asItam,
  asMegan,
  debra,
  megan,
} from '../../test/support/builders.ts';
import type { Asset } from './asset.ts';
import { type Action, may, needsStandIn, permissions, relationsOf } from './permissions.ts';
import type { Actor } from './person.ts';

const people = aRouting({
  productOwners: { 'Power BI': ['id-family'], 'Power BI Pro': ['id-product'], Project: ['id-other-area'] },
  costCentreOwners: { 'CC-4410': ['id-centre'] },
});
const gone = anAsset({ ownerGone: 'deleted' });
const handedOver = anAsset({ owner: debra });
const owner = anActor({ id: debra.id });
const both = anActor({ id: 'id-both', roles: new Set(['Itam.Manage', 'Itam.Read'] as const) });

/** Everyone who may come, as they stand to one purchase. */
const everyone = {
  itam: [asItam, anAsset()],
  auditor: [asAuditor, anAsset()],
  purchaser: [anActor(), anAsset()],
  'purchaser who handed it over': [anActor(), handedOver],
  owner: [owner, handedOver],
  manager: [asMegan, anAsset()],
  'manager of someone gone': [asMegan, gone],
  'manager who handed it on': [asMegan, aHandedOnAsset()],
  'manager who handed it on, before others did': [
    asMegan,
    anAsset({ manager: debra, formerManagers: [{ id: megan.id, until: 3 }] }),
  ],
  'manager to whom it was handed on': [anActor({ id: debra.id }), aHandedOnAsset()],
  'fallback approver, while a manager can decide': [asFallback, anAsset()],
  'fallback approver for someone gone, while a manager can decide': [asFallback, gone],
  'fallback approver': [asFallback, anAsset({ manager: null })],
  'fallback approver, since the manager bought it': [asFallback, anAsset({ manager: alex })],
  'fallback approver for someone gone': [asFallback, { ...gone, manager: null }],
  'manager who had a hand in it': [asMegan, anAsset({ hands: [{ id: asMegan.id, did: 'declarer' }] })],
  'owner of the product': [anActor({ id: 'id-product' }), anAsset()],
  'owner of the product’s family': [anActor({ id: 'id-family' }), anAsset()],
  'owner of the cost centre': [anActor({ id: 'id-centre' }), aDeclaredAsset()],
  'owner of the cost centre, before it is named': [anActor({ id: 'id-centre' }), anAsset()],
  'owner of another area': [anActor({ id: 'id-other-area' }), aDeclaredAsset()],
  colleague: [asColleague, anAsset()],
} as const satisfies Record<string, readonly [Actor, Asset]>;
type Who = keyof typeof everyone;

/** Who may do what. The same rules as the product's table, written down once more from the point of view of people. */
const expected: Record<Action, readonly Who[]> = {
  'register.list-all': ['itam', 'auditor'],
  'register.list-own': Object.keys(everyone) as Who[],
  'register.export': ['itam', 'auditor'],
  'register.change-many': ['itam'],
  'views.keep': ['itam', 'auditor'],
  'views.edit-shared': ['itam'],
  'asset.read': [
    'itam',
    'auditor',
    'purchaser',
    'purchaser who handed it over',
    'owner',
    'manager',
    'manager who had a hand in it',
    'manager of someone gone',
    'manager to whom it was handed on',
    'fallback approver',
    'fallback approver, since the manager bought it',
    'fallback approver for someone gone',
    'owner of the product',
    'owner of the product’s family',
    'owner of the cost centre',
  ],
  'asset.read-past': ['manager who handed it on', 'manager who handed it on, before others did'],
  'asset.declare': [
    'itam',
    'purchaser',
    'purchaser who handed it over',
    'owner',
    'manager of someone gone',
    'fallback approver for someone gone',
  ],
  'asset.disown': ['purchaser', 'purchaser who handed it over'],
  'asset.decide': [
    'itam',
    'manager',
    'manager who had a hand in it',
    'manager of someone gone',
    'manager to whom it was handed on',
    'fallback approver',
    'fallback approver, since the manager bought it',
    'fallback approver for someone gone',
  ],
  'asset.answer': ['purchaser', 'purchaser who handed it over', 'owner'],
  'asset.hand-over': ['purchaser', 'owner'],
  'asset.renew': ['itam', 'purchaser', 'purchaser who handed it over', 'owner'],
  'asset.end': ['itam', 'purchaser', 'owner'],
  'asset.ask-again': ['itam'],
  'asset.correct': ['itam'],
  'asset.retire': ['itam'],
  'asset.move': ['itam'],
  'evidence.attach': [
    'itam',
    'purchaser',
    'purchaser who handed it over',
    'owner',
    'manager',
    'manager who had a hand in it',
    'manager of someone gone',
    'manager to whom it was handed on',
    'fallback approver',
    'fallback approver, since the manager bought it',
    'fallback approver for someone gone',
  ],
  'purchase.declare': Object.keys(everyone) as Who[],
  'people.search': Object.keys(everyone) as Who[],
  'today.read': ['itam', 'auditor'],
  'discovery.confirm-loss': ['itam'],
  'notices.list': ['itam', 'auditor'],
  'notices.retry': ['itam'],
  'settings.read': ['itam', 'auditor'],
  'settings.change': ['itam'],
};

const actions = Object.keys(permissions) as Action[];

describe('permissions', () => {
  it.each(actions.flatMap((action) => (Object.keys(everyone) as Who[]).map((who): [Action, Who] => [action, who])))(
    'given %s, when the %s asks, then the table decides',
    (action, who) => {
      const [actor, asset] = everyone[who];
      expect(may(action, relationsOf(actor, asset, people))).toBe(expected[action].includes(who));
    },
  );

  it.each(actions)('given %s, when nobody in particular asks without a relation, then it is refused', (action) => {
    expect(may(action, new Set())).toBe(false);
  });
});

describe('relationsOf', () => {
  it.each<[string, Actor, Asset | null, string[]]>([
    ['a colleague, to the register', asColleague, null, ['anyone']],
    ['ITAM staff, to the register', asItam, null, ['anyone', 'itam']],
    ['both roles, to the register', both, null, ['anyone', 'auditor', 'itam']],
    ['a fallback approver, to the register', asFallback, null, ['anyone']],
    ['the purchaser, to their purchase', anActor(), anAsset(), ['anyone', 'owner', 'purchaser']],
    ['the manager', asMegan, anAsset(), ['anyone', 'manager']],
    ['the manager, of someone gone', asMegan, gone, ['anyone', 'manager', 'stand-in']],
    ['ITAM staff, of someone gone', asItam, gone, ['anyone', 'itam']],
    ['an owner of its product', anActor({ id: 'id-product' }), anAsset(), ['anyone', 'area-owner']],
    ['an owner of its product, to the register', anActor({ id: 'id-product' }), null, ['anyone']],
    [
      'a colleague, to nobody’s purchase',
      asColleague,
      anAsset({ purchaser: null, owner: null, manager: null }),
      ['anyone'],
    ],
  ])('given %s, when asked, then the relations are right', (_who, actor, asset, relations) => {
    expect([...relationsOf(actor, asset, people)].sort()).toEqual(relations);
  });
});

describe('relationsOf, to what a person named', () => {
  it.each(['constructor', '__proto__', 'toString'])(
    'given a product and a cost centre called %s, when anyone asks, then nobody is taken for their owner',
    (name) => {
      const asset = aDeclaredAsset({ product: { ...acrobat, name, family: name }, costCentre: name });
      expect([...relationsOf(asColleague, asset, people)]).toEqual(['anyone']);
    },
  );
});

describe('needsStandIn', () => {
  it.each<[string, Asset, boolean]>([
    ['someone who can answer', anAsset(), false],
    ['someone disabled', anAsset({ ownerGone: 'disabled' }), true],
    ['someone deleted', gone, true],
    ['a guest', anAsset({ purchaser: aPerson({ isGuest: true }), owner: aPerson({ isGuest: true }) }), true],
    ['nobody known', anAsset({ purchaser: null, owner: null }), true],
    ['a guest who handed it over', anAsset({ purchaser: aPerson({ isGuest: true }), owner: debra }), false],
    ['nobody known, but someone took it over', anAsset({ purchaser: null, owner: debra }), false],
    [
      'an employee who handed it to a guest',
      anAsset({ purchaser: alex, owner: aPerson({ id: 'g', isGuest: true }) }),
      true,
    ],
  ])('given a purchase of %s, when asked, then someone has to stand in: %s', (_whose, asset, expectation) => {
    expect(needsStandIn(asset)).toBe(expectation);
  });
});
