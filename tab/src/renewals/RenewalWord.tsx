import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { FluentIcon } from '@fluentui/react-icons';
import { CheckmarkCircle16Filled } from '@fluentui/react-icons/svg/checkmark-circle';
import { DismissCircle16Filled } from '@fluentui/react-icons/svg/dismiss-circle';
import { QuestionCircle16Filled } from '@fluentui/react-icons/svg/question-circle';
import type { RenewalState } from '../../../bot/src/domain/renewal.ts';
import { useWords } from '../components/locale.tsx';

const icons: Record<RenewalState, FluentIcon> = {
  undecided: QuestionCircle16Filled,
  keep: CheckmarkCircle16Filled,
  end: DismissCircle16Filled,
};

const useStyles = makeStyles({
  root: { display: 'inline-flex', alignItems: 'center', gap: '6px' },
  icon: { flexShrink: 0 },
  undecided: { color: tokens.colorStatusWarningForeground3 },
  keep: { color: tokens.colorStatusSuccessForeground1 },
  end: { color: tokens.colorNeutralForeground3 },
});

/** How a renewal stands: the word, with a sign before it that differs in shape as well as in colour. */
export function RenewalWord({ state }: { state: RenewalState }) {
  const styles = useStyles();
  const words = useWords();
  const Icon = icons[state];
  return (
    <span className={styles.root}>
      <Icon className={mergeClasses(styles.icon, styles[state])} aria-hidden />
      {words.tab.list.renewal[state]}
    </span>
  );
}
