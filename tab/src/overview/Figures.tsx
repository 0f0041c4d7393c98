import { makeStyles, tokens } from '@fluentui/react-components';
import type { Behind, CurrencySpend, Median, OverviewAnswer } from '../../../bot/src/http/contract.ts';
import { useFormats, useWords } from '../components/locale.tsx';
import { FigureCard } from './FigureCard.tsx';
import type { FigureFormats } from './figures.ts';
import { RowsLink } from './RowsLink.tsx';

const useStyles = makeStyles({
  root: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(172px, 100%), 1fr))',
    gap: tokens.spacingHorizontalL,
  },
  spend: { '@media (min-width: 720px)': { gridColumn: 'span 2' } },
  list: { margin: `${tokens.spacingVerticalS} 0 0`, paddingLeft: tokens.spacingHorizontalL },
});

type FiguresProps = { overview: OverviewAnswer; spend: CurrencySpend | null; figures: FigureFormats; asOf: string };

/** The figures of now, each with the way to its rows. */
export function Figures({ overview, spend, figures, asOf }: FiguresProps) {
  const styles = useStyles();
  const formats = useFormats();
  const text = useWords().tab.overviewPage;
  const now = overview.shares.at(-1);
  const { once, trial, unknown } = overview.unpriced;
  const link = (what: Behind, words: (count: string) => string) =>
    what.count > 0 && (
      <li>
        <RowsLink query={what.query}>{words(formats.count(what.count))}</RowsLink>
      </li>
    );
  const share = (heading: string, part: Behind, known: Behind) => (
    <FigureCard
      heading={heading}
      figure={figures.share(part.count, known.count)}
      explained={text.explained.shares}
      asOf={asOf}
    >
      <span>
        <RowsLink query={part.query} label={`${formats.count(part.count)} ${heading}`}>
          {formats.count(part.count)}
        </RowsLink>{' '}
        {text.of}{' '}
        <RowsLink query={known.query}>{text.purchases(formats.count(known.count), known.count === 1)}</RowsLink>
      </span>
    </FigureCard>
  );
  const time = (heading: string, explained: readonly string[], { minutes, assets }: Median) => (
    <FigureCard
      heading={heading}
      figure={minutes === null ? text.noneYet : figures.duration(minutes)}
      explained={explained}
      asOf={asOf}
    >
      <span>{text.median}</span>
      {assets.count > 0 && (
        <RowsLink
          query={assets.query}
          label={`${heading}: ${text.purchases(formats.count(assets.count), assets.count === 1)}`}
        >
          {text.purchases(formats.count(assets.count), assets.count === 1)}
        </RowsLink>
      )}
    </FigureCard>
  );
  return (
    <div className={styles.root}>
      {spend && (
        <FigureCard
          heading={text.spend}
          className={styles.spend}
          figure={text.aMonth(formats.money(spend.perMonth))}
          explained={text.explained.spend}
          asOf={asOf}
          further={
            <ul className={styles.list}>
              {link(once, text.leftOutOnce)}
              {link(trial, text.leftOutTrial)}
              {link(unknown, text.leftOutUnknown)}
              {link(overview.central, text.includesCentral)}
            </ul>
          }
        >
          <span>{text.aYear(formats.money(spend.perYear))}</span>
          <RowsLink query={spend.assets.query}>
            {text.purchases(formats.count(spend.assets.count), spend.assets.count === 1)}
          </RowsLink>
          {unknown.count > 0 && (
            <RowsLink query={unknown.query}>{text.unknownPrice(formats.count(unknown.count))}</RowsLink>
          )}
          {spend.rejected.assets.count > 0 && (
            <RowsLink query={spend.rejected.assets.query}>
              {text.rejected(formats.count(spend.rejected.assets.count), formats.money(spend.rejected.perMonth))}
            </RowsLink>
          )}
        </FigureCard>
      )}
      {now && share(text.declared, now.declared, now.known)}
      {now && share(text.decided, now.decided, now.known)}
      {time(text.toDeclare, text.explained.toDeclare, overview.toDeclare.recent)}
      {time(text.toDecide, text.explained.toDecide, overview.toDecide.recent)}
    </div>
  );
}
