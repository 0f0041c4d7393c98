import type { TableClient } from '@azure/data-tables';
import { assetsOfShard, entriesAfter, headOfShard, noticesAfter } from '../register/journal.ts';
import { getNotice, tenantNotices } from '../register/outbox.ts';
import { shards } from '../register/shards.ts';
import type { Replica } from './replica.ts';

/** Fills the replica from the register: all shards in parallel. The head is read first, so that nothing falls between. */
export async function fill(table: TableClient, replica: Replica): Promise<void> {
  await Promise.all(
    shards.map(async (shard) => {
      const { seq } = await headOfShard(table, shard);
      for await (const assets of assetsOfShard(table, shard)) replica.putAssets(assets);
      for await (const notices of noticesAfter(table, shard, 0)) replica.putNotices(notices);
      replica.setPosition(shard, seq);
    }),
  );
  replica.putNotices(await tenantNotices(table));
}

/**
 * Takes over what was committed since: entries and notices after the replica's position in each shard, and the fate of
 * notices that it still holds as pending, which other instances may have delivered.
 */
export async function follow(table: TableClient, replica: Replica): Promise<void> {
  await Promise.all(
    shards.map(async (shard) => {
      const from = replica.positionOf(shard);
      for await (const entries of entriesAfter(table, shard, from)) {
        // Notices of a commit stand under its last entry; they are read first, so that none is passed by.
        const upTo = entries.at(-1)?.seq ?? from;
        for await (const notices of noticesAfter(table, shard, replica.positionOf(shard))) {
          replica.putNotices(notices.filter((notice) => notice.version <= upTo));
        }
        replica.putEntries(entries);
      }
    }),
  );
  const pending = await Promise.all(replica.pendingNotices(farFuture, mostPending).map((id) => getNotice(table, id)));
  replica.putNotices(pending.flatMap((found) => (found && found.notice.state !== 'pending' ? [found.notice] : [])));
}

/** Pending notices are few and short-lived; a backlog is read again in slices. */
const mostPending = 100;
const farFuture = '9999';
