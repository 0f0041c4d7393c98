import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Navigation20Regular } from '@fluentui/react-icons/svg/navigation';
import { ShieldCheckmark24Filled } from '@fluentui/react-icons/svg/shield-checkmark';
import { useEffect, useRef, useState } from 'react';
import { Outlet, ScrollRestoration } from 'react-router';
import { useToDecide } from '../api/decisions.ts';
import { useMyself } from '../api/me.ts';
import { Announcer } from '../components/Announcer.tsx';
import { useWords } from '../components/locale.tsx';
import { type Trail, TrailProvider } from '../components/trail.tsx';
import { PersonaMenu } from '../sign-in/PersonaMenu.tsx';
import { useSession } from '../sign-in/session.ts';
import { destinationsFor } from './destinations.ts';
import { Navigation } from './Navigation.tsx';

/** From this width on the navigation stands beside the page; below it is folded away behind a button. */
const wide = '@media (min-width: 960px)';

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
    fontWeight: tokens.fontWeightSemibold,
    fontSize: tokens.fontSizeBase400,
  },
  brandIcon: { color: tokens.colorBrandForeground1, flexShrink: 0 },
  menuButton: { [wide]: { display: 'none' } },
  links: {
    flexBasis: '100%',
    order: 1,
    paddingBottom: tokens.spacingVerticalS,
    [wide]: { flexBasis: 'auto', order: 0 },
  },
  folded: { display: 'none', [wide]: { display: 'flex' } },
  person: { marginLeft: 'auto', minWidth: 0 },
  personRail: { [wide]: { marginLeft: 0, marginTop: 'auto' } },
});

const navigationId = 'navigation';
const menuButtonId = 'navigation-menu';

/** The frame around every page: where one can go, who one is, and the page. */
export function Shell() {
  const styles = useStyles();
  const words = useWords();
  const me = useMyself();
  const { practice } = useSession();
  const trail = useRef<Trail>({ list: null, openedId: null });
  const { count: toDecide, decides } = useToDecide(me);
  const destinations = destinationsFor({ me, decides });
  const hasRail = destinations.length > 1;
  const rail = (base: string, beside: string) => mergeClasses(base, hasRail && beside);

  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => {
    if (!isOpen) return;
    const foldOnEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setIsOpen(false);
      document.getElementById(menuButtonId)?.focus();
    };
    document.addEventListener('keydown', foldOnEscape);
    return () => document.removeEventListener('keydown', foldOnEscape);
  }, [isOpen]);
  return (
    <TrailProvider value={trail}>
      <Announcer>
        <div className={rail(styles.root, styles.withRail)}>
          <a href="#content" className={styles.skip}>
            {words.tab.skip}
          </a>
          <header className={rail(styles.bar, styles.rail)}>
            {hasRail && (
              <Button
                id={menuButtonId}
                className={styles.menuButton}
                appearance="subtle"
                icon={<Navigation20Regular />}
                aria-label={words.tab.menu}
                aria-expanded={isOpen}
                aria-controls={navigationId}
                onClick={() => setIsOpen(!isOpen)}
              />
            )}
            <div className={styles.brand}>
              <ShieldCheckmark24Filled className={styles.brandIcon} aria-hidden />
              <span>{words.tab.app}</span>
            </div>
            {hasRail && (
              <Navigation
                id={navigationId}
                className={mergeClasses(styles.links, !isOpen && styles.folded)}
                destinations={destinations}
                toDecide={toDecide}
                onFollow={() => setIsOpen(false)}
              />
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
