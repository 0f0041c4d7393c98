import { describe, expect, it } from 'vitest';
import { en } from '../../../bot/src/domain/words/en.ts';
import { fieldWord, valueWord } from './change-words.ts';
import { createFormats } from './formats.ts';

const formats = createFormats('en-GB', 'UTC');
const word = (field: string, value: unknown) => valueWord(field, value, en, formats);

describe('a change in words', () => {
  it.each([
    ['quantity', 1_200, '1,200'],
    ['unitPrice', { minor: 1_450, currency: 'USD' }, '14.50 USD'],
    [
      'unitPrice',
      [
        { quantity: 13, price: { minor: 25_000, currency: 'USD' }, per: 'all', since: null },
        { quantity: 1, price: { minor: 2_500, currency: 'USD' }, per: 'seat', since: '2026-03-01' },
      ],
      '13 seats for 250.00 USD and 1 seat at 25.00 USD each',
    ],
    ['renewsOn', '2026-12-19', '19 Dec 2026'],
    ['status', 'declared', en.status.declared],
    ['billingTerm', 'yearly', en.termChoice.yearly],
    ['owner', { id: 'x', displayName: 'Megan Bowen' }, 'Megan Bowen'],
    ['manager', { id: 'x', name: 'Megan Bowen' }, 'Megan Bowen'],
    ['isTrial', false, en.tab.history.no],
    ['costCentre', null, en.tab.history.nothing],
    ['costCentre', 'CC-1', 'CC-1'],
  ])('%s %j is "%s"', (field, value, expected) => {
    expect(word(field, value)).toBe(expected);
  });

  it('shows what it does not know as it is', () => {
    expect(word('odd', { deep: [1] })).toBe('{"deep":[1]}');
    expect(word('status', 'toString')).toBe('toString');
    expect(fieldWord('constructor', en)).toBe('constructor');
  });
});
