import { type CodedColumn, codedColumn, growCoded, setCoded, unknownCode } from './columns.ts';
import { type MomentColumns, never } from './moments.ts';

/** What says which row told of a cost centre first, a row each; `keys`: what all spellings of one have in common. */
type Rows = { size: number; keys: CodedColumn; moments: MomentColumns; ids: readonly string[] };

/**
 * How cost centres are spelt, a row each, and by which spelling each is shown: the one that was told first. It follows from
 * the rows that there are, so that every instance shows the same, and a spelling that was erased is shown no more.
 */
export function spellingColumn(capacity: number) {
  const spelt = codedColumn(capacity);
  let firsts: readonly string[] | null = null;

  /** The spellings that are shown, by the codes of their keys. */
  function shown(rows: Rows): readonly string[] {
    // With a spelling for each key, both have the same codes.
    if (spelt.values.length === rows.keys.values.length) return spelt.values;
    firsts ??= firstSpellings(spelt, rows);
    return firsts;
  }

  return {
    grow: (larger: number) => growCoded(spelt, larger),
    put(row: number, costCentre: string | null): void {
      setCoded(spelt, row, costCentre);
      firsts = null;
    },
    shown,
  };
}

function firstSpellings(spelt: CodedColumn, { size, keys, moments, ids }: Rows): string[] {
  const told = (row: number) => {
    const declared = moments.declared[row] as number;
    return declared === never ? (moments.created[row] as number) : declared;
  };
  const isEarlier = (row: number, other: number) =>
    told(row) - told(other) < 0 || (told(row) === told(other) && (ids[row] ?? '') < (ids[other] ?? ''));
  const firstRows = new Int32Array(keys.values.length).fill(-1);
  for (let row = 0; row < size; row++) {
    const key = keys.codes[row] as number;
    if (key === unknownCode) continue;
    const first = firstRows[key] as number;
    if (first < 0 || isEarlier(row, first)) firstRows[key] = row;
  }
  return Array.from(firstRows, (row) => (row < 0 ? '' : (spelt.values[spelt.codes[row] as number] ?? '')));
}
