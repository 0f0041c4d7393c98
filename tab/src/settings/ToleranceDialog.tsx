import { useState } from 'react';
import { percentText } from '../../../bot/src/domain/settings-history.ts';
import { useLocale, useWords } from '../components/locale.tsx';
import { LineField } from '../components/TextField.tsx';
import { readDays } from './read-days.ts';
import { type DialogProps, SettingDialog } from './SettingDialog.tsx';

/** Says by how much a price may rise above the approved one. */
export function ToleranceDialog(props: DialogProps) {
  const words = useWords();
  const locale = useLocale();
  const text = words.tab.settingsPage.tolerance;
  const [typed, setTyped] = useState(String(props.seen.approvalTolerance));
  const read = readDays(typed);
  const isRead = read !== null && read.length === 1;
  return (
    <SettingDialog
      {...props}
      setting="approval-tolerance"
      title={text.title}
      lead={text.lead}
      body={isRead ? { percent: read[0] } : null}
      nowOf={({ approvalTolerance }) => percentText(approvalTolerance, locale)}
    >
      {(isChecked) => (
        <LineField
          label={text.label}
          hint={text.hint}
          value={typed}
          onChange={setTyped}
          inputMode="numeric"
          complaint={isChecked && !isRead ? text.unreadable : null}
        />
      )}
    </SettingDialog>
  );
}
