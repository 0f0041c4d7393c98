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

/** Ids in their order, as far as they are here: what an array of ids can do. */
type Ids = { indexOf(id: string): number; at(index: number): string | undefined };

/** The ids from one row to another, both included, whichever stands first; null where one of all these rows is not here. */
export function between(ids: Ids, from: string, to: string): string[] | null {
  const ends = [ids.indexOf(from), ids.indexOf(to)];
  const first = Math.min(...ends);
  if (first < 0) return null;
  const asked = Array.from({ length: Math.max(...ends) - first + 1 }, (_, at) => ids.at(first + at));
  return asked.every((id) => id !== undefined) ? asked : null;
}

/** Whether all, some or none of the rows are selected. */
export function shareOf(selection: Selection, ids: readonly string[]): 'all' | 'some' | 'none' {
  const count = ids.filter((id) => selection.has(id)).length;
  if (count === 0) return 'none';
  return count === ids.length ? 'all' : 'some';
}
