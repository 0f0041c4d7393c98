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

/**
 * The place of the row before which `count` rows stand, without ordering the others (Hoare's quickselect): a page from
 * anywhere in a hundred thousand rows begins after it. Null where there are not so many.
 */
export function placeAt(
  options: Omit<Parameters<typeof firstRows>[0], 'limit' | 'after'>,
  count: number,
): Place | null {
  const { rows, keyOf, ties, ids, isDescending } = options;
  if (count < 0 || count >= rows.length) return null;
  const permuted = Int32Array.from(rows, (_, at) => at);
  const keys = Float64Array.from(rows, keyOf);
  const placeOf = (at: number): Place => {
    const row = rows[at] ?? 0;
    return { key: keys[at] ?? Number.NaN, tie: ties[row] ?? 0, id: ids[row] ?? '' };
  };
  let low = 0;
  let high = rows.length - 1;
  while (low < high) {
    const pivot = placeOf(permuted[(low + high) >> 1] ?? 0);
    let left = low;
    let right = high;
    while (left <= right) {
      while (order(placeOf(permuted[left] ?? 0), pivot, isDescending) < 0) left++;
      while (order(placeOf(permuted[right] ?? 0), pivot, isDescending) > 0) right--;
      if (left > right) break;
      const moved = permuted[left] ?? 0;
      permuted[left++] = permuted[right] ?? 0;
      permuted[right--] = moved;
    }
    if (count <= right) high = right;
    else if (count >= left) low = left;
    else break;
  }
  return placeOf(permuted[count] ?? 0);
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
