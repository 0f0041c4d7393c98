import { makeStyles, mergeClasses, Table } from '@fluentui/react-components';
import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ColumnKey, Item, SortKey } from '../../../bot/src/http/contract.ts';
import type { Places } from '../api/places.ts';
import { useWords } from '../components/locale.tsx';
import type { Frame } from '../components/use-frame.ts';
import { shareOf } from './bulk/selection.ts';
import type { Selecting } from './bulk/use-selection.ts';
import { columnsFor } from './columns/columns.tsx';
import { type Layout, withWidth } from './columns/layout.ts';
import { headerHeight, RegisterHeader } from './RegisterHeader.tsx';
import { AbsentRow, RegisterRow, rowHeights, selectTrack } from './RegisterRow.tsx';
import { barHeight, coveredHeight } from './sticky.ts';
import { rowOf, useGridFocus } from './use-grid-focus.ts';
import type { Sort } from './views/view.ts';

const useStyles = makeStyles({
  table: { display: 'block', minWidth: 0 },
  body: { display: 'block', position: 'relative' },
  busy: { opacity: 0.6 },
});

type RegisterGridProps = {
  places: Places<Item>;
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
  const { places, frame, sort, layout, isBusy, returnTo, selecting, onSort, onLayout, onSight } = props;
  const styles = useStyles();
  const words = useWords();
  const grid = useRef<HTMLDivElement>(null);
  const offset = frame.top + headerHeight;
  const rowHeight = rowHeights[layout.density];
  const [sizing, setSizing] = useState<{ key: ColumnKey; width: number } | null>(null);
  const columns = useMemo(
    () => columnsFor(frame.width, sizing ? withWidth(layout, sizing.key, sizing.width) : layout),
    [frame.width, layout, sizing],
  );
  const onDrag = useCallback((key: ColumnKey, width: number) => setSizing({ key, width }), []);
  const onDrop = useCallback(
    (key: ColumnKey, width: number | null) => {
      setSizing(null);
      if (width !== null) onLayout(withWidth(layout, key, width));
    },
    [layout, onLayout],
  );
  const onReset = useCallback((key: ColumnKey) => onLayout(withWidth(layout, key, null)), [layout, onLayout]);
  const before = selecting ? [selectTrack] : [];
  const template = [...before, ...columns.map((column) => column.width)].join(' ');
  const startColumn = before.length + columns.findIndex(({ key }) => key === 'product');
  const columnCount = before.length + columns.length;

  const focus = useGridFocus({
    grid,
    places,
    columns: columnCount,
    startColumn,
    returnTo,
    rowsPerPage: () => Math.max(1, Math.floor((window.innerHeight - coveredHeight) / rowHeight) - 1),
    scrollTo: (index) => virtual.scrollToIndex(index),
  });
  const virtual = useWindowVirtualizer({
    count: places.total,
    estimateSize: () => rowHeight,
    overscan: 6,
    // Drawn with the next frame, not within each event of scrolling.
    useFlushSync: false,
    scrollMargin: offset,
    scrollPaddingStart: coveredHeight,
    scrollPaddingEnd: selecting && selecting.selection.size > 0 ? barHeight : 0,
    rangeExtractor: (range) => {
      const drawn = new Set(defaultRangeExtractor(range));
      if (focus.activeIndex < places.total) drawn.add(focus.activeIndex);
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

  const ids = useMemo(() => [...places.placeOf.keys()], [places]);
  const share = selecting ? shareOf(selecting.selection, ids) : 'none';
  const selectAll = useCallback(() => selecting?.set(ids, share !== 'all'), [selecting, ids, share]);
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
        aria-rowcount={places.total + 1}
        aria-colcount={columnCount}
        aria-busy={isBusy}
        {...(selecting && { 'aria-multiselectable': true })}
        onKeyDown={onKeyDown}
        onKeyUp={onKeyUp}
        onFocus={focus.onFocus}
      >
        <RegisterHeader
          {...{ columns, template, sort, onSort, onDrag, onDrop, onReset }}
          activeColumn={focus.activeColumn}
          selected={selecting && share}
          onSelectAll={selectAll}
        />
        {/* biome-ignore lint/a11y/useSemanticElements: rows of a native table can't be placed one by one. */}
        <div
          role="rowgroup"
          className={mergeClasses(styles.body, isBusy && styles.busy)}
          style={{ height: `${virtual.getTotalSize()}px` }}
        >
          {drawn.map(({ index, start }) => {
            const item = places.rows.get(index);
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
