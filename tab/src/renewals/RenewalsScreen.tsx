import { makeStyles, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
import { CalendarClock24Regular } from '@fluentui/react-icons/svg/calendar-clock';
import { useSearchParams } from 'react-router';
import { useRenewals } from '../api/renewals.ts';
import { Blank } from '../components/Blank.tsx';
import { useFormats, useWords } from '../components/locale.tsx';
import { Page } from '../components/Page.tsx';
import { useSharedStyles } from '../components/styles.ts';
import { TroubleBar, TroubleView } from '../components/TroubleView.tsx';
import { useAsList } from '../components/trail.tsx';
import { AgendaPanel } from './AgendaPanel.tsx';
import { parseAgenda, together } from './agenda.ts';
import { MonthStrip } from './MonthStrip.tsx';

const months = Array.from({ length: 12 }, (_, month) => month);

const useStyles = makeStyles({
  waiting: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(180px, 100%), 1fr))',
    gap: tokens.spacingHorizontalS,
  },
  month: { height: '112px', borderRadius: tokens.borderRadiusLarge },
});

/** What renews in the next twelve months, what that costs, and what is to become of it. */
export function RenewalsScreen() {
  const styles = useStyles();
  const shared = useSharedStyles();
  const words = useWords();
  const formats = useFormats();
  const text = words.tab.renewalsPage;
  const [params] = useSearchParams();
  const agenda = parseAgenda(params);
  useAsList();

  const renewals = useRenewals();
  const shown = renewals.status === 'ready' ? renewals.value : null;
  const lead = () => {
    if (!shown) return words.tab.loading;
    const { count } = together(shown.body.months);
    const counted = `${text.count(formats.count(count), count === 1)} ${text.ahead}`;
    return (
      <>
        {counted} ·{' '}
        <time className={shared.figures} dateTime={shown.confirmedAt} title={formats.exact(shown.confirmedAt)}>
          {words.tab.list.asOf(formats.time(shown.confirmedAt))}
        </time>
      </>
    );
  };
  const isEmpty = shown !== null && [shown.body.overdue, ...shown.body.months].every(({ count }) => count === 0);
  return (
    <Page title={words.tab.renewals} lead={lead()} width="reading">
      {renewals.status === 'ready' && renewals.trouble && (
        <TroubleBar trouble={renewals.trouble} asOf={renewals.value.confirmedAt} retry={renewals.retry} />
      )}
      {renewals.status === 'failed' && <TroubleView trouble={renewals.trouble} retry={renewals.retry} />}
      {renewals.status === 'loading' && (
        <Skeleton className={styles.waiting} aria-label={words.tab.loading}>
          {months.map((month) => (
            <SkeletonItem key={month} className={styles.month} />
          ))}
        </Skeleton>
      )}
      {isEmpty && <Blank icon={CalendarClock24Regular} title={text.empty} lead={text.emptyLead} />}
      {shown && !isEmpty && (
        <>
          <MonthStrip renewals={shown.body} agenda={agenda} />
          <AgendaPanel renewals={shown.body} agenda={agenda} />
        </>
      )}
    </Page>
  );
}
