import {
  makeStyles,
  mergeClasses,
  Skeleton,
  SkeletonItem,
  TableCell,
  TableRow,
  tokens,
} from '@fluentui/react-components';
import { memo } from 'react';
import { Link } from 'react-router';
import type { Density, Item } from '../../../bot/src/http/contract.ts';
import { useFormats, useWords } from '../components/locale.tsx';
import { useSharedStyles } from '../components/styles.ts';
import { SelectBox } from './bulk/SelectBox.tsx';
import type { Column } from './columns/columns.tsx';

export const rowHeights = { comfortable: 44, compact: 32 } as const;
/** The grid's track of the boxes that select. */
export const selectTrack = '32px';

export const useRowStyles = makeStyles({
  row: {
    display: 'grid',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
    padding: `0 ${tokens.spacingHorizontalL}`,
    boxSizing: 'border-box',
  },
  cell: {
    display: 'block',
    padding: 0,
    minWidth: 0,
    minHeight: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
  },
  // Above the link that covers the row.
  select: { position: 'relative', zIndex: 1, display: 'block', height: '100%', minHeight: 0, padding: 0 },
  end: { textAlign: 'right', paddingRight: tokens.spacingHorizontalM },
});

const useStyles = makeStyles({
  placed: {
    position: 'absolute',
    top: 0,
    left: 0,
    width: '100%',
    // How one row is drawn is no matter of the others.
    contain: 'strict',
  },
  selected: { backgroundColor: tokens.colorSubtleBackgroundSelected },
  cell: { borderRadius: tokens.borderRadiusSmall },
  // Rows are cut off at their edges.
  link: { ':focus-visible::after': { outlineOffset: '-3px' } },
});

/** Where a row stands, and in which columns. */
type PlaceProps = { index: number; top: number; density: Density; columns: readonly Column[]; template: string };

type RegisterRowProps = PlaceProps & {
  item: Item;
  /** The column of this row that Tab leads to; null when Tab leads to another row. */
  tabColumn: number | null;
  /** Null where nothing can be selected. */
  isSelected: boolean | null;
  onToggle: ((id: string, isRange: boolean) => void) | undefined;
};

/** One asset as a row. The product is the link that opens it, and covers the whole row. */
export const RegisterRow = memo((props: RegisterRowProps) => {
  const { item, index, top, density, columns, template, tabColumn, isSelected, onToggle } = props;
  const styles = useStyles();
  const shared = useSharedStyles();
  const row = useRowStyles();
  const words = useWords();
  const formats = useFormats();
  return (
    <TableRow
      className={mergeClasses(row.row, styles.placed, isSelected === true && styles.selected)}
      style={{ gridTemplateColumns: template, transform: `translateY(${top}px)`, height: `${rowHeights[density]}px` }}
      aria-rowindex={index + 2}
      {...(isSelected !== null && { 'aria-selected': isSelected })}
    >
      {isSelected !== null && (
        <TableCell role="gridcell" className={row.select}>
          <SelectBox
            label={words.tab.bulk.select(item.product, item.owner?.name ?? words.tab.nobody)}
            share={isSelected ? 'all' : 'none'}
            onToggle={(isRange) => onToggle?.(item.id, isRange)}
            tabIndex={tabColumn === 0 ? 0 : -1}
            data-row={item.id}
            data-column={0}
          />
        </TableCell>
      )}
      {columns.map((column, at) => {
        const place = isSelected === null ? at : at + 1;
        const drawn = column.draw(item, { words, formats, isCompact: density === 'compact' });
        const spot = { 'data-row': item.id, 'data-column': place, tabIndex: place === tabColumn ? 0 : -1 };
        const className = mergeClasses(row.cell, styles.cell, column.align === 'end' && row.end);
        return column.key === 'product' ? (
          <TableCell key={column.key} role="gridcell" className={className}>
            <Link
              to={`/register/${encodeURIComponent(item.id)}`}
              className={mergeClasses(shared.covering, styles.link)}
              title={item.product}
              {...spot}
            >
              {drawn}
            </Link>
          </TableCell>
        ) : (
          <TableCell key={column.key} role="gridcell" className={className} {...spot}>
            {drawn}
          </TableCell>
        );
      })}
    </TableRow>
  );
});

/** The place of an asset that is not here yet. */
export function AbsentRow(props: PlaceProps & { isSelectable: boolean }) {
  const { index, top, density, columns, template, isSelectable } = props;
  const styles = useStyles();
  const row = useRowStyles();
  const words = useWords();
  return (
    <TableRow
      className={mergeClasses(row.row, styles.placed)}
      style={{ gridTemplateColumns: template, transform: `translateY(${top}px)`, height: `${rowHeights[density]}px` }}
      aria-rowindex={index + 2}
    >
      {isSelectable && <TableCell role="gridcell" className={row.select} aria-label={words.tab.loading} />}
      {columns.map(({ key }) => (
        <TableCell key={key} role="gridcell" className={row.cell} aria-label={words.tab.loading}>
          <Skeleton aria-hidden>
            <SkeletonItem size={12} />
          </Skeleton>
        </TableCell>
      ))}
    </TableRow>
  );
}
