import { makeStyles, mergeClasses } from '@fluentui/react-components';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { RenewalDecision } from '../../../bot/src/domain/renewal.ts';
import type { Item } from '../../../bot/src/http/contract.ts';
import { useWords } from '../components/locale.tsx';
import { useSharedStyles } from '../components/styles.ts';
import type { Frame } from '../register/use-frame.ts';
import { RenewalRow } from './RenewalRow.tsx';

/** A renewal that nobody decided about, in pixels; each is measured once it is drawn. */
const usualHeight = 84;
const rowsAhead = 20;

const useStyles = makeStyles({
  list: { position: 'relative' },
  item: { position: 'absolute', top: 0, left: 0, width: '100%' },
  busy: { opacity: 0.6 },
});

type RenewalListProps = {
  items: readonly Item[];
  total: number;
  today: string;
  frame: Frame;
  isBusy: boolean;
  mayDecide: boolean;
  onDecide: (item: Item, preset: RenewalDecision) => void;
  onNearEnd: () => void;
};

/** Renewals by date; only those in sight are drawn. */
export function RenewalList({ items, total, frame, isBusy, onNearEnd, ...row }: RenewalListProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const words = useWords();
  const list = useRef<HTMLUListElement>(null);
  const virtual = useWindowVirtualizer({
    count: items.length,
    estimateSize: () => usualHeight,
    overscan: 8,
    scrollMargin: frame.top,
    getItemKey: (index) => items[index]?.id ?? index,
  });
  const isNearEnd = (virtual.range?.endIndex ?? 0) >= items.length - rowsAhead;
  useEffect(() => {
    if (isNearEnd) onNearEnd();
  }, [isNearEnd, onNearEnd]);

  return (
    <ul
      ref={list}
      className={mergeClasses(shared.lines, styles.list, isBusy && styles.busy)}
      style={{ height: `${virtual.getTotalSize()}px` }}
      aria-label={words.tab.renewalsPage.caption}
      aria-busy={isBusy}
    >
      {virtual.getVirtualItems().map(({ index, start, key }) => {
        const item = items[index];
        return (
          item && (
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              data-renewal={item.id}
              className={styles.item}
              style={{ transform: `translateY(${start - frame.top}px)` }}
              aria-setsize={total}
              aria-posinset={index + 1}
            >
              <RenewalRow item={item} {...row} />
            </li>
          )
        );
      })}
    </ul>
  );
}
