import { makeStyles, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
import { DataTrending24Regular } from '@fluentui/react-icons/svg/data-trending';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { OverviewAnswer } from '../../../bot/src/http/contract.ts';
import { useOverview } from '../api/overview.ts';
import { Blank } from '../components/Blank.tsx';
import { useFormats, useLocale, useWords } from '../components/locale.tsx';
import { Page } from '../components/Page.tsx';
import { Panel } from '../components/Panel.tsx';
import { useSharedStyles } from '../components/styles.ts';
import { TroubleBar, TroubleView } from '../components/TroubleView.tsx';
import { useAsList } from '../components/trail.tsx';
import { ViewLinks } from '../components/ViewLinks.tsx';
import { ConductCharts } from './ConductCharts.tsx';
import { Figures } from './Figures.tsx';
import { figureFormats } from './figures.ts';
import { overviewPath, parseOverview, spendShown } from './overview-view.ts';
import { SpendCharts } from './SpendCharts.tsx';

const useStyles = makeStyles({
  charts: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(420px, 100%), 1fr))',
    gap: tokens.spacingHorizontalL,
    alignItems: 'start',
  },
  wide: { gridColumn: '1 / -1' },
  figures: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(172px, 100%), 1fr))',
    gap: tokens.spacingHorizontalL,
  },
  waiting: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  figure: { height: '140px', borderRadius: tokens.borderRadiusLarge },
  chart: { height: '320px', borderRadius: tokens.borderRadiusLarge },
  lead: { margin: 0 },
});

/** What the register comes to: what is committed, how much is explained and decided, how long that takes, what grows. */
export function OverviewScreen() {
  const styles = useStyles();
  const words = useWords();
  const formats = useFormats();
  const text = words.tab.overviewPage;
  useAsList();

  const overview = useOverview();
  const shown = overview.status === 'ready' ? overview.value : null;
  return (
    <Page
      title={words.tab.overview}
      lead={shown ? text.asOf(formats.day(shown.body.day), formats.time(shown.confirmedAt)) : words.tab.loading}
      width="reading"
    >
      {overview.status === 'ready' && overview.trouble && (
        <TroubleBar trouble={overview.trouble} asOf={overview.value.confirmedAt} retry={overview.retry} />
      )}
      {overview.status === 'failed' && <TroubleView trouble={overview.trouble} retry={overview.retry} />}
      {overview.status === 'loading' && (
        <Skeleton className={styles.waiting} aria-label={words.tab.loading}>
          <div className={styles.figures}>
            {['spend', 'declared', 'decided', 'toDeclare', 'toDecide'].map((key) => (
              <SkeletonItem key={key} className={styles.figure} />
            ))}
          </div>
          <SkeletonItem className={styles.chart} />
          <SkeletonItem className={styles.chart} />
        </Skeleton>
      )}
      {shown && <Content overview={shown.body} asOf={shown.confirmedAt} />}
    </Page>
  );
}

function Content({ overview, asOf }: { overview: OverviewAnswer; asOf: string }) {
  const styles = useStyles();
  const shared = useSharedStyles();
  const words = useWords();
  const formats = useFormats();
  const locale = useLocale();
  const text = words.tab.overviewPage;
  const [params] = useSearchParams();
  const figures = useMemo(() => figureFormats(locale), [locale]);
  const isEmpty = overview.assets.count === 0 && overview.shares.every(({ known }) => known.count === 0);
  if (isEmpty) return <Blank icon={DataTrending24Regular} title={text.empty} lead={text.emptyLead} />;

  const view = parseOverview(params);
  const spend = spendShown(overview, view.currency);
  const writer = { words, formats, figures };
  return (
    <>
      {overview.currencies.length > 1 && (
        <ViewLinks
          label={text.currency}
          links={overview.currencies.map(({ currency, assets }) => ({
            to: overviewPath({ ...view, currency }),
            word: currency,
            count: formats.count(assets.count),
            isCurrent: currency === spend?.currency,
          }))}
        />
      )}
      <Figures overview={overview} spend={spend} figures={figures} asOf={asOf} />
      <div className={styles.charts}>
        {spend ? (
          <SpendCharts overview={overview} spend={spend} view={view} writer={writer} asOf={asOf} wide={styles.wide} />
        ) : (
          <Panel heading={text.nothingPriced} className={styles.wide}>
            <p className={`${styles.lead} ${shared.muted}`}>{text.nothingPricedLead}</p>
          </Panel>
        )}
        <ConductCharts overview={overview} view={view} writer={writer} asOf={asOf} />
      </div>
    </>
  );
}
