import { describe, expect, it } from 'vitest';
import { en } from '../../../bot/src/domain/words/en.ts';
import type { OverviewAnswer, SpendParts } from '../../../bot/src/http/contract.ts';
import { createFormats } from '../components/formats.ts';
import { figureFormats } from './figures.ts';
import { copiedText, partsTable, sharesTable, timesTable } from './tables.ts';

const writer = { words: en, formats: createFormats('en-GB', 'UTC'), figures: figureFormats('en-GB') };
const behind = (count: number) => ({ count, query: `n=${count}` });
const spent = (minor: number, count: number) => ({
  perMonth: { minor, currency: 'EUR' },
  assets: behind(count),
});
const parts: SpendParts = {
  parts: [
    { value: 'Power BI Pro', ...spent(123_456, 3) },
    { value: '=HYPERLINK("https://evil.example")\tand\nmore', ...spent(100, 1) },
    { value: null, ...spent(0, 1), assets: { count: 1, query: null } },
  ],
  others: { values: 2, ...spent(50, 4), assets: { count: 4, query: null } },
};
const answer = {
  months: [{ from: '2026-11-01', on: '2026-11-24' }],
  shares: [{ known: behind(3), declared: behind(1), decided: behind(0) }],
  toDeclare: { months: [{ minutes: 95, assets: behind(2) }] },
  toDecide: { months: [{ minutes: null, assets: behind(0) }] },
} as unknown as OverviewAnswer;
const texts = ({ rows }: ReturnType<typeof partsTable>) => rows.map(({ cells }) => cells.map(({ text }) => text));

describe('a table', () => {
  it('shows amounts as the reader writes them, each with the query for its rows', () => {
    const table = partsTable('product', parts, 'EUR', writer);
    expect(texts(table)[0]).toEqual(['Power BI Pro', '1,234.56 EUR', '3']);
    expect(texts(table).slice(2)).toEqual([
      ['No department known', '0.00 EUR', '1'],
      ['2 others', '0.50 EUR', '4'],
    ]);
    expect(table.rows.map(({ cells }) => cells[1]?.query)).toEqual(['n=3', 'n=1', null, null]);
  });

  it('is copied as numbers and names, one cell each, and no name is a formula', () => {
    expect(copiedText(partsTable('product', parts, 'EUR', writer)).split('\n')).toEqual([
      'Product\tPer month, EUR\tPurchases',
      'Power BI Pro\t1234.56\t3',
      `'=HYPERLINK("https://evil.example") and more\t1.00\t1`,
      'No department known\t0.00\t1',
      '2 others\t0.50\t4',
    ]);
  });

  it('shows shares and times, and copies what can be reckoned with', () => {
    const shares = sharesTable(answer, writer);
    expect(texts(shares)).toEqual([['Nov 2026', '3', '1', '33.3%', '0', '0%']]);
    expect(copiedText(shares).split('\n')[1]).toBe(`2026-11\t3\t1\t${1 / 3}\t0\t0`);
    const times = timesTable(answer, writer);
    expect(texts(times)).toEqual([['Nov 2026', '1 hr 35 mins', '2', '–', '0']]);
    expect(copiedText(times).split('\n')[1]).toBe('2026-11\t95\t2\t\t0');
  });

  it('has no share of nothing', () => {
    const nothing = { ...answer, shares: [{ known: behind(0), declared: behind(0), decided: behind(0) }] };
    expect(texts(sharesTable(nothing, writer))[0]?.[3]).toBe('–');
  });
});
