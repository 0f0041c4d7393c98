import { DatabaseSync } from 'node:sqlite';
import { type Asset, ownerAtMicrosoft, type SubscriptionFacts, saysAll } from '../domain/asset.ts';
import { costCentreKey } from '../domain/cost-centre.ts';
import { type Day, isNoDay } from '../domain/day.ts';
import type { Entry } from '../domain/entry.ts';
import { evolve } from '../domain/evolve.ts';
import type { Observation } from '../domain/observe.ts';
import type { Deciders } from '../domain/routing.ts';
import { isCommitted } from '../domain/running.ts';
import type { ListPrice } from '../domain/settings.ts';
import { packState, unpackState } from '../register/packed.ts';
import type { NoticeRecord, NoticeState } from '../register/rows.ts';
import { assetIndex } from './asset-index.ts';
import { setChecksum } from './checksum.ts';
import type { Overview } from './overview.ts';
import type { PersonCount, RegisterPage, RegisterQuery, Scope, Selection } from './query.ts';
import type { RenewalCalendar } from './renewals.ts';

/** What a poll's observations are, against what is known: the ones to look into, and the assets that were not among them. */
export type Unsettled = {
  changed: number[];
  missing: { assetId: string; subscriptionId: string }[];
  /** How many subscriptions were listed until then. */
  listed: number;
};

/** A commit of this instance: the state that it left, its notices, and where its entries stand in the journal. */
export type OwnCommit = {
  asset: Asset;
  notices: readonly NoticeRecord[];
  places: readonly Pick<Entry, 'shard' | 'seq'>[];
};

export type NoticeQuery = {
  assetId: string | null;
  state: NoticeState | null;
  /** Newest first unless said so. */
  isOldestFirst?: boolean;
  limit: number;
  after: { at: string; id: string } | null;
};

/** `counts`: of each state, whatever state was asked for. */
export type NoticePage = {
  notices: NoticeRecord[];
  total: number;
  counts: Record<NoticeState, number>;
  next: { at: string; id: string } | null;
};

/** Related assets are shown as a hint; more than this many help nobody. */
const mostRelated = 200;

/** A row as it is held, its state packed as the register keeps it. */
type Held = { row: number; version: number; state: Uint8Array };

/** What this instance committed it mostly delivers itself: only after so many rounds is it asked whether another one has. */
const ownRounds = 3;
const mostSearched = 16;
const mostUnpacked = 4_000;

/**
 * The disposable read replica: SQLite in memory for rows and words, typed columns for filters, counts and order.
 * Synchronous and single-threaded; it lives in a worker, so that a long query never stalls a card press.
 */
export function openReplica() {
  const db = new DatabaseSync(':memory:');
  db.exec(`
    PRAGMA page_size = 16384;
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    CREATE TABLE asset (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, state BLOB NOT NULL) STRICT;
    CREATE VIRTUAL TABLE word USING fts5(text, content='', contentless_delete=1, detail=none, prefix='1 2', tokenize="unicode61 remove_diacritics 2 categories 'L* M* N* Co'");
    CREATE TABLE notice (id TEXT PRIMARY KEY, assetId TEXT, state TEXT NOT NULL, recipientId TEXT, at TEXT NOT NULL, json TEXT NOT NULL, checked INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE INDEX notice_at ON notice (at DESC, id DESC);
    CREATE INDEX notice_asset ON notice (assetId, at DESC, id DESC);
    CREATE INDEX notice_state ON notice (state, at DESC, id DESC);
  `);
  const sql = {
    byId: db.prepare('SELECT row, version, state FROM asset WHERE id = ?'),
    byRow: db.prepare('SELECT state FROM asset WHERE row = ?'),
    insert: db.prepare('INSERT INTO asset (row, id, version, state) VALUES (?, ?, ?, ?)'),
    update: db.prepare('UPDATE asset SET version = ?, state = ? WHERE row = ?'),
    index: db.prepare('INSERT INTO word (rowid, text) VALUES (?, ?)'),
    unindex: db.prepare('DELETE FROM word WHERE rowid = ?'),
    find: db.prepare('SELECT json_group_array(rowid) AS rows FROM word WHERE word MATCH ?'),
    notice: db.prepare('SELECT state, json FROM notice WHERE id = ?'),
    putNotice: db.prepare(
      'INSERT INTO notice (id, assetId, state, recipientId, at, json, checked) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET state = excluded.state, json = excluded.json',
    ),
    nextToCheck: db.prepare(
      'UPDATE notice SET checked = ? WHERE id IN (SELECT id FROM notice WHERE state = ? AND checked <= ? ORDER BY checked, at LIMIT ?) RETURNING id',
    ),
    pendingNotices: db.prepare(
      `SELECT id FROM notice WHERE state = 'pending' AND json_extract(json, '$.dueAt') < ? ORDER BY at LIMIT ?`,
    ),
    oldestPending: db.prepare(
      `SELECT min(CASE json_extract(json, '$.attempts') WHEN 0 THEN json_extract(json, '$.dueAt') ELSE at END) AS since FROM notice WHERE state = 'pending'`,
    ),
    waitingFor: db.prepare(`SELECT id FROM notice WHERE state = 'waiting' AND recipientId IS ?`),
    waitedFor: db.prepare(
      `SELECT DISTINCT recipientId AS id FROM notice WHERE state = 'waiting' AND recipientId IS NOT NULL`,
    ),
  };
  const index = assetIndex();
  /** What searches found since words last changed: people filter, sort and page through one search, and poll it. */
  const searched = new Map<string, Int32Array>();
  const unpacked = new Map<number, Asset>();
  /** The row of each subscription, by its id in lower case. */
  const subscriptions = new Map<string, number>();
  /** By row: what an observation can change, the same text once; and which are no longer listed. */
  const prints: string[] = [];
  const knownPrints = new Map<string, string>();
  const unlisted = new Set<number>();
  /** By row: whom Microsoft named last as the owner, each id once. */
  const namedOwners: (string | null)[] = [];
  const knownOwners = new Map<string, string>();
  const position = new Map<string, number>();
  const content = setChecksum();
  let prices = setChecksum();
  let size = 0;
  let taken = 0;
  let round = 0;
  let isInTransaction = false;

  function assetAt(row: number): Asset {
    const held = unpacked.get(row);
    if (held) return held;
    const asset = unpackState((sql.byRow.get(row) as { state: Uint8Array }).state);
    // The rows that people look at are few, and asked for again and again.
    if (unpacked.size === mostUnpacked) unpacked.clear();
    unpacked.set(row, asset);
    return asset;
  }

  /** An asset as lists and exports show it: its cost centre goes by the spelling that all of that cost centre go by. */
  function shownAt(row: number): Asset {
    const asset = assetAt(row);
    const costCentre = index.costCentreAt(row);
    return costCentre === (asset.costCentre ?? '') ? asset : { ...asset, costCentre };
  }

  function indexWords(row: number, asset: Asset): void {
    sql.index.run(row + 1, wordsOf(asset));
    searched.clear();
  }

  /** Takes over an asset's state if it is newer than what is held. `packed`: the same, where it is at hand. */
  function putAsset(asset: Asset, packed?: Uint8Array): void {
    const held = sql.byId.get(asset.id) as Held | undefined;
    if (held && held.version >= asset.version) return;
    const state = packed ?? packState(asset);
    const row = held?.row ?? size++;
    if (held) {
      sql.update.run(asset.version, state, row);
      const before = wordsOf(unpackState(held.state));
      if (before !== wordsOf(asset)) {
        sql.unindex.run(row + 1);
        indexWords(row, asset);
      }
    } else {
      sql.insert.run(row, asset.id, asset.version, state);
      indexWords(row, asset);
    }
    index.put(row, asset);
    unpacked.delete(row);
    if (asset.subscription) putSubscription(row, asset.subscription, asset);
    if (held) content.remove(`${asset.id}@${held.version}`);
    content.add(`${asset.id}@${asset.version}`);
    taken += asset.version - (held?.version ?? 0);
  }

  function putSubscription(row: number, subscription: SubscriptionFacts, asset: Asset): void {
    const print = printOf(subscription, asset.isTrial);
    const known = knownPrints.get(print) ?? print;
    knownPrints.set(known, known);
    subscriptions.set(subscription.id.toLowerCase(), row);
    prints[row] = known;
    const owner = ownerAtMicrosoft(asset);
    if (owner !== null && !knownOwners.has(owner)) knownOwners.set(owner, owner);
    namedOwners[row] = owner === null ? null : (knownOwners.get(owner) ?? owner);
    if (subscription.isListed) unlisted.delete(row);
    else unlisted.add(row);
  }

  /** Takes over a notice as it stands. `nextRound`: of those in which open notices are looked at, its first. */
  function putNotice(notice: NoticeRecord, nextRound = 0): void {
    const { id, assetId, state, recipientId, at } = notice;
    const json = JSON.stringify(notice);
    const held = sql.notice.get(id) as { state: NoticeState; json: string } | undefined;
    // What was delivered stays so, even if it was read before that and comes after it.
    if (held?.json === json || held?.state === 'delivered') return;
    sql.putNotice.run(id, assetId, state, recipientId, at, json, nextRound);
    if (held) content.remove(held.json);
    content.add(json);
  }

  function inTransaction(work: () => void): void {
    if (isInTransaction) {
      work();
      return;
    }
    isInTransaction = true;
    db.exec('BEGIN');
    try {
      work();
    } finally {
      db.exec('COMMIT');
      isInTransaction = false;
    }
  }

  /** Many pages that come after one another, in one transaction: each of its own would cost a merge of the words' index. */
  async function inOneTransaction(work: () => Promise<void>): Promise<void> {
    isInTransaction = true;
    db.exec('BEGIN');
    try {
      await work();
    } finally {
      db.exec('COMMIT');
      isInTransaction = false;
    }
  }

  /** Rows that hold every word of a search, each as a beginning; null when there is nothing to search for. */
  function search(text: string): Int32Array | null {
    const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu);
    if (!words) return text.trim() === '' ? null : new Int32Array();
    const expression = words
      .slice(0, 12)
      .map((word) => `"${word}"*`)
      .join(' ');
    const known = searched.get(expression);
    if (known) return known;
    const found = sql.find.get(expression) as { rows: string };
    const rows = Int32Array.from(JSON.parse(found.rows) as number[]);
    for (let at = 0; at < rows.length; at++) rows[at] = (rows[at] as number) - 1;
    if (searched.size >= mostSearched) searched.clear();
    searched.set(expression, rows);
    return rows;
  }

  return {
    inOneTransaction,

    putAssets: (assets: readonly Asset[]) =>
      inTransaction(() => {
        for (const asset of assets) putAsset(asset);
      }),

    /**
     * Takes over what this instance committed. Where nothing of others lies before it, the journal need not be read for it.
     */
    putCommits: (commits: readonly OwnCommit[]) =>
      inTransaction(() => {
        for (const { asset, notices, places } of commits) {
          putAsset(asset);
          for (const notice of notices) putNotice(notice, round + ownRounds);
          for (const { shard, seq } of places) if (seq === (position.get(shard) ?? 0) + 1) position.set(shard, seq);
        }
      }),

    /**
     * Takes over states as the register keeps them. Answers those that don't say all that their entries do, as earlier
     * versions wrote them: they are not taken, since the register can say it.
     */
    putStates(states: readonly Uint8Array[]): string[] {
      const untaken: string[] = [];
      inTransaction(() => {
        for (const state of states) {
          const asset = readable(state);
          // Verification tells of it; one row must not keep all others from being shown.
          if (!asset) continue;
          if (!saysAll(asset)) untaken.push(asset.id);
          else putAsset(asset, state);
        }
      });
      return untaken;
    },

    /**
     * Follows the journal: folds each entry that is newer than the state it is about. Answers the assets whose entries
     * can't be folded, such as those of a kind that only a newer version knows, or that add to a state which does not say
     * all; the register has their state.
     */
    putEntries(entries: readonly Entry[]): string[] {
      const unfolded = new Set<string>();
      inTransaction(() => {
        for (const entry of entries) {
          const held = sql.byId.get(entry.assetId) as Held | undefined;
          if (!held || held.version < entry.seq) {
            try {
              const asset = evolve(held ? unpackState(held.state) : null, entry);
              if (!saysAll(asset)) unfolded.add(asset.id);
              else putAsset(asset);
            } catch {
              unfolded.add(entry.assetId);
            }
          }
          position.set(entry.shard, Math.max(position.get(entry.shard) ?? 0, entry.seq));
        }
      });
      return [...unfolded];
    },

    putNotices: (notices: readonly NoticeRecord[]) =>
      inTransaction(() => {
        for (const notice of notices) putNotice(notice);
      }),

    /** What purchases without a price are estimated by from now on. */
    setPriceBook(lines: readonly ListPrice[]): void {
      index.setPriceBook(lines);
      prices = setChecksum();
      for (const line of lines) prices.add(JSON.stringify(line));
    },

    positionOf: (shard: string) => position.get(shard) ?? 0,
    setPosition: (shard: string, seq: number) => position.set(shard, seq),

    /**
     * Names what the replica shows: how many entries it took over, as the sum of its assets' versions, and a checksum of all
     * it holds, the price book included. Changes exactly when that changes, and is the same on every instance that shows the same.
     */
    version: () => `${taken}.${content.text()}${prices.text()}`,

    get(assetId: string): Asset | null {
      const held = sql.byId.get(assetId) as Held | undefined;
      return held ? unpackState(held.state) : null;
    },

    list(query: RegisterQuery): RegisterPage {
      const { rows, ...matches } = index.match(query, search(query.search));
      return { assets: rows.map(shownAt), ...matches, version: this.version() };
    },

    /** What renews when, and what that costs: of everything, or of what a person is purchaser, owner or manager of. */
    renewals(scope: Scope, today: Day): RenewalCalendar & { version: string } {
      return { ...index.renewals(scope, today), version: this.version() };
    },

    /** What all of the register comes to. */
    overview(today: Day): Overview & { version: string } {
      return { ...index.overview(today), version: this.version() };
    },

    /** For whose decision the rows that a query asks for wait, most first. Null is what nobody may decide about. */
    countWaiting(query: RegisterQuery, deciders: Deciders): PersonCount[] {
      return index.countWaiting(query, search(query.search), deciders);
    },

    /** Those of the assets that are possible duplicates. */
    duplicatesAmong: (assetIds: readonly string[]) =>
      assetIds.filter((id) => {
        const held = sql.byId.get(id) as Held | undefined;
        return held !== undefined && index.isDuplicate(held.row);
      }),

    /** All that matches, in one answer that stays small: rows to be read page by page with `assetsAt`. */
    select(query: Omit<RegisterQuery, 'limit' | 'after'>): Selection {
      return { ...index.select(query, search(query.search)), version: this.version() };
    },

    /** Those of the assets that there are, in the order in which they are named. */
    pick(assetIds: readonly string[]): Selection {
      const rows = Int32Array.from(
        new Set(assetIds.flatMap((id) => (sql.byId.get(id) as Held | undefined)?.row ?? [])),
      );
      return { rows, ...index.sumsOf(rows), version: this.version() };
    },

    /** The ids of a selection's rows. */
    idsAt: (rows: Int32Array): string[] => Array.from(rows, index.idOf),

    /** The assets of a selection's rows as they stand now, and the ids of those that are possible duplicates. */
    assetsAt: (rows: Int32Array): Pick<RegisterPage, 'assets' | 'duplicates'> => {
      const assets = Array.from(rows, shownAt);
      return { assets, duplicates: assets.flatMap(({ id }, at) => (index.isDuplicate(rows[at] ?? 0) ? [id] : [])) };
    },

    /** Every asset of which a person is the purchaser or the owner, newest first. */
    ofPerson(personId: string): Asset[] {
      const rows = new Set([...index.rowsWith({ purchaser: personId }), ...index.rowsWith({ owner: personId })]);
      return [...rows].map(assetAt).sort((a, b) => compare(b.createdAt, a.createdAt) || compare(a.id, b.id));
    },

    /** Other assets of the same product that neither ended nor are retired: of the same purchaser, and of others in the department. */
    relatedTo(asset: Asset): { purchaser: Asset[]; department: Asset[] } {
      const product = asset.product.name;
      const department = (asset.owner ?? asset.purchaser)?.department ?? null;
      const open = (rows: number[], isWanted: (other: Asset) => boolean) =>
        rows
          .values()
          .map(assetAt)
          .filter((other) => other.id !== asset.id && isCommitted(other) && isWanted(other))
          .take(mostRelated)
          .toArray();
      const isTheirs = (other: Asset) => other.purchaser?.id === asset.purchaser?.id;
      return {
        purchaser: asset.purchaser ? open(index.rowsWith({ product, purchaser: asset.purchaser.id }), isTheirs) : [],
        department:
          department === null ? [] : open(index.rowsWith({ product, department }), (other) => !isTheirs(other)),
      };
    },

    /** Compares a complete poll with what is held; cheap enough for a hundred thousand unchanged subscriptions. */
    unsettled(observations: readonly Observation[]): Unsettled {
      const changed: number[] = [];
      const seen = new Set<string>();
      observations.forEach((observation, at) => {
        const key = observation.subscriptionId.toLowerCase();
        seen.add(key);
        const row = subscriptions.get(key);
        const print = row === undefined || unlisted.has(row) ? undefined : prints[row];
        const { ownerId } = observation;
        const isOwned = row === undefined || ownerId === null || ownerId === namedOwners[row];
        if (print === undefined || !isOwned || print !== printOfObservation(observation, print)) changed.push(at);
      });
      const missing = [...subscriptions].flatMap(([subscriptionId, row]) =>
        unlisted.has(row) || seen.has(subscriptionId) ? [] : [{ assetId: index.idOf(row), subscriptionId }],
      );
      return { changed, missing, listed: subscriptions.size - unlisted.size };
    },

    owners: () => index.owners(),

    notices({ assetId, state, isOldestFirst = false, limit, after }: NoticeQuery): NoticePage {
      const ofAsset = assetId === null ? [] : [assetId];
      const counted = db
        .prepare(
          `SELECT state, count(*) AS count FROM notice ${assetId === null ? '' : 'WHERE assetId = ?'} GROUP BY state`,
        )
        .all(...ofAsset) as { state: NoticeState; count: number }[];
      const counts = { pending: 0, delivered: 0, waiting: 0, failed: 0 };
      for (const one of counted) counts[one.state] = one.count;

      const conditions = [
        ...(assetId === null ? [] : ['assetId = ?']),
        ...(state === null ? [] : ['state = ?']),
        ...(after === null ? [] : [`(at, id) ${isOldestFirst ? '>' : '<'} (?, ?)`]),
      ];
      const values = [...ofAsset, ...(state === null ? [] : [state]), ...(after === null ? [] : [after.at, after.id])];
      const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
      const order = isOldestFirst ? 'at, id' : 'at DESC, id DESC';
      const rows = db
        .prepare(`SELECT json FROM notice ${where} ORDER BY ${order} LIMIT ?`)
        .all(...values, limit + 1) as { json: string }[];
      const notices = rows.slice(0, limit).map(({ json }) => JSON.parse(json) as NoticeRecord);
      const last = notices.at(-1);
      return {
        notices,
        total: state === null ? Object.values(counts).reduce((sum, count) => sum + count, 0) : counts[state],
        counts,
        next: rows.length > limit && last ? { at: last.at, id: last.id } : null,
      };
    },

    /** Notices that were due before an instant and that nobody has finished, oldest first. */
    pendingNotices: (dueBefore: string, limit: number) =>
      (sql.pendingNotices.all(dueBefore, limit) as { id: string }[]).map(({ id }) => id),

    /** Since when the notice has waited that waits longest for delivery; null when none does. One that is sent again waits anew. */
    oldestPending: () => (sql.oldestPending.get() as { since: string | null }).since,

    /** Open notices that nobody has looked at for longest: so many of each state at most. Each call is a round. */
    nextToCheck(most: Record<'pending' | 'waiting', number>): string[] {
      round += 1;
      const next = (state: 'pending' | 'waiting') =>
        sql.nextToCheck.all(round, state, round, most[state]) as { id: string }[];
      return [...next('pending'), ...next('waiting')].map(({ id }) => id);
    },

    /** People whom notices wait for. */
    waitedFor: () => (sql.waitedFor.all() as { id: string }[]).map(({ id }) => id),

    /** Notices that wait for a person (or, with null, for the ITAM channel) to become reachable. */
    waitingFor: (recipientId: string | null) =>
      (sql.waitingFor.all(recipientId) as { id: string }[]).map(({ id }) => id),

    close: () => db.close(),
  };
}

export type Replica = ReturnType<typeof openReplica>;

/** Null for what is no state any more: somebody damaged it. */
function readable(state: Uint8Array): Asset | null {
  try {
    return unpackState(state);
  } catch {
    return null;
  }
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** What an observation can change, as one string to compare. */
function printOf(subscription: SubscriptionFacts, isTrial: boolean): string {
  return print(subscription.quantity, isTrial, subscription.status, subscription.renewsOn);
}

function printOfObservation(seen: Observation, held: string): string {
  // A renewal that Graph left out says nothing against the one that is held.
  const heldDay = held.slice(held.lastIndexOf('|') + 1);
  return print(seen.quantity, seen.isTrial, seen.status, seen.renewsOn ?? (isNoDay(heldDay) ? null : heldDay));
}

function print(quantity: number, isTrial: boolean, status: string, renewsOn: string | null): string {
  return `${quantity}|${isTrial}|${status}|${renewsOn ?? ''}`;
}

function wordsOf(asset: Asset): string {
  const people = [asset.purchaser, asset.owner, asset.manager].flatMap((person) =>
    person ? [person.displayName, person.userPrincipalName, person.department ?? ''] : [],
  );
  const { product, costCentre } = asset;
  return [
    product.name,
    product.publisher,
    product.family ?? '',
    product.skuPartNumber ?? '',
    ...new Set(people),
    ...(costCentre === null ? [] : [costCentre, costCentreKey(costCentre)]),
    asset.reason ?? '',
    asset.subscription?.id ?? '',
    asset.id,
  ].join(' ');
}
