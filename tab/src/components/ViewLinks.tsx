import { makeStyles, tokens } from '@fluentui/react-components';
import { Link } from 'react-router';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    listStyleType: '""',
    margin: 0,
    padding: 0,
  },
  link: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    minHeight: '32px',
    padding: `0 ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    '&[aria-current="true"]': {
      backgroundColor: tokens.colorBrandBackground2,
      color: tokens.colorBrandForeground2,
      fontWeight: tokens.fontWeightSemibold,
      border: `1px solid ${tokens.colorBrandStroke1}`,
      '@media (forced-colors: active)': { border: '2px solid Highlight' },
    },
  },
  count: { fontVariantNumeric: 'tabular-nums' },
});

export type ViewLink = { to: string; word: string; count: string | null; isCurrent: boolean };

/** What a page may show, as links: the address holds the choice, so Back undoes it. */
export function ViewLinks({ label, links }: { label: string; links: readonly ViewLink[] }) {
  const styles = useStyles();
  return (
    <nav aria-label={label}>
      <ul className={styles.root}>
        {links.map(({ to, word, count, isCurrent }) => (
          <li key={word}>
            <Link to={to} className={styles.link} preventScrollReset {...(isCurrent && { 'aria-current': 'true' })}>
              {word} {count !== null && <span className={styles.count}>{count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
