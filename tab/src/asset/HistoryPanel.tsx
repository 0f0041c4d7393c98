import { makeStyles, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
import type { HistoryAnswer } from '../../../bot/src/http/contract.ts';
import type { Resource } from '../api/resource.ts';
import { useWords } from '../components/locale.tsx';
import { Panel } from '../components/Panel.tsx';
import { TroubleView } from '../components/TroubleView.tsx';
import { HistoryLine } from './HistoryLine.tsx';
import { IntegrityBadge } from './IntegrityBadge.tsx';

const useStyles = makeStyles({
  list: { listStyleType: '""', margin: 0, padding: 0 },
  waiting: { display: 'grid', gap: tokens.spacingVerticalM },
});

/** Everything that happened to an asset, newest first, and whether it was left as it was written. */
export function HistoryPanel({ history }: { history: Resource<HistoryAnswer> }) {
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
      {history.status === 'ready' && (
        <ol className={styles.list}>
          {history.value.entries.map((entry) => (
            <HistoryLine key={entry.seq} entry={entry} />
          ))}
        </ol>
      )}
    </Panel>
  );
}
