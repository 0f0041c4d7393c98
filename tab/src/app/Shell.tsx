import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ShieldCheckmark24Filled } from '@fluentui/react-icons/svg/shield-checkmark';
import { useRef } from 'react';
import { NavLink, Outlet, ScrollRestoration } from 'react-router';
import { useMyself } from '../api/me.ts';
import { Announcer } from '../components/Announcer.tsx';
import { useWords } from '../components/locale.tsx';
import { type Trail, TrailProvider } from '../components/trail.tsx';
import { PersonaMenu } from '../sign-in/PersonaMenu.tsx';
import { useSession } from '../sign-in/session.ts';
import { destinationsFor } from './destinations.ts';

/** From this width on the navigation stands beside the page instead of over it. */
const wide = '@media (min-width: 960px)';
/** Below this width there is room for the words of the links, and for nothing beside them. */
const phone = '@media (max-width: 479px)';

const useStyles = makeStyles({
  root: { minHeight: '100vh', display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gridTemplateRows: 'auto 1fr' },
  withRail: { [wide]: { gridTemplateColumns: '200px minmax(0, 1fr)', gridTemplateRows: '1fr' } },
  skip: {
    position: 'absolute',
    left: tokens.spacingHorizontalM,
    top: '-100px',
    zIndex: 10,
    padding: tokens.spacingHorizontalM,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorBrandForegroundLink,
    ':focus': { top: tokens.spacingVerticalM },
  },
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    [phone]: { paddingInline: tokens.spacingHorizontalXS },
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
    minWidth: 0,
  },
  rail: {
    [wide]: {
      flexDirection: 'column',
      flexWrap: 'nowrap',
      alignItems: 'stretch',
      position: 'sticky',
      top: 0,
      // Its menu lies over what sticks in the page.
      zIndex: 5,
      height: '100vh',
      boxSizing: 'border-box',
      overflowY: 'auto',
      padding: tokens.spacingHorizontalS,
      borderBottomStyle: 'none',
      borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
    },
  },
  brand: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: tokens.spacingHorizontalS,
    [phone]: { paddingInline: tokens.spacingHorizontalXS },
    fontWeight: tokens.fontWeightSemibold,
    fontSize: tokens.fontSizeBase400,
  },
  brandIcon: { color: tokens.colorBrandForeground1, flexShrink: 0 },
  brandWord: { [phone]: { display: 'none' } },
  links: { display: 'flex', gap: tokens.spacingHorizontalXS, flexWrap: 'wrap', minWidth: 0 },
  linksRail: { [wide]: { flexDirection: 'column', flexWrap: 'nowrap' } },
  link: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    minHeight: '36px',
    padding: `0 ${tokens.spacingHorizontalM}`,
    [phone]: { paddingInline: tokens.spacingHorizontalS },
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
  icon: { flexShrink: 0, [phone]: { display: 'none' } },
  person: { marginLeft: 'auto', minWidth: 0 },
  personRail: { [wide]: { marginLeft: 0, marginTop: 'auto' } },
});

/** The frame around every page: where one can go, who one is, and the page. */
export function Shell() {
  const styles = useStyles();
  const words = useWords();
  const me = useMyself();
  const { practice } = useSession();
  const trail = useRef<Trail>({ list: null, openedId: null });
  const destinations = destinationsFor(me);
  const hasRail = destinations.length > 1;
  const rail = (base: string, beside: string) => mergeClasses(base, hasRail && beside);
  return (
    <TrailProvider value={trail}>
      <Announcer>
        <div className={rail(styles.root, styles.withRail)}>
          <a href="#content" className={styles.skip}>
            {words.tab.skip}
          </a>
          <header className={rail(styles.bar, styles.rail)}>
            <div className={styles.brand}>
              <ShieldCheckmark24Filled className={styles.brandIcon} aria-hidden />
              <span className={styles.brandWord}>{words.tab.app}</span>
            </div>
            {hasRail && (
              <nav className={mergeClasses(styles.links, styles.linksRail)} aria-label={words.tab.navigation}>
                {destinations.map(({ path, icon: Icon, word }) => (
                  <NavLink key={path} to={path} className={styles.link}>
                    <Icon className={styles.icon} aria-hidden />
                    {word(words)}
                  </NavLink>
                ))}
              </nav>
            )}
            {practice && (
              <div className={rail(styles.person, styles.personRail)}>
                <PersonaMenu practice={practice} />
              </div>
            )}
          </header>
          <Outlet />
        </div>
        <ScrollRestoration />
      </Announcer>
    </TrailProvider>
  );
}
