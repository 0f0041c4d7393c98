import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { FluentIcon } from '@fluentui/react-icons';
import { Archive16Regular } from '@fluentui/react-icons/svg/archive';
import { CheckmarkCircle16Filled } from '@fluentui/react-icons/svg/checkmark-circle';
import { Clock16Regular } from '@fluentui/react-icons/svg/clock';
import { DismissCircle16Filled } from '@fluentui/react-icons/svg/dismiss-circle';
import { QuestionCircle16Filled } from '@fluentui/react-icons/svg/question-circle';
import type { AssetStatus } from '../../../bot/src/domain/asset.ts';
import { useWords } from './locale.tsx';

const icons: Record<AssetStatus, FluentIcon> = {
  detected: QuestionCircle16Filled,
  declared: Clock16Regular,
  approved: CheckmarkCircle16Filled,
  rejected: DismissCircle16Filled,
  retired: Archive16Regular,
};

const useStyles = makeStyles({
  root: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '6px',
    minWidth: 0,
    whiteSpace: 'nowrap',
    verticalAlign: 'top',
  },
  icon: { flexShrink: 0 },
  detected: { color: tokens.colorStatusWarningForeground3 },
  declared: { color: tokens.colorBrandForeground1 },
  approved: { color: tokens.colorStatusSuccessForeground1 },
  rejected: { color: tokens.colorStatusDangerForeground1 },
  retired: { color: tokens.colorNeutralForeground3 },
});

/** An asset's state: the word, with a sign before it that differs in shape as well as in colour. */
export function StatusWord({ status }: { status: AssetStatus }) {
  const styles = useStyles();
  const words = useWords();
  const Icon = icons[status];
  return (
    <span className={styles.root}>
      <Icon className={mergeClasses(styles.icon, styles[status])} aria-hidden />
      {words.status[status]}
    </span>
  );
}
