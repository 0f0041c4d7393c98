import type { AsyncLocalStorage } from 'node:async_hooks';
import type { Asset } from '../domain/asset.ts';
import type { Entry, Fact } from '../domain/entry.ts';
import { Refusal } from '../domain/errors.ts';
import { evolve } from '../domain/evolve.ts';
import { assertNotTooOften, countDay } from '../domain/repeats.ts';
import type { NoticeRequest } from '../domain/routing.ts';
import { addEntries, chunkRow, noEntries } from './entry-lists.ts';
import { assertWithinLimits, payloadBytesOf, tableLimits } from './limits.ts';
import type { Change, Outcome } from './register.ts';
import { assetOf, assetRow, entryRow, type Head, headRow, noticeRecord, noticeRow, type StoredAsset } from './rows.ts';
import { bytesOfAll, fits, type StoredRow, type Write } from './table.ts';

/**
 * A change that waits for its transaction. `looks`: its row has to be read, since nothing came of what was believed of it. `isAlone`: it shares no transaction, since it,
 * or another of its batch, lost too many races. `isRedirected`: a link led there, and no other may. `inContext` runs a function
 * as whoever asked for the change would: many of them share a transaction.
 */
export type Pending = Change & {
  looks: boolean;
  isAlone: boolean;
  isRedirected: boolean;
  resolve: (outcome: Outcome) => void;
  reject: (error: unknown) => void;
  inContext: ReturnType<typeof AsyncLocalStorage.snapshot>;
};

/** An asset's row: read, or believed to be what this instance has last seen of it. */
export type Seen = { row: StoredRow | null; isBelieved: boolean };

/** More assets than this never fit into one transaction: each needs its state and an entry, beside the head. */
const mostAssets = Math.floor((tableLimits.operationsPerTransaction - 1) / 2);

/** As many changes as one transaction may hold at most, each about another asset; the rest wait for the next one. */
export function takeBatch(queue: Pending[]): Pending[] {
  if (queue[0]?.isAlone) return queue.splice(0, 1);
  const taken = new Map<string, Pending>();
  const left: Pending[] = [];
  for (const item of queue.splice(0)) {
    if (!item.isAlone && taken.size < mostAssets && !taken.has(item.assetId)) taken.set(item.assetId, item);
    else left.push(item);
  }
  for (const item of left) queue.push(item);
  return [...taken.values()];
}

/** What a transaction is to write, and what becomes of each change that was to be in it. */
export type Plan = {
  head: Head;
  writes: Write[];
  /** `assetAt` and `noticesAt`: where the asset's row and the notices stand among the writes. */
  committed: { item: Pending; outcome: Outcome; assetAt: number; noticesAt: number }[];
  unchanged: { item: Pending; outcome: Outcome }[];
  refused: { item: Pending; error: unknown }[];
  /** Nothing is to be done about them by what is believed; only the row itself can say so. */
  doubted: Pending[];
  /** Their asset id is a link: they belong to another asset, perhaps in another shard. */
  redirected: { item: Pending; target: string }[];
  /** Didn't fit into this transaction. */
  deferred: Pending[];
};

/** Decides on each change, and plans as many as fit into one transaction. Pure but for salts. */
export function planCommit(
  shard: string,
  head: { value: Head; etag: string | null },
  items: readonly Pending[],
  seen: readonly Seen[],
  at: string,
  noticesFor: (before: Asset | null, after: Asset, facts: readonly Fact[]) => NoticeRequest[],
): Plan {
  const plan: Plan = {
    head: head.value,
    writes: [],
    committed: [],
    unchanged: [],
    refused: [],
    doubted: [],
    redirected: [],
    deferred: [],
  };
  const writes: Write[] = [];
  let bytes = payloadBytesOf(headRow(shard, head.value));

  items.forEach((item, index) => {
    const { row, isBelieved } = seen[index] ?? { row: null, isBelieved: false };
    try {
      const found = row && assetOf(row);
      if (found && 'linkedTo' in found) {
        if (item.isRedirected) throw new Refusal('not-found', 'asset.not-found');
        plan.redirected.push({ item, target: found.linkedTo });
        return;
      }
      const before = found?.asset ?? null;
      const facts = decided(found, item, at);
      if (facts.length === 0) {
        if (isBelieved) {
          plan.doubted.push(item);
          return;
        }
        if (!before) throw new Refusal('not-found', 'asset.not-found');
        plan.unchanged.push({ item, outcome: { asset: before, entries: [], notices: [] } });
        return;
      }

      const chained = chain(shard, plan.head, item, facts, at, before);
      const { list, full } = addEntries(
        found?.list ?? noEntries,
        chained.entries.map(({ seq }) => seq),
      );
      const count = chained.entries.reduce(countDay, found?.count ?? null);
      const state = assetRow(shard, { asset: chained.asset, list, count });
      const notices = noticesFor(before, chained.asset, facts).map((request, n) =>
        noticeRecord(shard, chained.head.seq, n, { at, assetId: item.assetId, trace: item.trace ?? null }, request),
      );
      const added: Write[] = [
        row ? { kind: 'replace', row: state, etag: row.etag } : { kind: 'create', row: state },
        ...chained.rows.map((entry): Write => ({ kind: 'create', row: entry })),
        ...full.map((chunk): Write => ({ kind: 'create', row: chunkRow(shard, item.assetId, chunk) })),
        ...notices.map((notice): Write => ({ kind: 'create', row: noticeRow(notice) })),
      ];
      const addedBytes = bytesOfAll(added);
      if (!fits(1 + writes.length + added.length, bytes + addedBytes)) {
        if (writes.length === 0) throw new Error(`A change of ${item.assetId} is too large for one transaction`);
        plan.deferred.push(item);
        return;
      }
      // Found here, a row that Azure would refuse costs its own change and not all that share the transaction.
      for (const write of added) assertWithinLimits(write.row);
      bytes += addedBytes;
      writes.push(...added);
      plan.head = chained.head;
      const outcome = { asset: chained.asset, entries: chained.entries, notices };
      const end = 1 + writes.length;
      plan.committed.push({ item, outcome, assetAt: end - added.length, noticesAt: end - notices.length });
    } catch (error) {
      if (isBelieved) plan.doubted.push(item);
      else plan.refused.push({ item, error });
    }
  });

  const state = headRow(shard, plan.head);
  plan.writes = [
    head.etag === null ? { kind: 'create', row: state } : { kind: 'replace', row: state, etag: head.etag },
    ...writes,
  ];
  return plan;
}

/** What is to happen to an asset. @throws what `decide` throws, {@link Refusal} `asset.too-often` */
export function decided(found: StoredAsset | null, { decide, actor }: Change, at: string): Fact[] {
  const facts = decide(found?.asset ?? null);
  assertNotTooOften(found?.count ?? null, facts, actor, at);
  return facts;
}

function chain(shard: string, head: Head, item: Pending, facts: readonly Fact[], at: string, before: Asset | null) {
  let { seq, hash } = head;
  let asset = before;
  const entries: Entry[] = [];
  const rows = facts.map((fact) => {
    seq += 1;
    const open = { shard, seq, assetId: item.assetId, at, actor: item.actor, fact, previousHash: hash };
    const stored = entryRow(open);
    hash = stored.hash;
    const entry = { ...open, hash };
    entries.push(entry);
    asset = evolve(asset, entry);
    return stored.row;
  });
  return { asset: asset as unknown as Asset, entries, rows, head: { seq, hash } };
}
