import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { type ReactNode, useId } from 'react';
import { useSharedStyles } from '../components/styles.ts';
import { HowCounted } from './HowCounted.tsx';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS },
  header: { display: 'flex', alignItems: 'center', justifyContent: 'space-between', minHeight: '24px' },
  heading: { ...typographyStyles.body1Strong, margin: 0 },
  figure: { ...typographyStyles.title3, fontVariantNumeric: 'tabular-nums', overflowWrap: 'anywhere' },
  about: {
    color: tokens.colorNeutralForeground2,
    display: 'flex',
    flexDirection: 'column',
    overflowWrap: 'anywhere',
    lineHeight: tokens.lineHeightBase400,
  },
});

type FigureCardProps = {
  heading: string;
  figure: string;
  className?: string;
  explained: readonly string[];
  asOf: string;
  /** More of how it is counted. */
  further?: ReactNode;
  /** What it rests on, with the way there. */
  children: ReactNode;
};

/** One figure, large, with what it rests on and how it is counted. */
export function FigureCard({ heading, figure, className, explained, asOf, further, children }: FigureCardProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const id = useId();
  return (
    <section className={mergeClasses(shared.sheet, shared.padded, styles.root, className)} aria-labelledby={id}>
      <div className={styles.header}>
        <h2 id={id} className={styles.heading}>
          {heading}
        </h2>
        <HowCounted what={heading} explained={explained} asOf={asOf}>
          {further}
        </HowCounted>
      </div>
      <span className={styles.figure}>{figure}</span>
      <div className={styles.about}>{children}</div>
    </section>
  );
}
