import type { CurrencySpend, OverviewAnswer } from '../../../bot/src/http/contract.ts';

/** The charts of the page, each with a table. */
export const chartKeys = ['months', 'product', 'department', 'publisher', 'growth', 'shares', 'times'] as const;
export type ChartKey = (typeof chartKeys)[number];

/** What the page shows. It stands in the address: `currency`, and `table` for each chart whose table is shown instead. */
export type OverviewView = { currency: string | null; tables: readonly ChartKey[] };

/** Reads what is shown from an address; what it doesn't know it leaves out. */
export function parseOverview(params: URLSearchParams): OverviewView {
  const tables = params.getAll('table');
  return { currency: params.get('currency') || null, tables: chartKeys.filter((key) => tables.includes(key)) };
}

/** The address of a view of the page. */
export function overviewPath({ currency, tables }: OverviewView): string {
  const params = new URLSearchParams();
  if (currency !== null) params.set('currency', currency);
  for (const key of tables) params.append('table', key);
  const query = params.toString();
  return query === '' ? '/overview' : `/overview?${query}`;
}

/** The same view with a chart's table shown, or the chart again. */
export function withToggled(view: OverviewView, key: ChartKey): OverviewView {
  const isShown = view.tables.includes(key);
  return { ...view, tables: chartKeys.filter((one) => (one === key ? !isShown : view.tables.includes(one))) };
}

/** The spend in the currency of the address; in that of most purchases where it names none. */
export function spendShown({ currencies }: OverviewAnswer, currency: string | null): CurrencySpend | null {
  return currencies.find((spend) => spend.currency === currency) ?? currencies[0] ?? null;
}
