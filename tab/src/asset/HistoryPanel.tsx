import { makeStyles, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import type { HistoryRows } from '../api/asset.ts';
import type { Resource } from '../api/resource.ts';
import { useAnnounce } from '../components/Announcer.tsx';
import { useFormats, useWords } from '../components/locale.tsx';
import { More } from '../components/More.tsx';
import { Panel } from '../components/Panel.tsx';
import { TroubleView } from '../components/TroubleView.tsx';
import { HistoryLine } from './HistoryLine.tsx';
import { IntegrityBadge } from './IntegrityBadge.tsx';

const useStyles = makeStyles({
  list: { listStyleType: '""', margin: 0, padding: 0 },
  waiting: { display: 'grid', gap: tokens.spacingVerticalM },
});

/** Everything that happened, newest first and the earlier on demand, and whether it was left as it was written. */
export function HistoryPanel({ history }: { history: Resource<HistoryRows> }) {
  const styles = useStyles();
  const words = useWords();
  const badge = history.status === 'ready' && <IntegrityBadge history={history.value} />;
  return (
    <Panel heading={words.tab.asset.section.history} beside={badge}>
      {history.status === 'loading' && (
        <Skeleton className={styles.waiting} aria-label={words.tab.loading}>
          <SkeletonItem size={32} />
          <SkeletonItem size={32} />
          <SkeletonItem size={32} />
        </Skeleton>
      )}
      {history.status === 'failed' && <TroubleView trouble={history.trouble} retry={history.retry} />}
      {history.status === 'ready' && <Lines history={history.value} />}
    </Panel>
  );
}

function Lines({ history: { entries, total, next } }: { history: HistoryRows }) {
  const styles = useStyles();
  const words = useWords();
  const formats = useFormats();
  const announce = useAnnounce();
  const text = words.tab.history;
  const list = useRef<HTMLOListElement>(null);
  /** How many were here when more were asked for. */
  const askedAt = useRef<number | null>(null);
  const here = entries.length;
  useEffect(() => {
    const first = askedAt.current;
    if (first === null || here <= first) return;
    askedAt.current = null;
    announce(text.earlierShown(formats.count(here), formats.count(total ?? here)));
    // Reading goes on at the first of them; the button may be gone.
    const line = list.current?.children[first];
    if (!(line instanceof HTMLElement)) return;
    line.tabIndex = -1;
    line.focus();
  }, [here, total, announce, text, formats]);
  return (
    <>
      <ol className={styles.list} ref={list}>
        {entries.map((entry) => (
          <HistoryLine key={entry.seq} entry={entry} />
        ))}
      </ol>
      {next && (
        <More
          next={{
            ...next,
            load: () => {
              askedAt.current = here;
              next.load();
            },
          }}
          word={text.earlier(formats.count(here), formats.count(total ?? here))}
          loadingWord={words.tab.loading}
          failedWord={text.earlierFailed}
        />
      )}
    </>
  );
}
