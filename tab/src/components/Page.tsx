import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { type ReactNode, useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import { useWords } from './locale.tsx';
import { narrow } from './styles.ts';

/** The page heading's id; what loses its own place on the page hands the focus to it. */
export const headingId = 'page-heading';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    padding: `${tokens.spacingVerticalXXL} ${tokens.spacingHorizontalXXL}`,
    maxWidth: '2200px',
    [narrow]: { padding: tokens.spacingHorizontalL },
  },
  reading: { maxWidth: '1440px' },
  form: { maxWidth: '768px', width: '100%', boxSizing: 'border-box', marginInline: 'auto' },
  header: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalL, justifyContent: 'space-between' },
  titles: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
    flex: '1 1 280px',
    minWidth: 0,
  },
  titleLine: { display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', columnGap: tokens.spacingHorizontalM },
  heading: {
    ...typographyStyles.title2,
    margin: 0,
    overflowWrap: 'anywhere',
    outlineStyle: 'none',
    [narrow]: { fontSize: tokens.fontSizeBase500, lineHeight: tokens.lineHeightBase500 },
  },
  lead: { color: tokens.colorNeutralForeground3 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, alignSelf: 'flex-end', minWidth: 0 },
});

type PageProps = {
  /** Of the browser tab and of the heading, unless `heading` says otherwise. */
  title: string;
  heading?: string;
  /** Above the heading: where this page is. */
  before?: ReactNode;
  /** On the heading's line. */
  beside?: ReactNode;
  /** Under the heading. */
  lead?: ReactNode;
  actions?: ReactNode;
  width?: 'wide' | 'reading' | 'form';
  /** Who gets the focus when people come here from another page. */
  focus?: 'heading' | 'content';
  children: ReactNode;
};

/** The frame of every view: the window's title, one heading, what can be done, and where the focus goes on arrival. */
export function Page({ title, heading, before, beside, lead, actions, width, focus = 'heading', children }: PageProps) {
  const styles = useStyles();
  const words = useWords();
  const ref = useRef<HTMLHeadingElement>(null);
  const { key } = useLocation();
  const isFirstPage = useRef(key === 'default');
  useEffect(() => {
    if (focus === 'heading' && !isFirstPage.current) ref.current?.focus({ preventScroll: true });
  }, [focus]);
  return (
    <main id="content" className={mergeClasses(styles.root, width && width !== 'wide' && styles[width])}>
      <title>{words.tab.title(title)}</title>
      <header className={styles.header}>
        <div className={styles.titles}>
          {before}
          <div className={styles.titleLine}>
            <h1 id={headingId} ref={ref} tabIndex={-1} className={styles.heading}>
              {heading ?? title}
            </h1>
            {beside}
          </div>
          {lead && <div className={styles.lead}>{lead}</div>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </main>
  );
}
