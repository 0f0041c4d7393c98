import { makeStyles, tokens } from '@fluentui/react-components';
import type { FacetKey, Item, ListAnswer } from '../../../bot/src/http/contract.ts';
import { useFormats, useWords } from '../components/locale.tsx';
import { ActiveFilters } from './ActiveFilters.tsx';
import { FilterButton } from './FilterButton.tsx';
import { chipsOf, filterWord } from './filter-words.ts';
import { SearchField } from './SearchField.tsx';
import { SortMenu } from './SortMenu.tsx';
import { roomy, toolbarHeight } from './sticky.ts';
import { type View, withFilter, withoutFilters } from './view.ts';

/** Filters that have a button of their own, in order. */
const buttons = ['status', 'product', 'department', 'flag'] as const satisfies readonly FacetKey[];

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    alignItems: 'center',
    [roomy]: {
      position: 'sticky',
      top: 0,
      zIndex: 3,
      flexWrap: 'nowrap',
      height: toolbarHeight,
      // Wider than the rows, to cover their shadow too.
      margin: '-12px -4px',
      padding: '0 4px',
      backgroundColor: tokens.colorNeutralBackground3,
    },
  },
});

type ToolbarProps = {
  view: View;
  /** What there is to choose from; null until the first rows are here. */
  facets: ListAnswer['facets'] | null;
  items: readonly Item[];
  /** There are no column headers to sort by. */
  showsSort: boolean;
  onSearch: (search: string) => void;
  onChange: (view: View) => void;
};

/** Search, filters, and what is in force. */
export function Toolbar({ view, facets, items, showsSort, onSearch, onChange }: ToolbarProps) {
  const styles = useStyles();
  const words = useWords();
  const formats = useFormats();
  const chips = chipsOf(view, words, formats, items);
  return (
    <>
      <div className={styles.bar}>
        <SearchField search={view.search} onSearch={onSearch} />
        {buttons.map((key) => (
          <FilterButton
            key={key}
            size={showsSort ? 'small' : 'medium'}
            label={words.tab.list.column[key]}
            values={facets?.[key] ?? []}
            chosen={view.filters[key] ?? []}
            wordFor={(value) => filterWord(key, value, words, items)}
            onChange={(chosen) => onChange(withFilter(view, key, chosen))}
          />
        ))}
        {showsSort && <SortMenu sort={view.sort} onSort={(sort) => onChange({ ...view, sort })} />}
      </div>
      <ActiveFilters chips={chips} cleared={{ ...withoutFilters(view), search: view.search }} onChange={onChange} />
    </>
  );
}
