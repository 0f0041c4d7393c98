import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { type ReactNode, useId } from 'react';
import { useSharedStyles } from './styles.ts';

const useStyles = makeStyles({
  header: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    alignItems: 'center',
    justifyContent: 'space-between',
    marginBottom: tokens.spacingVerticalS,
  },
  heading: { ...typographyStyles.subtitle2, margin: 0 },
});

type PanelProps = { heading: string; beside?: ReactNode; className?: string; children: ReactNode };

/** A white sheet with a heading: one group of facts. */
export function Panel({ heading, beside, className, children }: PanelProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const id = useId();
  return (
    <section className={mergeClasses(shared.sheet, shared.padded, className)} aria-labelledby={id}>
      <div className={styles.header}>
        <h2 id={id} className={styles.heading}>
          {heading}
        </h2>
        {beside}
      </div>
      {children}
    </section>
  );
}
