import { useState } from 'react';
import { useWords } from '../components/locale.tsx';
import { LineField } from '../components/TextField.tsx';
import { type DialogProps, SettingDialog } from './SettingDialog.tsx';

/** Chooses the ITAM channel. */
export function ChannelDialog(props: DialogProps) {
  const words = useWords();
  const text = words.tab.settingsPage.channel;
  const [channel, setChannel] = useState(props.seen.itamChannel.id ?? '');
  return (
    <SettingDialog
      {...props}
      setting="itam-channel"
      title={text.title}
      lead={text.lead}
      body={{ channel: channel.trim() || null }}
      nowOf={({ itamChannel }) => itamChannel.id ?? words.tab.history.nothing}
    >
      {() => <LineField label={text.label} hint={text.hint} value={channel} onChange={setChannel} maxLength={2_000} />}
    </SettingDialog>
  );
}
