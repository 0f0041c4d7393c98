import { awaitsDecision } from '../domain/approval-scope.ts';
import { type Asset, pricePerMonth, priceStateOf } from '../domain/asset.ts';
import { costCentreKey } from '../domain/cost-centre.ts';
import type { Day } from '../domain/day.ts';
import type { Decidable } from '../domain/duties.ts';
import { evidenceStateOf } from '../domain/evidence.ts';
import { flags, flagsOf } from '../domain/flags.ts';
import { currencyOfPrice, priceOfSeats } from '../domain/lots.ts';
import { decimalsOf, type Money } from '../domain/money.ts';
import { renewalCost, renewalStateOf } from '../domain/renewal.ts';
import { type Deciders, decidersOf } from '../domain/routing.ts';
import { isCommitted, runningStateOf } from '../domain/running.ts';
import {
  add,
  type CodedColumn,
  codedColumn,
  compareValues,
  dayNumber,
  growCoded,
  growNumbers,
  moneyOf,
  type NumberColumn,
  numberColumn,
  ranksOf,
  setCoded,
  unknownCode,
} from './columns.ts';
import { duplicateGroups } from './duplicates.ts';
import { estimateColumn } from './estimates.ts';
import { allRows, firstRows, type Place, placeAt } from './first-rows.ts';
import { dateTest, growMoments, momentColumns, never, setMoments } from './moments.ts';
import { type Overview, overviewOf } from './overview.ts';
import {
  anybody,
  type FacetColumn,
  type FacetCount,
  facetColumns,
  type NumberName,
  numberColumns,
  type PageMark,
  type PersonColumn,
  type PersonCount,
  personColumns,
  type RegisterQuery,
  type Scope,
  type SortColumn,
  type WaitsFor,
} from './query.ts';
import { type RenewalCalendar, renewalCalendar } from './renewals.ts';
import { spellingColumn } from './spellings.ts';

/** What matched, before the rows themselves are fetched. */
export type Matches = {
  rows: number[];
  /** Ids of those of the rows that are possible duplicates. */
  duplicates: string[];
  total: number;
  totals: Money[];
  estimates: Money[];
  unpriced: number;
  facets: Record<FacetColumn | 'flag', FacetCount[]>;
  next: PageMark | null;
};

const mostFacetValues = 100;
const centralBit = 1 << flags.indexOf('central');
const duplicateBit = 1 << flags.indexOf('possible-duplicate');
/** More than any column has values. */
const codesApart = 2 ** 26;

/**
 * The columns of the register in typed arrays, one slot a row: they filter, count and order; SQLite beside them finds words
 * and keeps the rows. One pass over the rows answers a query with its total, totals and facets.
 */
export function assetIndex() {
  let capacity = 1024;
  let size = 0;
  // One person is purchaser, owner and manager of many assets, so the three share what they are called by.
  const personIds = codedColumn(0);
  const personNames = codedColumn(0);
  const coded = Object.fromEntries([
    ...facetColumns.map((name) => [name, codedColumn(capacity)]),
    ...personColumns.map((name) => [name, codedColumn(capacity, personIds)]),
  ]) as Record<FacetColumn | PersonColumn, CodedColumn>;
  // People are found by id and sorted by the name that the asset shows, which is the one they had then.
  const names = Object.fromEntries(personColumns.map((name) => [name, codedColumn(capacity, personNames)])) as Record<
    PersonColumn,
    CodedColumn
  >;
  const numbers = Object.fromEntries(numberColumns.map((name) => [name, numberColumn(capacity)])) as Record<
    NumberName,
    NumberColumn
  >;
  const renewalCosts = numberColumn(capacity);
  const termPrices = numberColumn(capacity);
  const estimates = estimateColumn(numbers.quantity, capacity);
  const moments = momentColumns(capacity);
  const spellings = spellingColumn(capacity);
  let flagBits = new Int32Array(capacity);
  let tieBreaks = new Int32Array(capacity);
  let everyRow = counted(capacity);
  const ids: string[] = [];
  /** By row: what awaits a decision, with what says whose. */
  const undecided = new Map<number, Decidable>();
  // Who answers for an asset: its owner or, where nobody owns it, its purchaser.
  const answerers = codedColumn(capacity, personIds);
  const duplicates = duplicateGroups((row, isDuplicate) => {
    const bits = flagBits[row] as number;
    flagBits[row] = isDuplicate ? bits | duplicateBit : bits & ~duplicateBit;
  });

  function reserve(row: number): void {
    size = Math.max(size, row + 1);
    if (row < capacity) return;
    capacity = Math.max(capacity * 2, row + 1);
    for (const column of [...Object.values(coded), ...Object.values(names), answerers]) growCoded(column, capacity);
    for (const column of [...Object.values(numbers), renewalCosts, termPrices]) growNumbers(column, capacity);
    growMoments(moments, capacity);
    estimates.grow(capacity);
    spellings.grow(capacity);
    flagBits = grown(flagBits, capacity);
    tieBreaks = grown(tieBreaks, capacity);
    everyRow = counted(capacity);
  }

  /** Writes an asset into a row, new or not. */
  function put(row: number, asset: Asset): void {
    reserve(row);
    const person = asset.owner ?? asset.purchaser;
    ids[row] = asset.id;
    tieBreaks[row] = hash32(asset.id);
    setCoded(coded.status, row, asset.status);
    setCoded(coded.product, row, asset.product.name);
    setCoded(coded.publisher, row, asset.product.publisher);
    setCoded(coded.source, row, asset.source);
    setCoded(coded.department, row, person?.department ?? null);
    setCoded(coded.costCentre, row, asset.costCentre && costCentreKey(asset.costCentre));
    spellings.put(row, asset.costCentre);
    setCoded(coded.renewal, row, renewalStateOf(asset));
    setCoded(coded.price, row, priceStateOf(asset));
    setCoded(coded.currency, row, currencyOfPrice(asset));
    setCoded(coded.evidence, row, evidenceStateOf(asset));
    setCoded(coded.running, row, runningStateOf(asset));
    if (awaitsDecision(asset)) undecided.set(row, decidable(asset));
    else undecided.delete(row);
    for (const name of personColumns) {
      setCoded(coded[name], row, asset[name]?.id ?? null);
      setCoded(names[name], row, asset[name]?.displayName ?? null);
    }
    numbers.quantity.numbers[row] = asset.quantity;
    numbers.perMonth.numbers[row] = pricePerMonth(asset)?.minor ?? Number.NaN;
    renewalCosts.numbers[row] = renewalCost(asset)?.minor ?? Number.NaN;
    termPrices.numbers[row] = priceOfSeats(asset)?.minor ?? Number.NaN;
    numbers.purchasedOn.numbers[row] = dayNumber(asset.purchasedOn);
    numbers.renewsOn.numbers[row] = dayNumber(asset.renewsOn);
    numbers.updatedAt.numbers[row] = Date.parse(asset.updatedAt);
    setMoments(moments, row, asset);
    estimates.put(row, asset);
    flagBits[row] = flagsOf(asset).reduce((bits, flag) => bits | (1 << flags.indexOf(flag)), 0);
    setCoded(answerers, row, person?.id ?? null);
    duplicates.place(row, duplicateKey(row, asset));
  }

  /** What assets have in common that may be one and the same purchase; null for what is nobody's, or over. */
  function duplicateKey(row: number, asset: Asset): number | null {
    const answerer = answerers.codes[row] ?? unknownCode;
    if (!isCommitted(asset) || answerer === unknownCode) return null;
    return (coded.product.codes[row] ?? unknownCode) * codesApart + answerer;
  }

  function isDuplicate(row: number): boolean {
    return ((flagBits[row] as number) & duplicateBit) !== 0;
  }

  /** The columns that a query filters, each with the codes that pass. */
  function filtersOf({ filters }: Pick<RegisterQuery, 'filters'>) {
    const keys = { ...filters, costCentre: filters.costCentre.map(costCentreKey) };
    return [...facetColumns, ...personColumns].flatMap((name) =>
      keys[name].length === 0 ? [] : [{ name, allowed: allowedCodes(coded[name], keys[name]) }],
    );
  }

  /** What a facet's codes are shown as. */
  function shownBy(name: FacetColumn): readonly string[] {
    return name === 'costCentre' ? spellings.shown({ size, keys: coded.costCentre, moments, ids }) : coded[name].values;
  }

  /** The cost centre of a row, as it is shown; empty where there is none. */
  function costCentreAt(row: number): string {
    return shownBy('costCentre')[coded.costCentre.codes[row] as number] ?? '';
  }

  /** The rows that a query asks for, without counting anything. */
  function asked(query: Omit<RegisterQuery, 'sort' | 'limit' | 'after'>, found: Int32Array | null): Int32Array {
    const wanted = filtersOf(query).map(({ name, allowed }) => ({ codes: coded[name].codes, allowed }));
    const hasFlags = flagTest(query.flags);
    return taken(
      inScope(query, found),
      (row) => hasFlags(row) && wanted.every(({ codes, allowed }) => allowed[codes[row] as number] === 1),
    );
  }

  /** Answers a query. `found`: the rows that the search found, or null when nothing was searched for. */
  function match(query: RegisterQuery, found: Int32Array | null): Matches {
    const wanted = filtersOf(query);
    const rows = inScope(query, found);
    // A facet counts what its own filter hides, so that people see what they could choose instead: of each row it is
    // known how many filters hide it, and which one did so last.
    const hiding = new Uint8Array(rows.length);
    const hidingLast = new Uint8Array(rows.length);
    wanted.forEach(({ name, allowed }, filter) => {
      const { codes } = coded[name];
      for (let at = 0; at < rows.length; at++) {
        if (allowed[codes[rows[at] as number] as number] === 1) continue;
        hiding[at] = (hiding[at] as number) + 1;
        hidingLast[at] = filter;
      }
    });
    const hasFlags = flagTest(query.flags);
    const shown = taken(rows, (row, at) => hiding[at] === 0 && hasFlags(row));

    const counts = (name: FacetColumn) => {
      const { codes } = coded[name];
      const values = shownBy(name);
      const counted = new Int32Array(values.length);
      for (let at = 0; at < shown.length; at++) add(counted, codes[shown[at] as number] as number);
      const filter = wanted.findIndex((one) => one.name === name);
      if (filter < 0) return facetCounts(values, counted);
      for (let at = 0; at < rows.length; at++) {
        const row = rows[at] as number;
        if (hiding[at] === 1 && hidingLast[at] === filter && hasFlags(row)) add(counted, codes[row] as number);
      }
      return facetCounts(values, counted);
    };
    const flagCounts = new Int32Array(flags.length);
    for (let at = 0; at < rows.length; at++) {
      if (hiding[at] !== 0) continue;
      for (let bits = flagBits[rows[at] as number] as number; bits !== 0; bits &= bits - 1)
        add(flagCounts, 31 - Math.clz32(bits & -bits));
    }

    const { by, isDescending } = query.sort;
    const ordered = { rows: shown, keyOf: sortKeyOf(by), ties: tieBreaks, ids, isDescending };
    const placeBefore = ({ after }: RegisterQuery): Place | null => {
      if (after === null) return null;
      if ('rowsBefore' in after) return placeAt(ordered, Math.min(after.rowsBefore, shown.length) - 1);
      return { key: markKey(by, after), tie: hash32(after.id), id: after.id };
    };
    const page = firstRows({ ...ordered, limit: query.limit, after: placeBefore(query) });
    return {
      rows: page.rows,
      duplicates: page.rows.filter(isDuplicate).map((row) => ids[row] ?? ''),
      total: shown.length,
      ...sumsOf(shown, query.dates),
      facets: {
        ...(Object.fromEntries(facetColumns.map((name) => [name, counts(name)])) as Record<FacetColumn, FacetCount[]>),
        flag: facetCounts(flags, flagCounts),
      },
      next: page.isMore ? markOf(query, page.rows.at(-1)) : null,
    };
  }

  /** The rows that a person may see and that are of the asked time: what no facet shows a way out of. */
  function inScope(
    {
      scope,
      renewsAfter,
      renewsBefore,
      dates,
      costFrom,
      waitsFor,
    }: Pick<RegisterQuery, 'scope' | 'renewsAfter' | 'renewsBefore' | 'dates' | 'costFrom' | 'waitsFor'>,
    found: Int32Array | null,
  ): Int32Array {
    const all = found ?? everyRow.subarray(0, size);
    const own =
      scope.kind === 'all'
        ? null
        : personColumns.map((name) => ({
            codes: coded[name].codes,
            // Nobody is the code of the unknown, so no one's id finds what nobody has.
            code: coded[name].codeOf.get(scope.personId) || -1,
          }));
    const isForThem =
      scope.kind === 'own' ? waitingTest({ people: [scope.personId], deciders: scope.deciders }) : () => false;
    const isWaiting = waitsFor && waitingTest(waitsFor);
    const isOfTime = dateTest(dates, moments, numbers.purchasedOn);
    const isCostly = costFrom === null ? null : costTest(costFrom);
    if (!own && !isWaiting && !isOfTime && !isCostly && renewsAfter === null && renewsBefore === null) return all;
    const from = renewsAfter === null ? null : dayNumber(renewsAfter);
    const to = renewsBefore === null ? null : dayNumber(renewsBefore);
    const renewsOn = numbers.renewsOn.numbers;
    return taken(all, (row) => {
      const day = renewsOn[row] as number;
      if (from !== null && !(day >= from)) return false;
      if (to !== null && !(day < to)) return false;
      if (isOfTime && !isOfTime(row)) return false;
      if (isCostly && !isCostly(row)) return false;
      if (isWaiting && !isWaiting(row)) return false;
      return !own || own.some(({ codes, code }) => codes[row] === code) || isForThem(row);
    });
  }

  /** Whether rows wait for the decision of any of these people. */
  function waitingTest({ people, deciders }: WaitsFor): (row: number) => boolean {
    const isAnybodys = people.includes(anybody);
    return (row) => {
      const held = undecided.get(row);
      if (isAnybodys) return held !== undefined;
      return held !== undefined && decidersOr(held, deciders).some((id) => people.includes(id));
    };
  }

  /** For whose decision the rows that a query asks for wait, most first. Null is what nobody may decide about. */
  function countWaiting(query: RegisterQuery, found: Int32Array | null, deciders: Deciders): PersonCount[] {
    const counts = new Map<string, PersonCount>();
    const managers = names.manager;
    for (const row of asked(query, found)) {
      const held = undecided.get(row);
      if (!held) continue;
      for (const id of decidersOr(held, deciders)) {
        const isManager = held.manager?.id === id;
        const name = isManager ? (managers.values[managers.codes[row] ?? unknownCode] ?? null) : null;
        const before = counts.get(id);
        const count = (before?.count ?? 0) + 1;
        counts.set(id, { id: id || null, name: name || (before?.name ?? null), count });
      }
    }
    return [...counts.values()].sort((a, b) => b.count - a.count || compareValues(a.name ?? '', b.name ?? ''));
  }

  /** Whether rows cost so much a month, each in its own currency, or are estimated to. */
  function costTest(from: number): (row: number) => boolean {
    const least = coded.currency.values.map((currency) => (currency === '' ? 0 : from * 10 ** decimalsOf(currency)));
    const perMonth = numbers.perMonth.numbers;
    const { codes } = coded.currency;
    const isEstimatedSo = estimates.costTest(from);
    return (row) =>
      (isOver(row) ? Number.NaN : (perMonth[row] as number)) >= (least[codes[row] as number] as number) ||
      isEstimatedSo(row);
  }

  function flagTest(wanted: readonly string[]): (row: number) => boolean {
    if (wanted.length === 0) return () => true;
    const mask = wanted.reduce((bits, flag) => bits | (1 << flags.indexOf(flag as never)), 0);
    return (row) => ((flagBits[row] as number) & mask) !== 0;
  }

  /** Whether a row has ended or is retired, and so commits to nothing. */
  function isOver(row: number): boolean {
    return moments.over[row] !== never;
  }

  /**
   * What is known to be paid a month, what is estimated beside it, and of how many rows neither is known: of what runs now, or
   * did on the day as of which the rows were asked for.
   */
  function sumsOf(
    rows: Int32Array,
    { heldOn }: RegisterQuery['dates'] = {},
  ): Pick<Matches, 'totals' | 'estimates' | 'unpriced'> {
    const sums = new Float64Array(coded.currency.values.length);
    const { codes } = coded.currency;
    const perMonth = numbers.perMonth.numbers;
    const prices = coded.price.codes;
    const unknown = coded.price.codeOf.get('unknown') ?? -1;
    let unknowns = 0;
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at] as number;
      if (heldOn === undefined && isOver(row)) continue;
      const minor = perMonth[row] as number;
      if (prices[row] === unknown) unknowns++;
      else if (!Number.isNaN(minor)) add(sums, codes[row] as number, minor);
    }
    const estimated = estimates.sumsOf(rows);
    return {
      totals: moneyOf(coded.currency, sums),
      estimates: estimated.money,
      unpriced: unknowns - estimated.rows,
    };
  }

  /** What a row is ordered by. What a purchase costs is estimated where it is not known, as it is shown. */
  function numberAt(by: NumberName): (row: number) => number {
    const column = numbers[by].numbers;
    if (by !== 'perMonth') return (row) => column[row] ?? Number.NaN;
    return (row) => {
      const known = isOver(row) ? Number.NaN : (column[row] ?? Number.NaN);
      return Number.isNaN(known) ? estimates.minorAt(row) : known;
    };
  }

  function wordsOf(by: FacetColumn | PersonColumn): CodedColumn {
    return by in names ? names[by as PersonColumn] : coded[by];
  }

  function sortKeyOf(by: SortColumn): (row: number) => number {
    if (isNumber(by)) return numberAt(by);
    const column = wordsOf(by);
    const ranks = ranksOf(column);
    return (row) => {
      const code = column.codes[row] ?? unknownCode;
      return code === unknownCode ? Number.NaN : (ranks[code] ?? 0);
    };
  }

  function markOf({ sort }: RegisterQuery, row: number | undefined): PageMark | null {
    if (row === undefined) return null;
    const id = ids[row] ?? '';
    if (isNumber(sort.by)) {
      const value = numberAt(sort.by)(row);
      return { value: Number.isNaN(value) ? null : value, id };
    }
    const column = wordsOf(sort.by);
    const code = column.codes[row] ?? unknownCode;
    return { value: code === unknownCode ? null : (column.values[code] ?? ''), id };
  }

  /** The mark's place among the sort keys; a value that this instance never saw falls between those it knows. */
  function markKey(by: SortColumn, mark: PageMark): number {
    if (mark.value === null) return Number.NaN;
    if (isNumber(by)) return Number(mark.value);
    const column = wordsOf(by);
    const ranks = ranksOf(column);
    const value = String(mark.value);
    const known = column.codeOf.get(value);
    if (known !== undefined) return ranks[known] ?? 0;
    let below = -1;
    for (let code = 1; code < column.values.length; code++) {
      if (compareValues(column.values[code] ?? '', value) < 0) below = Math.max(below, ranks[code] ?? 0);
    }
    return below + 0.5;
  }

  /**
   * What a query asks for, in its order, and nothing counted but the cost. All of it is sorted at once, since picking rows
   * one by one, as for a page, takes the square of the time.
   */
  function select(query: Omit<RegisterQuery, 'limit' | 'after'>, found: Int32Array | null) {
    const shown = asked(query, found);
    const { by, isDescending } = query.sort;
    const rows = allRows({ rows: shown, keyOf: sortKeyOf(by), ties: tieBreaks, ids, isDescending });
    return { rows: Int32Array.from(rows), ...sumsOf(shown, query.dates) };
  }

  function idOf(row: number): string {
    return ids[row] ?? '';
  }

  /** What renews when, and what that costs: of everything, or of what a person is purchaser, owner or manager of. */
  function renewals(scope: Scope, today: Day): RenewalCalendar {
    const rows = inScope(
      { scope, renewsAfter: null, renewsBefore: null, dates: {}, costFrom: null, waitsFor: null },
      null,
    );
    const { renewal: states, currency } = coded;
    const columns = { states, renewsOn: numbers.renewsOn, costs: renewalCosts, currency };
    return renewalCalendar(columns, rows, today);
  }

  /** What all of the register comes to. */
  function overview(today: Day): Overview {
    const { perMonth, purchasedOn, quantity } = numbers;
    const isCentral = (row: number) => ((flagBits[row] as number) & centralBit) !== 0;
    return overviewOf(
      { size, ...coded, perMonth, perTerm: termPrices, purchasedOn, quantity, moments, isCentral },
      today,
    );
  }

  /** Rows that have all of the given values. */
  function rowsWith(values: Partial<Record<FacetColumn | PersonColumn, string>>): number[] {
    const wanted = Object.entries(values).map(([name, value]) => {
      const column = coded[name as FacetColumn | PersonColumn];
      return { codes: column.codes, code: column.codeOf.get(value) ?? -1 };
    });
    const rows: number[] = [];
    for (let row = 0; row < size; row++) if (wanted.every(({ codes, code }) => codes[row] === code)) rows.push(row);
    return rows;
  }

  /** Everyone who bought or owns something that is not retired. */
  function owners(): string[] {
    const retired = coded.status.codeOf.get('retired') ?? -1;
    const found = [coded.owner, coded.purchaser].flatMap(({ values, codes }) => {
      const has = new Uint8Array(values.length);
      for (let row = 0; row < size; row++) if (coded.status.codes[row] !== retired) has[codes[row] ?? 0] = 1;
      return values.filter((id, code) => id !== '' && has[code] === 1);
    });
    return [...new Set(found)];
  }

  const { setPriceBook } = estimates;
  return {
    put,
    setPriceBook,
    countWaiting,
    match,
    select,
    sumsOf,
    renewals,
    overview,
    rowsWith,
    owners,
    isDuplicate,
    idOf,
    costCentreAt,
  };
}

export type AssetIndex = ReturnType<typeof assetIndex>;

function isNumber(by: SortColumn): by is NumberName {
  return numberColumns.includes(by as NumberName);
}

/** The rows that pass a test, in their order. */
function taken(rows: Int32Array, test: (row: number, at: number) => boolean): Int32Array {
  const passed = new Int32Array(rows.length);
  let count = 0;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as number;
    if (test(row, at)) passed[count++] = row;
  }
  return passed.subarray(0, count);
}

function grown(array: Int32Array<ArrayBuffer>, capacity: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(capacity);
  larger.set(array);
  return larger;
}

/** 0, 1, 2, … */
function counted(length: number): Int32Array<ArrayBuffer> {
  const rows = new Int32Array(length);
  for (let row = 0; row < length; row++) rows[row] = row;
  return rows;
}

function allowedCodes(column: CodedColumn, values: readonly string[]): Uint8Array {
  const allowed = new Uint8Array(column.values.length);
  for (const value of values) {
    const code = column.codeOf.get(value);
    if (code !== undefined) allowed[code] = 1;
  }
  return allowed;
}

function facetCounts(values: readonly string[], counts: Int32Array): FacetCount[] {
  return values
    .flatMap((value, code) => {
      const count = counts[code] ?? 0;
      return count > 0 ? [{ value, count }] : [];
    })
    .sort((a, b) => b.count - a.count || compareValues(a.value, b.value))
    .slice(0, mostFacetValues);
}

/** FNV-1a: orders rows with equal sort values the same way on every instance, cheaper than comparing ids. */
function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}

/** Of an asset, just what says who may decide about it. */
function decidable({ purchaser, owner, manager, microsoftOwnerId, hands, rules }: Asset): Decidable {
  const idOf = (person: { id: string } | null) => person && { id: person.id };
  return { purchaser: idOf(purchaser), owner: idOf(owner), manager: idOf(manager), microsoftOwnerId, hands, rules };
}

/** Who is asked to decide, or the empty id where nobody may. */
function decidersOr(asset: Decidable, deciders: Deciders): string[] {
  const asked = decidersOf(asset, deciders);
  return asked.length > 0 ? asked : [''];
}
