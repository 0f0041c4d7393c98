import { describe, expect, it } from 'vitest';
import {
  aDecidedAsset,
  aDeclaredAsset,
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
  codeOf,
  debra,
  folded,
  megan,
} from '../../test/support/builders.ts';
import type { Asset } from './asset.ts';
import { assertMayHandOver, type HandOverInput, handOver } from './hand-over.ts';
import { mayDecide, relationsOf } from './permissions.ts';
import { decidersOf, noticesFor } from './routing.ts';

const routing = aRouting();
const patti = aPerson({ id: 'id-patti', displayName: 'Patti Fernandez' });
const lee = aPerson({ id: 'id-lee', displayName: 'Lee Gu' });
const asAlex = anActor();
const asDebra = anActor({ id: debra.id, displayName: debra.displayName });
const toDebra: HandOverInput = {
  to: aDirectoryPerson(debra),
  absence: null,
  manager: aDirectoryPerson(patti),
  comment: null,
};
const handing = (asset: Asset, input: Partial<HandOverInput> = {}, actor = asAlex) =>
  handOver(asset, { ...toDebra, ...input }, actor, routing);
/** The asset after it; `by` did it. */
const moved = (asset: Asset, input: Partial<HandOverInput> = {}, actor = asAlex) =>
  ({ ...folded(asset, handing(asset, input, actor)) }) satisfies Asset;

describe('handOver', () => {
  it('given a purchase, when its owner hands it over, then the colleague answers for it and their manager decides', () => {
    expect(handing(aDeclaredAsset(), { comment: 'I move on' })).toEqual([
      { type: 'handed-over', from: alex.id, to: debra, manager: patti, comment: 'I move on' },
    ]);
    const asset = moved(aDeclaredAsset());
    expect(asset).toMatchObject({ purchaser: alex, owner: debra, manager: patti, handedOver: { from: alex.id } });
    expect(decidersOf(asset, routing)).toEqual([patti.id]);
    expect(mayDecide(relationsOf(asMegan, asset, routing))).toBe(false);
  });

  it.each([
    ['the owner', asAlex, 'accepted'],
    ['the manager', asMegan, 'hand-over.not-yours'],
    ['ITAM staff, who correct the owner instead', asItam, 'hand-over.not-yours'],
    ['an auditor', asAuditor, 'hand-over.not-yours'],
    ['a fallback approver', asFallback, 'hand-over.not-yours'],
    ['a colleague', asColleague, 'hand-over.not-yours'],
    ['whom it is to go to', asDebra, 'hand-over.not-yours'],
  ])('given %s, when they hand it over, then: %s', (_who, actor, code) => {
    expect(codeOf(() => handing(anAsset(), {}, actor))).toBe(code);
    expect(codeOf(() => assertMayHandOver(anAsset(), actor, routing))).toBe(code);
  });

  it.each<[string, Asset, Partial<HandOverInput>, string]>([
    ['somebody the directory does not know', anAsset(), { to: null, absence: 'deleted' }, 'hand-over.unknown'],
    ['somebody who left', anAsset(), { absence: 'disabled' }, 'hand-over.absent'],
    ['a guest', anAsset(), { to: aDirectoryPerson({ ...debra, isGuest: true }) }, 'hand-over.guest'],
    ['themselves', anAsset(), { to: aDirectoryPerson(alex) }, 'hand-over.yourself'],
    ['anyone, once it is retired', anAsset({ status: 'retired' }), {}, 'asset.retired'],
  ])('given the owner, when they hand it to %s, then it is refused', (_whom, asset, input, code) => {
    expect(codeOf(() => handing(asset, input))).toBe(code);
  });

  it('given that it was handed over, when the same is done again, then nothing changes; to another it is no longer theirs', () => {
    const asset = { ...moved(anAsset()), handedOver: { from: alex.id, by: asAlex, at: '', comment: null } };
    expect(handing(asset)).toEqual([]);
    expect(codeOf(() => assertMayHandOver(asset, asAlex, routing))).toBe('accepted');
    expect(codeOf(() => handing(asset, { to: aDirectoryPerson(lee) }))).toBe('hand-over.not-yours');
    const further = moved(asset, { to: aDirectoryPerson(lee) }, asDebra);
    expect(further.owner).toEqual(lee);
    expect(codeOf(() => handing({ ...further, handedOver: null }))).toBe('hand-over.not-yours');
  });

  it.each<[string, Asset, string | null]>([
    ['not yet declared: the new owner’s manager', anAsset(), patti.id],
    ['waiting for a decision: the new owner’s manager', aDeclaredAsset(), patti.id],
    ['handed on: the colleague to whom it was', aHandedOnAsset({ manager: lee }), lee.id],
    ['handed on to the new owner: their manager', aHandedOnAsset({ manager: debra }), patti.id],
    ['decided: who decided', aDecidedAsset('approved'), megan.id],
    ['decided by the new owner: their manager', aDecidedAsset('approved', { manager: debra }), patti.id],
  ])('given a purchase, when it is handed over, then who decides is right where it is %s', (_how, asset, manager) => {
    const result = moved(asset);
    expect(result.manager?.id).toBe(manager);
    expect(result.handedOn !== null).toBe(asset.handedOn !== null && manager === asset.manager?.id);
    expect(mayDecide(relationsOf(asDebra, result, routing))).toBe(false);
    expect(decidersOf(result, routing)).not.toContain(debra.id);
  });

  it('given a purchase that nobody knows anything of, when handed to somebody without a manager, then approvers decide', () => {
    const result = moved(aDeclaredAsset(), { manager: null });
    expect(result.manager).toBeNull();
    expect(decidersOf(result, routing)).toEqual([asFallback.id]);
  });

  it('given “it wasn’t me”, when it is handed to whose it is, then somebody answers for it again', () => {
    expect(moved(anAsset({ isDisowned: true })).isDisowned).toBe(false);
  });

  it('given that ITAM staff name another owner, or it is handed back, then it is no longer where it was handed to', () => {
    const asset = moved(anAsset());
    const corrected = folded(asset, [{ type: 'corrected', changes: { owner: lee }, reason: 'Wrong' }]);
    expect(corrected.handedOver).toBeNull();
    expect(moved(asset, { to: aDirectoryPerson(alex) }, asDebra)).toMatchObject({
      owner: alex,
      handedOver: { from: debra.id },
    });
  });

  it.each<[string, Asset, string[]]>([
    ['undeclared', anAsset(), ['purchaser id-alex', 'stand-in id-debra', 'itam-channel null']],
    [
      'waiting for a decision',
      aDeclaredAsset(),
      ['purchaser id-alex', 'stand-in id-debra', 'decider id-patti', 'decider id-megan', 'itam-channel null'],
    ],
    [
      'already handed over once',
      anAsset({ owner: lee, handedOver: { from: alex.id, by: asAlex, at: '', comment: null } }),
      ['stand-in id-debra', 'stand-in id-lee', 'itam-channel null'],
    ],
  ])(
    'given a purchase %s, when handed over, then new and former owner, deciders and ITAM hear of it',
    (_, asset, told) => {
      const by = asset.owner?.id === lee.id ? anActor({ id: lee.id }) : asAlex;
      const facts = handing(asset, {}, by);
      const notices = noticesFor(asset, folded(asset, facts), facts, routing);
      const names = notices.map(
        ({ role, recipient }) => `${role} ${recipient.kind === 'person' ? recipient.id : null}`,
      );
      expect(names.sort()).toEqual([...told].sort());
    },
  );
});
