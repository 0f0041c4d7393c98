import { makeStyles, tokens } from '@fluentui/react-components';
import type { Words } from '../../../bot/src/domain/words/en.ts';
import { useWords } from '../components/locale.tsx';
import type { Clash, CorrectionField } from './correction.ts';

const useStyles = makeStyles({
  table: { borderCollapse: 'collapse', width: '100%' },
  cell: {
    textAlign: 'left',
    padding: tokens.spacingHorizontalXS,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
  },
});

const labels: Record<CorrectionField, (words: Words['tab']) => string> = {
  product: (words) => words.declare.product,
  publisher: (words) => words.declare.publisher,
  quantity: (words) => words.declare.seats,
  price: (words) => words.declare.price,
  pricePer: (words) => words.declare.pricePer,
  currency: (words) => words.declare.currency,
  billingTerm: (words) => words.declare.term,
  purchasedOn: (words) => words.declare.boughtOn,
  renewsOn: (words) => words.declare.renewsOn,
  costCentre: (words) => words.declare.costCentre,
  owner: (words) => words.act.owner,
};

/** Theirs and mine, for each field that both changed. */
export function ClashTable({ clashes }: { clashes: readonly Clash[] }) {
  const styles = useStyles();
  const words = useWords();
  const { conflict } = words.tab.act;
  if (clashes.length === 0) return null;
  const shown = (text: string) => text || words.tab.history.nothing;
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {[conflict.field, conflict.theirs, conflict.mine].map((label) => (
            <th key={label} scope="col" className={styles.cell}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {clashes.map(({ field, theirs, mine }) => (
          <tr key={field}>
            <th scope="row" className={styles.cell}>
              {labels[field](words.tab)}
            </th>
            <td className={styles.cell}>{shown(theirs)}</td>
            <td className={styles.cell}>{shown(mine)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
