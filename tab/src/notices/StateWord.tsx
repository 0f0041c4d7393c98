import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { FluentIcon } from '@fluentui/react-icons';
import { ArrowSync16Regular } from '@fluentui/react-icons/svg/arrow-sync';
import { CheckmarkCircle16Filled } from '@fluentui/react-icons/svg/checkmark-circle';
import { Clock16Regular } from '@fluentui/react-icons/svg/clock';
import { DismissCircle16Filled } from '@fluentui/react-icons/svg/dismiss-circle';
import type { NoticeState } from '../api/notices.ts';
import { useWords } from '../components/locale.tsx';

const icons: Record<NoticeState, FluentIcon> = {
  failed: DismissCircle16Filled,
  waiting: Clock16Regular,
  pending: ArrowSync16Regular,
  delivered: CheckmarkCircle16Filled,
};

const useStyles = makeStyles({
  root: { display: 'inline-flex', alignItems: 'center', gap: '6px', whiteSpace: 'nowrap' },
  icon: { flexShrink: 0 },
  failed: { color: tokens.colorStatusDangerForeground1 },
  waiting: { color: tokens.colorStatusWarningForeground3 },
  pending: { color: tokens.colorBrandForeground1 },
  delivered: { color: tokens.colorStatusSuccessForeground1 },
});

/** How a notice stands: the word, with a sign before it that differs in shape as well as in colour. */
export function StateWord({ state }: { state: NoticeState }) {
  const styles = useStyles();
  const words = useWords();
  const Icon = icons[state];
  return (
    <span className={styles.root}>
      <Icon className={mergeClasses(styles.icon, styles[state])} aria-hidden />
      {words.tab.noticesPage.one[state]}
    </span>
  );
}
