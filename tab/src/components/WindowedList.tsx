import { makeStyles, mergeClasses } from '@fluentui/react-components';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useCallback, useEffect, useRef } from 'react';
import { RowsSkeleton } from './RowsSkeleton.tsx';
import { useSharedStyles } from './styles.ts';
import type { Frame } from './use-frame.ts';

const useStyles = makeStyles({
  list: { position: 'relative' },
  item: { position: 'absolute', top: 0, left: 0, width: '100%' },
  busy: { opacity: 0.6 },
});

type WindowedListProps<Item> = {
  label: string;
  /** How many places it has. */
  count: number;
  /** How many there are, also those that have no place yet. */
  total: number;
  /** The item at a place; one that is not here yet is drawn as a gap. The same function for as long as its answers are. */
  itemAt: (index: number) => Item | undefined;
  frame: Frame;
  /** Of an item, in pixels; each is measured once it is drawn. */
  usualHeight: number;
  /** These items are of the view before. */
  isBusy: boolean;
  /** The item whose link gets the focus once it is drawn, when there is one. */
  returnTo?: string | null;
  /** Hears which places are in sight. */
  onSight: (first: number, last: number) => void;
  draw: (item: Item) => ReactNode;
};

/** A list as long as the page, of which only what is in sight is drawn. An item's element has its id as `data-id`. */
export function WindowedList<Item extends { id: string }>(props: WindowedListProps<Item>) {
  const { label, count, total, itemAt, frame, usualHeight, isBusy, returnTo = null, onSight, draw } = props;
  const styles = useStyles();
  const shared = useSharedStyles();
  // Another function makes the window go through all places again.
  const getItemKey = useCallback((index: number) => itemAt(index)?.id ?? index, [itemAt]);
  const virtual = useWindowVirtualizer({
    count,
    estimateSize: () => usualHeight,
    overscan: 8,
    scrollMargin: frame.top,
    getItemKey,
  });
  const { startIndex = 0, endIndex = 0 } = virtual.range ?? {};
  useEffect(() => onSight(startIndex, endIndex), [startIndex, endIndex, onSight]);

  // Tried after each drawing: the window takes its earlier place first.
  const list = useRef<HTMLUListElement>(null);
  const goal = useRef(returnTo);
  useEffect(() => {
    if (goal.current === null) return;
    const link = list.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(goal.current)}"] a`);
    if (!link) return;
    goal.current = null;
    link.focus();
  });

  return (
    <ul
      ref={list}
      className={mergeClasses(shared.lines, styles.list, isBusy && styles.busy)}
      style={{ height: `${virtual.getTotalSize()}px` }}
      aria-label={label}
      aria-busy={isBusy}
    >
      {virtual.getVirtualItems().map(({ index, start, key }) => {
        const item = itemAt(index);
        return (
          <li
            key={key}
            ref={virtual.measureElement}
            data-index={index}
            data-id={item?.id}
            className={styles.item}
            style={{ transform: `translateY(${start - frame.top}px)` }}
            aria-setsize={total}
            aria-posinset={index + 1}
          >
            {item ? draw(item) : <RowsSkeleton count={1} />}
          </li>
        );
      })}
    </ul>
  );
}
