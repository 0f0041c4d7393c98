import {
  Button,
  Checkbox,
  CounterBadge,
  makeStyles,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  SearchBox,
  tokens,
} from '@fluentui/react-components';
import { ChevronDown16Regular } from '@fluentui/react-icons/svg/chevron-down';
import { useId, useState } from 'react';
import { useFormats, useWords } from '../components/locale.tsx';

/** So many values are found by eye; more of them get a field to search in. */
const easyToScan = 8;
/** A list longer than this is searched, not scrolled. */
const mostShown = 100;

const useStyles = makeStyles({
  chosen: { marginLeft: tokens.spacingHorizontalXS },
  surface: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    width: '300px',
    maxWidth: 'calc(100vw - 24px)',
    boxSizing: 'border-box',
    padding: tokens.spacingHorizontalM,
  },
  values: { maxHeight: 'min(320px, 50vh)', overflowY: 'auto', border: 0, margin: 0, padding: 0, minWidth: 0 },
  value: { display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: tokens.spacingHorizontalS },
  label: { overflowWrap: 'anywhere', flexGrow: 1 },
  count: { color: tokens.colorNeutralForeground3, fontVariantNumeric: 'tabular-nums', paddingRight: '8px' },
  none: { color: tokens.colorNeutralForeground3, margin: 0, padding: tokens.spacingHorizontalS },
});

export type FilterValue = { value: string; count: number };

type FilterButtonProps = {
  label: string;
  size: 'small' | 'medium';
  /** What there is, with how many rows each would show. */
  values: readonly FilterValue[];
  chosen: readonly string[];
  wordFor: (value: string) => string;
  onChange: (chosen: readonly string[]) => void;
};

/** One filter: a button that opens the values to choose from, with their counts. */
export function FilterButton({ label, size, values, chosen, wordFor, onChange }: FilterButtonProps) {
  const styles = useStyles();
  const words = useWords();
  const formats = useFormats();
  const [part, setPart] = useState('');
  const groupLabel = useId();

  const missing = chosen.filter((value) => !values.some((known) => known.value === value));
  const all = [...missing.map((value) => ({ value, count: 0 })), ...values];
  const wanted = part.trim().toLocaleLowerCase();
  const shown = all.filter(({ value }) => wordFor(value).toLocaleLowerCase().includes(wanted)).slice(0, mostShown);
  const toggle = (value: string, isChosen: boolean) =>
    onChange(isChosen ? [...chosen, value] : chosen.filter((other) => other !== value));

  return (
    <Popover trapFocus positioning={{ position: 'below', align: 'start' }} onOpenChange={() => setPart('')}>
      <PopoverTrigger disableButtonEnhancement>
        <Button
          size={size}
          icon={<ChevronDown16Regular />}
          iconPosition="after"
          {...(chosen.length > 0 && { 'aria-label': words.tab.list.selected(label, formats.count(chosen.length)) })}
        >
          {label}
          {chosen.length > 0 && (
            <CounterBadge className={styles.chosen} count={chosen.length} size="small" color="brand" aria-hidden />
          )}
        </Button>
      </PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-labelledby={groupLabel}>
        <strong id={groupLabel}>{label}</strong>
        {all.length > easyToScan && (
          <SearchBox
            value={part}
            aria-label={words.tab.list.findValue(label)}
            placeholder={words.tab.list.findValue(label)}
            onChange={(_, data) => setPart(data.value)}
          />
        )}
        <fieldset className={styles.values} aria-labelledby={groupLabel}>
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
        {chosen.length > 0 && (
          <Button appearance="subtle" onClick={() => onChange([])}>
            {words.tab.list.clear}
          </Button>
        )}
      </PopoverSurface>
    </Popover>
  );
}
