/** So many rows are asked for at once, and stand on one page. */
export const rowsPerPage = 100;
/** Rows around those in sight that are asked for with them. */
const rowsAround = 40;

/** A row of a long list, or nothing where it is not here yet. */
export type Places<Row> = readonly (Row | undefined)[];

/** A part of a long list, as the API answers it: `total` counts all of the list. */
export type Part<Row> = { items: readonly Row[]; total: number; version: string };

/**
 * All places of a list with the rows that are here. Pages that were read at different moments may have the same row twice:
 * its newer version stays, and the other place is empty until its page is read again.
 */
export function placesOf<Row extends { id: string; version: number }>(
  parts: ReadonlyMap<number, Part<Row>>,
  total: number,
): Places<Row> {
  const places: (Row | undefined)[] = new Array(total).fill(undefined);
  const placed = new Map<string, number>();
  for (const [page, { items }] of parts) {
    items.forEach((row, at) => {
      const place = page * rowsPerPage + at;
      if (place >= total) return;
      const before = placed.get(row.id);
      if (before !== undefined) {
        if ((places[before]?.version ?? 0) >= row.version) return;
        places[before] = undefined;
      }
      placed.set(row.id, place);
      places[place] = row;
    });
  }
  return places;
}

/** The pages that hold the rows in sight and a few around them. */
export function pagesAround(first: number, last: number, total: number): number[] {
  const from = Math.floor(Math.max(0, first - rowsAround) / rowsPerPage);
  const to = Math.floor(Math.max(0, Math.min(total - 1, last + rowsAround)) / rowsPerPage);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
}

/** The pages to keep: those that are wanted now, then those that were wanted last; the first is always kept. */
export function keptPages(before: readonly number[], wanted: readonly number[], most: number): readonly number[] {
  const kept = [...new Set([0, ...wanted, ...before])].slice(0, most);
  const isSame = kept.length === before.length && kept.every((page) => before.includes(page));
  return isSame ? before : kept;
}
