import { monthsPerTerm, type PriceState, priceStates, recurringPrices } from '../domain/asset.ts';
import { addDays, type Day } from '../domain/day.ts';
import {
  add,
  type CodedColumn,
  compareValues,
  dayInMs,
  dayNumber,
  dayText,
  type NumberColumn,
  unknownCode,
} from './columns.ts';
import { dayOfMoment, heldFrom, type MomentColumns, minutesPerDay, never } from './moments.ts';

/** What some assets cost a month, in minor units of one currency. */
export type Amount = { minor: number; assets: number };
/** By the values of a column, most first; the empty string is what has none. `others`: how many values are left, and theirs. */
export type Parts = { parts: (Amount & { value: string })[]; others: (Amount & { values: number }) | null };
export type SeatsAmount = Amount & { seats: number };
export type Growth = { product: string; before: SeatsAmount; now: SeatsAmount };
/** Half of what is counted took no longer than so many minutes; null where nothing is. */
export type Median = { minutes: number | null; assets: number };

/** What is committed in one currency: of what is charged again and again, and neither ended nor is retired. */
export type CurrencySpend = Amount & {
  currency: string;
  /** In minor units, for a year. */
  perYear: number;
  rejected: Amount;
  months: Amount[];
  byProduct: Parts;
  byDepartment: Parts;
  byPublisher: Parts;
  growth: Growth[];
};

export type Share = { known: number; declared: number; decided: number };

export type Overview = {
  day: Day;
  /** What growth is measured from. What is recent came after it. */
  since: Day;
  /** The last twelve calendar months: their first days, and the days as of which they are counted. */
  months: { from: Day; on: Day }[];
  /** What runs and is not retired, and the same by what is known of the price. */
  assets: number;
  central: number;
  prices: Record<PriceState, number>;
  currencies: CurrencySpend[];
  shares: Share[];
  toDeclare: { recent: Median; months: Median[] };
  toDecide: { recent: Median; months: Median[] };
};

const monthsShown = 12;
const partsShown = 8;
const recentDays = 90;

/** What the overview is made of, a row each. `perTerm`: all seats for one billing term. */
export type OverviewColumns = {
  size: number;
  status: CodedColumn;
  source: CodedColumn;
  product: CodedColumn;
  publisher: CodedColumn;
  department: CodedColumn;
  price: CodedColumn;
  currency: CodedColumn;
  perMonth: NumberColumn;
  perTerm: NumberColumn;
  purchasedOn: NumberColumn;
  quantity: NumberColumn;
  moments: MomentColumns;
  isCentral: (row: number) => boolean;
};

/** The overview of all rows, as of the end of a day that no row lies behind. */
export function overviewOf(columns: OverviewColumns, today: Day): Overview {
  const since = addDays(today, -recentDays);
  const months = lastMonths(today);
  const monthOf = monthPlaces(months.map(({ on }) => dayNumber(on)));
  const counted = committed(columns);
  const currencies = rowsByCurrency(columns)
    .map(({ currency, rows }) => ({ currency, ...spendOf(columns, rows, monthOf, dayNumber(since)) }))
    .filter((spend) => spend.months.some(({ assets }) => assets > 0))
    .sort((a, b) => b.assets - a.assets || compareValues(a.currency, b.currency));
  return {
    day: today,
    since,
    months,
    ...counted,
    currencies,
    shares: sharesOf(columns, monthOf),
    ...mediansOf(columns, { months, since, today }, monthOf),
  };
}

function lastMonths(today: Day): Overview['months'] {
  const [year = 0, month = 1] = today.split('-').map(Number);
  return Array.from({ length: monthsShown }, (_, at) => {
    const first = (ahead: number) => Date.UTC(year, month - 1 - (monthsShown - 1) + at + ahead, 1) / dayInMs;
    return { from: dayText(first(0)), on: at === monthsShown - 1 ? today : dayText(first(1) - 1) };
  });
}

/**
 * Where a day stands among the days as of which months are counted: the place of the first that is not before it. Whatever
 * holds from one day on until another is then counted by two additions instead of twelve comparisons.
 */
function monthPlaces(ends: readonly number[]): (day: number) => number {
  const first = ends[0] as number;
  const last = ends.at(-1) as number;
  const places = new Uint8Array(last - first + 1);
  ends.slice(1).forEach((end, at) => {
    places.fill(at + 1, (ends[at] as number) - first + 1, end - first + 1);
  });
  return (day) => (day <= first ? 0 : day > last ? ends.length : (places[day - first] as number));
}

/** Turns what comes and goes at each place into what there is. */
function runningSums(steps: Float64Array | Int32Array): number[] {
  let sum = 0;
  return Array.from(steps.subarray(0, monthsShown), (step) => {
    sum += step;
    return sum;
  });
}

function committed({
  size,
  price,
  moments,
  isCentral,
}: OverviewColumns): Pick<Overview, 'assets' | 'central' | 'prices'> {
  const byPrice = new Int32Array(price.values.length);
  let assets = 0;
  let central = 0;
  for (let row = 0; row < size; row++) {
    if (moments.over[row] !== never) continue;
    assets += 1;
    if (isCentral(row)) central += 1;
    add(byPrice, price.codes[row] as number);
  }
  const countOf = (state: PriceState) => byPrice[price.codeOf.get(state) ?? unknownCode] ?? 0;
  const prices = Object.fromEntries(priceStates.map((state) => [state, countOf(state)])) as Record<PriceState, number>;
  return { assets, central, prices };
}

/** The rows that cost something each month, over or not, by their currency. */
function rowsByCurrency({ size, currency, perMonth }: OverviewColumns): { currency: string; rows: Int32Array }[] {
  const counts = new Int32Array(currency.values.length);
  const isPriced = (row: number) => !Number.isNaN(perMonth.numbers[row] as number);
  for (let row = 0; row < size; row++) if (isPriced(row)) add(counts, currency.codes[row] as number);
  const groups = Array.from(counts, (count) => new Int32Array(count));
  counts.fill(0);
  for (let row = 0; row < size; row++) {
    if (!isPriced(row)) continue;
    const code = currency.codes[row] as number;
    (groups[code] as Int32Array)[counts[code] as number] = row;
    add(counts, code);
  }
  return groups.flatMap((rows, code) => (rows.length > 0 ? [{ currency: currency.values[code] ?? '', rows }] : []));
}

/** What rows of one currency are committed to. */
function spendOf(
  columns: OverviewColumns,
  rows: Int32Array,
  monthOf: (day: number) => number,
  since: number,
): Omit<CurrencySpend, 'currency'> {
  const { perMonth, moments, purchasedOn, status } = columns;
  const minors = new Float64Array(monthsShown + 1);
  const assets = new Int32Array(monthsShown + 1);
  const held = new Int32Array(rows.length);
  const heldBefore = new Int32Array(rows.length);
  let heldCount = 0;
  let heldBeforeCount = 0;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as number;
    const start = heldFrom(row, moments, purchasedOn);
    const end = dayOfMoment(moments.over[row] as number);
    const from = monthOf(start);
    const to = monthOf(end);
    if (from < to) {
      const minor = perMonth.numbers[row] as number;
      add(minors, from, minor);
      add(minors, to, -minor);
      add(assets, from);
      add(assets, to, -1);
    }
    if (moments.over[row] === never) held[heldCount++] = row;
    if (start <= since && end > since) heldBefore[heldBeforeCount++] = row;
  }
  const now = held.subarray(0, heldCount);
  const before = heldBefore.subarray(0, heldBeforeCount);
  const rejected = status.codeOf.get('rejected') ?? -1;
  const assetsByMonth = runningSums(assets);
  return {
    ...amountOf(now, perMonth),
    perYear: perYearOf(columns, now),
    rejected: amountOf(
      now.filter((row) => status.codes[row] === rejected),
      perMonth,
    ),
    months: runningSums(minors).map((minor, month) => ({ minor, assets: assetsByMonth[month] ?? 0 })),
    byProduct: partsOf(columns.product, now, perMonth),
    byDepartment: partsOf(columns.department, now, perMonth),
    byPublisher: partsOf(columns.publisher, now, perMonth),
    growth: growthOf(columns, before, now),
  };
}

function amountOf(rows: Int32Array, perMonth: NumberColumn): Amount {
  let minor = 0;
  for (let at = 0; at < rows.length; at++) minor += perMonth.numbers[rows[at] as number] as number;
  return { minor, assets: rows.length };
}

function perYearOf({ price, perTerm }: OverviewColumns, rows: Int32Array): number {
  const months = price.values.map((value) => {
    const term = recurringPrices.find((one) => one === value);
    return term ? monthsPerTerm[term] : Number.NaN;
  });
  let sum = 0;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as number;
    sum += Math.round(((perTerm.numbers[row] as number) * 12) / (months[price.codes[row] as number] as number));
  }
  return sum;
}

/** Sums of rows, and how many they are, by the codes of a column. */
function sumsBy(column: CodedColumn, rows: Int32Array, { numbers }: NumberColumn) {
  const sums = new Float64Array(column.values.length);
  const assets = new Int32Array(column.values.length);
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as number;
    const code = column.codes[row] as number;
    add(sums, code, numbers[row] as number);
    add(assets, code);
  }
  return { sums, assets };
}

function partsOf(column: CodedColumn, rows: Int32Array, perMonth: NumberColumn): Parts {
  const { sums, assets } = sumsBy(column, rows, perMonth);
  const all = column.values
    .flatMap((value, code) => (assets[code] ? [{ value, minor: sums[code] ?? 0, assets: assets[code] ?? 0 }] : []))
    .sort((a, b) => b.minor - a.minor || compareValues(a.value, b.value));
  const rest = all.slice(partsShown);
  const total = (key: 'minor' | 'assets') => rest.reduce((sum, part) => sum + part[key], 0);
  const others = rest.length > 0 ? { values: rest.length, minor: total('minor'), assets: total('assets') } : null;
  return { parts: all.slice(0, partsShown), others };
}

/** The products that cost more than before, what grew most first. */
function growthOf({ product, perMonth, quantity }: OverviewColumns, before: Int32Array, now: Int32Array): Growth[] {
  const sums = (rows: Int32Array) => ({
    ...sumsBy(product, rows, perMonth),
    seats: sumsBy(product, rows, quantity).sums,
  });
  const then = sums(before);
  const today = sums(now);
  const grown: number[] = [];
  const by = (code: number) => (today.sums[code] as number) - (then.sums[code] as number);
  for (let code = 0; code < product.values.length; code++) if (by(code) > 0) grown.push(code);
  const name = (code: number) => product.values[code] ?? '';
  const top = grown.sort((a, b) => by(b) - by(a) || compareValues(name(a), name(b))).slice(0, partsShown);
  return top.map((code) => ({
    product: name(code),
    before: { minor: then.sums[code] ?? 0, assets: then.assets[code] ?? 0, seats: then.seats[code] ?? 0 },
    now: { minor: today.sums[code] ?? 0, assets: today.assets[code] ?? 0, seats: today.seats[code] ?? 0 },
  }));
}

/** How much of what was on the register at the end of each month was declared by then, and how much decided about. */
function sharesOf({ size, moments }: OverviewColumns, monthOf: (day: number) => number): Share[] {
  const { created, declared, decided, retired } = moments;
  const steps = {
    known: new Int32Array(monthsShown + 1),
    declared: new Int32Array(monthsShown + 1),
    decided: new Int32Array(monthsShown + 1),
  };
  const count = (counts: Int32Array, from: number, to: number) => {
    if (from >= to) return;
    add(counts, from);
    add(counts, to, -1);
  };
  for (let row = 0; row < size; row++) {
    const from = monthOf(dayOfMoment(created[row] as number));
    const to = monthOf(dayOfMoment(retired[row] as number));
    count(steps.known, from, to);
    count(steps.declared, Math.max(from, monthOf(dayOfMoment(declared[row] as number))), to);
    count(steps.decided, Math.max(from, monthOf(dayOfMoment(decided[row] as number))), to);
  }
  const [known, declaredThen, decidedThen] = [steps.known, steps.declared, steps.decided].map(runningSums);
  return Array.from({ length: monthsShown }, (_, month) => ({
    known: known?.[month] ?? 0,
    declared: declaredThen?.[month] ?? 0,
    decided: decidedThen?.[month] ?? 0,
  }));
}

/** How long it took from detection to declaration and from declaration to decision. */
function mediansOf(
  { size, source, moments }: OverviewColumns,
  { months, since, today }: Pick<Overview, 'months' | 'since'> & { today: Day },
  monthOf: (day: number) => number,
): Pick<Overview, 'toDeclare' | 'toDecide'> {
  const { created, declared, decided } = moments;
  const discovery = source.codeOf.get('discovery') ?? -1;
  const first = dayNumber(months[0]?.from ?? today) * minutesPerDay;
  const recentFrom = (dayNumber(since) + 1) * minutesPerDay;
  const medians = (begun: Int32Array, ended: Int32Array, isCounted: (row: number) => boolean) => {
    const recent: number[] = [];
    const byMonth = months.map((): number[] => []);
    for (let row = 0; row < size; row++) {
      const end = ended[row] as number;
      const begin = begun[row] as number;
      if (end === never || end < first || begin === never || !isCounted(row)) continue;
      byMonth[monthOf(dayOfMoment(end))]?.push(end - begin);
      if (end >= recentFrom) recent.push(end - begin);
    }
    return { recent: median(recent), months: byMonth.map(median) };
  };
  return {
    toDeclare: medians(created, declared, (row) => source.codes[row] === discovery),
    toDecide: medians(declared, decided, () => true),
  };
}

/** The middle value, or of an even count the mean of the middle two, to a whole minute. */
function median(unsorted: readonly number[]): Median {
  if (unsorted.length === 0) return { minutes: null, assets: 0 };
  const lengths = Int32Array.from(unsorted).sort();
  const half = lengths.length / 2;
  const lower = lengths[Math.ceil(half) - 1] as number;
  const upper = lengths[Math.floor(half)] as number;
  return { minutes: Math.round((lower + upper) / 2), assets: lengths.length };
}
