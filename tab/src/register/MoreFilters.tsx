import { Accordion, AccordionHeader, AccordionItem, AccordionPanel } from '@fluentui/react-components';
import { useId } from 'react';
import { knownSpelling } from '../../../bot/src/domain/cost-centre.ts';
import type { FacetKey, Item, ListAnswer } from '../../../bot/src/http/contract.ts';
import { useFormats, useWords } from '../components/locale.tsx';
import { FilterPopover } from './FilterPopover.tsx';
import { FilterValues } from './FilterValues.tsx';
import { filterWord } from './filter-words.ts';
import { type View, withFilter } from './views/view.ts';

/** Filters that share a button, in order. */
const shared = [
  'publisher',
  'source',
  'costCentre',
  'price',
  'currency',
  'renewal',
  'evidence',
  'running',
] as const satisfies readonly FacetKey[];
type SharedKey = (typeof shared)[number];

type MoreFiltersProps = {
  view: View;
  /** Null until the first rows are here. */
  facets: ListAnswer['facets'] | null;
  items: readonly Item[];
  size: 'small' | 'medium';
  onChange: (view: View) => void;
};

/** The filters that are used less, behind one button. */
export function MoreFilters({ view, facets, items, size, onChange }: MoreFiltersProps) {
  const words = useWords();
  const inForce = shared.reduce((sum, key) => sum + (view.filters[key]?.length ?? 0), 0);
  const without = shared.reduce((left, key) => withFilter(left, key, []), view);
  return (
    <FilterPopover
      label={words.tab.list.moreFilters}
      size={size}
      count={inForce}
      isEmpty={facets === null}
      onClear={() => onChange(without)}
    >
      {() => (
        <Accordion collapsible>
          {shared.map((key) => (
            <MoreFilter key={key} name={key} {...{ view, facets, items, onChange }} />
          ))}
        </Accordion>
      )}
    </FilterPopover>
  );
}

function MoreFilter({ name, view, facets, items, onChange }: Omit<MoreFiltersProps, 'size'> & { name: SharedKey }) {
  const words = useWords();
  const formats = useFormats();
  const labelId = useId();
  const label = words.tab.list.column[name];
  const values = facets?.[name] ?? [];
  const asked = view.filters[name] ?? [];
  const chosen = name === 'costCentre' ? inSpellingsOf(values, asked) : asked;
  return (
    <AccordionItem value={name}>
      <AccordionHeader id={labelId} size="small">
        {chosen.length > 0 ? words.tab.list.selected(label, formats.count(chosen.length)) : label}
      </AccordionHeader>
      <AccordionPanel>
        <FilterValues
          label={label}
          labelId={labelId}
          values={values}
          chosen={chosen}
          wordFor={(value) => filterWord(name, value, words, items)}
          onChange={(wanted) => onChange(withFilter(view, name, wanted))}
        />
      </AccordionPanel>
    </AccordionItem>
  );
}

/** A link or a saved view may name a cost centre in another spelling than the one that is shown. */
function inSpellingsOf(values: readonly { value: string }[], asked: readonly string[]): string[] {
  const spellings = values.map(({ value }) => value);
  return asked.map((costCentre) => knownSpelling(costCentre, spellings));
}
