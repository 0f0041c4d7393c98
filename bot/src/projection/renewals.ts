import type { Day } from '../domain/day.ts';
import type { Money } from '../domain/money.ts';
import { type RenewalState, renewalStates } from '../domain/renewal.ts';
import {
  add,
  type CodedColumn,
  dayInMs,
  dayNumber,
  dayText,
  moneyOf,
  type NumberColumn,
  unknownCode,
} from './columns.ts';

/**
 * What renews within a time: `from` (null: ever before) up to but without `before`. `totals`: what the renewals cost, per
 * currency, as far as prices are known; `unpriced`: how many are not.
 */
export type RenewalSpan = {
  from: Day | null;
  before: Day;
  count: number;
  totals: Money[];
  unpriced: number;
} & Record<RenewalState, number>;

/** What renews in each of the twelve calendar months from today on, the first from today; and what should have before. */
export type RenewalCalendar = { overdue: RenewalSpan; months: RenewalSpan[] };

const monthsShown = 12;

/** What the calendar is made of, a row each: how the next renewal stands, when it is and what it costs. */
export type RenewalColumns = {
  states: CodedColumn;
  renewsOn: NumberColumn;
  costs: NumberColumn;
  currency: CodedColumn;
};

/** The calendar of some rows, in one pass over them. */
export function renewalCalendar(
  { states, renewsOn, costs, currency }: RenewalColumns,
  rows: Int32Array,
  today: Day,
): RenewalCalendar {
  const starts = monthStarts(today);
  const first = starts[0] as number;
  const last = starts.at(-1) as number;
  // A span for each day of the twelve months, so that no row is compared with every month.
  const spanOfDay = new Uint8Array(last - first);
  for (let month = 0; month < monthsShown; month++) {
    spanOfDay.fill(month + 1, (starts[month] as number) - first, (starts[month + 1] as number) - first);
  }
  const spans = monthsShown + 1;
  const codes = states.values.length;
  const currencies = currency.values.length;
  const counts = new Int32Array(spans * codes);
  const unpriced = new Int32Array(spans);
  const sums = new Float64Array(spans * currencies);

  for (let place = 0; place < rows.length; place++) {
    const row = rows[place] as number;
    const code = states.codes[row] as number;
    const day = (renewsOn.numbers[row] as number) - first;
    if (code === unknownCode || day >= spanOfDay.length) continue;
    const span = day < 0 ? 0 : (spanOfDay[day] as number);
    const cost = costs.numbers[row] as number;
    add(counts, span * codes + code);
    if (Number.isNaN(cost)) add(unpriced, span);
    else add(sums, span * currencies + (currency.codes[row] as number), cost);
  }

  const spanAt = (span: number): RenewalSpan => {
    const counted = Object.fromEntries(
      renewalStates.map((state) => [state, counts[span * codes + (states.codeOf.get(state) ?? unknownCode)] ?? 0]),
    ) as Record<RenewalState, number>;
    return {
      from: span === 0 ? null : dayText(starts[span - 1] as number),
      before: dayText(starts[span] as number),
      count: renewalStates.reduce((total, state) => total + counted[state], 0),
      totals: moneyOf(currency, sums.subarray(span * currencies, (span + 1) * currencies)),
      unpriced: unpriced[span] ?? 0,
      ...counted,
    };
  };
  return { overdue: spanAt(0), months: Array.from({ length: monthsShown }, (_, month) => spanAt(month + 1)) };
}

/** Today, and the first day of each of the twelve months after this one, as day numbers. */
function monthStarts(today: Day): number[] {
  const [year = 0, month = 1] = today.split('-').map(Number);
  const firsts = Array.from({ length: monthsShown }, (_, ahead) => Date.UTC(year, month + ahead, 1) / dayInMs);
  return [dayNumber(today), ...firsts];
}
