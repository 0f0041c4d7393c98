import type { ReactNode } from 'react';
import type { Item } from '../../../bot/src/http/contract.ts';
import { AssetLine } from './AssetLine.tsx';
import { useSharedStyles } from './styles.ts';

type AssetLinesProps = {
  items: readonly Item[];
  showsPerson: boolean;
  nextOf?: (item: Item) => { text: string; way: ReactNode } | null;
  alsoOf?: (item: Item) => ReactNode;
};

/** A short list of assets, each with what is to be done about it. */
export function AssetLines({ items, showsPerson, nextOf, alsoOf }: AssetLinesProps) {
  const shared = useSharedStyles();
  return (
    <ul className={shared.lines}>
      {items.map((item) => (
        <li key={item.id}>
          <AssetLine item={item} showsPerson={showsPerson} next={nextOf?.(item) ?? null} also={alsoOf?.(item)} />
        </li>
      ))}
    </ul>
  );
}
