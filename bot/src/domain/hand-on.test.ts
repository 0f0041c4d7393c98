import { describe, expect, it } from 'vitest';
import {
  aDecidedAsset,
  aDeclaredAsset,
  aDeclaredFact,
  aDirectoryPerson,
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
  at,
  codeOf,
  debra,
  folded,
  megan,
  refusalOf,
} from '../../test/support/builders.ts';
import type { Asset } from './asset.ts';
import { assertMayHandOn, type HandOnInput, handOn } from './hand-on.ts';
import { mayDecide, relationsOf } from './permissions.ts';
import type { Actor } from './person.ts';
import { decidersOf, noticesFor } from './routing.ts';

const routing = aRouting();
const toDebra: HandOnInput = { to: aDirectoryPerson(debra), absence: null, comment: null, basis: null };
const asDebra = anActor({ id: debra.id, displayName: debra.displayName });
const handing = (asset: Asset, input: Partial<HandOnInput> = {}, actor: Actor = asMegan, over = routing) =>
  handOn(asset, { ...toDebra, ...input }, actor, over);

describe('handOn', () => {
  it('given a declared purchase, when its manager hands it on, then someone else decides and the manager no longer', () => {
    const facts = handing(aDeclaredAsset(), { comment: 'I am away', basis: 2 });
    expect(facts).toEqual([{ type: 'handed-on', from: megan.id, to: debra, comment: 'I am away' }]);
    const after = folded(aDeclaredAsset(), facts);
    expect(decidersOf(after, routing)).toEqual([debra.id]);
    expect(mayDecide(relationsOf(asDebra, after, routing))).toBe(true);
    expect(mayDecide(relationsOf(asMegan, after, routing))).toBe(false);
    expect([...relationsOf(asMegan, after, routing)]).toEqual(['anyone', 'former-manager']);
  });

  it.each([
    ['the manager', asMegan, 'accepted'],
    ['a fallback approver, while a manager can', asFallback, 'decision.not-yours'],
    ['ITAM staff', asItam, 'accepted'],
    ['an auditor', asAuditor, 'decision.not-yours'],
    ['a colleague', asColleague, 'decision.not-yours'],
    ['the purchaser', anActor(), 'decision.own-purchase'],
    ['whom it is to go to', asDebra, 'decision.not-yours'],
  ])('given %s, when they hand it on, then: %s', (_who, actor, code) => {
    expect(codeOf(() => handing(aDeclaredAsset(), {}, actor))).toBe(code);
    expect(codeOf(() => assertMayHandOn(aDeclaredAsset(), actor, routing))).toBe(code);
  });

  it.each<[string, Partial<HandOnInput>, Asset, string]>([
    ['nobody known', { to: null, absence: 'deleted' }, aDeclaredAsset(), 'hand-on.unknown'],
    ['someone disabled', { absence: 'disabled' }, aDeclaredAsset(), 'hand-on.absent'],
    ['someone deleted', { absence: 'deleted' }, aDeclaredAsset(), 'hand-on.absent'],
    ['a guest', { to: aDirectoryPerson({ ...debra, isGuest: true }) }, aDeclaredAsset(), 'hand-on.guest'],
    ['the purchaser', { to: aDirectoryPerson() }, aDeclaredAsset(), 'hand-on.own-purchase'],
    ['the owner', {}, aDeclaredAsset({ owner: debra }), 'hand-on.own-purchase'],
    [
      'the purchaser who owns it no longer',
      { to: aDirectoryPerson() },
      aDeclaredAsset({ owner: debra }),
      'hand-on.own-purchase',
    ],
    ['oneself', { to: aDirectoryPerson(megan) }, aDeclaredAsset(), 'hand-on.already'],
  ])('given %s, when it is handed on to them, then it is refused', (_whom, input, asset, code) => {
    expect(refusalOf(() => handing(asset, input))).toMatchObject({ kind: 'invalid', code });
  });

  it('given someone who is asked already, when another hands it on to them, then it is refused', () => {
    expect(codeOf(() => handing(aDeclaredAsset({ manager: debra }), {}, asItam))).toBe('hand-on.already');
    const both = aRouting({ fallbackApprovers: [asFallback.id, debra.id] });
    expect(codeOf(() => handing(aDeclaredAsset({ manager: null }), {}, asFallback, both))).toBe('hand-on.already');
    expect(codeOf(() => handing(aDeclaredAsset(), { to: aDirectoryPerson({ id: asItam.id }) }, asItam))).toBe(
      'hand-on.already',
    );
  });

  it('given a fallback approver who is not asked, when the manager hands it on to them, then they are', () => {
    const facts = handing(aDeclaredAsset(), { to: aDirectoryPerson({ id: asFallback.id }) });
    expect(decidersOf(folded(aDeclaredAsset(), facts), routing)).toEqual([asFallback.id]);
  });

  it.each<[string, Asset, string]>([
    ['not declared', anAsset(), 'asset.not-declared'],
    ['decided', aDecidedAsset('approved'), 'asset.already-decided'],
    ['retired', aDeclaredAsset({ status: 'retired' }), 'asset.retired'],
  ])('given a purchase that is %s, when handed on, then there is nothing to hand on', (_what, asset, code) => {
    expect(refusalOf(() => handing(asset))).toMatchObject({ kind: 'conflict', code });
  });

  it('given a card that shows an older state, when handed on, then it is out of date', () => {
    expect(refusalOf(() => handing(aDeclaredAsset({ basis: 5 }), { basis: 2 }))).toMatchObject({
      kind: 'stale',
      code: 'card.out-of-date',
    });
  });
});

describe('handOn, once more', () => {
  it('given that it was handed on, when the same person does so again, then nothing happened, whatever the card showed', () => {
    expect(handing(aHandedOnAsset(), { basis: 1 })).toEqual([]);
    expect(handing(aHandedOnAsset({ status: 'approved' }))).toEqual([]);
    expect(codeOf(() => assertMayHandOn(aHandedOnAsset(), asMegan, routing))).toBe('accepted');
  });

  it('given that it was handed on, when they hand it on to another, then it is no longer theirs', () => {
    expect(codeOf(() => handing(aHandedOnAsset(), { to: aDirectoryPerson({ id: 'id-other' }) }))).toBe(
      'decision.not-yours',
    );
    expect(codeOf(() => handing(aHandedOnAsset(), { to: null }))).toBe('decision.not-yours');
  });

  it('given that it was handed on, when they hand it on in turn, also back, then that is a fact', () => {
    const back = handing(aHandedOnAsset(), { to: aDirectoryPerson(megan) }, asDebra);
    expect(back).toEqual([{ type: 'handed-on', from: debra.id, to: megan, comment: null }]);
    expect(decidersOf(folded(aHandedOnAsset(), back), routing)).toEqual([megan.id]);
  });

  it('given that it was handed on, when it is declared anew, then it stays with whom it was handed on to', () => {
    const after = folded(aHandedOnAsset(), [aDeclaredFact({ manager: megan, quantity: 4 })]);
    expect([after.manager, after.handedOn?.from]).toEqual([debra, megan.id]);
  });

  it('given that it was handed on, when ITAM staff move it back to the start, then whom the directory names decides again', () => {
    expect(folded(aHandedOnAsset(), [{ type: 'status-moved', to: 'detected', reason: 'x' }]).handedOn).toBeNull();
  });
});

describe('handOn, who hears of it', () => {
  const told = (before: Asset, facts: Parameters<typeof folded>[1]) =>
    noticesFor(before, folded(before, facts), facts, routing).map(({ role, recipient }) =>
      recipient.kind === 'person' ? `${role}:${recipient.id}` : role,
    );

  it('given that it is handed on, when told, then both see it, and the purchaser whom it waits for', () => {
    expect(told(aDeclaredAsset(), handing(aDeclaredAsset()))).toEqual([
      `purchaser:${alex.id}`,
      `decider:${debra.id}`,
      `decider:${megan.id}`,
      'itam-channel',
    ]);
  });

  it('given that it was handed on, when it is decided, then the one who had it sees how it ended', () => {
    expect(told(aHandedOnAsset(), [{ type: 'approved', comment: null }])).toEqual([
      `purchaser:${alex.id}`,
      `decider:${debra.id}`,
      `decider:${megan.id}`,
      'itam-channel',
    ]);
  });

  it.each<[string, Parameters<typeof folded>[1]]>([
    ['another manager came, by the directory', [{ type: 'manager-changed', from: debra.id, to: alex }]],
    ['it went back to the start', [{ type: 'status-moved', to: 'detected', reason: 'x' }, aDeclaredFact()]],
  ])(
    'given that %s since, when it is decided, then the one who had handed it on still sees how it ended',
    (_since, facts) => {
      const after = folded(aHandedOnAsset(), facts);
      expect(told({ ...after, manager: debra }, [{ type: 'approved', comment: null }])).toContain(
        `decider:${megan.id}`,
      );
    },
  );

  it('given that it was handed on twice, when told, then the first of them hears nothing but how it ended', () => {
    const other = aDirectoryPerson(aPerson({ id: 'id-other' }));
    const facts = handing(aHandedOnAsset(), { to: other }, asDebra);
    expect(told(aHandedOnAsset(), facts)).not.toContain(`decider:${megan.id}`);
    const after = folded(aHandedOnAsset(), facts);
    expect(told(after, [{ type: 'asked-back', question: 'Why?' }])).not.toContain(`decider:${megan.id}`);
    expect(told(after, [{ type: 'rejected', comment: 'No' }])).toContain(`decider:${megan.id}`);
    expect(after.handedOn).toMatchObject({ from: debra.id, at: expect.not.stringContaining(at) });
  });
});
