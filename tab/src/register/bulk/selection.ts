/** The assets that a person has picked, by id; it does not matter where they stand or whether they are loaded. */
export type Selection = ReadonlySet<string>;

/** The selection with some assets more or fewer. */
export function withSelected(selection: Selection, ids: readonly string[], isSelected: boolean): Selection {
  const next = new Set(selection);
  for (const id of ids) {
    if (isSelected) next.add(id);
    else next.delete(id);
  }
  return next;
}

/** The ids from one row to another, both included, whichever stands first; null where one of all these rows is not here. */
export function between(ids: readonly (string | undefined)[], from: string, to: string): string[] | null {
  const start = ids.indexOf(from);
  const end = ids.indexOf(to);
  if (start < 0 || end < 0) return null;
  const asked = ids.slice(Math.min(start, end), Math.max(start, end) + 1);
  return asked.every((id) => id !== undefined) ? asked : null;
}

/** Whether all, some or none of the rows are selected. */
export function shareOf(selection: Selection, ids: readonly string[]): 'all' | 'some' | 'none' {
  const count = ids.filter((id) => selection.has(id)).length;
  if (count === 0) return 'none';
  return count === ids.length ? 'all' : 'some';
}
