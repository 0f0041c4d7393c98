import type { Asset } from '../domain/asset.ts';
import type { EntryActor, EntryOf, Fact, FactType } from '../domain/entry.ts';
import { Refusal } from '../domain/errors.ts';
import type { DayCount } from '../domain/repeats.ts';
import type { NoticeRequest, NoticeRole } from '../domain/routing.ts';
import type { Fate } from '../domain/words/en.ts';
import { hashOf } from './chain.ts';
import { type EntryList, entryListOf } from './entry-lists.ts';
import type { Row } from './limits.ts';
import { packState, unpackState } from './packed.ts';
import { alteredPersonal, type PersonalParts, sealPersonal, unsealPersonal } from './personal.ts';
import type { StoredRow } from './table.ts';

/**
 * Row keys of a shard. Sorted, assets come before entries, entries before the head, the head before notices, and notices before
 * the rows that hold longer lists of entries (see {@link EntryList}).
 */
export const keys = {
  head: 'head',
  asset: (assetId: string) => `asset|${assetId}`,
  entry: (seq: number) => `entry|${padded(seq)}`,
  notice: (seq: number, n: number) => `notice|${padded(seq)}|${n}`,
  assets: { from: 'asset|', to: 'asset}' },
  entries: { from: 'entry|', to: 'entry}' },
  notices: { from: 'notice|', to: 'notice}' },
  /** Of the cards of its matters, which delivery keeps. */
  cards: { from: 'card|', to: 'card}' },
} as const;

function padded(seq: number): string {
  return String(seq).padStart(12, '0');
}

/** The sequence number in an entry's key, or null for a key that the register does not give. */
export function seqOfKey(rowKey: string): number | null {
  const digits = /^entry\|(\d{12})$/.exec(rowKey)?.[1];
  return digits === undefined ? null : Number(digits);
}

export type Head = { seq: number; hash: string };

export function headRow(shard: string, head: Head): Row {
  return { partitionKey: shard, rowKey: keys.head, seq: head.seq, hash: head.hash };
}

/** @throws {Refusal} `journal.damaged` when it names no entry */
export function headOf(row: StoredRow): Head {
  const { seq, hash } = row;
  if (!Number.isSafeInteger(seq) || Number(seq) < 1 || !/^[0-9a-f]{64}$/.test(String(hash))) throw damagedJournal(row);
  return { seq: Number(seq), hash: String(hash) };
}

/** What is answered where somebody damaged the row that a journal goes on from, or put one where it goes on. */
export function damagedJournal({ partitionKey, rowKey }: Pick<Row, 'partitionKey' | 'rowKey'>): Refusal {
  const cause = new Error(`Of ${partitionKey}, the row ${rowKey} is not what the register wrote`);
  return Object.assign(new Refusal('conflict', 'journal.damaged'), { cause });
}

/**
 * The list names the asset's entries in its shard's journal, so that its history is read by key and not by scanning. The
 * count stands beside the state and is no part of it: it only says who has to wait until tomorrow.
 */
export function assetRow(shard: string, { asset, list: { chunks, newest }, count }: StoredAsset): Row {
  return {
    partitionKey: shard,
    rowKey: keys.asset(asset.id),
    state: packState(asset),
    seqs: newest.join(','),
    ...(chunks > 0 && { chunks }),
    ...(count && { count: JSON.stringify(count) }),
  };
}

export type StoredAsset = { asset: Asset; list: EntryList; count: DayCount | null };

/** The asset of a row, or the id that a link row points to. @throws {Refusal} `asset.damaged` when it can't be read */
export function assetOf(row: StoredRow): StoredAsset | { linkedTo: string } {
  if (typeof row.linkedTo === 'string') return { linkedTo: row.linkedTo };
  try {
    const asset = unpackState(row.state as Uint8Array);
    return { asset, list: entryListOf(row, asset.version), count: dayCountOf(row) };
  } catch (cause) {
    throw Object.assign(new Refusal('conflict', 'asset.damaged'), { cause });
  }
}

/** What a row says, or null when there is none or it can no longer be read. */
export function readable<T>(row: StoredRow | null, read: (row: StoredRow) => T): T | null {
  try {
    return row && read(row);
  } catch {
    return null;
  }
}

/** Whether something was refused since somebody damaged the row of an asset. */
export function isDamaged(error: unknown): boolean {
  return error instanceof Refusal && error.code === 'asset.damaged';
}

function dayCountOf({ rowKey, count }: StoredRow): DayCount | null {
  if (count === undefined) return null;
  const { day, by } = JSON.parse(String(count)) as DayCount;
  if (typeof day !== 'string' || typeof by !== 'object') throw new Error(`The count of ${rowKey} is damaged`);
  return { day, by };
}

/**
 * Ties a subscription to the asset that a declaration made earlier. It stands where the subscription's own asset would
 * stand, so that creating either excludes the other.
 */
export function linkRow(shard: string, assetId: string, linkedTo: string): Row {
  return { partitionKey: shard, rowKey: keys.asset(assetId), linkedTo };
}

/** An entry as stored: the sealed body that the hash covers, and the personal values beside it. */
export function entryRow<F>(entry: Omit<EntryOf<F>, 'hash'>): { row: Row; hash: string } {
  const { sealed, personal } = sealPersonal({ actor: entry.actor, fact: entry.fact });
  const { actor, fact } = sealed as { actor: unknown; fact: unknown };
  const { shard, seq, assetId, at, previousHash } = entry;
  const hash = hashOf({ shard, seq, assetId, at, actor, fact, previousHash });
  const row: Row = {
    partitionKey: shard,
    rowKey: keys.entry(seq),
    seq,
    assetId,
    at,
    body: JSON.stringify({ actor, fact }),
    personal: JSON.stringify(personal),
    previousHash,
    hash,
  };
  return { row, hash };
}

/** The parts of a stored entry, before anything about it is believed. */
export type StoredEntry<F = Fact> = {
  sealed: { actor: unknown; fact: unknown };
  personal: PersonalParts;
  entry: EntryOf<F>;
};

/** Reads an entry's row. Null when it can no longer be read: somebody damaged it. */
export function storedEntry<F = Fact>(row: StoredRow): StoredEntry<F> | null {
  try {
    const sealed = JSON.parse(String(row.body)) as StoredEntry['sealed'];
    const personal = JSON.parse(String(row.personal)) as PersonalParts;
    const { actor, fact } = unsealPersonal(sealed, personal) as { actor: EntryActor; fact: F };
    const isEntry = [actor.id, actor.displayName, (fact as { type?: unknown }).type].every(
      (part) => typeof part === 'string',
    );
    if (!isEntry) return null;
    const entry: EntryOf<F> = {
      shard: row.partitionKey,
      seq: Number(row.seq),
      assetId: String(row.assetId),
      at: String(row.at),
      actor,
      fact,
      previousHash: String(row.previousHash),
      hash: String(row.hash),
    };
    return { sealed, personal, entry };
  } catch {
    return null;
  }
}

/** What is no longer as it was written: the entry's content against its hash, its personal values against theirs. */
export function alterationsOf({ entry, sealed, personal }: StoredEntry<unknown>): string[] {
  const { shard, seq, assetId, at, previousHash, hash } = entry;
  const isAltered = hashOf({ shard, seq, assetId, at, ...sealed, previousHash }) !== hash;
  return [...(isAltered ? ['its content'] : []), ...alteredPersonal(sealed, personal)];
}

export type NoticeState = 'pending' | 'delivered' | 'waiting' | 'failed';

/** A message owed to someone and what became of it. `version` is the asset's when it was committed. */
export type NoticeRecord = {
  /** `{shard}-{seq}-{n}`: names its row. */
  id: string;
  assetId: string | null;
  role: NoticeRole | 'digest';
  recipientKind: 'person' | 'channel';
  recipientId: string | null;
  cause: FactType | 'baseline';
  version: number;
  at: string;
  state: NoticeState;
  fate: Fate;
  attempts: number;
  /** When it is to be tried; long past and still pending means that a crash left it behind. */
  dueAt: string;
  deliveredAt: string | null;
  /** Words for a digest, as JSON; null for notices about an asset, whose card shows the asset as it stands. */
  detail: string | null;
  /** See {@link NoticeRequest}. */
  round?: number;
  /** The trace that caused it, as a `traceparent`; its delivery goes on from there. */
  trace?: string;
};

export function noticeRecord(
  shard: string,
  seq: number,
  n: number,
  { at, assetId, trace }: { at: string; assetId: string; trace: string | null },
  request: NoticeRequest,
): NoticeRecord {
  const { recipient, role, cause, round } = request;
  return {
    id: noticeId(shard, seq, n),
    assetId,
    role,
    recipientKind: recipient.kind,
    recipientId: recipient.kind === 'person' ? recipient.id : null,
    cause,
    version: seq,
    at,
    state: 'pending',
    fate: 'pending',
    attempts: 0,
    dueAt: at,
    deliveredAt: null,
    detail: null,
    ...(round !== undefined && { round }),
    ...(trace !== null && { trace }),
  };
}

export function noticeId(shard: string, seq: number, n: number): string {
  return `${shard}-${seq}-${n}`;
}

/** The keys of a notice's row. */
export function noticeKeys(id: string): { partitionKey: string; rowKey: string } {
  const [shard = '', seq = '', n = ''] = id.split('-');
  return { partitionKey: shard, rowKey: keys.notice(Number(seq), Number(n)) };
}

export function noticeRow(notice: NoticeRecord): Row {
  return { ...noticeKeys(notice.id), json: JSON.stringify(notice) };
}

/** @throws {Error} when it can't be read: somebody damaged it */
export function noticeOf(row: StoredRow): NoticeRecord {
  const notice = JSON.parse(String(row.json)) as NoticeRecord;
  const { id, state, role, recipientKind, dueAt } = notice;
  const isNotice = [id, state, role, recipientKind, dueAt].every((part) => typeof part === 'string');
  if (!isNotice || noticeKeys(id).rowKey !== row.rowKey) throw new Error('This is another notice, or none');
  return notice;
}
