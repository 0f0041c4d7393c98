/** Code of "unknown"; the first entry of every dictionary. */
export const unknownCode = 0;

/**
 * A column of repeating values, each kept once in a dictionary and referred to by code: what lets a hundred thousand rows
 * be filtered and counted in about a millisecond.
 */
export type CodedColumn = {
  codes: Int32Array;
  values: string[];
  /** What people read, sort by and see as facet; by code. */
  labels: string[];
  codeOf: Map<string, number>;
  /** Position of each code's label in the reader's alphabet; made anew when a label is added or changed. */
  ranks: Int32Array | null;
};

/** A column of numbers; NaN is unknown. */
export type NumberColumn = { numbers: Float64Array };

const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

export function codedColumn(capacity: number): CodedColumn {
  return {
    codes: new Int32Array(capacity),
    values: [''],
    labels: [''],
    codeOf: new Map([['', unknownCode]]),
    ranks: null,
  };
}

export function numberColumn(capacity: number): NumberColumn {
  return { numbers: new Float64Array(capacity) };
}

/** Writes a value at a row; null is unknown. A person's label may change while their id stays. */
export function setCoded(column: CodedColumn, row: number, value: string | null, label = value): void {
  const key = value ?? '';
  let code = column.codeOf.get(key);
  if (code === undefined) {
    code = column.values.length;
    column.values.push(key);
    column.labels.push(label ?? '');
    column.codeOf.set(key, code);
    column.ranks = null;
  } else if (label !== null && column.labels[code] !== label) {
    column.labels[code] = label;
    column.ranks = null;
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

/** Ranks by label; equal labels share a rank, unknown ranks last. */
export function ranksOf(column: CodedColumn): Int32Array {
  if (column.ranks) return column.ranks;
  const { labels } = column;
  const order = labels.map((_, code) => code).sort((a, b) => compareLabels(labels[a] ?? '', labels[b] ?? ''));
  const ranks = new Int32Array(labels.length);
  let rank = 0;
  order.forEach((code, position) => {
    const previous = position > 0 ? order[position - 1] : undefined;
    if (previous !== undefined && labels[previous] !== labels[code]) rank += 1;
    ranks[code] = rank;
  });
  column.ranks = ranks;
  return ranks;
}

/** How labels sort: by the alphabet, numbers by size, unknown last. */
export function compareLabels(one: string, other: string): number {
  if (one === other) return 0;
  if (one === '') return 1;
  if (other === '') return -1;
  return collator.compare(one, other) || (one < other ? -1 : 1);
}
