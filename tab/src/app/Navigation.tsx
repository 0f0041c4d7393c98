import { CounterBadge, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { NavLink } from 'react-router';
import { useFormats, useWords } from '../components/locale.tsx';
import { useSharedStyles } from '../components/styles.ts';
import type { Destination } from './destinations.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingHorizontalXS, minWidth: 0 },
  link: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    minHeight: '36px',
    padding: `0 ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground2,
    textDecorationLine: 'none',
    border: '1px solid transparent',
    '@media (forced-colors: active)': { border: '1px solid Canvas' },
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover, color: tokens.colorNeutralForeground1 },
    '&[aria-current="page"]': {
      backgroundColor: tokens.colorNeutralBackground1,
      color: tokens.colorBrandForeground1,
      fontWeight: tokens.fontWeightSemibold,
      border: `1px solid ${tokens.colorNeutralStroke2}`,
      '@media (forced-colors: active)': { border: '1px solid Highlight' },
    },
  },
  icon: { flexShrink: 0 },
  count: { marginLeft: 'auto' },
});

type NavigationProps = {
  id: string;
  className?: string | undefined;
  destinations: readonly Destination[];
  /** How many decisions wait for the reader. */
  toDecide: number;
  onFollow?: () => void;
};

/** The links to the places of the tab. */
export function Navigation({ id, className, destinations, toDecide, onFollow }: NavigationProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const words = useWords();
  const formats = useFormats();
  return (
    <nav id={id} className={mergeClasses(styles.root, className)} aria-label={words.tab.navigation}>
      {destinations.map(({ path, icon: Icon, word, isCounted }) => (
        <NavLink key={path} to={path} className={styles.link} {...(onFollow && { onClick: onFollow })}>
          <Icon className={styles.icon} aria-hidden />
          {word(words)}
          {isCounted && toDecide > 0 && (
            <>
              <CounterBadge className={styles.count} count={toDecide} overflowCount={999} size="small" aria-hidden />
              <span className={shared.hidden}>{words.tab.waiting(formats.count(toDecide))}</span>
            </>
          )}
        </NavLink>
      ))}
    </nav>
  );
}
