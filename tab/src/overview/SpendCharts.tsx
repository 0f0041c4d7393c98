import type { CurrencySpend, OverviewAnswer, SpendParts } from '../../../bot/src/http/contract.ts';
import { useFormats, useWords } from '../components/locale.tsx';
import { ChartPanel } from './ChartPanel.tsx';
import { unitsOf } from './figures.ts';
import { MonthBars } from './MonthBars.tsx';
import type { OverviewView } from './overview-view.ts';
import { type Part, PartBars } from './PartBars.tsx';
import { growthTable, monthsTable, partsTable, type TableWriter } from './tables.ts';

type SpendChartsProps = {
  overview: OverviewAnswer;
  spend: CurrencySpend;
  view: OverviewView;
  writer: TableWriter;
  asOf: string;
  wide: string;
};

/** What is committed in one currency: over the months, by what it is for, and what grew. */
export function SpendCharts({ overview, spend, view, writer, asOf, wide }: SpendChartsProps) {
  const formats = useFormats();
  const text = useWords().tab.overviewPage;
  const { currency } = spend;
  const common = { asOf, view };
  const parts = (of: 'product' | 'department' | 'publisher', heading: string, { parts: shown, others }: SpendParts) => {
    const bars: Part[] = shown.map(({ value, perMonth, assets }) => ({
      key: value === null ? 'none' : `value ${value}`,
      name: value ?? text.nobodysDepartment,
      value: perMonth.minor,
      text: formats.money(perMonth),
      query: assets.query,
    }));
    if (others) {
      bars.push({
        key: 'others',
        name: text.others(formats.count(others.values), others.values === 1),
        // Many together would dwarf each of those that are shown.
        value: null,
        text: formats.money(others.perMonth),
        query: null,
      });
    }
    return (
      <ChartPanel
        {...common}
        chart={of}
        heading={heading}
        explained={text.explained.parts}
        table={partsTable(of, { parts: shown, others }, currency, writer)}
        nothing={bars.length === 0 ? text.nothingNow : null}
      >
        <PartBars parts={bars} />
      </ChartPanel>
    );
  };
  return (
    <>
      <ChartPanel
        {...common}
        chart="months"
        heading={text.months(currency)}
        explained={text.explained.months}
        table={monthsTable(overview, spend, writer)}
        className={wide}
      >
        <MonthBars
          legend={text.column.perMonth(currency)}
          scale={writer.figures.short}
          bars={spend.months.map(({ perMonth, assets }, at) => {
            const from = overview.months[at]?.from ?? '';
            return {
              label: writer.figures.month(from, 'short'),
              value: unitsOf(perMonth),
              name: writer.figures.month(from, 'long'),
              text: text.amountOf(
                formats.money(perMonth),
                text.purchases(formats.count(assets.count), assets.count === 1),
              ),
            };
          })}
        />
      </ChartPanel>
      {parts('product', text.byProduct(currency), spend.byProduct)}
      {parts('department', text.byDepartment(currency), spend.byDepartment)}
      {parts('publisher', text.byPublisher(currency), spend.byPublisher)}
      <ChartPanel
        {...common}
        chart="growth"
        heading={text.growth(currency)}
        explained={text.explained.growth}
        table={growthTable(overview, spend, writer)}
        nothing={spend.growth.length === 0 ? text.noGrowth : null}
      >
        <PartBars
          parts={spend.growth.map(({ product, before, now }) => ({
            key: product,
            name: product,
            value: now.perMonth.minor - before.perMonth.minor,
            text: text.grewBy(formats.money({ minor: now.perMonth.minor - before.perMonth.minor, currency })),
            about: text.seats(formats.count(before.seats), formats.count(now.seats)),
            // No query yields the difference alone; its two sides open from the table.
            query: null,
          }))}
        />
      </ChartPanel>
    </>
  );
}
