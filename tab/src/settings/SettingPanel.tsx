import { Button, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useWords } from '../components/locale.tsx';
import { Panel } from '../components/Panel.tsx';
import { useSharedStyles } from '../components/styles.ts';

const useStyles = makeStyles({
  about: { margin: 0, marginBottom: tokens.spacingVerticalM },
  value: { overflowWrap: 'anywhere' },
});

type SettingPanelProps = {
  heading: string;
  /** What the setting is for. */
  about: string;
  /** Opens the dialog that changes it; null for whoever may not. */
  onEdit: (() => void) | null;
  /** What the button says, where it does not change all of it. */
  verb?: string;
  /** Still as the deployment says. */
  isDeployed?: boolean;
  children: ReactNode;
};

/** One setting: what it is for, how it stands, where that comes from, and the way to change it. */
export function SettingPanel({ heading, about, onEdit, verb, isDeployed = false, children }: SettingPanelProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const text = useWords().tab.settingsPage;
  const edit = onEdit && (
    <Button size="small" aria-label={verb ?? text.editOf(heading)} onClick={onEdit}>
      {verb ?? text.edit}
    </Button>
  );
  return (
    <Panel heading={heading} beside={edit}>
      <p className={mergeClasses(styles.about, shared.muted)}>{about}</p>
      <div className={styles.value}>{children}</div>
      {isDeployed && <Deployed />}
    </Panel>
  );
}

/** Says that what stands there comes from the deployment. */
export function Deployed() {
  const shared = useSharedStyles();
  const text = useWords().tab.settingsPage;
  return (
    <Text as="p" size={200} className={shared.muted} title={text.deployedHint}>
      {text.deployed}
    </Text>
  );
}
