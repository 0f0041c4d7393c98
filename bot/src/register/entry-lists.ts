import type { TableClient } from '@azure/data-tables';
import type { Row } from './limits.ts';
import { readRow, type StoredRow } from './table.ts';

/**
 * Which entries are about an asset, oldest first: the asset's row names the newest, and rows beside it the ones before. A
 * row that is read and written with each change stays small that way, however long the history is.
 */
export type EntryList = {
  /** How many full rows stand beside the asset's own. */
  chunks: number;
  newest: readonly number[];
};

/** One full row: the `n`th (from 0) of its asset. Created in the commit that fills it, and never changed. */
export type Chunk = { n: number; seqs: readonly number[] };

/** How many entries a full row names. Few enough for a row, and enough for the longest list of earlier versions to move in one commit. */
export const chunkSize = 500;

export const noEntries: EntryList = { chunks: 0, newest: [] };

export function lengthOf({ chunks, newest }: EntryList): number {
  return chunks * chunkSize + newest.length;
}

/**
 * Adds entries at the end. `full`: the rows that this fills; the asset's own row keeps at least the last one. Which entry
 * stands in which row follows from the list alone.
 */
export function addEntries(list: EntryList, seqs: readonly number[]): { list: EntryList; full: Chunk[] } {
  let { chunks, newest } = { chunks: list.chunks, newest: [...list.newest, ...seqs] };
  const full: Chunk[] = [];
  for (; newest.length > chunkSize; chunks += 1) {
    full.push({ n: chunks, seqs: newest.slice(0, chunkSize) });
    newest = newest.slice(chunkSize);
  }
  return { list: { chunks, newest }, full };
}

/** Row keys of the full rows; they come after everything else of a shard. */
export const chunkKeys = {
  of: (assetId: string, n: number) => `seqs|${assetId}|${String(n).padStart(6, '0')}`,
  from: 'seqs|',
  to: 'seqs}',
} as const;

export function chunkRow(shard: string, assetId: string, { n, seqs }: Chunk): Row {
  return { partitionKey: shard, rowKey: chunkKeys.of(assetId, n), seqs: seqs.join(',') };
}

/** The numbers in a row's property. What is no number there names no entry. */
export function seqsIn(text: Row[string] | undefined): number[] {
  return String(text).split(',').map(Number);
}

/** The list as an asset's row says it. @throws {Error} when it can't be: somebody damaged it */
export function entryListOf(row: StoredRow, version: number): EntryList {
  const list = { chunks: Number(row.chunks ?? 0), newest: seqsIn(row.seqs) };
  // Entries are numbered within their shard, so there are no more of them than the last one's number.
  if (!Number.isSafeInteger(list.chunks) || list.chunks < 0 || lengthOf(list) > Math.max(version, list.newest.length))
    throw new Error(`The list of entries of ${row.rowKey} is damaged`);
  return list;
}

/** Full rows that are read at once. */
const mostAtOnce = 8;

/** The full rows of an asset, in order; null for one that is gone. */
export async function readChunks(
  table: TableClient,
  shard: string,
  assetId: string,
  { chunks }: EntryList,
): Promise<(StoredRow | null)[]> {
  const rows: (StoredRow | null)[] = [];
  while (rows.length < chunks) {
    const next = Array.from({ length: Math.min(mostAtOnce, chunks - rows.length) }, (_, at) => rows.length + at);
    rows.push(...(await Promise.all(next.map((n) => readRow(table, shard, chunkKeys.of(assetId, n))))));
  }
  return rows;
}

/** The numbers of all entries about an asset, oldest first. A full row that is gone leaves its place to numbers that name none. */
export async function readSeqs(table: TableClient, shard: string, assetId: string, list: EntryList): Promise<number[]> {
  const rows = await readChunks(table, shard, assetId, list);
  return [...rows.flatMap((row) => (row ? seqsIn(row.seqs) : [Number.NaN])), ...list.newest];
}
