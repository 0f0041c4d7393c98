import type { Item, ListAnswer } from '../../../bot/src/http/contract.ts';

/**
 * The rows of all pages read so far, in order, each asset once.
 * A row that moved between two reads may stand on two pages; the newer version of it wins, at its own place.
 */
export function mergePages(pages: readonly Pick<ListAnswer, 'items'>[]): Item[] {
  const newest = new Map<string, Item>();
  for (const { items } of pages) {
    for (const item of items) {
      const held = newest.get(item.id);
      if (!held || item.version > held.version) newest.set(item.id, item);
    }
  }
  const placed = new Set<string>();
  const rows: Item[] = [];
  for (const { items } of pages) {
    for (const item of items) {
      if (newest.get(item.id)?.version !== item.version || placed.has(item.id)) continue;
      placed.add(item.id);
      rows.push(item);
    }
  }
  return rows;
}

/** Whether the pages were not all read at the same journal position as the newest look at the register. */
export function isOutOfStep(pages: readonly Pick<ListAnswer, 'version'>[], latestVersion: string): boolean {
  return pages.some(({ version }) => version !== latestVersion);
}
