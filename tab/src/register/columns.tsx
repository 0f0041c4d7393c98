import type { ReactNode } from 'react';
import type { Words } from '../../../bot/src/domain/words/en.ts';
import type { Item, SortKey } from '../../../bot/src/http/contract.ts';
import type { Formats } from '../components/formats.ts';
import { Moment } from '../components/Moment.tsx';
import { MonthlyPrice } from '../components/MonthlyPrice.tsx';
import { StatusWord } from '../components/StatusWord.tsx';
import { Unknown } from '../components/Unknown.tsx';
import { ProductCell } from './ProductCell.tsx';

export type Column = {
  key: SortKey;
  /** A track of the grid. */
  width: string;
  /** The least width of the grid, in pixels, at which the column is shown. */
  from: number;
  align: 'start' | 'end';
  draw: (item: Item, context: { words: Words; formats: Formats }) => ReactNode;
};

const text = (value: string | null | undefined) => (value ? value : <Unknown />);

/** Every column, in order. The widest screens show all of them; narrower ones leave out what matters least. */
const columns: readonly Column[] = [
  {
    key: 'status',
    width: '148px',
    from: 0,
    align: 'start',
    draw: (item) => <StatusWord status={item.status} />,
  },
  {
    key: 'product',
    width: 'minmax(150px, 3fr)',
    from: 0,
    align: 'start',
    draw: (item) => <ProductCell item={item} />,
  },
  { key: 'publisher', width: 'minmax(100px, 1fr)', from: 1450, align: 'start', draw: (item) => text(item.publisher) },
  { key: 'owner', width: 'minmax(110px, 2fr)', from: 0, align: 'start', draw: (item) => text(item.owner?.name) },
  { key: 'department', width: 'minmax(110px, 2fr)', from: 930, align: 'start', draw: (item) => text(item.department) },
  { key: 'costCentre', width: 'minmax(88px, 1fr)', from: 1030, align: 'start', draw: (item) => text(item.costCentre) },
  { key: 'manager', width: 'minmax(120px, 2fr)', from: 1300, align: 'start', draw: (item) => text(item.manager?.name) },
  {
    key: 'quantity',
    width: '60px',
    from: 810,
    align: 'end',
    draw: (item, { formats }) => formats.count(item.quantity),
  },
  { key: 'perMonth', width: '128px', from: 0, align: 'end', draw: (item) => <MonthlyPrice item={item} /> },
  {
    key: 'renewsOn',
    width: '100px',
    from: 0,
    align: 'start',
    draw: (item, { formats }) => text(item.renewsOn && formats.day(item.renewsOn)),
  },
  {
    key: 'purchasedOn',
    width: '100px',
    from: 1560,
    align: 'start',
    draw: (item, { formats }) => text(item.purchasedOn && formats.day(item.purchasedOn)),
  },
  {
    key: 'source',
    width: '150px',
    from: 1700,
    align: 'start',
    draw: (item, { words }) => words.tab.list.source[item.source],
  },
  { key: 'updatedAt', width: '118px', from: 1100, align: 'start', draw: (item) => <Moment at={item.updatedAt} /> },
];

/** Whether there is room for columns at all; if not, rows are drawn as a few lines of text. */
export function hasColumns(width: number): boolean {
  return width >= 740;
}

/** The columns that fit a grid of this width. */
export function columnsFor(width: number): Column[] {
  return columns.filter(({ from }) => from <= width);
}

/** What the register can be sorted by where there are no column headers to press. */
export const sortChoices: readonly SortKey[] = columns.map(({ key }) => key);
