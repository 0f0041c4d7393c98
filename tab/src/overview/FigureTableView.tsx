import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useSharedStyles } from '../components/styles.ts';
import { RowsLink } from './RowsLink.tsx';
import type { FigureTable } from './tables.ts';

const useStyles = makeStyles({
  // A table of figures is wider than a phone; it scrolls by itself instead of the page.
  frame: { overflowX: 'auto', maxWidth: '100%' },
  table: { width: '100%', borderCollapse: 'collapse' },
  cell: {
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    textAlign: 'right',
    fontWeight: tokens.fontWeightRegular,
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
    verticalAlign: 'top',
  },
  head: { color: tokens.colorNeutralForeground2, verticalAlign: 'bottom', whiteSpace: 'normal' },
  first: { textAlign: 'left', paddingLeft: 0, overflowWrap: 'anywhere', minWidth: '88px', whiteSpace: 'normal' },
});

type FigureTableViewProps = { caption: string; table: FigureTable; isShown: boolean };

/** A chart's figures. Where the chart is shown instead, they are there for screen readers alone, and nothing in them takes the focus. */
export function FigureTableView({ caption, table, isShown }: FigureTableViewProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  return (
    // A box that scrolls must be reachable by keyboard.
    <div
      className={isShown ? styles.frame : shared.hidden}
      {...(isShown && { tabIndex: 0, role: 'group', 'aria-label': caption })}
    >
      <table className={styles.table} aria-label={caption}>
        <thead>
          <tr>
            {table.columns.map((column, at) => (
              <th key={column} scope="col" className={mergeClasses(styles.cell, styles.head, at === 0 && styles.first)}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(({ key, cells: [first, ...cells] }) => (
            <tr key={key}>
              <th scope="row" className={mergeClasses(styles.cell, styles.first)}>
                {first?.text}
              </th>
              {cells.map(({ text, query }, at) => {
                const column = table.columns[at + 1] ?? '';
                return (
                  <td key={column} className={styles.cell}>
                    {isShown ? (
                      <RowsLink query={query} label={`${text}, ${first?.text}, ${column}`}>
                        {text}
                      </RowsLink>
                    ) : (
                      text
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
