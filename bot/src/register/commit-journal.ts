import type { TableClient } from '@azure/data-tables';
import { damagedJournal, keys, seqOfKey } from './rows.ts';
import { commit, isConflict, readRow, type Write } from './table.ts';

/** Told of a row that somebody damaged, where what it must be follows from others and takes its place. */
export type OnDamage = (row: { partitionKey: string; rowKey: string }) => void;

/**
 * Commits what a journal goes on with, its head first. Answers the new ETags, none if they can't be known; null for a lost
 * race: nothing is committed then.
 *
 * @param onDamage null while what the writes replace may be older than their head, so that a lost race says nothing
 * @throws {Refusal} `journal.damaged` where an entry stands after the last one
 */
export async function commitJournal(
  table: TableClient,
  writes: readonly Write[],
  onDamage: OnDamage | null,
): Promise<string[] | null> {
  try {
    return await commit(table, writes);
  } catch (error) {
    if (!isConflict(error)) throw error;
    // The client repeats a request whose answer was lost, and then meets its own first try. Salts make hashes unique.
    const head = writes[0]?.row;
    const last = head && (await readRow(table, head.partitionKey, keys.entry(Number(head.seq))));
    if (last && last.hash === head.hash) return [];
    const made = onDamage && (await madeWay(table, writes, onDamage));
    return made && commitJournal(table, made, null);
  }
}

/**
 * The writes, so that they fit where somebody put rows that they create. What such a row must be follows from the commit, so
 * that it is replaced; only an entry is nobody's to overwrite, and an asset's row is decided on first. Null where nothing
 * stands in the way, or the head moved, so that it was somebody else's commit.
 */
async function madeWay(table: TableClient, writes: readonly Write[], onDamage: OnDamage): Promise<Write[] | null> {
  const there = await Promise.all(
    writes.map(({ kind, row }) => (kind === 'create' ? readRow(table, row.partitionKey, row.rowKey) : null)),
  );
  // Read after them: while it stands where it stood, nobody has committed what was found.
  const [head] = writes;
  const headNow = head ? await readRow(table, head.row.partitionKey, keys.head) : null;
  if (headNow?.etag !== (head?.kind === 'replace' ? head.etag : undefined)) return null;
  const entry = writes.find(({ row }, n) => there[n] && seqOfKey(row.rowKey) !== null);
  if (entry) throw damagedJournal(entry.row);
  const made = writes.map((write, n): Write => {
    const found = there[n];
    if (!found || write.row.rowKey.startsWith(keys.assets.from)) return write;
    onDamage(write.row);
    return { kind: 'replace', row: write.row, etag: found.etag };
  });
  return made.some((write, n) => write !== writes[n]) ? made : null;
}
