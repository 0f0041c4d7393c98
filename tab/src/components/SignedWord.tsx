import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { FluentIcon } from '@fluentui/react-icons';

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
  warning: { color: tokens.colorStatusWarningForeground3 },
  brand: { color: tokens.colorBrandForeground1 },
  success: { color: tokens.colorStatusSuccessForeground1 },
  danger: { color: tokens.colorStatusDangerForeground2 },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** A state's sign. Signs that stand for states of one thing differ in shape as well as in colour. */
export type Sign = { icon: FluentIcon; tone: 'warning' | 'brand' | 'success' | 'danger' | 'quiet' };

/** A state as a word, with its sign before it. */
export function SignedWord({ sign: { icon: Icon, tone }, word }: { sign: Sign; word: string }) {
  const styles = useStyles();
  return (
    <span className={styles.root}>
      <Icon className={mergeClasses(styles.icon, styles[tone])} aria-hidden />
      {word}
    </span>
  );
}
