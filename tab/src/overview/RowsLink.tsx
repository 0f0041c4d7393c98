import { makeStyles, mergeClasses } from '@fluentui/react-components';
import { Link } from 'react-router';
import { useSharedStyles } from '../components/styles.ts';

const useStyles = makeStyles({ figures: { fontVariantNumeric: 'tabular-nums' } });

type RowsLinkProps = { query: string | null; label?: string; children: string };

/** A figure that opens the register's rows behind it; plain where no query yields exactly those. */
export function RowsLink({ query, label, children }: RowsLinkProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  if (query === null) return <span className={styles.figures}>{children}</span>;
  return (
    <Link
      className={mergeClasses(shared.link, styles.figures)}
      to={`/register?${query}`}
      {...(label !== undefined && { 'aria-label': label })}
    >
      {children}
    </Link>
  );
}
