import type { TableClient } from '@azure/data-tables';
import canonicalize from 'canonicalize';
import type { Asset } from '../domain/asset.ts';
import { evolve } from '../domain/evolve.ts';
import { genesisHash, hashOf } from './chain.ts';
import { headOfShard } from './journal.ts';
import { alteredPersonal } from './personal.ts';
import { assetOf, type Head, keys, storedEntry } from './rows.ts';
import { assetIdOfSubscription, shardOf, shards } from './shards.ts';
import { readRange, readRow } from './table.ts';

/** What is wrong with one row of a shard. */
export type Fault = {
  shard: string;
  row: string;
  what: 'altered' | 'dropped' | 'reordered' | 'inserted';
  detail: string;
};

export type Verification = { entries: number; assets: number; faults: Fault[] };

/**
 * Walks every shard and checks that the journal is whole: sequence numbers without gaps, each entry's hash over its body
 * and its predecessor, personal values that fit their hashes, the head, and each asset's state against its folded entries.
 * A shard whose newest entries were cut off together with head and states can't be told from an older one; that takes a seal
 * kept elsewhere.
 */
export async function verifyRegister(table: TableClient): Promise<Verification> {
  const results = await Promise.all(shards.map((shard) => verifyShard(table, shard)));
  return {
    entries: results.reduce((sum, one) => sum + one.entries, 0),
    assets: results.reduce((sum, one) => sum + one.assets, 0),
    faults: results.flatMap((one) => one.faults),
  };
}

type Folded = { asset: Asset | null; hasErased: boolean };

async function verifyShard(table: TableClient, shard: string): Promise<Verification> {
  const faults: Fault[] = [];
  const folded = new Map<string, Folded>();
  // The store may be written to meanwhile: what is checked is the journal up to the head as it is now.
  const head = await headOfShard(table, shard);
  const end = await walkEntries(table, shard, head.seq, folded, faults);
  compareHead(shard, head, end, faults);
  const assets = await compareAssets(table, shard, head.seq, folded, faults);
  await findEntriesBeyondHead(table, shard, head.seq, faults);
  return { entries: end.seq, assets, faults };
}

async function walkEntries(
  table: TableClient,
  shard: string,
  upTo: number,
  folded: Map<string, Folded>,
  faults: Fault[],
): Promise<Head> {
  const end: Head = { seq: 0, hash: genesisHash };
  for await (const rows of readRange(table, shard, keys.entries.from, keys.entry(upTo + 1))) {
    for (const row of rows) {
      const report = (what: Fault['what'], detail: string) => faults.push({ shard, row: row.rowKey, what, detail });
      let stored: ReturnType<typeof storedEntry>;
      try {
        stored = storedEntry(row);
      } catch {
        report('altered', 'the entry can no longer be read');
        end.seq += 1;
        end.hash = String(row.hash);
        continue;
      }
      const { entry, sealed, personal } = stored;
      if (row.rowKey !== keys.entry(entry.seq)) report('reordered', `the row says it is entry ${entry.seq}`);
      else if (entry.seq > end.seq + 1) {
        report('dropped', `entries ${end.seq + 1} to ${entry.seq - 1} are missing before it`);
      } else if (entry.seq <= end.seq) report('inserted', `entry ${entry.seq} stands here twice`);
      else if (entry.previousHash !== end.hash) report('reordered', 'it does not follow the entry before it');

      const { seq, assetId, at, previousHash } = entry;
      if (hashOf({ shard, seq, assetId, at, ...sealed, previousHash }) !== entry.hash) {
        report('altered', 'its content does not fit its hash');
      }
      for (const path of alteredPersonal(sealed, personal)) report('altered', `${path} does not fit its hash`);
      if (shardOf(assetId) !== shard) report('inserted', `asset ${assetId} does not belong to this shard`);

      const before = folded.get(assetId) ?? { asset: null, hasErased: false };
      try {
        const hasErased = before.hasErased || countSealed(sealed) > Object.keys(personal).length;
        folded.set(assetId, { asset: evolve(before.asset, entry), hasErased });
      } catch {
        report('inserted', `no earlier entry brings asset ${assetId} into being`);
      }
      end.seq = entry.seq;
      end.hash = entry.hash;
    }
  }
  return end;
}

async function compareAssets(
  table: TableClient,
  shard: string,
  upTo: number,
  folded: ReadonlyMap<string, Folded>,
  faults: Fault[],
): Promise<number> {
  const seen = new Set<string>();
  for await (const rows of readRange(table, shard, keys.assets.from, keys.assets.to)) {
    for (const row of rows) {
      const report = (what: Fault['what'], detail: string) => faults.push({ shard, row: row.rowKey, what, detail });
      const found = assetOf(row);
      if ('linkedTo' in found) {
        const target = await readRow(table, shardOf(found.linkedTo), keys.asset(found.linkedTo));
        const linked = target && assetOf(target);
        const subscriptionId = linked && 'asset' in linked ? linked.asset.subscription?.id : undefined;
        // A link without its observation yet is what a crash between the two leaves; the next poll completes it.
        if (!target) report('inserted', `it points to ${found.linkedTo}, which does not exist`);
        else if (subscriptionId && keys.asset(assetIdOfSubscription(subscriptionId)) !== row.rowKey) {
          report('altered', `it points to ${found.linkedTo}, which belongs to another subscription`);
        }
        continue;
      }
      const { asset } = found;
      seen.add(asset.id);
      if (asset.version > upTo && folded.has(asset.id)) continue;
      const expected = folded.get(asset.id);
      if (!expected?.asset && asset.version > upTo) continue;
      if (!expected?.asset) report('inserted', 'no entry of the journal is about this asset');
      else if (!expected.hasErased && canonicalize(expected.asset) !== canonicalize(asset)) {
        report('altered', 'the state does not follow from the entries');
      }
    }
  }
  for (const assetId of folded.keys()) {
    if (!seen.has(assetId)) {
      faults.push({ shard, row: keys.asset(assetId), what: 'dropped', detail: 'entries are about it, but it is gone' });
    }
  }
  return seen.size;
}

function compareHead(shard: string, head: Head, end: Head, faults: Fault[]): void {
  const report = (what: Fault['what'], detail: string) => faults.push({ shard, row: keys.head, what, detail });
  if (head.seq > end.seq) report('dropped', `entries ${end.seq + 1} to ${head.seq} are missing at the end`);
  else if (head.hash !== end.hash) report('altered', 'its hash is not that of the last entry');
}

/** The head moves with every commit, so nothing may stand beyond it once it is read after the entries. */
async function findEntriesBeyondHead(table: TableClient, shard: string, from: number, faults: Fault[]): Promise<void> {
  const beyond: string[] = [];
  for await (const rows of readRange(table, shard, keys.entry(from + 1), keys.entries.to)) {
    beyond.push(...rows.map((row) => row.rowKey));
  }
  const { seq } = await headOfShard(table, shard);
  for (const row of beyond.filter((rowKey) => rowKey > keys.entry(seq))) {
    faults.push({ shard, row, what: 'inserted', detail: `the head stands at ${seq}, before this entry` });
  }
}

function countSealed(body: unknown): number {
  if (body === null || typeof body !== 'object') return 0;
  if ('sealed' in body && Object.keys(body).length === 1) return 1;
  return Object.values(body).reduce<number>((sum, value) => sum + countSealed(value), 0);
}
