import type { Trouble } from './problem.ts';

/** A page of a long list, as the API answers: `cursor` leads to the next, `version` is the journal position it reflects. */
export type Page<Row> = { items: Row[]; cursor: string | null; version: string };

/** The pages that are not here yet. */
export type Next = { isAny: boolean; isLoading: boolean; trouble: Trouble | null; load: () => void };

/** What pages are made of. A row that never changes needs no version. */
type Versioned = { id: string; version?: number };

/**
 * The rows of all pages read so far, in order, each once.
 * A row that moved between two reads may stand on two pages; the newer version of it wins, at its own place.
 */
export function mergePages<Row extends Versioned>(pages: readonly { items: readonly Row[] }[]): Row[] {
  const versionOf = ({ version = 0 }: Row) => version;
  const newest = new Map<string, Row>();
  for (const { items } of pages) {
    for (const item of items) {
      const held = newest.get(item.id);
      if (!held || versionOf(item) > versionOf(held)) newest.set(item.id, item);
    }
  }
  const placed = new Set<string>();
  const rows: Row[] = [];
  for (const { items } of pages) {
    for (const item of items) {
      if (newest.get(item.id)?.version !== item.version || placed.has(item.id)) continue;
      placed.add(item.id);
      rows.push(item);
    }
  }
  return rows;
}

/** Whether the pages were not all read at the same journal position as the newest look at the list. */
export function isOutOfStep(pages: readonly { version: string }[], latestVersion: string): boolean {
  return pages.some(({ version }) => version !== latestVersion);
}
