import { Checkbox, makeStyles, SearchBox, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useFormats, useWords } from '../components/locale.tsx';

/** So many values are found by eye; more of them get a field to search in. */
const easyToScan = 8;
/** A list longer than this is searched, not scrolled. */
const mostShown = 100;

const useStyles = makeStyles({
  values: { maxHeight: 'min(320px, 50vh)', overflowY: 'auto', border: 0, margin: 0, padding: 0, minWidth: 0 },
  value: { display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: tokens.spacingHorizontalS },
  label: { overflowWrap: 'anywhere', flexGrow: 1 },
  count: { color: tokens.colorNeutralForeground3, fontVariantNumeric: 'tabular-nums', paddingRight: '8px' },
  none: { color: tokens.colorNeutralForeground3, margin: 0, padding: tokens.spacingHorizontalS },
});

export type FilterValue = { value: string; count: number };

type FilterValuesProps = {
  label: string;
  /** The id of what they are labelled by. */
  labelId: string;
  values: readonly FilterValue[];
  chosen: readonly string[];
  wordFor: (value: string) => string;
  onChange: (chosen: readonly string[]) => void;
};

/** The values of a filter to choose from, with their counts. */
export function FilterValues({ label, labelId, values, chosen, wordFor, onChange }: FilterValuesProps) {
  const styles = useStyles();
  const words = useWords();
  const formats = useFormats();
  const [part, setPart] = useState('');
  const all = valuesWith(values, chosen);
  const wanted = part.trim().toLocaleLowerCase();
  const shown = all.filter(({ value }) => wordFor(value).toLocaleLowerCase().includes(wanted)).slice(0, mostShown);
  const toggle = (value: string, isChosen: boolean) =>
    onChange(isChosen ? [...chosen, value] : chosen.filter((other) => other !== value));
  return (
    <>
      {all.length > easyToScan && (
        <SearchBox
          value={part}
          aria-label={words.tab.list.findValue(label)}
          placeholder={words.tab.list.findValue(label)}
          onChange={(_, data) => setPart(data.value)}
        />
      )}
      <fieldset className={styles.values} aria-labelledby={labelId}>
        {shown.map(({ value, count }) => (
          <div key={value} className={styles.value}>
            <Checkbox
              className={styles.label}
              checked={chosen.includes(value)}
              label={wordFor(value)}
              aria-label={words.tab.list.valueCount(wordFor(value), formats.count(count))}
              onChange={(_, data) => toggle(value, data.checked === true)}
            />
            <span className={styles.count} aria-hidden>
              {formats.count(count)}
            </span>
          </div>
        ))}
        {shown.length === 0 && <p className={styles.none}>{words.tab.list.noValue}</p>}
      </fieldset>
    </>
  );
}

/** What there is to choose from: also what is chosen already and that no row has. */
export function valuesWith(values: readonly FilterValue[], chosen: readonly string[]): FilterValue[] {
  const missing = chosen.filter((value) => !values.some((known) => known.value === value));
  return [...missing.map((value) => ({ value, count: 0 })), ...values];
}
