import { Field, Select } from '@fluentui/react-components';
import { billingTerms } from '../../../bot/src/domain/asset.ts';
import { useWords } from './locale.tsx';
import { fieldProps } from './TextField.tsx';

type TermFieldProps = {
  value: string;
  isRequired: boolean;
  complaint: string | null | undefined;
  onChange: (value: string) => void;
};

/** How often a price is charged. */
export function TermField({ value, isRequired, complaint, onChange }: TermFieldProps) {
  const words = useWords();
  const text = words.tab.declare;
  return (
    <Field {...fieldProps({ label: text.term, complaint, isRequired })}>
      <Select value={value} onChange={(_, data) => onChange(data.value)}>
        <option value="">{text.termChoose}</option>
        {billingTerms.map((term) => (
          <option key={term} value={term}>
            {words.termChoice[term]}
          </option>
        ))}
      </Select>
    </Field>
  );
}
