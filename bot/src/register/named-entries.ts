import type { TableClient } from '@azure/data-tables';
import { keys, type StoredEntry, seqOfKey, storedEntry } from './rows.ts';
import { readRange, readRow } from './table.ts';

/** Entries that lie this close to each other are read in one go with what lies in between: so many times as many rows at most. */
const mostBetween = 4;
/** Rows that are read at once where entries lie far from each other. */
const mostAtOnce = 8;

/** The entries of these numbers, in their order; null for one that is gone or can't be read any more. */
export async function entriesNamed(
  table: TableClient,
  shard: string,
  seqs: readonly number[],
): Promise<(StoredEntry | null)[]> {
  const found = new Map<number, StoredEntry | null>();
  const [first, last] = [Math.min(...seqs), Math.max(...seqs)];
  if (seqs.length > 1 && last - first < mostBetween * seqs.length) {
    const named = new Set(seqs);
    for await (const rows of readRange(table, shard, keys.entry(first), keys.entry(last + 1))) {
      for (const row of rows) {
        const seq = seqOfKey(row.rowKey);
        if (seq !== null && named.has(seq)) found.set(seq, storedEntry(row));
      }
    }
  } else {
    const left = seqs.values();
    const read = async () => {
      for (const seq of left) {
        const row = await readRow(table, shard, keys.entry(seq));
        found.set(seq, row && storedEntry(row));
      }
    };
    await Promise.all(Array.from({ length: mostAtOnce }, read));
  }
  return seqs.map((seq) => found.get(seq) ?? null);
}
