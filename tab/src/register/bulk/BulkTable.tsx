import {
  makeStyles,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  tokens,
} from '@fluentui/react-components';
import { Link } from 'react-router';
import type { BulkRow, ManyAction } from '../../../../bot/src/http/contract.ts';
import { useFormats, useWords } from '../../components/locale.tsx';
import { useSharedStyles } from '../../components/styles.ts';
import { becomesText, groupsOf, whatText } from './bulk-rows.ts';

/** More rows of a kind than these are counted, not listed. */
const mostListed = 100;

const useStyles = makeStyles({
  // Scrolls by itself, so that what the dialog asks and its buttons stay in sight.
  region: {
    maxHeight: 'min(360px, 45vh)',
    overflow: 'auto',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  table: { tableLayout: 'fixed' },
  cell: { height: 'auto', padding: tokens.spacingHorizontalS, verticalAlign: 'top', overflowWrap: 'anywhere' },
  group: { fontWeight: tokens.fontWeightSemibold, backgroundColor: tokens.colorNeutralBackground2 },
  who: { display: 'block', fontSize: tokens.fontSizeBase200 },
});

type BulkTableProps = {
  action: ManyAction;
  rows: readonly BulkRow[];
  isDone: boolean;
  /** Someone goes to one of the assets, and the dialog with it. */
  onFollow?: () => void;
};

/** What becomes of each asset, or became of it; what can't be done comes first. */
export function BulkTable({ action, rows, isDone, onFollow }: BulkTableProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const words = useWords();
  const formats = useFormats();
  const { bulk } = words.tab;
  const when = isDone ? 'after' : 'before';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys.
    <section className={styles.region} tabIndex={0} aria-label={bulk.table}>
      <Table size="small" className={styles.table} aria-label={bulk.table}>
        <TableHeader>
          <TableRow>
            <TableHeaderCell>{bulk.what}</TableHeaderCell>
            <TableHeaderCell>{isDone ? bulk.became : bulk.becomes}</TableHeaderCell>
          </TableRow>
        </TableHeader>
        {groupsOf(rows).map(({ outcome, rows: ofGroup }) => (
          <TableBody key={outcome}>
            <TableRow>
              <TableCell
                colSpan={2}
                className={mergeClasses(styles.cell, styles.group, outcome === 'refused' && shared.danger)}
              >
                {bulk.group(bulk.groups[outcome][when], formats.count(ofGroup.length))}
              </TableCell>
            </TableRow>
            {ofGroup.slice(0, mostListed).map((row) => (
              <TableRow key={row.id}>
                <TableCell className={styles.cell}>
                  {/* What was changed may have left the list behind the dialog by it. */}
                  {onFollow ? (
                    <Link to={`/register/${encodeURIComponent(row.id)}`} className={shared.link} onClick={onFollow}>
                      {whatText(row, words, formats)}
                    </Link>
                  ) : (
                    whatText(row, words, formats)
                  )}
                  {row.owner && <span className={mergeClasses(styles.who, shared.muted)}>{row.owner.name}</span>}
                </TableCell>
                <TableCell className={styles.cell}>{becomesText(row, action, isDone, words, formats)}</TableCell>
              </TableRow>
            ))}
            {ofGroup.length > mostListed && (
              <TableRow>
                <TableCell colSpan={2} className={mergeClasses(styles.cell, shared.muted)}>
                  {bulk.more(formats.count(ofGroup.length - mostListed))}
                </TableCell>
              </TableRow>
            )}
          </TableBody>
        ))}
      </Table>
    </section>
  );
}
