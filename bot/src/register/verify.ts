import type { TableClient } from '@azure/data-tables';
import { mayCount } from '../domain/repeats.ts';
import { genesisHash } from './chain.ts';
import { chunkKeys, chunkSize, seqsIn } from './entry-lists.ts';
import { type Folded, foldEntry, isStateOf } from './fold.ts';
import {
  alterationsOf,
  assetOf,
  type Head,
  headOf,
  keys,
  readable,
  type StoredAsset,
  type StoredEntry,
  seqOfKey,
  storedEntry,
} from './rows.ts';
import { readSettingsJournal, settingsPartition } from './settings.ts';
import { assetIdOfSubscription, shardOf, shards } from './shards.ts';
import { readRange, readRow, type StoredRow } from './table.ts';

/** What is wrong with one row of a shard. */
export type Fault = {
  shard: string;
  row: string;
  what: 'altered' | 'dropped' | 'reordered' | 'inserted';
  detail: string;
};

export type Verification = { entries: number; assets: number; faults: Fault[] };

/**
 * Walks every shard, and the journal of the settings, and checks that the journal is whole: sequence numbers without gaps, each entry's hash over its body
 * and its predecessor, personal values that fit their hashes, the head, and each asset's state against its folded entries.
 * The store may be written to meanwhile.
 * A shard whose newest entries were cut off together with head and states can't be told from an older one, nor one that was
 * written anew from some entry on; seals show that.
 *
 * @param atOnce shards that are walked at once; each is held as a whole meanwhile
 * @param now tells a link that discovery has just made from one that it never did
 */
export async function verifyRegister(
  table: TableClient,
  atOnce = shards.length,
  now = new Date(),
): Promise<Verification> {
  const results = [await verifySettings(table)];
  const left = shards.values();
  const walk = async () => {
    for (const shard of left) results.push(await verifyShard(table, shard, now));
  };
  await Promise.all(Array.from({ length: atOnce }, walk));
  return {
    entries: results.reduce((sum, one) => sum + one.entries, 0),
    assets: results.reduce((sum, one) => sum + one.assets, 0),
    faults: results.flatMap((one) => one.faults),
  };
}

async function verifySettings(table: TableClient): Promise<Verification> {
  const { entries, faults } = await readSettingsJournal(table);
  return {
    entries: entries.length,
    assets: 0,
    faults: faults.map((fault) => ({ shard: settingsPartition, ...fault })),
  };
}

type Report = (row: string, what: Fault['what'], detail: string) => void;

/**
 * Four reads, in this order: the journal up to the head, the longer lists of entries, the states, and what was written
 * meanwhile. Since a commit is one transaction, a state is never older than the head that was read before it, and never newer
 * than the head read after it; and it names each row of its list that was read before it.
 */
async function verifyShard(table: TableClient, shard: string, now: Date): Promise<Verification> {
  const faults: Fault[] = [];
  const report: Report = (row, what, detail) => faults.push({ shard, row, what, detail });
  const journal = walkJournal(shard, report);

  const head = readable(await readRow(table, shard, keys.head), headOf) ?? { seq: 0, hash: genesisHash };
  for await (const rows of readRange(table, shard, keys.entries.from, keys.entry(head.seq + 1))) {
    rows.forEach(journal.take);
  }
  journal.endAt(head);

  const lists = await longerLists(table, shard);
  const { assets, newer } = await compareStates(table, shard, { journal, lists, now, report });

  const beyond: StoredRow[] = [];
  for await (const rows of readRange(table, shard, keys.entry(head.seq + 1), keys.entries.to)) beyond.push(...rows);
  const headRow = await readRow(table, shard, keys.head);
  const last = readable(headRow, headOf)?.seq ?? Number.POSITIVE_INFINITY;
  if (headRow && last === Number.POSITIVE_INFINITY) report(keys.head, 'altered', 'it does not name an entry');
  if (!headRow && beyond.length > 0) report(keys.head, 'dropped', 'the journal has entries, but no head');

  let isHeadBehind = false;
  for (const row of beyond) {
    const seq = seqOfKey(row.rowKey) ?? Number.POSITIVE_INFINITY;
    const state = newer.get(String(row.assetId));
    if (seq > last && !state?.list.newest.includes(seq)) {
      report(row.rowKey, 'inserted', `the head stands at ${last}, and no state follows from this entry`);
      continue;
    }
    isHeadBehind ||= seq > last;
    journal.take(row);
    if (state?.asset.version !== seq) continue;
    newer.delete(state.asset.id);
    journal.compare(state);
  }
  if (isHeadBehind) report(keys.head, 'altered', `it stands at ${last}, but states follow from later entries`);
  for (const { asset } of newer.values()) {
    const what = journal.folded.has(asset.id) ? 'altered' : 'inserted';
    report(keys.asset(asset.id), what, `it says it follows entry ${asset.version}, which the journal does not have`);
  }
  return { entries: journal.count(), assets, faults };
}

/**
 * How far the journal was walked, and the hash of the last entry as its row has it; null after a gap.
 * `isSure` is false where a fault leaves open what the next entry has to follow.
 */
type Walked = { seq: number; hash: string | null; isSure: boolean };

/** Takes a shard's entries in order, reports what is wrong with them, and folds them into states. */
function walkJournal(shard: string, report: Report) {
  const end: Walked = { seq: 0, hash: genesisHash, isSure: true };
  const folded = new Map<string, Folded>();
  const gaps: { from: number; to: number }[] = [];
  const faulty = new Set<number>();
  let count = 0;

  /** An entry that is missing or faulty: what follows from it can't be known, and is no second fault. */
  const isInDoubt = (seq: number) => faulty.has(seq) || gaps.some(({ from, to }) => from <= seq && seq <= to);

  function take(row: StoredRow): void {
    count += 1;
    const seq = seqOfKey(row.rowKey);
    if (seq === null) {
      report(row.rowKey, 'inserted', 'the register gives no such key');
      return;
    }
    if (seq > end.seq + 1) {
      gaps.push({ from: end.seq + 1, to: seq - 1 });
      report(row.rowKey, 'dropped', `entries ${end.seq + 1} to ${seq - 1} are missing before it`);
      end.hash = null;
    }
    const stored = storedEntry(row);
    const found = faultsOf(row, seq, stored);
    for (const { at, what, detail } of found) {
      faulty.add(at);
      report(keys.entry(at), what, detail);
    }
    end.seq = seq;
    end.hash = String(row.hash);
    end.isSure = !found.some(({ at }) => at === seq);
    if (stored && !faulty.has(seq)) fold(stored);
  }

  function faultsOf(row: StoredRow, seq: number, stored: StoredEntry | null) {
    const fault = (what: Fault['what'], detail: string, at = seq) => ({ at, what, detail });
    if (!stored) return [fault('altered', 'the entry can no longer be read')];
    const { entry } = stored;
    if (entry.seq !== seq) return [fault('reordered', `the row says it is entry ${row.seq}`)];
    const follows = end.hash === null || entry.previousHash === end.hash;
    const altered = alterationsOf(stored).map((part) => fault('altered', `${part} does not fit its hash`));
    if (altered.length > 0) return follows ? altered : [fault('reordered', 'it does not follow the entry before it')];
    if (shardOf(entry.assetId) !== shard) {
      return [fault('inserted', `asset ${entry.assetId} does not belong to this shard`)];
    }
    // It is as it was written, so that the one before it is another one than when it was written.
    return follows || !end.isSure ? [] : [fault('altered', `entry ${seq} follows another one`, Math.max(seq - 1, 1))];
  }

  function fold(stored: StoredEntry): void {
    const { assetId, seq } = stored.entry;
    try {
      folded.set(assetId, foldEntry(folded.get(assetId) ?? null, stored));
    } catch {
      if (gaps.length === 0 && faulty.size === 0) {
        report(keys.entry(seq), 'inserted', `no earlier entry brings asset ${assetId} into being`);
      }
      faulty.add(seq);
    }
  }

  /** Compares the end with the head as it was read before the walk. */
  function endAt(head: Head): void {
    if (head.seq > end.seq) {
      report(keys.head, 'dropped', `entries ${end.seq + 1} to ${head.seq} are missing at the end`);
      gaps.push({ from: end.seq + 1, to: head.seq });
      Object.assign(end, head, { isSure: true });
    } else if (end.isSure && head.hash !== end.hash) {
      report(keys.head, 'altered', 'its hash is not that of the last entry');
    }
  }

  /** Compares a state, and the list of its entries, with what these come to. */
  function compare({ asset, list, count, full }: Listed): void {
    const expected = folded.get(asset.id);
    const row = keys.asset(asset.id);
    const seqs = [...full.flatMap((text) => (text === null ? [] : seqsIn(text))), ...list.newest];
    if ([...seqs, ...(expected?.seqs ?? [])].some(isInDoubt)) return;
    if (!expected) {
      report(row, 'inserted', 'no entry of the journal is about this asset');
      return;
    }
    for (const { seq, path } of expected.unvouched) {
      report(keys.entry(seq), 'altered', `${path} is gone, and no entry says that it was erased`);
    }
    full.forEach((text, n) => {
      const isAltered = text !== null && text !== expected.seqs.slice(n * chunkSize, (n + 1) * chunkSize).join();
      if (isAltered) report(chunkKeys.of(asset.id, n), 'altered', `it does not name the entries about ${asset.id}`);
    });
    const newest = expected.seqs.slice(full.length * chunkSize).join();
    if (list.newest.join() !== newest) report(row, 'altered', 'it does not name the entries about it');
    // What follows from an entry that lost something can't be known, and is no second fault.
    else if (expected.unvouched.length === 0 && !isStateOf(expected, asset))
      report(row, 'altered', 'the state does not follow from the entries');
    else if (count && !mayCount(count, expected.count)) report(row, 'altered', 'it counts more than its entries do');
  }

  return { take, endAt, compare, folded, end: () => end, count: () => count };
}

type Journal = ReturnType<typeof walkJournal>;

/** A state with the longer part of its list of entries as it is stored; null for a row of it that is gone. */
type Listed = StoredAsset & { full: (string | null)[] };

/** What the rows hold that stand beside assets with many entries, by their keys. */
async function longerLists(table: TableClient, shard: string): Promise<Map<string, string>> {
  const lists = new Map<string, string>();
  for await (const rows of readRange(table, shard, chunkKeys.from, chunkKeys.to)) {
    for (const row of rows) lists.set(row.rowKey, String(row.seqs));
  }
  return lists;
}

/** Compares all states with the journal as walked; answers those that were written after it. `lists` is used up. */
async function compareStates(
  table: TableClient,
  shard: string,
  { journal, lists, now, report }: { journal: Journal; lists: Map<string, string>; now: Date; report: Report },
): Promise<{ assets: number; newer: Map<string, Listed> }> {
  const newer = new Map<string, Listed>();
  const missing = new Set(journal.folded.keys());
  let assets = 0;
  for await (const rows of readRange(table, shard, keys.assets.from, keys.assets.to)) {
    for (const row of rows) {
      const found = readable(row, assetOf);
      if (!found || 'asset' in found) missing.delete(row.rowKey.slice(keys.asset('').length));
      if (!found) report(row.rowKey, 'altered', 'the state can no longer be read');
      else if ('linkedTo' in found) await checkLink(table, row, found.linkedTo, now, report);
      else if (row.rowKey !== keys.asset(found.asset.id) || shardOf(found.asset.id) !== shard) {
        report(row.rowKey, 'inserted', `it holds the state of ${found.asset.id}, which belongs elsewhere`);
      } else {
        assets += 1;
        const listed = { ...found, full: await fullRowsOf(table, shard, found, lists, report) };
        if (found.asset.version > journal.end().seq) newer.set(found.asset.id, listed);
        else journal.compare(listed);
      }
    }
  }
  for (const assetId of missing) report(keys.asset(assetId), 'dropped', 'entries are about it, but it is gone');
  for (const rowKey of lists.keys()) report(rowKey, 'inserted', 'no state names it as a part of its list');
  return { assets, newer };
}

/** Takes the rows that a state names as parts of its list out of those that were read; one that is newer is read now. */
async function fullRowsOf(
  table: TableClient,
  shard: string,
  { asset, list }: StoredAsset,
  lists: Map<string, string>,
  report: Report,
): Promise<(string | null)[]> {
  const full: (string | null)[] = [];
  for (let n = 0; n < list.chunks; n++) {
    const rowKey = chunkKeys.of(asset.id, n);
    const row = lists.has(rowKey) ? null : await readRow(table, shard, rowKey);
    const text = lists.get(rowKey) ?? (row && String(row.seqs));
    lists.delete(rowKey);
    if (text === null) report(rowKey, 'dropped', `entries of ${asset.id} are named there, but it is gone`);
    full.push(text);
  }
  return full;
}

/** A server polls many times in this long. */
const longestUnobservedMs = 3 * 86_400_000;

/**
 * A link without its observation yet is what a crash between the two leaves; the next poll completes it. One that stays so was
 * put there by somebody else, to have a subscription taken for another purchase. The store itself says how old a row is.
 */
async function checkLink(
  table: TableClient,
  { partitionKey, rowKey }: StoredRow,
  linkedTo: string,
  now: Date,
  report: Report,
): Promise<void> {
  const row = await readRow(table, shardOf(linkedTo), keys.asset(linkedTo));
  const target = readable(row, assetOf);
  if (!target || 'linkedTo' in target) {
    report(rowKey, 'inserted', `it points to ${linkedTo}, which is no asset`);
    return;
  }
  const { subscription } = target.asset;
  if (subscription && keys.asset(assetIdOfSubscription(subscription.id)) !== rowKey) {
    report(rowKey, 'altered', `it points to ${linkedTo}, which belongs to another subscription`);
  }
  if (subscription) return;
  const { timestamp } = await table.getEntity<{ timestamp: string }>(partitionKey, rowKey);
  if (now.getTime() - Date.parse(timestamp) > longestUnobservedMs) {
    report(rowKey, 'inserted', `it points to ${linkedTo}, in which no subscription was ever seen`);
  }
}
