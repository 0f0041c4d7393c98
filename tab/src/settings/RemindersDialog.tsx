import { useState } from 'react';
import { daysBefore } from '../../../bot/src/domain/settings-history.ts';
import { useLocale, useWords } from '../components/locale.tsx';
import { LineField } from '../components/TextField.tsx';
import { readDays } from './read-days.ts';
import { type DialogProps, SettingDialog } from './SettingDialog.tsx';

/** Says when people are reminded of renewals. */
export function RemindersDialog(props: DialogProps) {
  const words = useWords();
  const locale = useLocale();
  const text = words.tab.settingsPage.reminders;
  const [typed, setTyped] = useState(props.seen.reminderDays.days.join(', '));
  const days = readDays(typed);
  return (
    <SettingDialog
      {...props}
      setting="reminder-days"
      title={text.title}
      lead={text.lead}
      body={days && { days }}
      nowOf={({ reminderDays }) => daysBefore(reminderDays.days, locale) ?? words.tab.history.nothing}
    >
      {(isChecked) => (
        <LineField
          label={text.label}
          hint={text.hint}
          value={typed}
          onChange={setTyped}
          inputMode="numeric"
          complaint={isChecked && days === null ? text.unreadable : null}
        />
      )}
    </SettingDialog>
  );
}
