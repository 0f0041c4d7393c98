import type { TableClient } from '@azure/data-tables';
import type { Asset } from '../../src/domain/asset.ts';
import { decide } from '../../src/domain/decide.ts';
import type { Fact } from '../../src/domain/entry.ts';
import { observe } from '../../src/domain/observe.ts';
import { noticesBetween } from '../../src/register/journal.ts';
import { getNotice, putNotice } from '../../src/register/outbox.ts';
import { unpackState } from '../../src/register/packed.ts';
import { storedEntry } from '../../src/register/rows.ts';
import { assetIdOfSubscription, shardOf } from '../../src/register/shards.ts';
import { commit, type StoredRow } from '../../src/register/table.ts';
import { anObservation, aRouting, asMegan, at } from './builders.ts';
import { byDiscovery, byMegan, declaring, detectedFacts, registerOn, rowsOf } from './store.ts';

const declaredId = 'dec-1';
const seen = anObservation({ subscriptionId: 'subscription-1', quantity: 5 });
const alsoSeen = anObservation({ subscriptionId: 'subscription-2' });

/**
 * A purchase's way through the register, as the use cases take it: declared, tied to its subscription (whose id belongs to
 * another shard), observed, approved; another one detected beside it; notices delivered. Each step may be taken again.
 */
export async function takePurchaseThrough(table: TableClient): Promise<void> {
  const register = registerOn(table, {
    noticesFor: (_before, _after, facts) =>
      facts
        .filter(({ type }) => type === 'declared' || type === 'approved')
        .map(({ type }) => ({ role: 'itam-channel', recipient: { kind: 'channel' }, cause: type })),
  });
  const seenId = assetIdOfSubscription(seen.subscriptionId);
  await register.change(declaring(declaredId));
  await register.link(seenId, declaredId);
  const results = await register.changeMany([
    { assetId: seenId, actor: byDiscovery, decide: (asset) => (asset ? observe(asset, seen) : []) },
    {
      assetId: assetIdOfSubscription(alsoSeen.subscriptionId),
      actor: byDiscovery,
      isNew: true,
      decide: (asset) => (asset ? observe(asset, alsoSeen) : detectedFacts(alsoSeen)),
    },
  ]);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
  await register.change({ assetId: declaredId, actor: byMegan, decide: approving });
  await deliverAll(table, shardOf(declaredId));
}

function approving(asset: Asset | null): Fact[] {
  return asset ? decide(asset, { verb: 'approve', comment: 'Fine', basis: null }, asMegan, aRouting()) : [];
}

/** The bookkeeping of delivery: until nothing is pending, takes each notice and records its fate. */
async function deliverAll(table: TableClient, shard: string): Promise<void> {
  for (let isDone = false; !isDone; ) {
    isDone = true;
    for await (const notices of noticesBetween(table, shard, 0, 1_000)) {
      for (const { id, state } of notices) {
        const stored = state === 'pending' ? await getNotice(table, id) : null;
        if (stored?.notice.state !== 'pending') continue;
        const { notice, etag } = stored;
        const delivered = { ...notice, state: 'delivered', fate: 'delivered', attempts: 1, deliveredAt: at } as const;
        isDone = (await putNotice((writes) => commit(table, writes), delivered, etag)) !== null && isDone;
      }
    }
  }
}

function contentOfRow(row: StoredRow): object {
  if (row.state instanceof Uint8Array) return unpackState(row.state);
  return JSON.parse(String(row.json ?? '{}')) as object;
}

/** All that a table says, without what differs from run to run: salts, hashes and ETags. */
export async function contentOf(table: TableClient): Promise<unknown[]> {
  return (await rowsOf(table)).map((row) => {
    const { partitionKey, rowKey } = row;
    const key = `${partitionKey} ${rowKey}`;
    const stored = rowKey.startsWith('entry|') ? storedEntry(row) : null;
    if (stored) return { key, ...stored.entry, hash: null, previousHash: null };
    if (rowKey === 'head') return { key, seq: row.seq };
    return { key, linkedTo: row.linkedTo, seqs: row.seqs, ...contentOfRow(row) };
  });
}
