import { Skeleton, SkeletonItem } from '@fluentui/react-components';
import { useState } from 'react';
import { daysBefore, percentText, restText } from '../../../bot/src/domain/settings-history.ts';
import type { SettingsAnswer } from '../../../bot/src/http/contract.ts';
import { useMyself } from '../api/me.ts';
import { useSettings, useSettingsHistory } from '../api/settings.ts';
import { HistoryPanel } from '../asset/HistoryPanel.tsx';
import { useFormats, useLocale, useWords } from '../components/locale.tsx';
import { Page } from '../components/Page.tsx';
import { Panel } from '../components/Panel.tsx';
import { TroubleBar, TroubleView } from '../components/TroubleView.tsx';
import { AreasPanel } from './AreasPanel.tsx';
import { EditDialog, type Editing } from './EditDialog.tsx';
import { PolicyPanel } from './PolicyPanel.tsx';
import { PricesPanel } from './PricesPanel.tsx';
import { namesOf } from './people.ts';
import { SettingPanel } from './SettingPanel.tsx';

/** What the organisation has decided once, how it came to that, and for ITAM staff the way to change it. */
export function SettingsScreen() {
  const words = useWords();
  const text = words.tab.settingsPage;
  const mayChange = useMyself().may.includes('settings.change');
  const settings = useSettings();
  return (
    <Page title={words.tab.settings} lead={mayChange ? text.lead : `${text.lead} ${text.readOnly}`} width="reading">
      {settings.status === 'loading' && (
        <Skeleton aria-label={words.tab.loading}>
          <SkeletonItem size={128} />
        </Skeleton>
      )}
      {settings.status === 'failed' && <TroubleView trouble={settings.trouble} retry={settings.retry} />}
      {settings.status === 'ready' && (
        <>
          {settings.trouble && (
            <TroubleBar trouble={settings.trouble} asOf={settings.value.confirmedAt} retry={settings.retry} />
          )}
          <SettingsPanels settings={settings.value.body} mayChange={mayChange} />
        </>
      )}
    </Page>
  );
}

function SettingsPanels({ settings, mayChange }: { settings: SettingsAnswer; mayChange: boolean }) {
  const words = useWords();
  const formats = useFormats();
  const locale = useLocale();
  const text = words.tab.settingsPage;
  const history = useSettingsHistory(settings.version);
  // The settings as they were when the dialog was opened: what comes meanwhile must not touch the form.
  const [editing, setEditing] = useState<(Editing & { seen: SettingsAnswer }) | null>(null);
  const edit = (what: Editing) => setEditing({ ...what, seen: settings });
  const opens = (what: Editing) => (mayChange ? () => edit(what) : null);
  const {
    itamChannel,
    fallbackApprovers,
    reminderDays,
    retireEndedAfter,
    approvalTolerance,
    policy,
    priceBook,
    itamStaff,
  } = settings;
  const versions = history.status === 'ready' ? history.value.entries.filter(({ type }) => type === 'policy') : [];
  return (
    <>
      <SettingPanel
        heading={text.channel.heading}
        about={text.channel.about}
        onEdit={opens({ kind: 'channel' })}
        isDeployed={!itamChannel.isChosen}
      >
        {itamChannel.id ?? text.channel.open}
      </SettingPanel>
      <SettingPanel
        heading={text.approvers.heading}
        about={text.approvers.about}
        onEdit={opens({ kind: 'approvers' })}
        isDeployed={!fallbackApprovers.isChosen}
      >
        {namesOf(fallbackApprovers.people, formats) || text.approvers.empty}
      </SettingPanel>
      {(['products', 'centres'] as const).map((areas) => (
        <AreasPanel
          key={areas}
          kind={areas}
          settings={settings}
          mayChange={mayChange}
          onOwners={(area) => edit({ kind: 'owners', areas, area })}
          onRemove={(area) => edit({ kind: 'no-owners', areas, area })}
        />
      ))}
      <PolicyPanel policy={policy} versions={versions} onEdit={opens({ kind: 'policy' })} />
      <SettingPanel
        heading={text.reminders.heading}
        about={text.reminders.about}
        onEdit={opens({ kind: 'reminders' })}
        isDeployed={!reminderDays.isChosen}
      >
        {daysBefore(reminderDays.days, locale) ?? text.reminders.empty}
      </SettingPanel>
      <SettingPanel heading={text.tolerance.heading} about={text.tolerance.about} onEdit={opens({ kind: 'tolerance' })}>
        {percentText(approvalTolerance, locale)}
      </SettingPanel>
      <SettingPanel heading={text.ended.heading} about={text.ended.about} onEdit={opens({ kind: 'ended' })}>
        {restText(retireEndedAfter, locale)}
      </SettingPanel>
      <PricesPanel
        priceBook={priceBook}
        mayChange={mayChange}
        onPrice={(price) => edit({ kind: 'price', price })}
        onRemove={(price) => edit({ kind: 'no-price', price })}
      />
      <SettingPanel heading={text.staff.heading} about={text.staff.about} onEdit={null}>
        {namesOf(itamStaff, formats) || text.staff.empty}
      </SettingPanel>
      {history.status === 'ready' && history.value.entries.length === 0 && history.value.isIntact ? (
        <Panel heading={words.tab.asset.section.history}>{text.history.empty}</Panel>
      ) : (
        <HistoryPanel history={history} />
      )}
      {editing && <EditDialog editing={editing} seen={editing.seen} onClose={() => setEditing(null)} />}
    </>
  );
}
