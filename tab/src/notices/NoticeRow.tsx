import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { Link } from 'react-router';
import type { Notice } from '../../../bot/src/http/contract.ts';
import { useRetry } from '../api/notices.ts';
import { troubleOf } from '../api/problem.ts';
import { useAnnounce } from '../components/Announcer.tsx';
import { useFormats, useWords } from '../components/locale.tsx';
import { Moment } from '../components/Moment.tsx';
import { headingId } from '../components/Page.tsx';
import { narrow, useSharedStyles } from '../components/styles.ts';
import { causeOf, readerOf, subjectOf } from './notice-words.ts';
import { StateWord } from './StateWord.tsx';

const useStyles = makeStyles({
  root: {
    display: 'grid',
    gridTemplateColumns: '110px minmax(0, 3fr) minmax(0, 4fr) 112px',
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalXS,
    alignItems: 'start',
    padding: `${tokens.spacingVerticalM} 0`,
    overflowWrap: 'anywhere',
    outlineStyle: 'none',
    borderRadius: tokens.borderRadiusMedium,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  stack: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS, minWidth: 0 },
  reader: { fontWeight: tokens.fontWeightSemibold },
  small: { fontSize: tokens.fontSizeBase200 },
  way: { justifySelf: 'end', [narrow]: { justifySelf: 'start' } },
});

/** One notice: to whom, about what, what became of it and, where that helps, a way to send it again. */
export function NoticeRow({ notice, mayRetry }: { notice: Notice; mayRetry: boolean }) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const words = useWords();
  const formats = useFormats();
  const announce = useAnnounce();
  const retry = useRetry();
  const text = words.tab.noticesPage;
  const [attempt, setAttempt] = useState<{ isSending: boolean; complaint: string | null }>({
    isSending: false,
    complaint: null,
  });

  const row = useRef<HTMLDivElement>(null);
  const reader = readerOf(notice, words);
  const subject = subjectOf(notice, words);
  const cause = causeOf(notice, words);
  const canRetry = mayRetry && (notice.state === 'failed' || notice.state === 'waiting');
  const send = async () => {
    if (attempt.isSending) return;
    setAttempt({ isSending: true, complaint: null });
    const keepFocus = focusAfter(row.current);
    try {
      await retry(notice.id);
      setAttempt({ isSending: false, complaint: null });
      announce(text.retried(reader));
      requestAnimationFrame(keepFocus);
    } catch (error) {
      const { kind, detail } = troubleOf(error);
      const complaint = detail ?? words.tab.trouble[kind].title;
      setAttempt({ isSending: false, complaint });
      announce(text.notRetried(reader, complaint));
    }
  };
  return (
    <div ref={row} tabIndex={-1} className={styles.root}>
      <StateWord state={notice.state} />
      <div className={styles.stack}>
        <span className={styles.reader}>{reader}</span>
        {notice.assetId === null ? (
          <span>{subject}</span>
        ) : (
          <span>
            <Link className={shared.link} to={`/register/${encodeURIComponent(notice.assetId)}`}>
              {subject}
            </Link>
          </span>
        )}
        {cause !== null && <span className={mergeClasses(shared.muted, styles.small)}>{cause}</span>}
      </div>
      <div className={styles.stack}>
        <span>{notice.fate}</span>
        <span className={mergeClasses(shared.muted, styles.small)}>
          <Moment at={notice.deliveredAt ?? notice.at} />
          {notice.attempts > 1 && ` · ${text.tries(formats.count(notice.attempts), false)}`}
        </span>
        {attempt.complaint !== null && <span className={shared.danger}>{attempt.complaint}</span>}
      </div>
      {(canRetry || attempt.isSending) && (
        <div className={styles.way}>
          <Button
            size="small"
            disabledFocusable={attempt.isSending}
            aria-label={text.retryNamed(reader, notice.product ?? subject)}
            onClick={() => void send()}
          >
            {attempt.isSending ? text.retrying : text.retry}
          </Button>
        </div>
      )}
    </div>
  );
}

/**
 * Where the focus goes when the pressed button is gone: to its row, or to what follows if the list no longer has that row.
 * Whoever went elsewhere meanwhile is left there.
 */
function focusAfter(row: HTMLElement | null): () => void {
  const next = row?.closest('li')?.nextElementSibling?.querySelector<HTMLElement>('[tabindex="-1"]');
  const until = performance.now() + listReadInMs;
  // The list is read anew after the answer, which takes button and row away at a moment of its own.
  const keep = () => {
    const focused = document.activeElement;
    if (focused === document.body) {
      const places = [row, next, document.getElementById(headingId)];
      places.find((place) => place?.isConnected)?.focus({ preventScroll: true });
    } else if (!row?.contains(focused)) return;
    if (performance.now() < until) requestAnimationFrame(keep);
  };
  return keep;
}

/** By then the list has been read anew. */
const listReadInMs = 8_000;
