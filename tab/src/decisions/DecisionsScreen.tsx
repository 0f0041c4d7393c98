import { makeStyles, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
import { CheckmarkCircle24Regular } from '@fluentui/react-icons/svg/checkmark-circle';
import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { decisionsQuery, useToDecide } from '../api/decisions.ts';
import { useMyself } from '../api/me.ts';
import { type Rows, useRegister } from '../api/register.ts';
import { useAnnounce } from '../components/Announcer.tsx';
import { Blank } from '../components/Blank.tsx';
import { LinkButton } from '../components/LinkButton.tsx';
import { useFormats, useWords } from '../components/locale.tsx';
import { More } from '../components/More.tsx';
import { Page } from '../components/Page.tsx';
import { Summary } from '../components/Summary.tsx';
import { TroubleBar, TroubleView } from '../components/TroubleView.tsx';
import { useAsList } from '../components/trail.tsx';
import { ViewLinks } from '../components/ViewLinks.tsx';
import { DecisionCard } from './DecisionCard.tsx';
import { type Kept, keepOrder } from './kept-order.ts';

/** Each card reads its purchase for itself, so there are not too many at a time. */
const pageLength = 20;

const useStyles = makeStyles({
  list: { listStyleType: '""', margin: 0, padding: 0, display: 'grid', gap: tokens.spacingVerticalL },
  waiting: { display: 'grid', gap: tokens.spacingVerticalL },
});

/** What waits for the reader's decision, the oldest first: a manager's own; for ITAM staff everyone's. */
export function DecisionsScreen() {
  const styles = useStyles();
  const words = useWords();
  const formats = useFormats();
  const me = useMyself();
  const text = words.tab.decisionsPage;
  const [params] = useSearchParams();
  const seesAll = me.may.includes('asset.decide');
  const isMine = !seesAll || params.get('mine') === '1';
  const query = decisionsQuery(isMine ? me : null);
  const queue = useRegister(query, pageLength);
  const { count: mineCount } = useToDecide(me);

  useAsList();

  const shown = queue.status === 'ready' && !queue.value.isPrevious ? queue.value : null;
  return (
    <Page
      title={words.tab.decisions}
      lead={
        shown ? (
          <Summary
            count={text.waiting(formats.count(shown.head.total), shown.head.total === 1)}
            totals={shown.head.totals}
            asOf={shown.asOf}
          />
        ) : (
          words.tab.loading
        )
      }
      width="reading"
    >
      {seesAll && (
        <ViewLinks
          label={text.show}
          links={[
            { to: '/decisions', word: text.all, count: null, isCurrent: !isMine },
            { to: '/decisions?mine=1', word: text.mine, count: formats.count(mineCount), isCurrent: isMine },
          ]}
        />
      )}
      {queue.status === 'ready' && queue.trouble && (
        <TroubleBar trouble={queue.trouble} asOf={queue.value.asOf} retry={queue.retry} />
      )}
      {queue.status === 'failed' && <TroubleView trouble={queue.trouble} retry={queue.retry} />}
      {queue.status !== 'failed' && !shown && (
        <Skeleton className={styles.waiting} aria-label={words.tab.loading}>
          <SkeletonItem style={{ height: '220px' }} />
          <SkeletonItem style={{ height: '220px' }} />
        </Skeleton>
      )}
      {shown && <Queue key={query} rows={shown} isMine={isMine && seesAll} />}
    </Page>
  );
}

function Queue({ rows, isMine }: { rows: Rows; isMine: boolean }) {
  const styles = useStyles();
  const words = useWords();
  const formats = useFormats();
  const announce = useAnnounce();
  const text = words.tab.decisionsPage;
  const [kept, setKept] = useState<readonly Kept[]>(() => keepOrder([], rows.items));
  const current = keepOrder(kept, rows.items);
  if (current !== kept) setKept(current);

  // What came by itself is told; what was asked for with the button is not.
  const { total } = rows.head;
  const lastTotal = useRef(total);
  useEffect(() => {
    const added = total - lastTotal.current;
    lastTotal.current = total;
    if (added > 0) announce(text.new(formats.count(added), added === 1));
  }, [total, announce, text, formats]);

  if (current.length === 0) {
    return isMine ? (
      <Blank icon={CheckmarkCircle24Regular} title={text.emptyMine} lead={text.emptyMineLead}>
        <LinkButton to="/decisions">{text.showAll}</LinkButton>
      </Blank>
    ) : (
      <Blank icon={CheckmarkCircle24Regular} title={text.empty} lead={text.emptyLead} />
    );
  }
  const left = total - rows.items.length;
  return (
    <>
      <ol className={styles.list}>
        {current.map(({ item, isWaiting }) => (
          <li key={item.id}>
            <DecisionCard item={item} isWaiting={isWaiting} />
          </li>
        ))}
      </ol>
      <More
        next={rows.next}
        word={text.more(formats.count(Math.min(Math.max(left, 1), pageLength)))}
        loadingWord={text.loadingMore}
        failedWord={text.moreFailed}
      />
    </>
  );
}
