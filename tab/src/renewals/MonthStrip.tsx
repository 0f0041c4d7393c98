import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Link } from 'react-router';
import type { RenewalSpan, RenewalsAnswer } from '../../../bot/src/http/contract.ts';
import { useFormats, useLocale, useWords } from '../components/locale.tsx';
import { narrow, useSharedStyles } from '../components/styles.ts';
import { type Agenda, agendaPath, monthOf } from './agenda.ts';
import { monthName } from './month-name.ts';

/** More amounts than these would make one month higher than its neighbours; the agenda below has all of them. */
const mostAmounts = 3;

const useStyles = makeStyles({
  strip: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(180px, 100%), 1fr))',
    gap: tokens.spacingHorizontalS,
    listStyleType: '""',
    margin: 0,
    padding: 0,
    [narrow]: { gridTemplateColumns: 'repeat(auto-fill, minmax(min(130px, 100%), 1fr))' },
  },
  month: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
    height: '100%',
    boxSizing: 'border-box',
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    overflowWrap: 'anywhere',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    '&[aria-current="true"]': {
      backgroundColor: tokens.colorBrandBackground2,
      border: `1px solid ${tokens.colorBrandStroke1}`,
      '@media (forced-colors: active)': { border: '2px solid Highlight' },
    },
  },
  line: { display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', columnGap: tokens.spacingHorizontalS },
  late: { gridColumn: '1 / -1' },
  lateMonth: {
    flexDirection: 'row',
    flexWrap: 'wrap',
    justifyContent: 'flex-start',
    columnGap: tokens.spacingHorizontalL,
    alignItems: 'baseline',
  },
  name: { fontWeight: tokens.fontWeightSemibold },
  count: { fontVariantNumeric: 'tabular-nums' },
  // Twelve months of amounts would push the agenda far down a phone; there, the agenda tells those of the chosen month.
  amount: { fontVariantNumeric: 'tabular-nums', textAlign: 'right', [narrow]: { display: 'none' } },
  small: { fontSize: tokens.fontSizeBase200, marginTop: 'auto', color: tokens.colorNeutralForeground2 },
});

/** The twelve months, each with how much renews in it and what that costs; choosing one shows its agenda below. */
export function MonthStrip({ renewals, agenda }: { renewals: RenewalsAnswer; agenda: Agenda }) {
  const styles = useStyles();
  const words = useWords();
  const late = renewals.overdue.count > 0 ? [renewals.overdue] : [];
  return (
    <nav aria-label={words.tab.renewalsPage.months}>
      <ul className={styles.strip}>
        {[...late, ...renewals.months].map((span) => (
          <li key={monthOf(span)} className={span.from === null ? styles.late : undefined}>
            <Month span={span} agenda={agenda} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Month({ span, agenda }: { span: RenewalSpan; agenda: Agenda }) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const words = useWords();
  const formats = useFormats();
  const locale = useLocale();
  const text = words.tab.renewalsPage;
  const month = monthOf(span);
  const isCurrent = agenda.month === month;
  const shown = span.totals.slice(0, mostAmounts);
  const rest = span.totals.length - shown.length;
  const decided = span.undecided === 0 ? text.allDecided : text.undecided(formats.count(span.undecided));
  return (
    <Link
      className={mergeClasses(styles.month, span.from === null && styles.lateMonth)}
      to={agendaPath({ ...agenda, month: isCurrent ? null : month })}
      preventScrollReset
      {...(isCurrent && { 'aria-current': 'true' })}
    >
      <span className={styles.line}>
        <span className={styles.name}>{span.from === null ? text.overdue : monthName(month, locale, 'short')}</span>{' '}
        <span className={styles.count}>
          {span.count === 0 ? text.none : text.count(formats.count(span.count), span.count === 1)}
        </span>{' '}
      </span>
      {shown.map((money) => (
        <span key={money.currency} className={styles.amount}>
          {formats.money(money)}{' '}
        </span>
      ))}
      {rest > 0 && (
        <span className={mergeClasses(styles.amount, shared.muted)}>
          {text.moreAmounts(formats.count(rest), rest === 1)}{' '}
        </span>
      )}
      {span.count > 0 && <span className={styles.small}>{decided}</span>}
    </Link>
  );
}
