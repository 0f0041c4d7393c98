/** Where a row stands: by its sort key (NaN: unknown, which stands last either way), then by a tie-break that all instances share. */
export type Place = { key: number; tie: number; id: string };

/**
 * The first `limit` of the rows after a mark in the order of their places, and whether more follow.
 * `keyOf` gives sort keys, `ties` and `ids` break ties; nothing else is read of the rows.
 */
export function firstRows(options: {
  rows: Int32Array;
  keyOf: (row: number) => number;
  ties: Int32Array;
  ids: readonly string[];
  isDescending: boolean;
  limit: number;
  after: Place | null;
}): { rows: number[]; isMore: boolean } {
  const { rows, keyOf, ties, ids, isDescending, limit, after } = options;
  const kept: Place[] = [];
  const keptRows: number[] = [];
  let isMore = false;
  const stride = strideOver(rows.length);
  for (let count = 0, at = 0; count < rows.length; count++, at = (at + stride) % rows.length) {
    const row = rows[at] ?? 0;
    const key = keyOf(row);
    const last = kept.length === limit ? kept[limit - 1] : undefined;
    // Most rows lie behind the page, which their key alone tells.
    if (last && isBehind(key, last.key, isDescending)) {
      isMore = true;
      continue;
    }
    const place = { key, tie: ties[row] ?? 0, id: ids[row] ?? '' };
    if (after && order(place, after, isDescending) <= 0) continue;
    if (last) {
      isMore = true;
      if (order(place, last, isDescending) >= 0) continue;
      kept.pop();
      keptRows.pop();
    }
    let low = 0;
    let high = kept.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = kept[middle];
      if (other && order(place, other, isDescending) >= 0) low = middle + 1;
      else high = middle;
    }
    kept.splice(low, 0, place);
    keptRows.splice(low, 0, row);
  }
  return { rows: keptRows, isMore };
}

/** Every row in the order of their places. */
export function allRows(options: Omit<Parameters<typeof firstRows>[0], 'limit' | 'after'>): number[] {
  const { rows, keyOf, ties, ids, isDescending } = options;
  const places = Array.from(rows, (row) => ({ row, key: keyOf(row), tie: ties[row] ?? 0, id: ids[row] ?? '' }));
  return places.sort((one, other) => order(one, other, isDescending)).map(({ row }) => row);
}

function isBehind(key: number, last: number, isDescending: boolean): boolean {
  return isDescending ? key < last : key > last;
}

function order(one: Place, other: Place, isDescending: boolean): number {
  const isUnknown = Number.isNaN(one.key);
  if (isUnknown !== Number.isNaN(other.key)) return isUnknown ? 1 : -1;
  if (!isUnknown && one.key !== other.key) return isDescending ? other.key - one.key : one.key - other.key;
  return one.tie - other.tie || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);
}

/**
 * A step that visits every row once and in no order that the data have: rows are often sorted already, and read from the
 * wrong end, each of them would take a place on the page only to lose it again.
 */
function strideOver(length: number): number {
  return [7_919, 7_927].find((prime) => length % prime !== 0) ?? 1;
}
