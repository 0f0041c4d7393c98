import { makeStyles, tokens } from '@fluentui/react-components';
import type { Day } from '../../../bot/src/domain/day.ts';
import type { FacetKey, Item, ListAnswer } from '../../../bot/src/http/contract.ts';
import { useExport } from '../api/export.ts';
import { useMyself } from '../api/me.ts';
import { useAnnounce } from '../components/Announcer.tsx';
import { useFormats, useWords } from '../components/locale.tsx';
import { ActiveFilters } from './ActiveFilters.tsx';
import { CostFilter } from './CostFilter.tsx';
import { ExportMenu } from './ExportMenu.tsx';
import { ExportNotDone } from './ExportNotDone.tsx';
import { FilterButton } from './FilterButton.tsx';
import { chipsOf, filterWord } from './filter-words.ts';
import { MoreFilters } from './MoreFilters.tsx';
import { RenewsFilter } from './RenewsFilter.tsx';
import { SearchField } from './SearchField.tsx';
import { SortMenu } from './SortMenu.tsx';
import { roomy, toolbarHeight } from './sticky.ts';
import { type View, viewParams, withFilter, withoutFilters } from './views/view.ts';

/** Filters that have a button of their own, in order. */
const buttons = ['status', 'product', 'department', 'flag'] as const satisfies readonly FacetKey[];

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    alignItems: 'center',
    // Where room is short the search gives way, not the words of the buttons.
    '& > button': { flexShrink: 0 },
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
  /** As of the rows. */
  today: Day;
  size: 'small' | 'medium';
  /** There are no column headers to sort by. */
  showsSort: boolean;
  onSearch: (search: string) => void;
  onChange: (view: View) => void;
};

/** Search, filters, what is in force, and the way out as a file. */
export function Toolbar({ view, facets, items, today, size, showsSort, onSearch, onChange }: ToolbarProps) {
  const styles = useStyles();
  const words = useWords();
  const formats = useFormats();
  const chips = chipsOf(view, words, formats, items);
  const announce = useAnnounce();
  const mayExport = useMyself().may.includes('register.export');
  const { exporting, start, dismiss } = useExport((file) => announce(words.tab.export.done(file)));
  return (
    <>
      <div className={styles.bar}>
        <SearchField search={view.search} onSearch={onSearch} />
        {buttons.map((key) => (
          <FilterButton
            key={key}
            size={size}
            label={words.tab.list.column[key]}
            values={facets?.[key] ?? []}
            chosen={view.filters[key] ?? []}
            wordFor={(value) => filterWord(key, value, words, items)}
            onChange={(chosen) => onChange(withFilter(view, key, chosen))}
          />
        ))}
        <RenewsFilter view={view} today={today} size={size} onChange={onChange} />
        <CostFilter view={view} size={size} onChange={onChange} />
        <MoreFilters view={view} facets={facets} items={items} size={size} onChange={onChange} />
        {showsSort && <SortMenu sort={view.sort} onSort={(sort) => onChange({ ...view, sort })} />}
        {mayExport && (
          <ExportMenu
            place="toolbar"
            exporting={exporting}
            size={size}
            onExport={(format) => {
              announce(words.tab.export.started);
              void start(format, { query: viewParams(view).toString() });
            }}
          />
        )}
      </div>
      <ExportNotDone exporting={exporting} onClose={dismiss} />
      <ActiveFilters chips={chips} cleared={{ ...withoutFilters(view), search: view.search }} onChange={onChange} />
    </>
  );
}
