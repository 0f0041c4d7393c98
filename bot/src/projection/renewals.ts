import type { Asset } from '../domain/asset.ts';
import { type Day, dayOf } from '../domain/day.ts';
import type { Money } from '../domain/money.ts';
import { type RenewalState, renewalCost, renewalStateOf, renewalStates } from '../domain/renewal.ts';
import {
  type CodedColumn,
  codedColumn,
  compareValues,
  growCoded,
  growNumbers,
  type NumberColumn,
  numberColumn,
  setCoded,
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
const dayInMs = 86_400_000;
/** Stands for rows that no renewal lies ahead of. */
const noState = 0;

/** Renewals in typed arrays, one slot a row: one pass over them gives the calendar. Rows are those of the asset index. */
export function renewalIndex() {
  let capacity = 1024;
  let size = 0;
  let states = new Uint8Array(capacity);
  const day: NumberColumn = numberColumn(capacity);
  const cost: NumberColumn = numberColumn(capacity);
  const currency: CodedColumn = codedColumn(capacity);

  function reserve(row: number): void {
    size = Math.max(size, row + 1);
    if (row < capacity) return;
    capacity = Math.max(capacity * 2, row + 1);
    const grown = new Uint8Array(capacity);
    grown.set(states);
    states = grown;
    for (const column of [day, cost]) growNumbers(column, capacity);
    growCoded(currency, capacity);
  }

  /** Writes an asset into a row, new or not. */
  function put(row: number, asset: Asset): void {
    reserve(row);
    const state = renewalStateOf(asset);
    const price = renewalCost(asset);
    states[row] = state === null ? noState : renewalStates.indexOf(state) + 1;
    day.numbers[row] = asset.renewsOn === null ? Number.NaN : dayNumber(asset.renewsOn);
    cost.numbers[row] = price?.minor ?? Number.NaN;
    setCoded(currency, row, price?.currency ?? null);
  }

  /** The calendar of all assets, or of some rows only. */
  function calendar(today: Day, rows: Iterable<number> | null): RenewalCalendar {
    const starts = monthStarts(today);
    const first = starts[0] as number;
    const last = starts.at(-1) as number;
    // A span for each day of the twelve months, so that no row is compared with every month.
    const spanOfDay = new Uint8Array(last - first);
    for (let month = 0; month < monthsShown; month++) {
      spanOfDay.fill(month + 1, (starts[month] as number) - first, (starts[month + 1] as number) - first);
    }
    const spans = monthsShown + 1;
    const currencies = currency.values.length;
    const stateCounts = new Int32Array(spans * (renewalStates.length + 1));
    const unpriced = new Int32Array(spans);
    const sums = new Float64Array(spans * currencies);
    const priced = new Int32Array(spans * currencies);

    const count = (row: number) => {
      const state = states[row] as number;
      if (state === noState) return;
      const at = (day.numbers[row] as number) - first;
      if (at >= spanOfDay.length) return;
      const span = at < 0 ? 0 : (spanOfDay[at] as number);
      bump(stateCounts, span * (renewalStates.length + 1) + state);
      const minor = cost.numbers[row] as number;
      if (Number.isNaN(minor)) {
        bump(unpriced, span);
        return;
      }
      const sum = span * currencies + (currency.codes[row] as number);
      sums[sum] = (sums[sum] as number) + minor;
      bump(priced, sum);
    };
    if (rows) for (const row of rows) count(row);
    else for (let row = 0; row < size; row++) count(row);

    const spanAt = (span: number): RenewalSpan => {
      const counted = Object.fromEntries(
        renewalStates.map((state, at) => [state, stateCounts[span * (renewalStates.length + 1) + at + 1] ?? 0]),
      ) as Record<RenewalState, number>;
      const totals = currency.values
        .flatMap((code, at): Money[] => {
          const sum = span * currencies + at;
          return priced[sum] === 0 ? [] : [{ currency: code, minor: sums[sum] ?? 0 }];
        })
        .sort((a, b) => compareValues(a.currency, b.currency));
      return {
        from: span === 0 ? null : dayText(starts[span - 1] as number),
        before: dayText(starts[span] as number),
        count: renewalStates.reduce((total, state) => total + counted[state], 0),
        totals,
        unpriced: unpriced[span] ?? 0,
        ...counted,
      };
    };
    return { overdue: spanAt(0), months: Array.from({ length: monthsShown }, (_, month) => spanAt(month + 1)) };
  }

  return { put, calendar };
}

/** Today, and the first day of each of the twelve months after this one, as day numbers. */
function monthStarts(today: Day): number[] {
  const [year = 0, month = 1] = today.split('-').map(Number);
  const firsts = Array.from({ length: monthsShown }, (_, ahead) => Date.UTC(year, month + ahead, 1) / dayInMs);
  return [dayNumber(today), ...firsts];
}

function dayNumber(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) / dayInMs;
}

function dayText(number: number): Day {
  return dayOf(new Date(number * dayInMs));
}

function bump(counts: Int32Array, at: number): void {
  counts[at] = (counts[at] as number) + 1;
}
