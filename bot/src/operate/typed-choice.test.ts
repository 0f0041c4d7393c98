import { describe, expect, it } from 'vitest';
import type { TypedEntry } from '../register/person-data.ts';
import { choiceOf, needsChoice } from './typed-choice.ts';

const entry: TypedEntry = {
  entryId: 's3-17',
  assetId: 'dec-1',
  at: '2026-11-24T09:00:00.000Z',
  texts: [{ seq: 17, path: 'fact.costCentre', text: 'costCentre', value: 'For Adele' }],
  isSealed: true,
};

describe('which typed texts are erased with a person', () => {
  it.each([
    ['none', []],
    ['s3-17', ['s3-17']],
    ['s3-17, s4-2', ['s3-17', 's4-2']],
  ])('given %s, then these entries', (text, ids) => expect([...choiceOf(text)]).toEqual(ids));

  it.each(['', 'all', 's3', 's3-17,'])('given “%s”, then it is refused in words', (text) => {
    expect(() => choiceOf(text)).toThrow('--typed');
  });

  it('given nothing, then each is told by its entry, and whether it can leave the history', () => {
    const said = needsChoice([entry, { ...entry, entryId: 's3-4', isSealed: false }]);
    expect(said).toContain('s3-17, 2026-11-24: cost centre “For Adele”\n');
    expect(said).toMatch(/s3-4, .*not the history/);
    expect(said).toContain('--typed none');
  });
});
