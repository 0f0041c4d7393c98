import { Field, Select } from '@fluentui/react-components';
import { fieldProps } from './TextField.tsx';

type ChoiceFieldProps = {
  label: string;
  value: string;
  choices: readonly { value: string; word: string }[];
  isRequired: boolean;
  complaint: string | null | undefined;
  onChange: (value: string) => void;
};

/** A choice of a few. */
export function ChoiceField({ label, value, choices, isRequired, complaint, onChange }: ChoiceFieldProps) {
  return (
    <Field {...fieldProps({ label, complaint, isRequired })}>
      <Select value={value} onChange={(_, data) => onChange(data.value)}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.word}
          </option>
        ))}
      </Select>
    </Field>
  );
}
