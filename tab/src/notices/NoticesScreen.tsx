import { makeStyles, mergeClasses, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
import { Alert24Regular } from '@fluentui/react-icons/svg/alert';
import { CheckmarkCircle24Regular } from '@fluentui/react-icons/svg/checkmark-circle';
import { useSearchParams } from 'react-router';
import { useMyself } from '../api/me.ts';
import { type NoticeRows, type NoticeState, type NoticeStateFilter, useNoticeRows } from '../api/notices.ts';
import { Blank } from '../components/Blank.tsx';
import { LinkButton } from '../components/LinkButton.tsx';
import { useFormats, useWords } from '../components/locale.tsx';
import { More } from '../components/More.tsx';
import { Page } from '../components/Page.tsx';
import { Summary } from '../components/Summary.tsx';
import { narrow, useSharedStyles } from '../components/styles.ts';
import { TroubleBar, TroubleView } from '../components/TroubleView.tsx';
import { useAsList } from '../components/trail.tsx';
import { ViewLinks } from '../components/ViewLinks.tsx';
import { NoticeRow } from './NoticeRow.tsx';

/** What needs somebody comes first. */
const states: readonly NoticeState[] = ['failed', 'waiting', 'pending', 'delivered'];

const useStyles = makeStyles({
  sheet: {
    padding: `0 ${tokens.spacingHorizontalXL}`,
    minHeight: '240px',
    [narrow]: { padding: `0 ${tokens.spacingHorizontalM}` },
  },
  row: { contentVisibility: 'auto', containIntrinsicSize: 'auto 86px' },
  waiting: { display: 'grid', gap: tokens.spacingVerticalXXL, padding: `${tokens.spacingVerticalL} 0` },
});

/** Every notice, the newest first: to whom, why, about what, and what became of it in plain words. */
export function NoticesScreen() {
  const styles = useStyles();
  const shared = useSharedStyles();
  const words = useWords();
  const formats = useFormats();
  const me = useMyself();
  const text = words.tab.noticesPage;
  const [params] = useSearchParams();
  const state: NoticeStateFilter = states.find((one) => one === params.get('state')) ?? null;
  const notices = useNoticeRows(state);
  const shown = notices.status === 'ready' ? notices.value : null;

  useAsList();

  const counts = shown?.head.counts ?? null;
  const all = counts && states.reduce((sum, one) => sum + counts[one], 0);
  const counted = (count: number | null) => (count === null ? null : formats.count(count));
  return (
    <Page
      title={words.tab.notices}
      lead={
        shown && all !== null ? (
          <Summary count={text.count(formats.count(all), all === 1)} totals={[]} asOf={shown.asOf} />
        ) : (
          words.tab.loading
        )
      }
      width="reading"
    >
      <ViewLinks
        label={text.show}
        links={[
          { to: '/notices', word: text.all, count: counted(all), isCurrent: state === null },
          ...states.map((one) => ({
            to: `/notices?state=${one}`,
            word: text.state[one],
            count: counted(counts?.[one] ?? null),
            isCurrent: state === one,
          })),
        ]}
      />
      {notices.status === 'ready' && notices.trouble && (
        <TroubleBar trouble={notices.trouble} asOf={notices.value.asOf} retry={notices.retry} />
      )}
      <div className={mergeClasses(shared.sheet, styles.sheet)}>
        {notices.status === 'failed' && <TroubleView trouble={notices.trouble} retry={notices.retry} />}
        {notices.status === 'loading' && (
          <Skeleton className={styles.waiting} aria-label={words.tab.loading}>
            {['one', 'two', 'three', 'four'].map((key) => (
              <SkeletonItem key={key} size={48} />
            ))}
          </Skeleton>
        )}
        {shown && <Rows rows={shown} state={state} isAny={all !== 0} mayRetry={me.may.includes('notices.retry')} />}
      </div>
    </Page>
  );
}

type RowsProps = { rows: NoticeRows; state: NoticeStateFilter; isAny: boolean; mayRetry: boolean };

function Rows({ rows: { items, head, next }, state, isAny, mayRetry }: RowsProps) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const words = useWords();
  const formats = useFormats();
  const text = words.tab.noticesPage;
  if (items.length === 0) {
    return state && isAny ? (
      <Blank icon={CheckmarkCircle24Regular} title={text.nothing[state]} lead={text.nothingLead}>
        <LinkButton to="/notices">{text.showAll}</LinkButton>
      </Blank>
    ) : (
      <Blank icon={Alert24Regular} title={text.empty} lead={text.emptyLead} />
    );
  }
  return (
    <>
      <ul className={shared.lines} aria-label={text.caption}>
        {items.map((notice) => (
          <li key={notice.id} className={styles.row}>
            <NoticeRow notice={notice} mayRetry={mayRetry} />
          </li>
        ))}
      </ul>
      <More
        next={next}
        word={text.more(formats.count(items.length), formats.count(head.total))}
        loadingWord={words.tab.loading}
        failedWord={text.moreFailed}
      />
    </>
  );
}
