import { Field, makeStyles, Select } from '@fluentui/react-components';
import { fieldProps } from './TextField.tsx';

type ChoiceFieldProps = {
  label: string;
  value: string;
  choices: readonly { value: string; word: string }[];
  isRequired: boolean;
  complaint: string | null | undefined;
  onChange: (value: string) => void;
};

// A field may get narrower than its longest choice.
const useStyles = makeStyles({
  root: { minWidth: 0 },
  select: { minWidth: 0, width: '100%', textOverflow: 'ellipsis' },
});

/** A choice of a few. */
export function ChoiceField({ label, value, choices, isRequired, complaint, onChange }: ChoiceFieldProps) {
  const styles = useStyles();
  return (
    <Field {...fieldProps({ label, complaint, isRequired })}>
      <Select
        className={styles.root}
        select={{ className: styles.select }}
        value={value}
        onChange={(_, data) => onChange(data.value)}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.word}
          </option>
        ))}
      </Select>
    </Field>
  );
}
