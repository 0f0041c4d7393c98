import { FilterPopover } from './FilterPopover.tsx';
import { type FilterValue, FilterValues, valuesWith } from './FilterValues.tsx';

type FilterButtonProps = {
  label: string;
  size: 'small' | 'medium';
  /** What there is, with how many rows each would show. */
  values: readonly FilterValue[];
  chosen: readonly string[];
  wordFor: (value: string) => string;
  onChange: (chosen: readonly string[]) => void;
};

/** A filter by values: opens those to choose from, with their counts. */
export function FilterButton({ label, size, values, chosen, wordFor, onChange }: FilterButtonProps) {
  return (
    <FilterPopover
      label={label}
      size={size}
      count={chosen.length}
      isEmpty={valuesWith(values, chosen).length === 0}
      onClear={() => onChange([])}
    >
      {(labelId) => <FilterValues {...{ label, labelId, values, chosen, wordFor, onChange }} />}
    </FilterPopover>
  );
}
