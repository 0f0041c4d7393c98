import { describe, expect, it } from 'vitest';
import {
  acrobat,
  aDecidedAsset,
  aDeclaredAsset,
  aDirectoryPerson,
  aHandedOnAsset,
  alex,
  anAsset,
  anObservation,
  aPerson,
  aSubscription,
  debra,
  folded,
  megan,
  powerBiPro,
} from '../../test/support/builders.ts';
import type { Asset } from './asset.ts';
import type { Fact } from './entry.ts';
import {
  confidenceIn,
  detect,
  isOwnerNew,
  isSamePurchase,
  type Observation,
  observe,
  observeManager,
  observeOwner,
  observePeople,
  vanish,
} from './observe.ts';

const here = { purchaser: aDirectoryPerson(), manager: aDirectoryPerson(megan), absence: null };

describe('detect', () => {
  it('given a subscription seen for the first time, when detected, then one fact holds what Graph and the directory say', () => {
    expect(detect(anObservation(), here, false)).toEqual([
      {
        type: 'detected',
        product: powerBiPro,
        quantity: 3,
        isTrial: false,
        purchasedOn: '2026-11-20',
        renewsOn: '2026-12-20',
        purchaser: alex,
        manager: megan,
        subscription: aSubscription(),
        confidence: confidenceIn(anObservation()),
        isBaseline: false,
      },
    ]);
  });

  it('given the first run, when detected, then the fact says that it is part of the baseline', () => {
    expect(detect(anObservation(), here, true)).toMatchObject([{ type: 'detected', isBaseline: true }]);
  });

  it.each(['disabled', 'deleted'] as const)(
    'given a purchaser who is %s, when detected, then that is a fact too',
    (absence) => {
      expect(detect(anObservation(), { ...here, absence }, false)).toMatchObject([
        { type: 'detected' },
        { type: 'owner-left', personId: alex.id, how: absence },
      ]);
    },
  );

  it('given nobody named as owner, when detected, then nobody is said to have left', () => {
    const nobody = { purchaser: null, manager: null, absence: null };
    expect(detect(anObservation({ ownerId: null }), nobody, false)).toMatchObject([
      { type: 'detected', purchaser: null, manager: null },
    ]);
  });

  it('given a SKU that the catalogue does not know, when detected, then it is registered under its part number', () => {
    const seen = anObservation({ skuId: '00000000-0000-4000-8000-000000000000', skuPartNumber: 'CONTOSO_APP' });
    expect(detect(seen, here, false)).toMatchObject([{ product: { name: 'CONTOSO_APP', family: null } }]);
  });

  it('given neither SKU id nor part number, when detected, then it is registered all the same', () => {
    const seen = anObservation({ skuId: null, skuPartNumber: null, createdOn: null, renewsOn: null });
    expect(detect(seen, here, false)).toMatchObject([{ purchasedOn: null, product: { name: 'UNKNOWN_SKU' } }]);
  });
});

describe('observe', () => {
  it('given what was just detected, when seen again, then there is nothing new', () => {
    expect(observe(folded(null, detect(anObservation(), here, false)), anObservation())).toEqual([]);
  });

  it.each<[string, Partial<Observation>, Partial<Asset>, Fact[]]>([
    ['more seats', { quantity: 5 }, {}, [{ type: 'seats-changed', from: 3, to: 5 }]],
    ['fewer seats', { quantity: 1 }, {}, [{ type: 'seats-changed', from: 3, to: 1 }]],
    ['a trial that turned paid', {}, { isTrial: true }, [{ type: 'trial-converted', forgetsPrice: true }]],
    ['a trial that still is one', { isTrial: true }, { isTrial: true }, []],
    ['a renewal', { renewsOn: '2027-01-20' }, {}, [{ type: 'renewal-moved', from: '2026-12-20', to: '2027-01-20' }]],
    ['no renewal date this time', { renewsOn: null }, {}, []],
    [
      'no renewal, where an earlier version recorded the year 9999',
      { renewsOn: null },
      { renewsOn: '9999-12-31', subscription: aSubscription({ renewsOn: '9999-12-31' }) },
      [{ type: 'renewal-moved', from: '9999-12-31', to: null }],
    ],
    [
      'a status',
      { status: 'Suspended' },
      {},
      [
        { type: 'commerce-status-changed', from: 'Enabled', to: 'Suspended' },
        { type: 'ended', on: null, reason: null },
      ],
    ],
    ['no purchase date this time', { createdOn: null }, {}, []],
  ])('given an asset, when Graph shows %s, then just that is new', (_what, seen, held, facts) => {
    expect(observe(anAsset(held), anObservation(seen))).toEqual(facts);
  });

  it('given everything different at once, when seen twice, then it is told once', () => {
    const seen = anObservation({ quantity: 9, renewsOn: '2027-02-01', status: 'Warning' });
    const facts = observe(anAsset({ isTrial: true }), seen);
    expect(facts.map(({ type }) => type)).toEqual([
      'trial-converted',
      'seats-changed',
      'renewal-moved',
      'commerce-status-changed',
    ]);
    expect(observe(folded(anAsset({ isTrial: true }), facts), seen)).toEqual([]);
  });

  it('given a subscription that had vanished, when it is listed again, then that is told before what changed meanwhile', () => {
    const gone = folded(anAsset(), vanish(anAsset()));
    expect(observe(gone, anObservation({ quantity: 4 }))).toEqual([
      { type: 'reappeared' },
      { type: 'seats-changed', from: 3, to: 4 },
      { type: 'runs-again', reason: null },
    ]);
  });

  it('given a declared asset, when its subscription is seen first, then the two are linked and differences told', () => {
    const declared = aDeclaredAsset({ subscription: null, confidence: null, source: 'declaration', quantity: 2 });
    const facts = observe(declared, anObservation({ status: 'Warning', isTrial: true }));
    expect(facts).toEqual([
      {
        type: 'linked',
        subscription: aSubscription({ status: 'Warning' }),
        confidence: confidenceIn(anObservation()),
        product: powerBiPro,
        isTrial: true,
      },
      { type: 'seats-changed', from: 2, to: 3 },
    ]);
    expect(observe(folded(declared, facts), anObservation({ status: 'Warning', isTrial: true }))).toEqual([]);
  });
});

describe('observe, after a correction', () => {
  it('given seats and renewal that ITAM staff corrected, when Microsoft still says the same, then the correction stands', () => {
    const corrected = anAsset({ quantity: 7, renewsOn: '2027-06-30' });
    expect(observe(corrected, anObservation())).toEqual([]);
  });

  it('given corrected seats, when Microsoft says another number, then that is what changed there', () => {
    const corrected = anAsset({ quantity: 7 });
    const facts = observe(corrected, anObservation({ quantity: 4 }));
    expect(facts).toEqual([{ type: 'seats-changed', from: 3, to: 4 }]);
    expect(folded(corrected, facts).quantity).toBe(4);
  });
});

describe('observe, a trial that is linked as paid', () => {
  it('given a declared trial, when its subscription is seen as paid, then the link says so and nothing was converted', () => {
    const declared = aDeclaredAsset({ subscription: null, confidence: null, isTrial: true });
    expect(observe(declared, anObservation()).map(({ type }) => type)).toEqual(['linked']);
  });
});

describe('vanish', () => {
  it('given a listed subscription, when it is gone, then that is a fact, once', () => {
    expect(vanish(anAsset())).toEqual([{ type: 'vanished' }, { type: 'ended', on: null, reason: null }]);
    expect(vanish(folded(anAsset(), vanish(anAsset())))).toEqual([]);
  });

  it('given an asset that was only declared, when asked, then nothing can vanish', () => {
    expect(vanish(aDeclaredAsset({ subscription: null }))).toEqual([]);
  });
});

describe('observeOwner', () => {
  it.each<[string, Partial<Asset>, string, 'disabled' | 'deleted' | null, string[]]>([
    ['is there and was', {}, alex.id, null, []],
    ['is disabled now', {}, alex.id, 'disabled', ['owner-left']],
    ['is deleted after being disabled', { ownerGone: 'disabled' }, alex.id, 'deleted', ['owner-left']],
    ['is still disabled', { ownerGone: 'disabled' }, alex.id, 'disabled', []],
    ['is back', { ownerGone: 'disabled' }, alex.id, null, ['owner-returned']],
    ['is someone else', {}, debra.id, 'deleted', []],
    ['handed it over before leaving', { owner: debra }, alex.id, 'deleted', []],
    ['is not known', { owner: null, purchaser: null }, alex.id, 'deleted', []],
  ])('given an owner who %s, when looked up, then the facts follow', (_what, held, personId, absence, types) => {
    expect(observeOwner(anAsset(held), personId, absence).map(({ type }) => type)).toEqual(types);
  });
});

describe('observeManager', () => {
  it('given another manager while a decision is open, when seen, then that is a fact, once', () => {
    const facts = observeManager(aDeclaredAsset(), aDirectoryPerson(debra), null);
    expect(facts).toEqual([{ type: 'manager-changed', from: megan.id, to: debra }]);
    expect(observeManager(folded(aDeclaredAsset(), facts), aDirectoryPerson(debra), null)).toEqual([]);
  });

  it.each<[string, Asset, boolean]>([
    ['undeclared', anAsset(), true],
    ['declared', aDeclaredAsset(), true],
    ['approved', aDecidedAsset('approved'), false],
    ['rejected', aDecidedAsset('rejected'), false],
    ['retired', anAsset({ status: 'retired' }), false],
  ])(
    'given a purchase that is %s, when nobody manages its owner any more, then that matters: %s',
    (_what, asset, matters) => {
      expect(observeManager(asset, null, null)).toEqual(
        matters ? [{ type: 'manager-changed', from: megan.id, to: null }] : [],
      );
    },
  );

  it('given nobody before, when a manager is found, then they are named', () => {
    expect(observeManager(anAsset({ manager: null }), aDirectoryPerson(megan), null)).toEqual([
      { type: 'manager-changed', from: null, to: megan },
    ]);
  });
});

describe('observe, another owner', () => {
  const taking = { purchaser: aDirectoryPerson(debra), manager: aDirectoryPerson(megan), absence: null };
  const seen = anObservation({ ownerId: debra.id });

  it('given that Microsoft names another owner, when observed, then they own it, once, and who bought it stays', () => {
    const facts = observe(anAsset(), seen, taking);
    expect(facts).toEqual([{ type: 'owner-changed', from: alex.id, to: debra, manager: megan }]);
    const after = folded(anAsset(), facts);
    expect(after).toMatchObject({ purchaser: alex, owner: debra, microsoftOwnerId: debra.id });
    expect(observe(after, seen, taking)).toEqual([]);
    expect(isOwnerNew(after, seen)).toBe(false);
    expect(after.hands).toContainEqual({ id: alex.id, did: 'earlier-owner' });
  });

  it('given that it goes back to who bought it, when observed, then they own it again', () => {
    const after = folded(anAsset(), observe(anAsset(), seen, taking));
    const back = { purchaser: aDirectoryPerson(), manager: null, absence: null };
    expect(folded(after, observe(after, anObservation(), back))).toMatchObject({
      owner: alex,
      microsoftOwnerId: null,
    });
  });

  it('given that it was handed over here, when Microsoft names a third, then who owns it here stays', () => {
    const held = anAsset({ owner: megan });
    expect(folded(held, observe(held, seen, taking))).toMatchObject({ owner: megan, microsoftOwnerId: debra.id });
  });

  it('given an owner who is gone already, when observed, then that is a fact too', () => {
    const facts = observe(anAsset(), seen, { ...taking, absence: 'disabled' });
    expect(facts.map(({ type }) => type)).toEqual(['owner-changed', 'owner-left']);
    expect(folded(anAsset(), facts)).toMatchObject({ owner: debra, ownerGone: 'disabled' });
  });

  it.each<[string, Observation, typeof taking | null]>([
    ['nobody is named', anObservation({ ownerId: null }), taking],
    ['the same is named', anObservation(), { ...taking, purchaser: aDirectoryPerson() }],
    ['nobody has asked who that is', seen, null],
  ])('given that %s, when observed, then nothing is said', (_what, one, around) => {
    expect(observe(anAsset(), one, around)).toEqual([]);
  });
});

describe('observePeople', () => {
  it.each<[string, Partial<typeof alex>]>([
    ['another name', { displayName: 'Alex W. Smith' }],
    ['another address', { userPrincipalName: 'alex.smith@contoso.example' }],
    ['another department', { department: 'Sales' }],
    ['no guest any more', { isGuest: true }],
  ])('given %s, when seen, then it stands wherever they stand, and that once', (_what, over) => {
    const now = { ...alex, ...over };
    const facts = observePeople(anAsset(), [aDirectoryPerson(now), aDirectoryPerson(megan)]);
    expect(facts).toEqual([{ type: 'people-refreshed', people: [now] }]);
    const after = folded(anAsset(), facts);
    expect(after).toMatchObject({ purchaser: now, owner: now, manager: megan });
    expect(observePeople(after, [aDirectoryPerson(now)])).toEqual([]);
  });

  it('given the same as before, or someone else, when seen, then nothing is said', () => {
    expect(observePeople(anAsset(), [aDirectoryPerson(), aDirectoryPerson(debra)])).toEqual([]);
  });

  it('given someone who was erased, when seen, then they stay erased', () => {
    const erased = { ...alex, displayName: '', userPrincipalName: '' };
    expect(observePeople(anAsset({ purchaser: erased, owner: erased }), [aDirectoryPerson()])).toEqual([]);
  });

  it('given a decision, when they are called otherwise since, then it says what they were called then', () => {
    const decided = aDecidedAsset('approved');
    const now = { ...megan, displayName: 'Megan Ross' };
    const after = folded(decided, observePeople(decided, [aDirectoryPerson(now)]));
    expect([after.manager?.displayName, after.decision?.by.displayName]).toEqual(['Megan Ross', megan.displayName]);
  });
});

describe('observeManager, of a decision that was handed on', () => {
  const handedOn = aHandedOnAsset();

  it.each([aDirectoryPerson(megan), aDirectoryPerson(aPerson({ id: 'id-other' })), null])(
    'given that the directory names %o, when seen, then it stays with whom it was handed on to',
    (manager) => {
      expect(observeManager(handedOn, manager, null)).toEqual([]);
    },
  );

  it.each(['disabled', 'deleted'] as const)(
    'given that they are %s now, when seen, then whom the directory names decides again',
    (absence) => {
      const facts = observeManager(handedOn, aDirectoryPerson(megan), absence);
      expect(facts).toEqual([{ type: 'manager-changed', from: debra.id, to: megan }]);
      const after = folded(handedOn, facts);
      expect(after.handedOn).toBeNull();
      expect(observeManager(after, aDirectoryPerson(megan), null)).toEqual([]);
    },
  );
});

describe('isSamePurchase', () => {
  const declared = aDeclaredAsset({ subscription: null, source: 'declaration', confidence: null });
  const seen = { ownerId: alex.id, product: powerBiPro, purchasedOn: '2026-11-20', quantity: 3 };

  it.each<[string, Partial<Asset>, Partial<typeof seen> | { ownerId: null } | { purchasedOn: null }, boolean]>([
    ['all the same', {}, {}, true],
    ['other seats', { quantity: 2 }, {}, false],
    ['dates a day apart', { purchasedOn: '2026-11-19' }, {}, true],
    ['dates two days apart', { purchasedOn: '2026-11-18' }, {}, false],
    ['a date that Graph does not know', {}, { purchasedOn: null }, false],
    ['decided already', { status: 'approved' }, {}, true],
    ['another purchaser', { purchaser: debra }, {}, false],
    ['no owner in Graph', {}, { ownerId: null }, false],
    ['no owner in Graph and no purchaser known', { purchaser: null }, { ownerId: null }, false],
    ['another product', { product: acrobat }, {}, false],
    ['a retired declaration', { status: 'retired' }, {}, false],
    ['a subscription behind it already', { subscription: aSubscription() }, {}, false],
  ])('given %s, when compared, then the two are one purchase: %s', (_what, held, observed, expected) => {
    expect(isSamePurchase({ ...declared, ...held }, { ...seen, ...observed })).toBe(expected);
  });
});
