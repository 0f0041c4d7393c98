import { describe, expect, it } from 'vitest';
import { aDeclaredAsset, alex, anAsset, codeOf, debra, megan } from '../../test/support/builders.ts';
import type { Asset } from './asset.ts';
import type { Entry } from './entry.ts';
import { declaredNear, joinDeclared, retireJoined } from './join-declared.ts';

const found = anAsset({ quantity: 2 });
const declared = aDeclaredAsset({
  id: 'dec-1',
  source: 'declaration',
  subscription: null,
  declarationId: '01KB0000000000000000000000',
  hands: [{ id: alex.id, did: 'declarer' }],
});

describe('declaredNear', () => {
  it.each<[string, Partial<Asset>, Partial<Asset>, boolean]>([
    ['other seats', {}, {}, true],
    ['a day a fortnight away', {}, { purchasedOn: '2026-11-06' }, true],
    ['a day farther away', {}, { purchasedOn: '2026-10-06' }, false],
    ['a purchase that is declared already', { status: 'declared' }, {}, false],
    ['a purchase of someone else', { owner: debra }, {}, false],
    ['a declaration that was decided', {}, { status: 'approved' }, false],
    ['a declaration with a subscription behind it', {}, { subscription: found.subscription }, false],
    ['a declaration in their stead', {}, { hands: [{ id: megan.id, did: 'declarer' }] }, false],
    ['one that was put right', {}, { hands: [...declared.hands, { id: megan.id, did: 'corrector' }] }, false],
  ])('given %s, when asked, then it may be that one: %s', (_what, seen, said, expected) => {
    const near = declaredNear({ ...found, ...seen }, [{ ...declared, ...said }], alex.id);
    expect(near).toHaveLength(expected ? 1 : 0);
  });
});

describe('joinDeclared', () => {
  const fact = {
    type: 'declared',
    purchaser: alex,
    owner: alex,
    manager: megan,
    declarationId: '01KB0000000000000000000000',
  } as Entry['fact'];
  const by = (id: string) => [{ actor: { kind: 'person', id, displayName: 'x' }, fact } as Entry];

  it('given what they declared, when joined, then what they said is said of what was seen', () => {
    expect(joinDeclared(found, { asset: declared, entries: by(alex.id) }, alex.id)).toEqual([fact]);
  });

  it('given that it was done, when joined again, then nothing is new', () => {
    const after = { ...found, status: 'declared', declarationId: declared.declarationId } as const;
    const retired = { ...declared, status: 'retired' } as const;
    expect(joinDeclared(after, { asset: retired, entries: by(alex.id) }, alex.id)).toEqual([]);
  });

  it('given a purchase that is declared, when joined with itself, then it is refused', () => {
    const one = aDeclaredAsset({ hands: declared.hands });
    expect(codeOf(() => joinDeclared(one, { asset: one, entries: by(alex.id) }, alex.id))).toBe('join.not-near');
  });

  it.each<[string, Asset, string]>([
    ['somebody else’s words', declared, megan.id],
    ['what is not near', { ...declared, purchasedOn: '2026-01-01' }, alex.id],
  ])('given %s, when joined, then it is refused', (_what, asset, actorId) => {
    expect(codeOf(() => joinDeclared(found, { asset, entries: by(actorId) }, alex.id))).toBe('join.not-near');
  });
});

describe('retireJoined', () => {
  const happened = (...types: string[]) => types.map((type) => ({ fact: { type } }) as Entry);

  it.each<[string, Partial<Asset>, string[], string]>([
    ['what they declared, and nobody touched', {}, ['declared'], 'accepted'],
    ['what is retired already', { status: 'retired' }, ['declared', 'retired'], 'accepted'],
    ['what was approved meanwhile', { status: 'approved' }, ['declared', 'approved'], 'join.not-near'],
    ['what is another’s meanwhile', { owner: debra }, ['declared', 'handed-over'], 'join.not-near'],
    ['what was brought back since', {}, ['declared', 'retired', 'status-moved'], 'join.not-near'],
  ])('given %s, when it is said of what was seen, then it ends or is refused', (_what, over, types, code) => {
    const said = { asset: { ...declared, ...over }, entries: happened(...types) };
    expect(codeOf(() => retireJoined(said, alex.id, 'Joined'))).toBe(code);
  });
});
