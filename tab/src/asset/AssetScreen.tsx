import { makeStyles, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
import { useEffect } from 'react';
import { useParams } from 'react-router';
import type { Detail } from '../../../bot/src/http/contract.ts';
import { useAsset, useHistory } from '../api/asset.ts';
import { useMyself } from '../api/me.ts';
import { useFormats, useWords } from '../components/locale.tsx';
import { Page } from '../components/Page.tsx';
import { EndedWord, StatusWord } from '../components/StatusWord.tsx';
import { TroubleBar, TroubleView } from '../components/TroubleView.tsx';
import { useTrail } from '../components/trail.tsx';
import { EvidencePanel } from '../evidence/EvidencePanel.tsx';
import { Actions } from './Actions.tsx';
import { Breadcrumb } from './Breadcrumb.tsx';
import { DatesPanel, MoneyPanel, OwnPanel, PeoplePanel } from './FactPanels.tsx';
import { GovernancePanel } from './GovernancePanel.tsx';
import { HistoryPanel } from './HistoryPanel.tsx';
import { NearPanel } from './NearPanel.tsx';
import { NoticesPanel } from './NoticesPanel.tsx';
import { nextStep, readersPart } from './next-step.ts';
import { ProofPanel } from './ProofPanel.tsx';
import { RelatedPanel } from './RelatedPanel.tsx';
import { useCopyLink } from './use-copy-link.ts';

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingHorizontalL,
    alignItems: 'start',
    '@media (min-width: 1100px)': { gridTemplateColumns: 'minmax(0, 2fr) minmax(320px, 1fr)' },
  },
  facts: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(330px, 100%), 1fr))',
    gap: tokens.spacingHorizontalL,
    alignItems: 'start',
  },
  stack: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingHorizontalL },
  across: { gridColumn: '1 / -1' },
  part: { display: 'block' },
  skeleton: { display: 'grid', gap: tokens.spacingHorizontalL },
});

/** One asset: all its facts, what proves it, and its whole story. */
export function AssetScreen() {
  const styles = useStyles();
  const words = useWords();
  const formats = useFormats();
  const me = useMyself();
  const copyLink = useCopyLink();
  const { id = '' } = useParams();
  const asset = useAsset(id);
  const trail = useTrail();
  useEffect(() => {
    trail.current.openedId = id;
  }, [trail, id]);

  const breadcrumb = <Breadcrumb list={trail.current.list ?? (me.seesAll ? '/register' : '/purchases')} />;
  if (asset.status !== 'ready') {
    return (
      <Page title={words.tab.asset.loading} before={breadcrumb} width="reading">
        {asset.status === 'failed' ? (
          <TroubleView trouble={asset.trouble} retry={asset.retry} />
        ) : (
          <Skeleton className={styles.skeleton} aria-label={words.tab.loading}>
            <SkeletonItem size={96} />
            <SkeletonItem size={96} />
            <SkeletonItem size={96} />
          </Skeleton>
        )}
      </Page>
    );
  }
  const { body: detail, confirmedAt } = asset.value;
  const product = words.tab.product(formats.count(detail.quantity), detail.product);
  const part = readersPart(detail, words);
  return (
    <Page
      title={product}
      before={breadcrumb}
      beside={
        <>
          <StatusWord status={detail.status} />
          {!detail.isRunning && <EndedWord />}
        </>
      }
      lead={
        <>
          {nextStep(detail, words, formats)}
          {part && <span className={styles.part}>{part}</span>}
        </>
      }
      actions={<Actions detail={detail} onCopyLink={() => copyLink(id, product)} />}
      width="reading"
    >
      {asset.trouble && <TroubleBar trouble={asset.trouble} asOf={confirmedAt} retry={asset.retry} />}
      <AssetBody detail={detail} seesNotices={me.seesAll} />
    </Page>
  );
}

function AssetBody({ detail, seesNotices }: { detail: Detail; seesNotices: boolean }) {
  const styles = useStyles();
  const history = useHistory(detail.id, detail.version);
  return (
    <div className={styles.columns}>
      <div className={styles.facts}>
        <div className={styles.stack}>
          <OwnPanel detail={detail} />
          <MoneyPanel detail={detail} />
          <DatesPanel detail={detail} />
        </div>
        <div className={styles.stack}>
          <PeoplePanel detail={detail} />
          <GovernancePanel detail={detail} />
          <ProofPanel detail={detail} />
          <EvidencePanel detail={detail} />
        </div>
        <div className={styles.across}>
          <NearPanel detail={detail} />
        </div>
        <div className={styles.across}>
          <RelatedPanel detail={detail} />
        </div>
      </div>
      <div className={styles.stack}>
        <HistoryPanel history={history} />
        <NoticesPanel assetId={detail.id} isEnabled={seesNotices} />
      </div>
    </div>
  );
}
