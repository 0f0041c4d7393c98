import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { HistoryEntry } from '../../../bot/src/http/contract.ts';
import { fieldWord, valueWord } from '../components/change-words.ts';
import { useFormats, useWords } from '../components/locale.tsx';
import { Moment } from '../components/Moment.tsx';
import { Said } from '../components/Said.tsx';

const useStyles = makeStyles({
  root: {
    position: 'relative',
    paddingLeft: '22px',
    paddingBottom: tokens.spacingVerticalL,
    overflowWrap: 'anywhere',
    '::before': {
      content: '""',
      position: 'absolute',
      left: '3px',
      top: '7px',
      width: '7px',
      height: '7px',
      borderRadius: '50%',
      backgroundColor: tokens.colorBrandForeground1,
      forcedColorAdjust: 'none',
    },
    ':not(:last-child)::after': {
      content: '""',
      position: 'absolute',
      left: '6px',
      top: '18px',
      bottom: '-3px',
      width: '1px',
      backgroundColor: tokens.colorNeutralStroke2,
    },
    ':last-child': { paddingBottom: 0 },
  },
  summary: { fontWeight: tokens.fontWeightSemibold },
  when: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  changes: { marginTop: tokens.spacingVerticalXXS, fontSize: tokens.fontSizeBase200 },
  disclosure: {
    cursor: 'pointer',
    color: tokens.colorBrandForegroundLink,
    width: 'fit-content',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, borderRadius: tokens.borderRadiusSmall },
  },
  table: { borderCollapse: 'collapse', marginTop: tokens.spacingVerticalXS, width: '100%', tableLayout: 'fixed' },
  cell: {
    textAlign: 'left',
    verticalAlign: 'top',
    fontWeight: tokens.fontWeightRegular,
    padding: '2px 8px 2px 0',
    overflowWrap: 'anywhere',
    unicodeBidi: 'plaintext',
  },
  head: { color: tokens.colorNeutralForeground3 },
});

/** One entry: what happened, when, what the person said, and on demand what it changed. */
export function HistoryLine({ entry }: { entry: HistoryEntry }) {
  const styles = useStyles();
  const words = useWords();
  const formats = useFormats();
  const { history } = words.tab;
  const head = mergeClasses(styles.cell, styles.head);
  return (
    <li className={styles.root}>
      <div className={styles.summary}>{entry.summary}</div>
      {entry.comment && <Said text={entry.comment} />}
      <div className={styles.when}>
        <Moment at={entry.at} />
      </div>
      {entry.changes.length > 0 && (
        <details className={styles.changes}>
          <summary className={styles.disclosure}>
            {history.changes(formats.count(entry.changes.length), entry.changes.length === 1)}
          </summary>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col" className={head}>
                  {history.field}
                </th>
                <th scope="col" className={head}>
                  {history.from}
                </th>
                <th scope="col" className={head}>
                  {history.to}
                </th>
              </tr>
            </thead>
            <tbody>
              {entry.changes.map(({ field, from, to }) => (
                <tr key={field}>
                  <th scope="row" className={styles.cell}>
                    {fieldWord(field, words)}
                  </th>
                  <td className={styles.cell}>{valueWord(field, from, words, formats)}</td>
                  <td className={styles.cell}>{valueWord(field, to, words, formats)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </li>
  );
}
