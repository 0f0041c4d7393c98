import { type ReactNode, useState } from 'react';
import { parseText } from '../../../bot/src/domain/declare.ts';
import type { SettingName, SettingsAnswer } from '../../../bot/src/http/contract.ts';
import { useSettingAttempt } from '../api/settings.ts';
import { useAnnounce } from '../components/Announcer.tsx';
import { Conflict } from '../components/Conflict.tsx';
import { FormDialog } from '../components/FormDialog.tsx';
import { useLocale, useWords } from '../components/locale.tsx';
import { NotDone } from '../components/NotDone.tsx';
import { complaintOf } from '../components/purchase-form.ts';
import { ProseField } from '../components/TextField.tsx';

/** What every dialog of a setting is given: the settings as the person saw them. */
export type DialogProps = { seen: SettingsAnswer; onClose: () => void };

type SettingDialogProps = DialogProps & {
  setting: SettingName;
  title: string;
  lead?: string;
  verb?: string;
  /** What is sent beside the reason, or null while something in the fields can't be accepted. */
  body: Record<string, unknown> | null;
  /** What the setting is now, in words, for whoever was not the fastest. */
  nowOf: (settings: SettingsAnswer) => string;
  /** The fields; told whether complaints are to be shown. */
  children: (isChecked: boolean) => ReactNode;
};

/** The dialog of every setting: its fields, the reason, why it was refused, and a way through a conflict. */
export function SettingDialog(props: SettingDialogProps) {
  const { setting, seen, title, lead, body, nowOf, onClose, children } = props;
  const words = useWords();
  const locale = useLocale();
  const announce = useAnnounce();
  const text = words.tab.settingsPage;
  const { act } = words.tab;
  const verb = props.verb ?? text.save;
  const [reason, setReason] = useState('');
  const [isChecked, setIsChecked] = useState(false);
  const { attempt, send } = useSettingAttempt(seen, setting, () => {
    announce(text.saved);
    onClose();
  });
  const complaint = complaintOf(() => parseText(reason, 'reason'), locale);
  const submit = () => {
    setIsChecked(true);
    if (body !== null && complaint === null) void send({ ...body, reason });
  };
  return (
    <FormDialog
      title={title}
      lead={lead ?? null}
      verb={attempt.status === 'conflict' ? act.conflict.anyway(verb) : verb}
      busyWord={attempt.status === 'sending' ? act.sending : null}
      onSubmit={submit}
      onClose={onClose}
    >
      {attempt.status === 'conflict' && (
        <Conflict meanwhile={attempt.meanwhile} stands={text.conflict.now(nowOf(attempt.theirs))} isStillAllowed />
      )}
      {attempt.status === 'refused' && <NotDone trouble={attempt.trouble} />}
      {children(isChecked)}
      <ProseField
        label={text.reason}
        hint={text.reasonHint}
        value={reason}
        onChange={setReason}
        isRequired
        complaint={isChecked ? complaint : null}
      />
    </FormDialog>
  );
}
