import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { Item } from '../../../bot/src/http/contract.ts';
import { AssetLine } from '../components/AssetLine.tsx';
import { useWords } from '../components/locale.tsx';
import { useSharedStyles } from '../components/styles.ts';
import { SelectBox } from './SelectBox.tsx';
import type { Frame } from './use-frame.ts';
import type { Selecting } from './use-selection.ts';

/** A line with its usual two rows of text, in pixels; each is measured once it is drawn. */
const usualHeight = 92;
const rowsAhead = 20;

const useStyles = makeStyles({
  list: { position: 'relative' },
  item: {
    position: 'absolute',
    top: 0,
    left: 0,
    width: '100%',
    padding: `0 ${tokens.spacingHorizontalM}`,
    boxSizing: 'border-box',
  },
  selectable: { display: 'grid', gridTemplateColumns: '32px minmax(0, 1fr)' },
  selected: { backgroundColor: tokens.colorSubtleBackgroundSelected },
  busy: { opacity: 0.6 },
});

type RegisterListProps = {
  items: readonly Item[];
  total: number;
  frame: Frame;
  isBusy: boolean;
  returnTo: string | null;
  selecting: Selecting | null;
  onNearEnd: () => void;
};

/** The register where there is no room for columns: each asset in a few lines. */
export function RegisterList(props: RegisterListProps) {
  const { items, total, frame, isBusy, returnTo, selecting, onNearEnd } = props;
  const styles = useStyles();
  const shared = useSharedStyles();
  const words = useWords();
  const list = useRef<HTMLUListElement>(null);
  const offset = frame.top;
  const virtual = useWindowVirtualizer({
    count: items.length,
    estimateSize: () => usualHeight,
    overscan: 8,
    scrollMargin: offset,
    getItemKey: (index) => items[index]?.id ?? index,
  });
  const isNearEnd = (virtual.range?.endIndex ?? 0) >= items.length - rowsAhead;

  useEffect(() => {
    if (isNearEnd) onNearEnd();
  }, [isNearEnd, onNearEnd]);

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
      aria-label={words.tab.list.caption}
      aria-busy={isBusy}
    >
      {virtual.getVirtualItems().map(({ index, start, key }) => {
        const item = items[index];
        const isSelected = item && selecting?.selection.has(item.id);
        return (
          item && (
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              data-id={item.id}
              className={mergeClasses(
                styles.item,
                selecting !== null && styles.selectable,
                isSelected && styles.selected,
              )}
              style={{ transform: `translateY(${start - offset}px)` }}
              aria-setsize={total}
              aria-posinset={index + 1}
            >
              {selecting && (
                <SelectBox
                  label={words.tab.bulk.select(item.product, item.owner?.name ?? words.tab.nobody)}
                  share={isSelected ? 'all' : 'none'}
                  onToggle={(isRange) => selecting.toggle(item.id, isRange)}
                />
              )}
              <AssetLine item={item} showsPerson />
            </li>
          )
        );
      })}
    </ul>
  );
}
