import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { FluentIcon } from '@fluentui/react-icons';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    gap: tokens.spacingVerticalS,
    padding: `${tokens.spacingVerticalXXXL} ${tokens.spacingHorizontalL}`,
    textAlign: 'center',
  },
  icon: { color: tokens.colorNeutralForeground3, width: '40px', height: '40px' },
  title: { ...typographyStyles.subtitle1, margin: 0 },
  lead: { color: tokens.colorNeutralForeground2, maxWidth: '52ch', margin: 0, overflowWrap: 'anywhere' },
  way: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, justifyContent: 'center' },
});

type BlankProps = {
  icon: FluentIcon;
  title: string;
  lead: string;
  /** Of the heading: 1 where there is nothing else on the page. */
  level?: 1 | 2;
  children?: ReactNode;
};

/** Where there is nothing to show: why, and a way on. */
export function Blank({ icon: Icon, title, lead, level = 2, children }: BlankProps) {
  const styles = useStyles();
  const Heading = level === 1 ? 'h1' : 'h2';
  return (
    <div className={styles.root}>
      <Icon className={styles.icon} aria-hidden />
      <Heading className={styles.title}>{title}</Heading>
      <p className={styles.lead}>{lead}</p>
      {children && <div className={styles.way}>{children}</div>}
    </div>
  );
}
