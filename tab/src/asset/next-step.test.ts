import { describe, expect, it } from 'vitest';
import { wordsFor } from '../../../bot/src/domain/words/words.ts';
import type { Detail } from '../../../bot/src/http/contract.ts';
import { aDetail } from '../api/a-detail.ts';
import { readersPart } from './next-step.ts';

const words = wordsFor('en');
const { past, pastEnded } = words.tab.asset.next;

describe('readersPart', () => {
  it.each<[string, Partial<Detail>, string | null]>([
    ['one who may decide', { status: 'declared' }, null],
    ['one who corrected it, while it waits', { status: 'declared', bar: 'corrector' }, words.whyNot.corrector],
    ['one who corrected it, once it is decided', { status: 'approved', bar: 'corrector' }, null],
    ['one who handed it on, while it waits', { status: 'declared', isPast: true }, past],
    ['one who handed it on, once it ended', { status: 'rejected', isPast: true }, pastEnded],
  ])('given %s, when told what they have to do with it, then it is that', (_who, detail, sentence) => {
    expect(readersPart(aDetail(detail), words)).toBe(sentence);
  });
});
