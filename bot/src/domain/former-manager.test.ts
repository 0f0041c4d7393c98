import { describe, expect, it } from 'vitest';
import {
  aDeclaredFact,
  aDetection,
  aDirectoryPerson,
  alex,
  anActor,
  anEntry,
  aPerson,
  aRouting,
  asAuditor,
  asItam,
  asMegan,
  debra,
  megan,
} from '../../test/support/builders.ts';
import type { Asset } from './asset.ts';
import type { Entry, EntryActor, Fact } from './entry.ts';
import { evolve } from './evolve.ts';
import { entriesUntil, sightOf } from './former-manager.ts';
import { relationsOf } from './permissions.ts';
import type { Actor } from './person.ts';

/*
 * What a former manager sees follows from what happened: so these are histories, each with what of it is theirs to see.
 */

const isaiah = aPerson({ id: 'id-isaiah', displayName: 'Isaiah Langer' });
const by = ({ id, displayName }: { id: string; displayName: string }): EntryActor => ({
  kind: 'person',
  id,
  displayName,
});
const discovery: EntryActor = { kind: 'discovery', id: 'discovery', displayName: 'Sightline' };
type Step = readonly [EntryActor, Fact];

const detected: Step = [discovery, aDetection()];
const declared: Step = [by(alex), aDeclaredFact()];
const declaredForIsaiah: Step = [by(alex), aDeclaredFact({ manager: isaiah, reason: 'Secret' })];
const handOn = (from: typeof megan, to: typeof megan, doer = from): Step => [
  by(doer),
  { type: 'handed-on', from: from.id, to, comment: 'I am away' },
];
const started = [detected, declared, handOn(megan, debra)];
const corrected: Step = [
  by(asItam),
  { type: 'corrected', changes: { quantity: 500, costCentre: 'CC-9', owner: isaiah }, reason: 'Secret' },
];
const asked: Step = [by(debra), { type: 'asked-back', question: 'Secret?' }];
const attached: Step = [
  by(alex),
  {
    type: 'evidence-attached',
    kind: 'invoice',
    hash: 'a'.repeat(64),
    fileName: 'Secret.pdf',
    mediaType: 'application/pdf',
    bytes: 1,
  },
];
const approved: Step = [by(debra), { type: 'approved', comment: 'Secret' }];
const rejected: Step = [by(debra), { type: 'rejected', comment: 'Secret' }];
const retired: Step = [by(asItam), { type: 'retired', reason: 'Secret' }];
const managerChanged: Step = [discovery, { type: 'manager-changed', from: debra.id, to: isaiah }];
const moved = (to: Asset['status']): Step => [by(asItam), { type: 'status-moved', to, reason: 'Secret' }];

const entriesOf = (steps: readonly Step[]): Entry[] =>
  steps.map(([actor, fact], index) =>
    anEntry(fact, { actor, seq: index + 1, at: `2026-11-24T09:00:${String(index).padStart(2, '0')}.000Z` }),
  );
const fold = (entries: readonly Entry[]): Asset => {
  const asset = entries.reduce<Asset | null>(evolve, null);
  if (!asset) throw new Error('Nothing happened');
  return asset;
};
/** What someone sees of a history: its entries, and the asset that they come to; null where they see nothing. */
function seenBy(actor: Pick<Actor, 'id' | 'roles'>, steps: readonly Step[]) {
  const entries = entriesOf(steps);
  const whole = fold(entries);
  const sight = sightOf(actor.id, whole, relationsOf(actor, whole, aRouting()));
  if (!sight) return null;
  const shown = sight.until === null ? entries : entriesUntil(entries, sight.until);
  return { types: shown.map(({ fact }) => fact.type), asset: fold(shown), text: JSON.stringify(shown) };
}

describe('what a former manager sees', () => {
  it.each<[string, readonly Step[], readonly string[], Asset['status']]>([
    ['nothing', [], [], 'declared'],
    ['what was corrected, asked and attached', [corrected, asked, attached], [], 'declared'],
    ['another manager, by the directory', [managerChanged, corrected], [], 'declared'],
    ['the way back to the start', [moved('detected'), corrected], [], 'declared'],
    [
      'the way back to the start, and a new declaration',
      [moved('detected'), declaredForIsaiah, corrected],
      [],
      'declared',
    ],
    ['another hand-on', [handOn(debra, isaiah), corrected], [], 'declared'],
    ['its approval', [corrected, approved, attached], ['approved'], 'approved'],
    ['its rejection', [corrected, rejected], ['rejected'], 'rejected'],
    ['its approval by hand', [corrected, moved('approved')], ['status-moved'], 'approved'],
    ['its end without a decision', [corrected, retired], ['retired'], 'retired'],
    ['its approval, and its end', [approved, corrected, retired], ['approved', 'retired'], 'retired'],
    ['its end by hand', [approved, moved('retired')], ['approved', 'status-moved'], 'retired'],
    ['an approval that was taken back', [approved, moved('declared'), corrected], [], 'declared'],
    ['an approval that became a rejection', [approved, moved('rejected')], ['status-moved'], 'rejected'],
    ['an approval by another manager', [managerChanged, corrected, approved], ['approved'], 'approved'],
    ['an approval after another hand-on', [handOn(debra, isaiah), approved], ['approved'], 'approved'],
  ])(
    'given that %s followed, when they look, then it is what was theirs, and how it ended',
    (_what, after, ends, status) => {
      const seen = seenBy(asMegan, [...started, ...after]);
      expect(seen?.types).toEqual(['detected', 'declared', 'handed-on', ...ends]);
      expect(seen?.asset.status).toBe(status);
      expect(seen?.text).not.toContain('Secret');
      // All but the end is as it was when they handed it on.
      const {
        status: _,
        decision,
        decisions: __,
        retirement,
        version,
        basis,
        updatedAt,
        ...rest
      } = (seen as { asset: Asset }).asset;
      expect(fold(entriesOf(started))).toMatchObject(rest);
      const whole = fold(entriesOf([...started, ...after]));
      const { by: doer, at } = whole.decision ?? {};
      expect([decision?.by, decision?.at, decision?.outcome]).toEqual([doer, at, whole.decision?.outcome]);
      expect([retirement?.by, retirement?.at]).toEqual([whole.retirement?.by, whole.retirement?.at]);
    },
  );

  it('given that ITAM staff handed it on, when either of the two looks, then both see as much', () => {
    const steps = [detected, declared, handOn(megan, debra, isaiah), corrected, approved];
    // Isaiah is named its owner by the correction, which would show him all.
    const without = steps.filter((step) => step !== corrected);
    expect(seenBy(asMegan, without)?.types).toEqual(seenBy(anActor({ id: isaiah.id }), without)?.types);
    expect(seenBy(anActor({ id: isaiah.id }), without)?.types).toContain('handed-on');
  });

  it('given that it came back and was handed on again, when they look, then it is up to the later time', () => {
    const steps = [...started, handOn(debra, megan), attached, handOn(megan, isaiah), asked];
    expect(seenBy(asMegan, steps)?.types.slice(3)).toEqual(['handed-on', 'evidence-attached', 'handed-on']);
    expect(seenBy(anActor({ id: debra.id }), steps)?.types.slice(3)).toEqual(['handed-on']);
  });

  const others: [string, Actor][] = [
    ['whom it was handed on to', anActor({ id: debra.id })],
    ['the purchaser', anActor()],
    ['ITAM staff', asItam],
    ['an auditor', asAuditor],
    ['the one who handed it on, being ITAM staff', { ...asItam, id: asMegan.id }],
  ];
  it.each(others)('given %s, when they look, then it is all of it', (_who, actor) => {
    const steps = [...started, asked, attached, approved];
    expect(seenBy(actor, steps)?.types).toHaveLength(steps.length);
  });

  it('given one who has managed it and handed nothing on, when they look, then they see nothing', () => {
    const steps: Step[] = [
      detected,
      declared,
      [discovery, { type: 'manager-changed', from: megan.id, to: aDirectoryPerson(debra) }],
    ];
    expect(seenBy(asMegan, steps)).toBeNull();
  });
});
