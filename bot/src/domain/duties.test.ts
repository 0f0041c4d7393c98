import { describe, expect, it } from 'vitest';
import {
  aDeclaration,
  aDetection,
  aDirectoryPerson,
  alex,
  anActor,
  aPerson,
  aRouting,
  asColleague,
  asFallback,
  asItam,
  asMegan,
  codeOf,
  debra,
  megan,
} from '../../test/support/builders.ts';
import { type Asset, saysAll } from './asset.ts';
import { correct, moveStatus, retire } from './correct.ts';
import { decide } from './decide.ts';
import { declare, disown } from './declare.ts';
import type { Correction, EntryActor, Fact } from './entry.ts';
import { evolve } from './evolve.ts';
import { handOn } from './hand-on.ts';
import { handOver } from './hand-over.ts';
import { mayDecide, mayMove, mayRetire, relationsOf } from './permissions.ts';
import type { Actor, PersonSnapshot } from './person.ts';
import { decideRenewal } from './renewal.ts';
import { decidersOf } from './routing.ts';

/*
 * Who may decide follows from how a purchase came to where it is. So these are paths: what people did, one after the other,
 * by the product's own decisions, and at the end who may decide and who is asked.
 */

const patti = aPerson({ id: 'id-patti', displayName: 'Patti Fernandez' });
const grady = aPerson({ id: 'id-grady', displayName: 'Grady Archie' });
const adele = aPerson({ id: asItam.id, displayName: asItam.displayName });
const fay = aPerson({ id: asFallback.id, displayName: asFallback.displayName });
const isaiah = aPerson({ id: asColleague.id, displayName: asColleague.displayName });
const as = ({ id, displayName }: PersonSnapshot, over: Partial<Actor> = {}) => anActor({ id, displayName, ...over });
const staff = { roles: new Set(['Itam.Manage'] as const) };
/** Alex buys; Megan manages Alex, Debra manages Megan, Patti manages Debra; Adele and Grady are ITAM staff, Fay stands by. */
const everyone: Record<string, Actor> = {
  alex: as(alex),
  megan: asMegan,
  debra: as(debra),
  patti: as(patti),
  fay: asFallback,
  adele: asItam,
  grady: as(grady, staff),
  isaiah: asColleague,
};
const routing = aRouting({ itamStaff: [adele.id, grady.id] });
const byDirectory: Record<string, PersonSnapshot> = {
  [alex.id]: megan,
  [megan.id]: debra,
  [debra.id]: patti,
  [isaiah.id]: megan,
};

type Step = (asset: Asset | null) => { by: EntryActor; facts: Fact[] };
const person = ({ id, displayName }: PersonSnapshot): EntryActor => ({ kind: 'person', id, displayName });
const discovery: EntryActor = { kind: 'discovery', id: 'discovery', displayName: 'Discovery' };
const there = (asset: Asset | null): Asset => {
  if (!asset) throw new Error('There is no purchase yet');
  return asset;
};
const actorOf = (who: PersonSnapshot): Actor => Object.values(everyone).find(({ id }) => id === who.id) ?? as(who);

const detected: Step = () => ({ by: discovery, facts: [aDetection()] });
const ofNobody: Step = () => ({ by: discovery, facts: [aDetection({ purchaser: null, manager: null })] });
const observed =
  (fact: Fact): Step =>
  () => ({ by: discovery, facts: [fact] });
/** The owner is who stands in or declares for nobody else, and their manager in the directory is asked. */
const declaredBy =
  (who: PersonSnapshot, owner: PersonSnapshot = alex, price = 1_400): Step =>
  (asset) => ({
    by: person(who),
    facts: declare(
      asset,
      aDeclaration({ unitPrice: { minor: price, currency: 'USD' } }),
      { purchaser: asset?.purchaser ?? who, owner, manager: byDirectory[owner.id] ?? null },
      { actor: actorOf(who), people: routing },
    ),
  });
const handedOver =
  (from: PersonSnapshot, to: PersonSnapshot): Step =>
  (asset) => ({
    by: person(from),
    facts: handOver(
      there(asset),
      {
        to: aDirectoryPerson(to),
        absence: null,
        manager: byDirectory[to.id] ? aDirectoryPerson(byDirectory[to.id]) : null,
        comment: null,
      },
      actorOf(from),
      routing,
    ),
  });
const handedOn =
  (from: PersonSnapshot, to: PersonSnapshot): Step =>
  (asset) => ({
    by: person(from),
    facts: handOn(
      there(asset),
      { to: aDirectoryPerson(to), absence: null, comment: null, basis: null },
      actorOf(from),
      routing,
    ),
  });
const corrected =
  (by: PersonSnapshot, changes: Correction): Step =>
  (asset) => ({ by: person(by), facts: correct(there(asset), changes, 'Put right') });
const moved =
  (by: PersonSnapshot, to: Asset['status']): Step =>
  (asset) => ({ by: person(by), facts: moveStatus(there(asset), to, 'By hand') });
const retired =
  (by: PersonSnapshot): Step =>
  (asset) => ({ by: person(by), facts: retire(there(asset), 'Gone') });
const disowned: Step = (asset) => ({ by: person(alex), facts: disown(there(asset), as(alex)) });
const answeredBack =
  (by: PersonSnapshot, question: string): Step =>
  (asset) => ({
    by: person(by),
    facts: decide(there(asset), { verb: 'ask', question, basis: null }, actorOf(by), routing),
  });

function walked(steps: readonly Step[]): Asset {
  let seq = 0;
  const asset = steps.reduce<Asset | null>((held, step) => {
    const { by, facts } = step(held);
    expect(facts).not.toHaveLength(0);
    return facts.reduce<Asset | null>((state, fact) => {
      seq += 1;
      const at = `2026-11-24T09:00:${String(seq).padStart(2, '0')}.000Z`;
      return evolve(state, { seq, assetId: 'sub-1', at, actor: by, fact });
    }, held);
  }, null);
  return there(asset);
}

const namesWho = (test: (actor: Actor) => boolean) =>
  Object.keys(everyone).filter((name) => test(everyone[name] as Actor));
const deciding = (asset: Asset) => namesWho((actor) => mayDecide(relationsOf(actor, asset, routing)));
const asked = (asset: Asset) => {
  const ids = decidersOf(asset, routing);
  return namesWho(({ id }) => ids.includes(id));
};

describe('who may decide, by the path that a purchase took', () => {
  it.each<[string, Step[], { may: string[]; asked: string[] }]>([
    ['its purchaser declares it', [detected, declaredBy(alex)], { may: ['megan', 'adele', 'grady'], asked: ['megan'] }],
    [
      'ITAM staff declare it for a purchaser who is there',
      [detected, declaredBy(adele)],
      { may: ['megan', 'grady'], asked: ['megan'] },
    ],
    [
      'ITAM staff declare it for one whom nobody manages',
      [detected, observed({ type: 'manager-changed', from: megan.id, to: null }), declaredBy(adele, grady)],
      { may: ['fay'], asked: ['fay'] },
    ],
    [
      'the manager of someone gone stands in, and owns it',
      [detected, observed({ type: 'owner-left', personId: alex.id, how: 'deleted' }), declaredBy(megan, megan)],
      { may: ['debra', 'adele', 'grady'], asked: ['debra'] },
    ],
    [
      'the one who stood in hands it over to their own report',
      [
        detected,
        observed({ type: 'owner-left', personId: alex.id, how: 'deleted' }),
        declaredBy(megan, megan),
        handedOver(megan, isaiah),
      ],
      { may: ['fay', 'adele', 'grady'], asked: ['fay'] },
    ],
    [
      'the one who stood in hands it over, and the owner who had left comes back',
      [
        detected,
        observed({ type: 'owner-left', personId: alex.id, how: 'disabled' }),
        declaredBy(megan, megan),
        handedOver(megan, alex),
      ],
      { may: ['fay', 'adele', 'grady'], asked: ['fay'] },
    ],
    [
      'the owner hands it to a report before it is declared, who declares it',
      [detected, corrected(grady, { owner: megan }), handedOver(megan, isaiah), declaredBy(adele, isaiah)],
      { may: ['fay'], asked: ['fay'] },
    ],
    [
      'it is handed over twice, and the first owner manages the last',
      [
        detected,
        corrected(grady, { owner: debra }),
        handedOver(debra, patti),
        declaredBy(adele, patti),
        handedOver(patti, megan),
      ],
      { may: ['fay'], asked: ['fay'] },
    ],
    [
      'it is handed over here, and at Microsoft the new owner’s manager takes it over',
      [
        detected,
        handedOver(alex, isaiah),
        observed({ type: 'owner-changed', from: alex.id, to: megan, manager: debra }),
        declaredBy(isaiah, isaiah),
      ],
      { may: ['fay', 'adele', 'grady'], asked: ['fay'] },
    ],
    [
      'ITAM staff correct the price',
      [detected, declaredBy(alex), corrected(adele, { unitPrice: { minor: 1, currency: 'USD' } })],
      { may: ['megan', 'grady'], asked: ['megan'] },
    ],
    [
      'ITAM staff correct seats, term and cost centre',
      [
        detected,
        declaredBy(alex),
        corrected(adele, { quantity: 9 }),
        corrected(adele, { billingTerm: 'yearly' }),
        corrected(grady, { costCentre: 'CC-1' }),
      ],
      { may: ['megan'], asked: ['megan'] },
    ],
    [
      'ITAM staff correct the seats before it is declared',
      [detected, corrected(adele, { quantity: 9 }), declaredBy(alex)],
      { may: ['megan', 'grady'], asked: ['megan'] },
    ],
    [
      'ITAM staff move it back to the start, correct the seats, and it is declared anew',
      [detected, declaredBy(alex), moved(adele, 'detected'), corrected(adele, { quantity: 500 }), declaredBy(alex)],
      { may: ['megan', 'grady'], asked: ['megan'] },
    ],
    [
      'ITAM staff owned it when it was declared, and name another owner',
      [detected, corrected(grady, { owner: adele }), declaredBy(adele, adele), corrected(grady, { owner: debra })],
      { may: ['megan'], asked: ['megan'] },
    ],
    [
      'someone who owned it when it was declared is made its manager by others',
      [
        detected,
        corrected(grady, { owner: debra }),
        declaredBy(debra, debra),
        corrected(grady, { owner: alex }),
        observed({ type: 'manager-changed', from: patti.id, to: debra }),
      ],
      { may: ['fay', 'adele'], asked: ['fay'] },
    ],
    [
      'ITAM staff name an owner whose manager they then are',
      [
        detected,
        corrected(adele, { owner: patti }),
        observed({ type: 'manager-changed', from: megan.id, to: adele }),
        declaredBy(alex, patti),
        observed({ type: 'manager-changed', from: megan.id, to: adele }),
      ],
      { may: ['fay', 'grady'], asked: ['fay'] },
    ],
    [
      'ITAM staff make themselves its manager',
      [detected, declaredBy(alex), corrected(adele, { manager: adele })],
      { may: ['fay', 'grady'], asked: ['fay'] },
    ],
    [
      'the decision is handed on, and a friend hands it back',
      [detected, declaredBy(alex), handedOn(megan, debra), handedOn(debra, megan)],
      { may: ['megan', 'adele', 'grady'], asked: ['megan'] },
    ],
    [
      'ITAM staff hand it on, and the price is then corrected by whom it was handed to',
      [detected, declaredBy(alex), handedOn(adele, grady), corrected(grady, { quantity: 9 })],
      { may: ['fay', 'adele'], asked: ['fay'] },
    ],
    [
      'its purchaser says that it wasn’t them, and another declares it',
      [detected, disowned, corrected(grady, { owner: isaiah }), declaredBy(adele, isaiah)],
      { may: ['megan'], asked: ['megan'] },
    ],
    [
      'the purchaser, disowning it, manages the next owner',
      [
        detected,
        disowned,
        corrected(grady, { owner: debra }),
        declaredBy(debra, debra),
        observed({ type: 'manager-changed', from: patti.id, to: alex }),
      ],
      { may: ['fay', 'adele'], asked: ['fay'] },
    ],
    [
      'declared by ITAM staff, sent back to the start, and declared by its purchaser',
      [detected, declaredBy(adele), moved(grady, 'detected'), declaredBy(alex)],
      { may: ['megan', 'grady'], asked: ['megan'] },
    ],
    [
      'approved, and opened again by ITAM staff',
      [detected, declaredBy(alex), moved(grady, 'approved'), moved(adele, 'declared')],
      { may: ['megan', 'adele', 'grady'], asked: ['megan'] },
    ],
    [
      'declared by ITAM staff, retired, brought back and declared anew by its purchaser',
      [detected, declaredBy(adele), retired(grady), moved(grady, 'detected'), declaredBy(alex)],
      { may: ['megan', 'grady'], asked: ['megan'] },
    ],
    [
      'declared anew by ITAM staff with another price',
      [detected, declaredBy(alex), declaredBy(adele, alex, 1)],
      { may: ['megan', 'grady'], asked: ['megan'] },
    ],
    [
      'a question is asked',
      [detected, declaredBy(alex), answeredBack(adele, 'Why?')],
      { may: ['megan', 'adele', 'grady'], asked: ['megan'] },
    ],
    [
      'a fallback approver stands in, and owns it',
      [ofNobody, declaredBy(fay, fay)],
      { may: ['adele', 'grady'], asked: ['adele', 'grady'] },
    ],
    [
      'everyone who could decide had a hand in it',
      [ofNobody, declaredBy(fay, fay), corrected(adele, { quantity: 9 }), corrected(grady, { costCentre: 'CC-1' })],
      { may: [], asked: [] },
    ],
  ])('given that %s, when asked, then it is these who may, and these who are asked', (_path, steps, expected) => {
    const asset = walked(steps);
    expect({ may: deciding(asset), asked: asked(asset) }).toEqual(expected);
    // Whoever is asked may, and a decision is refused to everyone else.
    expect(expected.may).toEqual(expect.arrayContaining(expected.asked));
    for (const [name, actor] of Object.entries(everyone)) {
      const code = codeOf(() => decide(asset, { verb: 'approve', comment: null, basis: null }, actor, routing));
      expect([name, code === 'accepted']).toEqual([name, expected.may.includes(name)]);
    }
  });
});

describe('who may move and end it by hand', () => {
  it.each<[string, Step[], { move: string[]; retire: string[] }]>([
    [
      'its purchaser declared it',
      [detected, declaredBy(alex)],
      { move: ['adele', 'grady'], retire: ['adele', 'grady'] },
    ],
    ['ITAM staff declared it', [detected, declaredBy(adele)], { move: ['grady'], retire: ['grady'] }],
    ['ITAM staff own it', [detected, corrected(grady, { owner: adele })], { move: [], retire: ['grady'] }],
    [
      'ITAM staff owned it and handed it over',
      [detected, corrected(grady, { owner: adele }), handedOver(adele, debra)],
      { move: [], retire: ['grady'] },
    ],
    [
      'ITAM staff have it at Microsoft, where it was handed over here before',
      [detected, handedOver(alex, debra), observed({ type: 'owner-changed', from: alex.id, to: adele, manager: null })],
      { move: ['grady'], retire: ['grady'] },
    ],
    [
      'ITAM staff corrected it, which makes it nobody’s own',
      [detected, declaredBy(alex), corrected(adele, { quantity: 9 })],
      { move: ['grady'], retire: ['adele', 'grady'] },
    ],
  ])('given that %s, when asked, then it is these', (_path, steps, expected) => {
    const asset = walked(steps);
    expect({
      move: namesWho((actor) => mayMove(relationsOf(actor, asset, routing))),
      retire: namesWho((actor) => mayRetire(relationsOf(actor, asset, routing))),
    }).toEqual(expected);
  });
});

describe('an approval by hand', () => {
  it.each<[string, string, Step[]]>([
    ['its purchaser declared it', 'accepted', [detected, declaredBy(alex)]],
    ['it was declared and rejected', 'accepted', [detected, declaredBy(alex), moved(grady, 'rejected')]],
    ['it was declared and retired', 'accepted', [detected, declaredBy(alex), retired(grady)]],
    ['nobody has declared it', 'status.needs-declaration', [detected]],
    ['nobody knows whose it is', 'status.needs-declaration', [ofNobody]],
    [
      'ITAM staff filled in what it costs',
      'status.needs-declaration',
      [detected, corrected(grady, { unitPrice: { minor: 1, currency: 'USD' } })],
    ],
    ['it was rejected before anyone declared it', 'status.needs-declaration', [detected, moved(grady, 'rejected')]],
    ['it was retired before anyone declared it', 'status.needs-declaration', [detected, retired(grady)]],
    [
      'it was declared, and sent back to the start',
      'status.needs-declaration',
      [detected, declaredBy(alex), moved(grady, 'detected')],
    ],
    [
      'it was approved, and sent back to the start',
      'status.needs-declaration',
      [detected, declaredBy(alex), moved(grady, 'approved'), moved(grady, 'detected')],
    ],
  ])('given that %s, when ITAM staff who had no hand in it move it there, then: %s', (_path, code, steps) => {
    const asset = walked(steps);
    expect(mayMove(relationsOf(asItam, asset, routing))).toBe(true);
    expect(codeOf(() => moveStatus(asset, 'approved', 'Known to everyone'))).toBe(code);
  });
});

describe('keeping what was rejected', () => {
  const rejected = [detected, corrected(grady, { owner: adele }), declaredBy(adele, adele), moved(grady, 'rejected')];

  it.each([
    ['ITAM staff whose own it is', adele, 'decision.own-purchase'],
    ['ITAM staff who named its owner', grady, 'decision.own-doing'],
  ])('given %s, when they would keep it, then it is refused', (_who, who, code) => {
    const keep = { decision: 'keep', reason: 'Still needed', seen: null } as const;
    expect(codeOf(() => decideRenewal(walked(rejected), keep, actorOf(who), routing))).toBe(code);
  });
});

describe('what is not known of an earlier version’s state', () => {
  it('given that it does not say who had a hand in it, when asked, then nobody may decide', () => {
    const asset: Asset = { ...walked([detected, declaredBy(alex)]), rules: 0 };
    expect(deciding(asset)).toEqual([]);
    expect(asked(asset)).toEqual([]);
  });

  it('given one, when something happens to it, then it stays unknown instead of half known', () => {
    const asset: Asset = { ...walked([detected]), rules: 0 };
    const next = declaredBy(alex)(asset);
    const happening = { seq: 9, assetId: asset.id, at: asset.updatedAt, actor: next.by };
    const after = next.facts.reduce<Asset>((held, fact) => evolve(held, { ...happening, fact }), asset);
    expect([after.hands.length > 0, saysAll(after), deciding(after)]).toEqual([true, false, []]);
  });
});
