import { type Asset, flags, flagsOf, pricePerMonth } from '../domain/asset.ts';
import {
  type CodedColumn,
  codedColumn,
  compareValues,
  growCoded,
  growNumbers,
  type NumberColumn,
  numberColumn,
  ranksOf,
  setCoded,
  unknownCode,
} from './columns.ts';
import {
  type FacetColumn,
  type FacetCount,
  facetColumns,
  type NumberName,
  numberColumns,
  type PageMark,
  type PersonColumn,
  personColumns,
  type RegisterQuery,
  type SortColumn,
} from './query.ts';

/** What matched, before the rows themselves are fetched. */
export type Matches = {
  rows: number[];
  total: number;
  totals: { currency: string; minor: number }[];
  facets: Record<FacetColumn | 'flag', FacetCount[]>;
  next: PageMark | null;
};

const mostFacetValues = 100;

/**
 * The columns of the register in typed arrays, one slot a row: they filter, count and order; SQLite beside them finds words
 * and keeps the rows. One pass over the rows answers a query with its total, totals and facets.
 */
export function assetIndex() {
  let capacity = 1024;
  let size = 0;
  const coded = Object.fromEntries(
    [...facetColumns, ...personColumns, 'currency'].map((name) => [name, codedColumn(capacity)]),
  ) as Record<FacetColumn | PersonColumn | 'currency', CodedColumn>;
  // People are found by id and sorted by the name that the asset shows, which is the one they had then.
  const names = Object.fromEntries(personColumns.map((name) => [name, codedColumn(capacity)])) as Record<
    PersonColumn,
    CodedColumn
  >;
  const numbers = Object.fromEntries(numberColumns.map((name) => [name, numberColumn(capacity)])) as Record<
    NumberName,
    NumberColumn
  >;
  let flagBits = new Int32Array(capacity);
  let tieBreaks = new Int32Array(capacity);
  const ids: string[] = [];

  function reserve(row: number): void {
    size = Math.max(size, row + 1);
    if (row < capacity) return;
    capacity = Math.max(capacity * 2, row + 1);
    for (const column of [...Object.values(coded), ...Object.values(names)]) growCoded(column, capacity);
    for (const column of Object.values(numbers)) growNumbers(column, capacity);
    flagBits = grown(flagBits, capacity);
    tieBreaks = grown(tieBreaks, capacity);
  }

  /** Writes an asset into a row, new or not. */
  function put(row: number, asset: Asset): void {
    reserve(row);
    const person = asset.owner ?? asset.purchaser;
    const perMonth = pricePerMonth(asset);
    ids[row] = asset.id;
    tieBreaks[row] = hash32(asset.id);
    setCoded(coded.status, row, asset.status);
    setCoded(coded.product, row, asset.product.name);
    setCoded(coded.publisher, row, asset.product.publisher);
    setCoded(coded.source, row, asset.source);
    setCoded(coded.department, row, person?.department ?? null);
    setCoded(coded.costCentre, row, asset.costCentre);
    setCoded(coded.currency, row, perMonth?.currency ?? null);
    for (const name of personColumns) {
      setCoded(coded[name], row, asset[name]?.id ?? null);
      setCoded(names[name], row, asset[name]?.displayName ?? null);
    }
    numbers.quantity.numbers[row] = asset.quantity;
    numbers.perMonth.numbers[row] = perMonth?.minor ?? Number.NaN;
    numbers.purchasedOn.numbers[row] = dayNumber(asset.purchasedOn);
    numbers.renewsOn.numbers[row] = dayNumber(asset.renewsOn);
    numbers.updatedAt.numbers[row] = Date.parse(asset.updatedAt);
    flagBits[row] = flagsOf(asset).reduce((bits, flag) => bits | (1 << flags.indexOf(flag)), 0);
  }

  /** Answers a query. `found`: the rows that the search found, or null when nothing was searched for. */
  function match(query: RegisterQuery, found: readonly number[] | null): Matches {
    const own = query.scope.kind === 'own' ? query.scope.personId : null;
    const ownCodes = own === null ? null : personColumns.map((name) => coded[name].codeOf.get(own) ?? unknownCode);
    const wanted = [...facetColumns, ...personColumns].flatMap((name) =>
      query.filters[name].length === 0
        ? []
        : [{ name, column: coded[name], allowed: allowedCodes(coded[name], query.filters[name]) }],
    );
    const facetOfFilter = wanted.map(({ name }) => facetColumns.indexOf(name as FacetColumn));
    const flagMask = query.flags.reduce((bits, flag) => bits | (1 << flags.indexOf(flag as never)), 0);
    const after = query.renewsAfter === null ? null : dayNumber(query.renewsAfter);
    const before = query.renewsBefore === null ? null : dayNumber(query.renewsBefore);
    const { renewsOn, perMonth } = { renewsOn: numbers.renewsOn.numbers, perMonth: numbers.perMonth.numbers };
    const currencyCodes = coded.currency.codes;

    const counts = facetColumns.map((name) => new Int32Array(coded[name].values.length));
    const facetCodes = facetColumns.map((name) => coded[name].codes);
    const flagCounts = new Int32Array(flags.length);
    const sums = new Float64Array(coded.currency.values.length);
    const page = pageOf(query);
    let total = 0;

    const consider = (row: number): void => {
      if (ownCodes && !ownCodes.some((code, at) => code !== unknownCode && personCodes[at]?.[row] === code)) return;
      if (after !== null && !((renewsOn[row] ?? Number.NaN) >= after)) return;
      if (before !== null && !((renewsOn[row] ?? Number.NaN) < before)) return;
      // A facet counts what its own filter hides, so that people see what they could choose instead.
      let failing = 0;
      let failedFacet = -1;
      for (let at = 0; at < wanted.length; at++) {
        const filter = wanted[at];
        if (filter && filter.allowed[filter.column.codes[row] ?? 0] === 0) {
          failing += 1;
          failedFacet = facetOfFilter[at] ?? -1;
        }
      }
      const bits = flagBits[row] ?? 0;
      const hasFlags = flagMask === 0 || (bits & flagMask) !== 0;
      if (failing > 1 || (failing === 1 && (failedFacet < 0 || !hasFlags))) return;
      if (failing === 1) {
        bump(counts[failedFacet], facetCodes[failedFacet]?.[row]);
        return;
      }
      for (let flag = 0; flag < flags.length; flag++)
        if ((bits & (1 << flag)) !== 0) flagCounts[flag] = (flagCounts[flag] ?? 0) + 1;
      if (!hasFlags) return;
      for (let at = 0; at < counts.length; at++) bump(counts[at], facetCodes[at]?.[row]);
      total += 1;
      const minor = perMonth[row] ?? Number.NaN;
      if (!Number.isNaN(minor)) {
        const currency = currencyCodes[row] ?? 0;
        sums[currency] = (sums[currency] ?? 0) + minor;
      }
      page.offer(row);
    };
    const personCodes = personColumns.map((name) => coded[name].codes);

    if (found) for (const row of found) consider(row);
    else for (let row = 0; row < size; row++) consider(row);

    const rows = page.rows();
    return {
      rows,
      total,
      totals: coded.currency.values
        .flatMap((currency, code) => {
          const minor = sums[code] ?? 0;
          return currency !== '' && minor !== 0 ? [{ currency, minor }] : [];
        })
        .sort((a, b) => compareValues(a.currency, b.currency)),
      facets: {
        ...(Object.fromEntries(
          facetColumns.map((name, at) => [name, facetCounts(coded[name].values, counts[at] ?? new Int32Array())]),
        ) as Record<FacetColumn, FacetCount[]>),
        flag: facetCounts(flags, flagCounts),
      },
      next: page.isMore() ? markOf(query, rows.at(-1)) : null,
    };
  }

  /** The first rows after the mark in the query's order, kept while rows are offered in any order. */
  function pageOf(query: RegisterQuery) {
    const { by, isDescending } = query.sort;
    const sortKey = sortKeyOf(by);
    const limit = query.limit;
    const kept: number[] = [];
    const keptKeys: number[] = [];
    let isMore = false;
    const mark = query.after && { key: markKey(by, query.after), id: query.after.id, tie: hash32(query.after.id) };

    const compare = (keyA: number, tieA: number, idA: string, keyB: number, tieB: number, idB: string): number => {
      // Unknown stands last in either direction.
      const missingA = Number.isNaN(keyA);
      const missingB = Number.isNaN(keyB);
      if (missingA !== missingB) return missingA ? 1 : -1;
      if (!missingA && keyA !== keyB) return isDescending ? keyB - keyA : keyA - keyB;
      return tieA - tieB || (idA < idB ? -1 : idA > idB ? 1 : 0);
    };

    return {
      offer(row: number): void {
        const key = sortKey(row);
        const tie = tieBreaks[row] ?? 0;
        const id = ids[row] ?? '';
        if (mark && compare(key, tie, id, mark.key, mark.tie, mark.id) <= 0) return;
        if (kept.length === limit) {
          isMore = true;
          const last = kept[limit - 1] ?? 0;
          if (compare(key, tie, id, keptKeys[limit - 1] ?? 0, tieBreaks[last] ?? 0, ids[last] ?? '') >= 0) return;
        }
        let low = 0;
        let high = kept.length;
        while (low < high) {
          const middle = (low + high) >> 1;
          const other = kept[middle] ?? 0;
          if (compare(key, tie, id, keptKeys[middle] ?? 0, tieBreaks[other] ?? 0, ids[other] ?? '') < 0) high = middle;
          else low = middle + 1;
        }
        kept.splice(low, 0, row);
        keptKeys.splice(low, 0, key);
        if (kept.length > limit) {
          kept.pop();
          keptKeys.pop();
        }
      },
      rows: () => kept,
      isMore: () => isMore,
    };
  }

  function wordsOf(by: FacetColumn | PersonColumn): CodedColumn {
    return by in names ? names[by as PersonColumn] : coded[by];
  }

  function sortKeyOf(by: SortColumn): (row: number) => number {
    if (isNumber(by)) {
      const column = numbers[by].numbers;
      return (row) => column[row] ?? Number.NaN;
    }
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
      const value = numbers[sort.by].numbers[row] ?? Number.NaN;
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

  /** Everyone who owns something that is not retired. */
  function owners(): string[] {
    const retired = coded.status.codeOf.get('retired') ?? -1;
    const owns = new Uint8Array(coded.owner.values.length);
    for (let row = 0; row < size; row++) if (coded.status.codes[row] !== retired) owns[coded.owner.codes[row] ?? 0] = 1;
    return coded.owner.values.filter((id, code) => id !== '' && owns[code] === 1);
  }

  return { put, match, rowsWith, owners };
}

export type AssetIndex = ReturnType<typeof assetIndex>;

function isNumber(by: SortColumn): by is NumberName {
  return numberColumns.includes(by as NumberName);
}

function bump(counts: Int32Array | undefined, code: number | undefined): void {
  if (counts && code !== undefined) counts[code] = (counts[code] ?? 0) + 1;
}

function grown(array: Int32Array<ArrayBuffer>, capacity: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(capacity);
  larger.set(array);
  return larger;
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

function dayNumber(day: string | null): number {
  return day === null ? Number.NaN : Date.parse(`${day}T00:00:00Z`) / 86_400_000;
}

/** FNV-1a: orders rows with equal sort values the same way on every instance, cheaper than comparing ids. */
function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}
