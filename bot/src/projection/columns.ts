import { type Day, dayOf } from '../domain/day.ts';
import type { Money } from '../domain/money.ts';

/** Code of "unknown"; the first entry of every dictionary. */
export const unknownCode = 0;

/**
 * A column of repeating values, each kept once in a dictionary and referred to by code: what lets a hundred thousand rows
 * be filtered and counted in about a millisecond.
 */
export type CodedColumn = {
  codes: Int32Array;
  values: string[];
  codeOf: Map<string, number>;
  /** Position of each code's value in the alphabet; made anew when a value was added. */
  ranks: Int32Array;
};

/** A column of numbers; NaN is unknown. */
export type NumberColumn = { numbers: Float64Array };

const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

/** `like`: a column of the same kind of values, whose dictionary this one shares. */
export function codedColumn(capacity: number, like?: CodedColumn): CodedColumn {
  return {
    codes: new Int32Array(capacity),
    values: like?.values ?? [''],
    codeOf: like?.codeOf ?? new Map([['', unknownCode]]),
    ranks: new Int32Array(),
  };
}

export function numberColumn(capacity: number): NumberColumn {
  return { numbers: new Float64Array(capacity) };
}

/** Writes a value at a row; null is unknown. */
export function setCoded(column: CodedColumn, row: number, value: string | null): void {
  const key = value ?? '';
  let code = column.codeOf.get(key);
  if (code === undefined) {
    code = column.values.length;
    column.values.push(key);
    column.codeOf.set(key, code);
  }
  column.codes[row] = code;
}

export function growCoded(column: CodedColumn, capacity: number): void {
  const codes = new Int32Array(capacity);
  codes.set(column.codes);
  column.codes = codes;
}

export function growNumbers(column: NumberColumn, capacity: number): void {
  const numbers = new Float64Array(capacity);
  numbers.set(column.numbers);
  column.numbers = numbers;
}

/** Ranks of the values by their codes; unknown ranks last. */
export function ranksOf(column: CodedColumn): Int32Array {
  const { values } = column;
  if (column.ranks.length === values.length) return column.ranks;
  const order = values.map((_, code) => code).sort((a, b) => compareValues(values[a] ?? '', values[b] ?? ''));
  const ranks = new Int32Array(values.length);
  order.forEach((code, rank) => {
    ranks[code] = rank;
  });
  column.ranks = ranks;
  return ranks;
}

/** How values sort: by the alphabet, numbers by size, unknown last. */
export function compareValues(one: string, other: string): number {
  if (one === other) return 0;
  if (one === '') return 1;
  if (other === '') return -1;
  return collator.compare(one, other) || (one < other ? -1 : 1);
}

/** A day as a whole number, so that days are compared and counted as numbers are; unknown is NaN. */
export function dayNumber(day: Day | null): number {
  return day === null ? Number.NaN : Date.parse(`${day}T00:00:00Z`) / dayInMs;
}

export const dayInMs = 86_400_000;

/** The day of a whole number, back again. */
export function dayText(number: number): Day {
  return dayOf(new Date(number * dayInMs));
}

/** Adds to the sum or count at a place. */
export function add(sums: Int32Array | Float64Array, at: number, by = 1): void {
  sums[at] = (sums[at] as number) + by;
}

/** Sums by a column of currencies, from its first code on; sums of nothing are left out. */
export function moneyOf(currency: CodedColumn, sums: Float64Array): Money[] {
  return currency.values
    .flatMap((code, at) => {
      const minor = sums[at] ?? 0;
      return code !== '' && minor !== 0 ? [{ currency: code, minor }] : [];
    })
    .sort((a, b) => compareValues(a.currency, b.currency));
}
