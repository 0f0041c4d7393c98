import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { TableClient } from '@azure/data-tables';
import type { Asset } from '../domain/asset.ts';
import type { Entry, EntryActor, Fact } from '../domain/entry.ts';
import { Refusal } from '../domain/errors.ts';
import { evolve } from '../domain/evolve.ts';
import type { NoticeRequest } from '../domain/routing.ts';
import { genesisHash } from './chain.ts';
import { commitJournal, type OnDamage } from './commit-journal.ts';
import { type HistoryPage, type HistoryPart, openHistories } from './histories.ts';
import type { StoredNotice } from './outbox.ts';
import { decided, type Pending, type Plan, planCommit, type Seen, takeBatch } from './plan-commit.ts';
import { assetOf, type Head, headOf, keys, linkRow, type NoticeRecord, type StoredAsset } from './rows.ts';
import { sayingAll } from './say-all.ts';
import { shardOf } from './shards.ts';
import { isUnavailable } from './store-limits.ts';
import { isConflict, readRow, type StoredRow } from './table.ts';

/** Decides, on the state as it is now, what happened. No facts: nothing to do. May be asked again on newer state. */
export type Decide = (asset: Asset | null) => Fact[];

/** What a change came to. `entries` is empty when there was nothing to do. */
export type Outcome = { asset: Asset; entries: Entry[]; notices: NoticeRecord[] };

export type Change = {
  assetId: string;
  actor: EntryActor;
  decide: Decide;
  /** A hint that saves a read: the asset is believed not to exist. A wrong belief costs a second look, nothing else. */
  isNew?: boolean;
  /** The trace that it belongs to, as a `traceparent`; its notices carry it on. */
  trace?: string | null;
};

export type Register = {
  /**
   * Applies one decision.
   *
   * @throws what `decide` throws; {@link Refusal} `asset.busy` after many lost races, `asset.too-often`, `asset.damaged`,
   * `journal.damaged`, and `store.unavailable` where it may have been applied or may be yet: whoever asks again decides on
   * whatever came of it
   */
  change(change: Change): Promise<Outcome>;
  /** Applies many, packed into as few transactions as fit. One refusal doesn't stop the others. */
  changeMany(changes: readonly Change[]): Promise<PromiseSettledResult<Outcome>[]>;
  /** The asset as a change would leave it, without making it. @throws as {@link Register.change} */
  foresee(change: Change): Promise<{ asset: Asset }>;
  /** Ties the asset id of a subscription to an asset declared earlier; never overwrites. Answers what it is tied to. */
  link(assetId: string, linkedTo: string): Promise<string>;
  /** The asset, through a link row if need be, or null. */
  get(assetId: string): Promise<Asset | null>;
  /** All entries of an asset, oldest first; intact when each is as it was written and the asset's state follows from them. */
  history(assetId: string): Promise<{ entries: Entry[]; isIntact: boolean } | null>;
  /** A part of an asset's history, or null. */
  historyPart(assetId: string, part: HistoryPart): Promise<HistoryPage | null>;
};

/** What is known of a shard between commits: the head with its ETag, unless someone else may have moved it. */
type Shard = { head: { value: Head; etag: string | null } | null; queue: Pending[]; isDraining: boolean };

const mostAttempts = 12;
/** Then whatever keeps one of a batch from being committed is not to keep the others. */
const mostTogether = 8;
/** Who changes an asset has often just looked at it, or got a card about the change before. */
const mostRecent = 5_000;

/**
 * The system of record on Azure Table Storage. Each commit writes state, entries, notices and the head of one shard in
 * one transaction, guarded by ETags; whoever loses a race decides again on fresh state. Any number of instances may write.
 */
export function openRegister(deps: {
  table: TableClient;
  now: () => Date;
  noticesFor: (before: Asset | null, after: Asset, facts: readonly Fact[]) => NoticeRequest[];
  /** Told of each commit of this instance, after it is durable, with its notices as they are stored. Must not throw. */
  onCommit: (outcome: Outcome, notices: readonly StoredNotice[]) => void;
  onDamage: OnDamage;
}): Register {
  const { table, now, noticesFor, onCommit, onDamage } = deps;
  const histories = openHistories(table);
  const shardStates = new Map<string, Shard>();
  /** The rows of assets that this instance read or wrote last. Each commit names their ETags, so an old one only loses a race. */
  const recent = new Map<string, StoredRow>();

  function remember(assetId: string, row: StoredRow | null): void {
    recent.delete(assetId);
    if (row?.state === undefined) return;
    recent.set(assetId, row);
    const [oldest] = recent.keys();
    if (recent.size > mostRecent && oldest !== undefined) recent.delete(oldest);
  }

  async function lookUp(assetId: string): Promise<StoredRow | null> {
    const read = await readRow(table, shardOf(assetId), keys.asset(assetId));
    const held = recent.get(assetId);
    const row = read && (read.etag === held?.etag ? held : await sayingAll(table, read));
    remember(assetId, row);
    return row;
  }

  async function look({ assetId, isNew, looks }: Pending): Promise<Seen> {
    const believed = isNew ? null : recent.get(assetId);
    return looks || believed === undefined
      ? { row: await lookUp(assetId), isBelieved: false }
      : { row: believed, isBelieved: true };
  }

  function enqueue(change: Change, isRedirected = false): Promise<Outcome> {
    const name = shardOf(change.assetId);
    let shard = shardStates.get(name);
    if (!shard) {
      shard = { head: null, queue: [], isDraining: false };
      shardStates.set(name, shard);
    }
    const { queue } = shard;
    const inContext = AsyncLocalStorage.snapshot();
    const promise = new Promise<Outcome>((resolve, reject) =>
      queue.push({ ...change, looks: false, isAlone: false, isRedirected, resolve, reject, inContext }),
    );
    if (!shard.isDraining) void drain(name, shard);
    return promise;
  }

  async function drain(name: string, shard: Shard): Promise<void> {
    shard.isDraining = true;
    // Changes that are asked for in one go share transactions.
    await null;
    while (shard.queue.length > 0) await commitBatch(name, shard, takeBatch(shard.queue));
    shard.isDraining = false;
  }

  /** Settles each item of a batch, or puts it back at the front of the queue. */
  async function commitBatch(name: string, shard: Shard, batch: Pending[]): Promise<void> {
    let items = batch;
    try {
      for (let attempt = 1; items.length > 0; attempt++) {
        shard.head ??= await readHead(name);
        const seen = await Promise.all(items.map((item) => look(attempt === 1 ? item : { ...item, looks: true })));
        const plan = planCommit(name, shard.head, items, seen, now().toISOString(), noticesFor);
        for (const { item, target } of plan.redirected) {
          item.inContext(enqueue, { ...item, assetId: target }, true).then(item.resolve, item.reject);
        }
        for (const item of plan.doubted) shard.queue.unshift({ ...item, looks: true });
        for (const { item, error } of plan.refused) item.reject(error);
        for (const { item, outcome } of plan.unchanged) item.resolve(outcome);
        items = [...plan.committed.map(({ item }) => item), ...plan.deferred];
        if (plan.committed.length === 0) continue;

        const etags = await commitPlan(shard, plan, attempt > 1);
        if (etags) {
          for (const { item, outcome, assetAt, noticesAt } of plan.committed) {
            const [row, etag] = [plan.writes[assetAt]?.row, etags[assetAt]];
            remember(item.assetId, row && etag ? { ...row, etag } : null);
            item.inContext(onCommit, outcome, storedNotices(outcome, etags.slice(noticesAt)));
            item.resolve(outcome);
          }
          shard.queue.unshift(...plan.deferred);
          return;
        }
        if (attempt >= mostAttempts) throw new Refusal('conflict', 'asset.busy');
        if (attempt >= mostTogether && items.length > 1) {
          shard.queue.unshift(...items.map((item) => ({ ...item, looks: true, isAlone: true })));
          return;
        }
        await delay(Math.random() * 4 * attempt ** 2);
      }
    } catch (error) {
      shard.head = null;
      for (const { assetId } of items) remember(assetId, null);
      // What waits would wait as long again, one batch after the other, and people wait with it.
      const given = isUnavailable(error) ? [...items, ...shard.queue.splice(0)] : items;
      for (const item of given) item.reject(error);
    }
  }

  /**
   * The ETags of what is committed, none if they can't be known. Null for a lost race: nothing of the plan is committed.
   * `isSure`: the rows that it replaces were read after the head, so that whoever wrote them since moved the head too.
   */
  async function commitPlan(shard: Shard, plan: Plan, isSure: boolean): Promise<string[] | null> {
    const etags = await commitJournal(table, plan.writes, isSure ? onDamage : null);
    const [etag] = etags ?? [];
    shard.head = etag === undefined ? null : { value: plan.head, etag };
    return etags;
  }

  async function readHead(name: string): Promise<NonNullable<Shard['head']>> {
    const row = await readRow(table, name, keys.head);
    return row ? { value: headOf(row), etag: row.etag } : { value: { seq: 0, hash: genesisHash }, etag: null };
  }

  async function read(assetId: string): Promise<StoredAsset | null> {
    const row = await lookUp(assetId);
    const found = row && assetOf(row);
    if (!found || !('linkedTo' in found)) return found;
    const target = await lookUp(found.linkedTo);
    const linked = target && assetOf(target);
    // The register links to assets only: a link to a link was put there by somebody else, and may lead on for ever.
    return linked && !('linkedTo' in linked) ? linked : null;
  }

  return {
    change: (change) => enqueue(change),

    changeMany: (changes) => Promise.allSettled(changes.map((change) => enqueue(change))),

    async foresee(change) {
      const found = await read(change.assetId);
      const { assetId, actor } = change;
      const at = now().toISOString();
      const asset = decided(found, change, at).reduce<Asset | null>(
        (held, fact) => evolve(held, { seq: (held?.version ?? 0) + 1, assetId, at, actor, fact }),
        found?.asset ?? null,
      );
      if (!asset) throw new Refusal('not-found', 'asset.not-found');
      return { asset };
    },

    async link(assetId, linkedTo) {
      const shard = shardOf(assetId);
      try {
        await table.createEntity({ ...linkRow(shard, assetId, linkedTo) });
        return linkedTo;
      } catch (error) {
        if (!isConflict(error)) throw error;
        const row = await readRow(table, shard, keys.asset(assetId));
        const found = row && assetOf(row);
        return found && 'linkedTo' in found ? found.linkedTo : assetId;
      }
    },

    async get(assetId) {
      return (await read(assetId))?.asset ?? null;
    },

    async history(assetId) {
      const found = await read(assetId);
      return found && histories.whole(found);
    },

    async historyPart(assetId, part) {
      const found = await read(assetId);
      return found && histories.part(found, part);
    },
  };
}

function storedNotices({ notices }: Outcome, etags: readonly string[]): StoredNotice[] {
  return notices.flatMap((notice, at) => {
    const etag = etags[at];
    return etag ? [{ notice, etag }] : [];
  });
}
