/**
 * Groups of rows that may be duplicates of each other. A group knows its size and the exclusive or of its rows, which for
 * a group of one is that row: so a row that stops or starts being alone is found without keeping lists of rows.
 *
 * `mark` is told of each row whose answer changes.
 */
export function duplicateGroups(mark: (row: number, isDuplicate: boolean) => void) {
  const groupOf = new Map<number, number>();
  const counts: number[] = [];
  const rowsTogether: number[] = [];
  const groups: (number | undefined)[] = [];

  function leave(row: number): void {
    const group = groups[row];
    if (group === undefined) return;
    groups[row] = undefined;
    const count = (counts[group] ?? 0) - 1;
    counts[group] = count;
    rowsTogether[group] = (rowsTogether[group] ?? 0) ^ row;
    mark(row, false);
    if (count === 1) mark(rowsTogether[group], false);
  }

  function join(row: number, key: number): void {
    const group = groupOf.get(key) ?? groupOf.size;
    groupOf.set(key, group);
    groups[row] = group;
    const count = (counts[group] ?? 0) + 1;
    if (count === 2) mark(rowsTogether[group] ?? 0, true);
    if (count > 1) mark(row, true);
    counts[group] = count;
    rowsTogether[group] = (rowsTogether[group] ?? 0) ^ row;
  }

  return {
    /** Puts a row into the group of a key; null is in no group. */
    place(row: number, key: number | null): void {
      leave(row);
      if (key !== null) join(row, key);
    },
  };
}
