import { describe, expect, it } from 'vitest';
import { en } from '../../../bot/src/domain/words/en.ts';
import { aDetail } from '../api/a-detail.ts';
import { createFormats } from '../components/formats.ts';
import { alreadyThere, costWord } from './facts-of.tsx';

const formats = createFormats('en-GB', 'UTC');
const cost = (over: Parameters<typeof aDetail>[0]) => costWord(aDetail(over), en, formats);

describe('what a purchase costs', () => {
  it('is told a month and a year, once, or not at all', () => {
    expect(cost({})).toBe('42.00 USD a month · 504.00 USD a year');
    expect(cost({ perMonth: null })).toBe('504.00 USD once');
    expect(cost({ perMonth: null, perYear: null })).toBe('price not known');
  });
});

describe('what is already there', () => {
  const other = (id: string, quantity: number) => aDetail({ id, quantity });

  it('is nothing where there is nothing', () => {
    expect(alreadyThere(aDetail(), en, formats)).toEqual([]);
  });

  it('counts purchases and seats, those of the purchaser apart and each only once', () => {
    const related = { purchaser: [other('a', 2)], department: [other('a', 2), other('b', 1), other('c', 4)] };
    expect(alreadyThere(aDetail({ related }), en, formats)).toEqual([
      'Alex Wilber has 1 more of it (2 seats)',
      'Finance has 2 of it (5 seats)',
    ]);
  });

  it('names no department where none is known', () => {
    const related = { purchaser: [], department: [other('b', 1)] };
    expect(alreadyThere(aDetail({ related, department: null }), en, formats)).toEqual([
      'The same department has 1 of it (1 seat)',
    ]);
  });
});
