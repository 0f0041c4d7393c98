import type { Behind, Median, OverviewAnswer } from '../../../bot/src/http/contract.ts';
import { useFormats, useWords } from '../components/locale.tsx';
import { ChartPanel } from './ChartPanel.tsx';
import { timeScale } from './figures.ts';
import { MonthLines } from './MonthLines.tsx';
import type { OverviewView } from './overview-view.ts';
import { sharesTable, type TableWriter, timesTable } from './tables.ts';

type ConductChartsProps = { overview: OverviewAnswer; view: OverviewView; writer: TableWriter; asOf: string };

/** How much is explained and decided, and how long that takes. */
export function ConductCharts({ overview, view, writer, asOf }: ConductChartsProps) {
  const formats = useFormats();
  const text = useWords().tab.overviewPage;
  const { figures } = writer;
  const months = overview.months.map(({ from }) => from);
  const shareOf = (part: Behind, known: Behind) => ({
    value: known.count === 0 ? null : part.count / known.count,
    text: `${figures.share(part.count, known.count)} (${formats.count(part.count)})`,
  });
  const scale = timeScale([...overview.toDeclare.months, ...overview.toDecide.months].map(({ minutes }) => minutes));
  const timeOf = ({ minutes }: Median) => ({
    value: minutes === null ? null : minutes / scale.minutes,
    text: minutes === null ? '' : figures.duration(minutes),
  });
  const hasShares = overview.shares.some(({ known }) => known.count > 0);
  const hasTimes = [...overview.toDeclare.months, ...overview.toDecide.months].some(({ minutes }) => minutes !== null);
  return (
    <>
      <ChartPanel
        chart="shares"
        heading={text.shares}
        explained={text.explained.shares}
        asOf={asOf}
        view={view}
        table={sharesTable(overview, writer)}
        nothing={hasShares ? null : text.noShares}
      >
        <MonthLines
          months={months}
          monthName={figures.month}
          scale={(value) => figures.share(value, 1)}
          most={1}
          lines={[
            {
              legend: text.declared,
              ink: 'first',
              values: overview.shares.map(({ known, declared }) => shareOf(declared, known)),
            },
            {
              legend: text.decided,
              ink: 'second',
              values: overview.shares.map(({ known, decided }) => shareOf(decided, known)),
            },
          ]}
        />
      </ChartPanel>
      <ChartPanel
        chart="times"
        heading={text.times(text[scale.unit])}
        explained={[...text.explained.toDeclare, ...text.explained.toDecide]}
        asOf={asOf}
        view={view}
        table={timesTable(overview, writer)}
        nothing={hasTimes ? null : text.noTimes}
      >
        <MonthLines
          months={months}
          monthName={figures.month}
          scale={figures.short}
          lines={[
            { legend: text.toDeclare, ink: 'first', values: overview.toDeclare.months.map(timeOf) },
            { legend: text.toDecide, ink: 'second', values: overview.toDecide.months.map(timeOf) },
          ]}
        />
      </ChartPanel>
    </>
  );
}
