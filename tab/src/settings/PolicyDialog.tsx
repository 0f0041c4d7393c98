import { Field, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { useLocale, useWords } from '../components/locale.tsx';
import { fieldProps } from '../components/TextField.tsx';
import { type DialogProps, SettingDialog } from './SettingDialog.tsx';

/** Writes the policy anew. */
export function PolicyDialog(props: DialogProps) {
  const words = useWords();
  const locale = useLocale();
  const text = words.tab.settingsPage.policy;
  const { policy } = props.seen;
  const [written, setWritten] = useState(policy.text);
  const complaint = written.trim() === '' ? words.refusals['settings.policy-missing']({}, locale) : null;
  return (
    <SettingDialog
      {...props}
      setting="policy"
      title={text.title}
      lead={text.lead(policy.version)}
      body={complaint ? null : { text: written }}
      nowOf={(settings) => text.now(settings.policy.version, beginningOf(settings.policy.text))}
    >
      {(isChecked) => (
        <Field {...fieldProps({ label: text.label, complaint: isChecked ? complaint : null, isRequired: true })}>
          <Textarea value={written} rows={10} resize="vertical" onChange={(_, { value }) => setWritten(value)} />
        </Field>
      )}
    </SettingDialog>
  );
}

const mostShown = 300;

function beginningOf(text: string): string {
  return text.length > mostShown ? `${text.slice(0, mostShown)} …` : text;
}
