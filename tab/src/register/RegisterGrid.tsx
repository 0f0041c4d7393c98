import {
  makeStyles,
  mergeClasses,
  Table,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  tokens,
} from '@fluentui/react-components';
import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { ColumnKey, Item, SortKey } from '../../../bot/src/http/contract.ts';
import type { Places } from '../api/places.ts';
import { useWords } from '../components/locale.tsx';
import type { Frame } from '../components/use-frame.ts';
import { SelectBox } from './bulk/SelectBox.tsx';
import { shareOf } from './bulk/selection.ts';
import type { Selecting } from './bulk/use-selection.ts';
import { columnsFor } from './columns/columns.tsx';
import { type Layout, withWidth } from './columns/layout.ts';
import { SizeHandle } from './columns/SizeHandle.tsx';
import { AbsentRow, RegisterRow, rowHeights, selectTrack, useRowStyles } from './RegisterRow.tsx';
import { barHeight, coveredHeight, roomy, toolbarHeight } from './sticky.ts';
import { headerRow, rowOf, useGridFocus } from './use-grid-focus.ts';
import type { Sort } from './views/view.ts';

const headerHeight = 44;

const useStyles = makeStyles({
  table: { display: 'block', minWidth: 0 },
  header: {
    display: 'block',
    position: 'sticky',
    top: 0,
    [roomy]: { top: toolbarHeight },
    zIndex: 2,
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: `${tokens.borderRadiusLarge} ${tokens.borderRadiusLarge} 0 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke1}`,
  },
  headerRow: { height: `${headerHeight}px`, borderBottomStyle: 'none' },
  headerCell: { fontWeight: tokens.fontWeightSemibold, fontSize: tokens.fontSizeBase200 },
  headerCellEnd: { flexDirection: 'row-reverse' },
  body: { display: 'block', position: 'relative' },
  busy: { opacity: 0.6 },
});

type RegisterGridProps = {
  items: Places<Item>;
  total: number;
  frame: Frame;
  sort: Sort;
  layout: Layout;
  /** These rows are of the view before. */
  isBusy: boolean;
  /** The asset to come back to, when there is one. */
  returnTo: string | null;
  /** Null for whoever can do nothing with a selection. */
  selecting: Selecting | null;
  onSort: (key: SortKey) => void;
  onLayout: (layout: Layout) => void;
  onSight: (first: number, last: number) => void;
};

/** The register as a grid: draws the rows in sight, sorts by its headers, and is walked through by keys. */
export function RegisterGrid(props: RegisterGridProps) {
  const { items, total, frame, sort, layout, isBusy, returnTo, selecting, onSort, onLayout, onSight } = props;
  const styles = useStyles();
  const row = useRowStyles();
  const words = useWords();
  const grid = useRef<HTMLDivElement>(null);
  const offset = frame.top + headerHeight;
  const rowHeight = rowHeights[layout.density];
  const [sizing, setSizing] = useState<{ key: ColumnKey; width: number } | null>(null);
  const columns = useMemo(
    () => columnsFor(frame.width, sizing ? withWidth(layout, sizing.key, sizing.width) : layout),
    [frame.width, layout, sizing],
  );
  const before = selecting ? [selectTrack] : [];
  const template = [...before, ...columns.map((column) => column.width)].join(' ');
  const startColumn = before.length + columns.findIndex(({ key }) => key === 'product');
  const columnCount = before.length + columns.length;

  const focus = useGridFocus({
    grid,
    items,
    columns: columnCount,
    startColumn,
    returnTo,
    rowsPerPage: () => Math.max(1, Math.floor((window.innerHeight - coveredHeight) / rowHeight) - 1),
    scrollTo: (index) => virtual.scrollToIndex(index),
  });
  const virtual = useWindowVirtualizer({
    count: items.length,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: offset,
    scrollPaddingStart: coveredHeight,
    scrollPaddingEnd: selecting && selecting.selection.size > 0 ? barHeight : 0,
    getItemKey: (index) => items[index]?.id ?? index,
    rangeExtractor: (range) => {
      const drawn = new Set(defaultRangeExtractor(range));
      if (focus.activeIndex < items.length) drawn.add(focus.activeIndex);
      return [...drawn].sort((one, other) => one - other);
    },
  });
  const drawn = virtual.getVirtualItems();
  const { startIndex = 0, endIndex = 0 } = virtual.range ?? {};

  useEffect(() => onSight(startIndex, endIndex), [startIndex, endIndex, onSight]);
  // The window takes its earlier place first; only if the row is not in sight there, it is brought into sight.
  const returnIndex = useRef(returnTo === null ? -1 : focus.activeIndex);
  useEffect(() => {
    const index = returnIndex.current;
    returnIndex.current = -1;
    if (index >= 0) requestAnimationFrame(() => virtual.scrollToIndex(index));
  }, [virtual]);

  const ids = useMemo(() => items.flatMap((item) => item?.id ?? []), [items]);
  const share = selecting ? shareOf(selecting.selection, ids) : 'none';
  const selectAll = () => selecting?.set(ids, share !== 'all');
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rowOf(event.target);
    if (selecting && row !== null && event.key === ' ' && !event.ctrlKey) {
      event.preventDefault();
      selecting.toggle(row, event.shiftKey);
    } else if (selecting && event.key === 'a' && event.ctrlKey) {
      event.preventDefault();
      selectAll();
    } else focus.onKeyDown(event);
  };
  // Firefox presses a box when Space is let go, even though it was taken above.
  const onKeyUp = (event: KeyboardEvent) => {
    if (event.key === ' ' && rowOf(event.target) !== null) event.preventDefault();
  };

  return (
    <div ref={grid}>
      <Table
        noNativeElements
        role="grid"
        className={styles.table}
        aria-label={words.tab.list.caption}
        aria-rowcount={total + 1}
        aria-colcount={columnCount}
        aria-busy={isBusy}
        {...(selecting && { 'aria-multiselectable': true })}
        onKeyDown={onKeyDown}
        onKeyUp={onKeyUp}
        onFocus={focus.onFocus}
      >
        <TableHeader className={styles.header}>
          <TableRow
            className={mergeClasses(row.row, styles.headerRow)}
            style={{ gridTemplateColumns: template }}
            aria-rowindex={1}
          >
            {selecting && (
              <TableCell role="columnheader" aria-label={words.tab.bulk.column} className={row.select}>
                <SelectBox
                  label={words.tab.bulk.selectLoaded}
                  share={share}
                  onToggle={selectAll}
                  tabIndex={focus.activeColumn === 0 ? 0 : -1}
                  data-row={headerRow}
                  data-column={0}
                />
              </TableCell>
            )}
            {columns.map(({ key, align }, at) => (
              <TableHeaderCell
                key={key}
                sortable
                {...(sort.key === key && { sortDirection: sort.isDescending ? 'descending' : 'ascending' })}
                className={mergeClasses(row.cell, styles.headerCell, align === 'end' && row.end)}
                button={{
                  className: align === 'end' ? styles.headerCellEnd : undefined,
                  tabIndex: before.length + at === focus.activeColumn ? 0 : -1,
                  onClick: () => onSort(key),
                  ...{ 'data-row': headerRow, 'data-column': before.length + at },
                }}
                aside={
                  <SizeHandle
                    onDrag={(width) => setSizing({ key, width })}
                    onDrop={(width) => {
                      setSizing(null);
                      if (width !== null) onLayout(withWidth(layout, key, width));
                    }}
                    onReset={() => onLayout(withWidth(layout, key, null))}
                  />
                }
              >
                {words.tab.list.column[key]}
              </TableHeaderCell>
            ))}
          </TableRow>
        </TableHeader>
        {/* biome-ignore lint/a11y/useSemanticElements: rows of a native table can't be placed one by one. */}
        <div
          role="rowgroup"
          className={mergeClasses(styles.body, isBusy && styles.busy)}
          style={{ height: `${virtual.getTotalSize()}px` }}
        >
          {drawn.map(({ index, start }) => {
            const item = items[index];
            const place = { index, top: start - offset, density: layout.density, columns, template };
            return item ? (
              <RegisterRow
                key={item.id}
                {...place}
                item={item}
                tabColumn={index === focus.activeIndex ? focus.activeColumn : null}
                isSelected={selecting ? selecting.selection.has(item.id) : null}
                onToggle={selecting?.toggle}
              />
            ) : (
              <AbsentRow key={index} {...place} isSelectable={selecting !== null} />
            );
          })}
        </div>
      </Table>
    </div>
  );
}
