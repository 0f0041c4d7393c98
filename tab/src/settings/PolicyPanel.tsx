import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { HistoryEntry, SettingsAnswer } from '../../../bot/src/http/contract.ts';
import { HistoryLine } from '../asset/HistoryLine.tsx';
import { useFormats, useWords } from '../components/locale.tsx';
import { useSharedStyles } from '../components/styles.ts';
import { SettingPanel } from './SettingPanel.tsx';

const useStyles = makeStyles({
  version: { fontWeight: tokens.fontWeightSemibold },
  text: { margin: `${tokens.spacingVerticalXS} 0` },
  earlier: { marginTop: tokens.spacingVerticalS },
  disclosure: {
    cursor: 'pointer',
    color: tokens.colorBrandForegroundLink,
    width: 'fit-content',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, borderRadius: tokens.borderRadiusSmall },
  },
  list: { listStyleType: '""', margin: `${tokens.spacingVerticalS} 0 0`, padding: 0 },
});

type PolicyPanelProps = {
  policy: SettingsAnswer['policy'];
  /** Entries about the policy, newest first. */
  versions: readonly HistoryEntry[];
  onEdit: (() => void) | null;
};

/** The purchase policy as it holds, and how it came to that. */
export function PolicyPanel({ policy, versions, onEdit }: PolicyPanelProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const formats = useFormats();
  const text = useWords().tab.settingsPage.policy;
  return (
    <SettingPanel heading={text.heading} about={text.about} onEdit={onEdit} isDeployed={!policy.isChosen}>
      <div className={styles.version}>{text.version(policy.version)}</div>
      <p className={mergeClasses(styles.text, shared.prose)}>{policy.text}</p>
      {versions.length > 0 && (
        <details className={styles.earlier}>
          <summary className={styles.disclosure}>
            {text.earlier(formats.count(versions.length), versions.length === 1)}
          </summary>
          <ol className={styles.list}>
            {versions.map((entry) => (
              <HistoryLine key={entry.seq} entry={entry} />
            ))}
          </ol>
        </details>
      )}
    </SettingPanel>
  );
}
