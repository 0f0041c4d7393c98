import type { TableClient } from '@azure/data-tables';
import { type NoticeRecord, noticeKeys, noticeOf, noticeRow, readable } from './rows.ts';
import { type Commit, commit, isConflict, readRow, type Write } from './table.ts';

/** The partition of what belongs to the register as a whole and not to a shard's journal. */
export const tenantPartition = 'tenant';

const baselineKey = 'baseline';

/** The notice of the first look's digest: the only one that belongs to no shard's journal. */
export const digestId = `${tenantPartition}-0-0`;

/** A notice with the ETag that an update must name. */
export type StoredNotice = { notice: NoticeRecord; etag: string };

/** The notice, or null where there is none, or none that can be read. */
export async function getNotice(table: TableClient, id: string): Promise<StoredNotice | null> {
  const { partitionKey, rowKey } = noticeKeys(id);
  const row = await readRow(table, partitionKey, rowKey);
  return readable(row, (found) => ({ notice: noticeOf(found), etag: found.etag }));
}

/** Records what became of a notice, if nobody else did meanwhile. Answers the new state, or null for a lost race. */
export async function putNotice(write: Commit, notice: NoticeRecord, etag: string): Promise<StoredNotice | null> {
  try {
    const [newEtag = ''] = await write([{ kind: 'replace', row: noticeRow(notice), etag }]);
    return { notice, etag: newEtag };
  } catch (error) {
    if (isConflict(error)) return null;
    throw error;
  }
}

/** Whether the first look at the tenant is complete. */
export async function hasBaseline(table: TableClient): Promise<boolean> {
  return (await readRow(table, tenantPartition, baselineKey)) !== null;
}

/**
 * Records that the first look is complete, together with the digest that is owed for it.
 * Only one instance ever succeeds; the others get null.
 */
export async function completeBaseline(table: TableClient, at: string, detail: string): Promise<NoticeRecord | null> {
  const notice: NoticeRecord = {
    id: digestId,
    assetId: null,
    role: 'digest',
    recipientKind: 'channel',
    recipientId: null,
    cause: 'baseline',
    version: 0,
    at,
    state: 'pending',
    fate: 'pending',
    attempts: 0,
    dueAt: at,
    deliveredAt: null,
    detail,
  };
  const row = noticeRow(notice);
  const baseline: Write = { kind: 'create', row: { partitionKey: tenantPartition, rowKey: baselineKey, at, detail } };
  try {
    await commit(table, [baseline, { kind: 'create', row }]);
    return notice;
  } catch (error) {
    if (!isConflict(error)) throw error;
  }
  // A digest without its baseline was put there by somebody else, and is not to keep the first look from ever being complete.
  const planted = await readRow(table, tenantPartition, row.rowKey);
  if (!planted || (await hasBaseline(table))) return null;
  try {
    await commit(table, [baseline, { kind: 'replace', row, etag: planted.etag }]);
    return notice;
  } catch (error) {
    if (isConflict(error)) return null;
    throw error;
  }
}
