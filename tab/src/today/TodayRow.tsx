import { makeStyles, tokens } from '@fluentui/react-components';
import { Link } from 'react-router';

const useStyles = makeStyles({
  root: {
    position: 'relative',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
    padding: `${tokens.spacingVerticalS} 0`,
    overflowWrap: 'anywhere',
  },
  link: {
    color: 'inherit',
    fontWeight: tokens.fontWeightSemibold,
    textDecorationLine: 'none',
    '::after': { content: '""', position: 'absolute', inset: 0 },
    ':hover': { textDecorationLine: 'underline' },
    ':focus-visible': { outlineStyle: 'none' },
    ':focus-visible::after': {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      borderRadius: tokens.borderRadiusMedium,
    },
  },
  about: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

type TodayRowProps = { to: string; title: string; about: readonly string[] };

/** One thing to do: a sentence that leads to it, and what else matters about it. */
export function TodayRow({ to, title, about }: TodayRowProps) {
  const styles = useStyles();
  return (
    <div className={styles.root}>
      <Link to={to} className={styles.link}>
        {title}
      </Link>
      <span className={styles.about}>{about.join(' · ')}</span>
    </div>
  );
}
