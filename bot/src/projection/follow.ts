import { setTimeout as delay } from 'node:timers/promises';
import type { TableClient } from '@azure/data-tables';
import { assetOfShard, entriesAfter, headOfShard, noticesBetween, statesOfShard } from '../register/journal.ts';
import { digestId, getNotice } from '../register/outbox.ts';
import { completedStates } from '../register/say-all.ts';
import { shards } from '../register/shards.ts';
import type { Replica } from './replica.ts';

/** What is read and not yet taken over takes room: more shards at once would fill no sooner. */
const filledAtOnce = 4;

/** Fills the replica from the register, some shards at a time. The head is read first, so that nothing falls between. */
export function fill(table: TableClient, replica: Replica): Promise<void> {
  const left = shards.values();
  const fillFrom = async (shard: string) => {
    const { seq } = await headOfShard(table, shard);
    for await (const states of statesOfShard(table, shard)) {
      for await (const assets of completedStates(table, shard, replica.putStates(states))) replica.putAssets(assets);
    }
    for await (const notices of noticesBetween(table, shard, 0, seq)) replica.putNotices(notices);
    replica.setPosition(shard, seq);
  };
  // Each takes the next shard that nobody has taken.
  const fillSome = async () => {
    for (const shard of left) await fillFrom(shard);
  };
  return replica.inOneTransaction(
    async () => void (await Promise.all(Array.from({ length: filledAtOnce }, () => fillSome()))),
  );
}

/**
 * Takes over what was committed since: entries and notices after the replica's position in each shard that moved, the
 * digest, and the fate of notices that it still holds as open, which other instances may have delivered.
 */
export async function follow(table: TableClient, replica: Replica): Promise<void> {
  await Promise.all(shards.map((shard) => followShard(table, shard, replica)));
  const digest = await getNotice(table, digestId);
  if (digest) replica.putNotices([digest.notice]);
  const open = replica.nextToCheck(mostChecked);
  const found = await Promise.all(open.map((id) => getNotice(table, id)));
  replica.putNotices(found.flatMap((stored) => stored?.notice ?? []));
}

async function followShard(table: TableClient, shard: string, replica: Replica): Promise<void> {
  // A head is one row, which any store finds at once; most shards have not moved since the last round.
  const head = await headOfShard(table, shard);
  if (head.seq <= replica.positionOf(shard)) return;
  // What this very instance has just committed, it is about to tell.
  await delay(tellingMs);
  const from = replica.positionOf(shard);
  if (head.seq <= from) return;
  for await (const entries of entriesAfter(table, shard, from)) {
    // Notices of a commit stand under its last entry; they are read first, so that none is passed by.
    const upTo = entries.at(-1)?.seq ?? from;
    for await (const notices of noticesBetween(table, shard, replica.positionOf(shard), upTo)) {
      replica.putNotices(notices);
    }
    const before = replica.positionOf(shard);
    try {
      for (const assetId of replica.putEntries(entries)) {
        const asset = await assetOfShard(table, shard, assetId);
        if (asset) replica.putAssets([asset]);
      }
    } catch (error) {
      // What could not be read now has to come up again at the next round.
      replica.setPosition(shard, before);
      throw error;
    }
  }
}

const tellingMs = 100;

/**
 * Pending notices are short-lived. Those that wait for a person may be many and wait for months; they are looked at in turn.
 */
const mostChecked = { pending: 50, waiting: 5 };
