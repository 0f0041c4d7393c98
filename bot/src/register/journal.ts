import type { TableClient } from '@azure/data-tables';
import type { Asset } from '../domain/asset.ts';
import type { Entry } from '../domain/entry.ts';
import { genesisHash } from './chain.ts';
import {
  assetOf,
  type Head,
  headOf,
  isDamaged,
  keys,
  type NoticeRecord,
  noticeOf,
  readable,
  storedEntry,
} from './rows.ts';
import { sayingAll } from './say-all.ts';
import { readRange, readRow } from './table.ts';

/** Where a shard's journal ends now; at its beginning for a head that can't be read, so that the other shards are shown. */
export async function headOfShard(table: TableClient, shard: string): Promise<Head> {
  return readable(await readRow(table, shard, keys.head), headOf) ?? { seq: 0, hash: genesisHash };
}

/** Every asset's state of a shard as it stands, packed, page by page. Link rows are passed over. */
export async function* statesOfShard(table: TableClient, shard: string): AsyncGenerator<Uint8Array[]> {
  for await (const rows of readRange(table, shard, keys.assets.from, keys.assets.to, ['RowKey', 'state'])) {
    yield rows.flatMap(({ state }) => (state instanceof Uint8Array ? [state] : []));
  }
}

/** The entries after a sequence number, in order, page by page. One that can't be read any more is passed over. */
export async function* entriesAfter(table: TableClient, shard: string, seq: number): AsyncGenerator<Entry[]> {
  for await (const rows of readRange(table, shard, keys.entry(seq + 1), keys.entries.to)) {
    yield rows.flatMap((row) => storedEntry(row)?.entry ?? []);
  }
}

/** The notices committed after a sequence number and up to another, in order, page by page. What can't be read is passed over. */
export async function* noticesBetween(
  table: TableClient,
  shard: string,
  after: number,
  upTo: number,
): AsyncGenerator<NoticeRecord[]> {
  for await (const rows of readRange(table, shard, keys.notice(after + 1, 0), keys.notice(upTo + 1, 0))) {
    yield rows.flatMap((row) => readable(row, noticeOf) ?? []);
  }
}

/** An asset of a shard as it stands, or null where there is none, or none that can be read. */
export async function assetOfShard(table: TableClient, shard: string, assetId: string): Promise<Asset | null> {
  const row = await readRow(table, shard, keys.asset(assetId));
  try {
    const found = row && assetOf(await sayingAll(table, row));
    return found && 'asset' in found ? found.asset : null;
  } catch (error) {
    if (isDamaged(error)) return null;
    throw error;
  }
}
