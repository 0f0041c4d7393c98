import { useState } from 'react';
import { restText } from '../../../bot/src/domain/settings-history.ts';
import { useLocale, useWords } from '../components/locale.tsx';
import { LineField } from '../components/TextField.tsx';
import { readDays } from './read-days.ts';
import { type DialogProps, SettingDialog } from './SettingDialog.tsx';

/** Says when what has ended is retired by itself. */
export function RetireEndedDialog(props: DialogProps) {
  const words = useWords();
  const locale = useLocale();
  const text = words.tab.settingsPage.ended;
  const [typed, setTyped] = useState(String(props.seen.retireEndedAfter ?? ''));
  const days = readDays(typed);
  const isRead = days !== null && days.length <= 1;
  return (
    <SettingDialog
      {...props}
      setting="retire-ended"
      title={text.title}
      lead={text.lead}
      body={isRead ? { after: days[0] ?? null } : null}
      nowOf={({ retireEndedAfter }) => restText(retireEndedAfter, locale)}
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
