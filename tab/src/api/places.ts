/** So many rows are asked for at once, and stand on one page. */
export const rowsPerPage = 100;
/** Rows around those in sight that are asked for with them. */
const rowsAround = 40;

/**
 * A long list of so many rows in all, of which some are here. What is not here takes no room: a list may have a hundred
 * thousand places, and is put together anew with each look at it.
 */
export type Places<Row> = {
  total: number;
  /** The rows that are here, by place. */
  rows: ReadonlyMap<number, Row>;
  /** Where the rows that are here stand, by id. */
  placeOf: ReadonlyMap<string, number>;
};

export const noPlaces: Places<never> = { total: 0, rows: new Map<number, never>(), placeOf: new Map() };

/** A part of a long list, as the API answers it: `total` counts all of the list. */
export type Part<Row> = { items: readonly Row[]; total: number; version: string };

/**
 * The places of a list with the rows of the pages that are here. Pages that were read at different moments may have the same row twice:
 * its newer version stays, and the other place is empty until its page is read again.
 */
export function placesOf<Row extends { id: string; version: number }>(
  parts: ReadonlyMap<number, Part<Row>>,
  total: number,
): Places<Row> {
  const rows = new Map<number, Row>();
  const placeOf = new Map<string, number>();
  for (const [page, { items }] of parts) {
    items.forEach((row, at) => {
      const place = page * rowsPerPage + at;
      if (place >= total) return;
      const before = placeOf.get(row.id);
      if (before !== undefined) {
        if ((rows.get(before)?.version ?? 0) >= row.version) return;
        rows.delete(before);
      }
      placeOf.set(row.id, place);
      rows.set(place, row);
    });
  }
  return { total, rows, placeOf };
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
