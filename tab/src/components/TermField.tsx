import { billingTerms } from '../../../bot/src/domain/asset.ts';
import { ChoiceField } from './ChoiceField.tsx';
import { useWords } from './locale.tsx';

type TermFieldProps = {
  value: string;
  isRequired: boolean;
  complaint: string | null | undefined;
  onChange: (value: string) => void;
};

/** How often a price is charged. */
export function TermField(props: TermFieldProps) {
  const words = useWords();
  const text = words.tab.declare;
  const terms = billingTerms.map((term) => ({ value: term, word: words.termChoice[term] }));
  return <ChoiceField label={text.term} choices={[{ value: '', word: text.termChoose }, ...terms]} {...props} />;
}
