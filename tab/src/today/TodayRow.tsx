import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Link } from 'react-router';
import { useSharedStyles } from '../components/styles.ts';

const useStyles = makeStyles({
  root: {
    position: 'relative',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
    padding: `${tokens.spacingVerticalS} 0`,
    overflowWrap: 'anywhere',
  },
  title: { fontWeight: tokens.fontWeightSemibold },
  about: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

type TodayRowProps = { to: string; title: string; about: readonly string[] };

/** One thing to do: a sentence that leads to it, and what else matters about it. */
export function TodayRow({ to, title, about }: TodayRowProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  return (
    <div className={styles.root}>
      <Link to={to} className={mergeClasses(shared.covering, styles.title)}>
        {title}
      </Link>
      <span className={styles.about}>{about.join(' · ')}</span>
    </div>
  );
}
