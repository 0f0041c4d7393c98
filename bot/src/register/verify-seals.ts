import type { TableClient } from '@azure/data-tables';
import type { ContainerClient } from '@azure/storage-blob';
import { headOf, keys, readable } from './rows.ts';
import { readSeals } from './seals.ts';
import { readRow } from './table.ts';
import type { Fault } from './verify.ts';

/** Entries that are read at once. */
const mostAtOnce = 8;

/** What seals say of one entry: it was the last of its journal at that time. */
type Sworn = { partition: string; seq: number; hash: string; at: string };

/**
 * Checks every seal against the journals: each entry that one names as the last has to be there, with that hash. That hashes
 * cover what came before is for verifyRegister to find out; together they show a journal that was cut off, or written
 * anew, with head and states to match.
 */
export async function verifySeals(
  table: TableClient,
  container: ContainerClient,
): Promise<{ seals: number; faults: Fault[] }> {
  const faults: Fault[] = [];
  const sworn = new Map<string, Sworn>();
  let seals = 0;
  for await (const { name, seal } of readSeals(container)) {
    seals += 1;
    if (!seal) faults.push({ shard: 'seals', row: name, what: 'altered', detail: 'the seal is not as it was written' });
    // A journal in which nothing happened is named alike by many seals.
    for (const head of seal?.heads ?? []) {
      sworn.set(`${head.partition} ${head.seq} ${head.hash}`, { ...head, at: seal?.at ?? '' });
    }
  }
  const left = sworn.values();
  const missing = new Map<string, Sworn>();
  const work = async () => {
    for (const one of left) {
      const row = await readRow(table, one.partition, keys.entry(one.seq));
      if (!row && one.seq > (missing.get(one.partition)?.seq ?? 0)) missing.set(one.partition, one);
      if (row && row.hash !== one.hash) {
        const detail = `it is not the entry that was the last one when the journal was sealed at ${one.at}: the journal was written anew`;
        faults.push({ shard: one.partition, row: keys.entry(one.seq), what: 'altered', detail });
      }
    }
  };
  await Promise.all(Array.from({ length: mostAtOnce }, work));
  // The newest seal that misses something says how much; the older ones miss a part of the same.
  for (const one of missing.values()) faults.push(await cutOff(table, one));
  return { seals, faults };
}

async function cutOff(table: TableClient, { partition, seq, at }: Sworn): Promise<Fault> {
  const row = await readRow(table, partition, keys.head);
  // Of a head that can't be read, it is not known where the journal ends.
  const end = row ? (readable(row, headOf)?.seq ?? seq) : 0;
  const detail =
    end < seq
      ? `${seq - end} of ${seq} entries are missing at the end: the journal was sealed at ${at}, and ends at ${end} now`
      : `entry ${seq} is missing, which was the last one when the journal was sealed at ${at}`;
  return { shard: partition, row: keys.entry(seq), what: 'dropped', detail };
}
