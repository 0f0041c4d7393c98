import type { ReactNode } from 'react';
import type { Words } from '../../../../bot/src/domain/words/en.ts';
import type { Item, SortKey } from '../../../../bot/src/http/contract.ts';
import type { Formats } from '../../components/formats.ts';
import { Moment } from '../../components/Moment.tsx';
import { MonthlyPrice } from '../../components/MonthlyPrice.tsx';
import { Unknown } from '../../components/Unknown.tsx';
import type { Layout } from './layout.ts';
import { ProductCell } from './ProductCell.tsx';
import { StatusCell } from './StatusCell.tsx';

export type Column = {
  key: SortKey;
  /** A track of the grid. */
  width: string;
  /** The least width of the grid, in pixels, at which the column is shown. */
  from: number;
  align: 'start' | 'end';
  draw: (item: Item, context: { words: Words; formats: Formats; isCompact: boolean }) => ReactNode;
};

const text = (value: string | null | undefined) => (value ? value : <Unknown />);

/** Every column, in order. The widest screens show all of them; narrower ones leave out what matters least. */
const columns: readonly Column[] = [
  {
    key: 'status',
    width: '148px',
    from: 0,
    align: 'start',
    draw: (item, { isCompact }) => <StatusCell item={item} isCompact={isCompact} />,
  },
  {
    key: 'product',
    width: 'minmax(150px, 3fr)',
    from: 0,
    align: 'start',
    draw: (item, { isCompact }) => <ProductCell item={item} isCompact={isCompact} />,
  },
  { key: 'publisher', width: 'minmax(100px, 1fr)', from: 1450, align: 'start', draw: (item) => text(item.publisher) },
  {
    key: 'purchaser',
    width: 'minmax(110px, 2fr)',
    from: Number.POSITIVE_INFINITY,
    align: 'start',
    draw: (item) => text(item.purchaser?.name),
  },
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

/** So narrow a column gets where not all would fit otherwise, in pixels. */
const squeezed = 36;
/** Beside the columns: the gaps between them, the grid's own padding, and the boxes that select. */
const gap = 8;
const beside = 72;

/**
 * The columns of a layout in a grid of this width: those chosen, or else those that fit. The product is always there.
 * Each has the width that was chosen for it; where not all would fit so, those of no fixed width give way first.
 */
export function columnsFor(width: number, { columns: chosen, widths }: Layout): Column[] {
  const keys = chosen && (chosen.includes('product') ? chosen : (['product', ...chosen] as const));
  const shown = keys ? keys.flatMap((key) => columns.filter((column) => column.key === key)) : usualIn(width, widths);
  const sized = shown.map((column) => {
    const own = widths[column.key];
    return own === undefined ? column : { ...column, width: `${own}px` };
  });
  const least = sized.reduce((sum, column) => sum + leastOf(column.width) + gap, beside);
  return least <= width ? sized : sized.map((column) => ({ ...column, width: withLeast(column.width, squeezed) }));
}

/** The usual columns of a grid of this width; where some were made wider, fewer of those that nobody gave a width. */
function usualIn(width: number, widths: Layout['widths']): Column[] {
  const usual = columns.filter(({ from }) => from <= width);
  const added = usual.reduce((sum, { key, width: track }) => sum + (widths[key] ?? leastOf(track)) - leastOf(track), 0);
  return usual.filter(({ key, from }) => widths[key] !== undefined || from <= Math.max(width - added, 0));
}

/** What a track takes at least, in pixels. */
function leastOf(track: string): number {
  return Number(/\d+/.exec(track)?.[0] ?? 0);
}

function withLeast(track: string, least: number): string {
  return track.startsWith('minmax(') ? track.replace(/\d+/, String(least)) : `minmax(${least}px, ${track})`;
}

/** Every column there is, in its usual order. */
export const allColumns: readonly SortKey[] = columns.map(({ key }) => key);
