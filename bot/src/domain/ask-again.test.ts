import { describe, expect, it } from 'vitest';
import {
  aDecidedAsset,
  aDeclaredAsset,
  alex,
  anAsset,
  aPerson,
  aRouting,
  asItam,
  at,
  codeOf,
  debra,
} from '../../test/support/builders.ts';
import { askAgain } from './ask-again.ts';
import type { Asset } from './asset.ts';
import type { Fact } from './entry.ts';
import { evolve } from './evolve.ts';
import { noticesFor } from './routing.ts';

const fact: Fact = { type: 'declaration-asked', reason: 'The quarter ends' };
const ask = (asset: Asset, when = at) => askAgain(asset, 'The quarter ends', when);
const hours = (count: number) => new Date(Date.parse(at) + count * 3_600_000).toISOString();
const onceAsked = (asset: Asset) =>
  evolve(asset, { seq: 7, assetId: asset.id, at: hours(1), actor: { kind: 'person', ...asItam }, fact });

describe('asking again for a declaration', () => {
  it.each<[string, Partial<Asset>]>([
    ['its purchaser', {}],
    ['someone to whom it was handed over', { owner: debra }],
    ['a purchaser who was told nothing yet', { isUntold: true }],
  ])('given an undeclared purchase of %s, when asked, then that is recorded', (_who, over) => {
    expect(ask(anAsset(over))).toEqual([fact]);
  });

  it.each<[string, Asset, string]>([
    ['declared', aDeclaredAsset(), 'ask-again.declared'],
    ['approved', aDecidedAsset('approved'), 'ask-again.declared'],
    ['retired', anAsset({ status: 'retired' }), 'asset.retired'],
    ['nobody’s', anAsset({ owner: null }), 'ask-again.nobody'],
    ['of someone who left', anAsset({ ownerGone: 'deleted' }), 'ask-again.nobody'],
    ['a guest’s', anAsset({ owner: aPerson({ isGuest: true }) }), 'ask-again.nobody'],
    ['disowned', anAsset({ isDisowned: true }), 'ask-again.nobody'],
    ['central', anAsset({ confidence: { level: 'low', score: 0, reasons: [] } }), 'ask-again.central'],
  ])('given a purchase that is %s, when asked, then it is refused', (_what, asset, code) => {
    expect(codeOf(() => ask(asset))).toBe(code);
  });

  it('given one that was asked for, when asked within a day, then it is refused, and a day later it is not', () => {
    const asked = onceAsked(anAsset());
    expect(asked.asked).toEqual({
      by: { id: asItam.id, displayName: asItam.displayName },
      at: hours(1),
      reason: fact.reason,
    });
    expect(codeOf(() => ask(asked))).toBe('ask-again.rests');
    expect(codeOf(() => ask(asked, hours(24.9)))).toBe('ask-again.rests');
    expect(ask(asked, hours(25))).toEqual([fact]);
  });

  it('given a state from before assets knew it, when asked, then nothing stands in the way', () => {
    const { asked: _, ...row } = anAsset();
    expect(ask(row as Asset)).toEqual([fact]);
  });

  it.each<[string, Partial<Asset>, string]>([
    ['the purchaser', {}, `purchaser ${alex.id}`],
    ['the owner in their stead', { owner: debra }, `stand-in ${debra.id}`],
    ['a purchaser of the first look', { isUntold: true }, `purchaser ${alex.id}`],
  ])('given a purchase, when asked again, then %s and the ITAM channel hear of it', (_who, over, who) => {
    const before = anAsset(over);
    const told = noticesFor(before, onceAsked(before), [fact], aRouting());
    expect(told.map(({ role, recipient }) => (recipient.kind === 'person' ? `${role} ${recipient.id}` : role))).toEqual(
      [who, 'itam-channel'],
    );
  });

  it('given a card that shows the purchase, when asked again, then what is decided about is the same', () => {
    expect(onceAsked(anAsset()).basis).toBe(anAsset().basis);
  });
});
