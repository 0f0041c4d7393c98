import { describe, expect, it } from 'vitest';
import {
  aHandedOnAsset,
  alex,
  anActor,
  anEntry,
  aQuestion,
  aRouting,
  asItam,
  asMegan,
  at,
  debra,
} from '../../test/support/builders.ts';
import type { Asset } from './asset.ts';
import type { Fact } from './entry.ts';
import type { Evidence } from './evidence.ts';
import { isShownTo, shownTo } from './former-manager.ts';
import { relationsOf } from './permissions.ts';
import type { Actor } from './person.ts';

const later = '2026-11-30T09:00:00.000Z';
const aDocument = (hash: string, when: string): Evidence => ({
  hash,
  fileName: `${hash}.pdf`,
  mediaType: 'application/pdf',
  bytes: 1,
  kind: 'invoice',
  by: alex,
  at: when,
});
/** What Megan handed on to Debra, with something from her time and something from after it. */
const asset = aHandedOnAsset({
  evidence: [aDocument('early', at), aDocument('late', later)],
  question: aQuestion({ answer: 'Said later', answeredAt: later }),
  renewal: { decision: 'keep', reason: 'Later', by: alex, at: later, renewsOn: '2026-12-20' },
  decision: { outcome: 'approved', by: debra, at: later, comment: 'Fine' },
  status: 'approved',
});
const seenBy = (actor: Actor, of: Asset = asset) => shownTo(relationsOf(actor, of, aRouting()), of);

describe('shownTo', () => {
  it('given the manager who handed it on, when shown, then it is what was theirs and how it ended', () => {
    expect(seenBy(asMegan)).toEqual({
      ...asset,
      evidence: [aDocument('early', at)],
      question: aQuestion(),
      renewal: null,
    });
  });

  it('given a question from after it was handed on, when shown to them, then there is none', () => {
    expect(seenBy(asMegan, { ...asset, question: aQuestion({ at: later }) }).question).toBeNull();
  });

  it.each([
    ['whom it was handed on to', anActor({ id: debra.id })],
    ['the purchaser', anActor()],
    ['ITAM staff', asItam],
    ['the manager who handed it on, being ITAM staff', { ...asItam, id: asMegan.id }],
  ])('given %s, when shown, then it is all of it', (_who, actor) => {
    expect(seenBy(actor)).toBe(asset);
  });
});

describe('isShownTo', () => {
  it.each<[string, Fact, string, boolean]>([
    ['of their own time', { type: 'asked-back', question: 'Why?' }, at, true],
    ['about a question asked later', { type: 'asked-back', question: 'Why?' }, later, false],
    ['about what was corrected later', { type: 'corrected', changes: { quantity: 9 }, reason: 'x' }, later, false],
    ['about its approval', { type: 'approved', comment: null }, later, true],
    ['about its rejection', { type: 'rejected', comment: 'No' }, later, true],
    ['about its end', { type: 'retired', reason: 'Gone' }, later, true],
  ])('given an entry %s, when the former manager reads on, then it is there: %s', (_what, fact, when, expected) => {
    const shown = (actor: Actor) =>
      isShownTo(relationsOf(actor, asset, aRouting()), asset, anEntry(fact, { at: when }));
    expect(shown(asMegan)).toBe(expected);
    expect(shown(asItam)).toBe(true);
  });
});
