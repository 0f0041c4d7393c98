import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useCallback } from 'react';
import type { Item } from '../../../bot/src/http/contract.ts';
import type { Places } from '../api/places.ts';
import { AssetLine } from '../components/AssetLine.tsx';
import { useWords } from '../components/locale.tsx';
import type { Frame } from '../components/use-frame.ts';
import { WindowedList } from '../components/WindowedList.tsx';
import { SelectBox } from './bulk/SelectBox.tsx';
import type { Selecting } from './bulk/use-selection.ts';

/** A line with its usual two rows of text, in pixels. */
const usualHeight = 92;

const useStyles = makeStyles({
  line: { padding: `0 ${tokens.spacingHorizontalM}` },
  selectable: { display: 'grid', gridTemplateColumns: '32px minmax(0, 1fr)' },
  selected: { backgroundColor: tokens.colorSubtleBackgroundSelected },
});

type RegisterListProps = {
  places: Places<Item>;
  frame: Frame;
  isBusy: boolean;
  returnTo: string | null;
  selecting: Selecting | null;
  onSight: (first: number, last: number) => void;
};

/** The register where there is no room for columns: each asset in a few lines. */
export function RegisterList({ places, selecting, ...rows }: RegisterListProps) {
  const styles = useStyles();
  const words = useWords();
  const draw = (item: Item) => {
    const isSelected = selecting?.selection.has(item.id) === true;
    return (
      <div
        className={mergeClasses(styles.line, selecting !== null && styles.selectable, isSelected && styles.selected)}
      >
        {selecting && (
          <SelectBox
            label={words.tab.bulk.select(item.product, item.owner?.name ?? words.tab.nobody)}
            share={isSelected ? 'all' : 'none'}
            onToggle={(isRange) => selecting.toggle(item.id, isRange)}
          />
        )}
        <AssetLine item={item} showsPerson />
      </div>
    );
  };
  const itemAt = useCallback((index: number) => places.rows.get(index), [places]);
  return (
    <WindowedList
      label={words.tab.list.caption}
      count={places.total}
      total={places.total}
      itemAt={itemAt}
      usualHeight={usualHeight}
      {...rows}
      draw={draw}
    />
  );
}
