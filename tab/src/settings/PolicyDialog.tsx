import { Field, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { useWords } from '../components/locale.tsx';
import { fieldProps } from '../components/TextField.tsx';
import { type DialogProps, SettingDialog } from './SettingDialog.tsx';

/** Writes the policy anew. */
export function PolicyDialog(props: DialogProps) {
  const words = useWords();
  const text = words.tab.settingsPage.policy;
  const { policy } = props.seen;
  const [written, setWritten] = useState(policy.text);
  const complaint = written.trim() === '' ? words.refusals['settings.policy-missing']({}, 'en') : null;
  return (
    <SettingDialog
      {...props}
      setting="policy"
      title={text.title}
      lead={text.lead(policy.version)}
      body={complaint ? null : { text: written }}
      nowOf={(settings) => text.version(settings.policy.version)}
    >
      {(isChecked) => (
        <Field {...fieldProps({ label: text.label, complaint: isChecked ? complaint : null, isRequired: true })}>
          <Textarea value={written} rows={10} resize="vertical" onChange={(_, { value }) => setWritten(value)} />
        </Field>
      )}
    </SettingDialog>
  );
}
