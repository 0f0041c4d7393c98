import { Field, Input, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { addDays, type Day, isDay } from '../../../bot/src/domain/day.ts';
import { useWords } from '../components/locale.tsx';
import { FilterPopover } from './FilterPopover.tsx';
import { spanKeyOf, spanKeys, spanOf } from './renewal-spans.ts';
import type { View } from './views/view.ts';

const useStyles = makeStyles({
  days: { display: 'grid', gridTemplateColumns: '1fr 1fr', gap: tokens.spacingHorizontalS, '& input': { minWidth: 0 } },
});

type RenewsFilterProps = { view: View; today: Day; size: 'small' | 'medium'; onChange: (view: View) => void };

/** A filter by the day of the next renewal: a time that people speak of, or from one day to another. */
export function RenewsFilter({ view, today, size, onChange }: RenewsFilterProps) {
  const styles = useStyles();
  const words = useWords();
  const text = words.tab.list.renewsFilter;
  const { renewsAfter, renewsBefore } = view;
  const isAny = renewsAfter === null && renewsBefore === null;
  const chosen = isAny ? 'anyTime' : (spanKeyOf(renewsAfter, renewsBefore, today) ?? '');
  const clear = () => onChange({ ...view, renewsAfter: null, renewsBefore: null });
  const choose = (value: string) => {
    const key = spanKeys.find((one) => one === value);
    if (!key) return clear();
    const { from, before } = spanOf(key, today);
    onChange({ ...view, renewsAfter: from, renewsBefore: before });
  };
  return (
    <FilterPopover label={words.tab.list.column.renewsOn} size={size} count={isAny ? 0 : 1} onClear={clear}>
      {(labelId) => (
        <>
          <RadioGroup value={chosen} aria-labelledby={labelId} onChange={(_, { value }) => choose(value)}>
            <Radio value="anyTime" label={text.anyTime} />
            {spanKeys.map((key) => (
              <Radio key={key} value={key} label={text[key]} />
            ))}
          </RadioGroup>
          <div className={styles.days}>
            <Field label={text.from}>
              <Input
                type="date"
                value={renewsAfter ?? ''}
                onChange={(_, { value }) => {
                  if (value === '' || isDay(value)) onChange({ ...view, renewsAfter: value || null });
                }}
              />
            </Field>
            <Field label={text.to}>
              <Input
                type="date"
                // People name the last day of a time; the register is asked for what lies before the next.
                value={renewsBefore === null ? '' : addDays(renewsBefore, -1)}
                onChange={(_, { value }) => {
                  if (value === '') onChange({ ...view, renewsBefore: null });
                  else if (isDay(value)) onChange({ ...view, renewsBefore: addDays(value, 1) });
                }}
              />
            </Field>
          </div>
        </>
      )}
    </FilterPopover>
  );
}
