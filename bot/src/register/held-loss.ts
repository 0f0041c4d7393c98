import type { TableClient } from '@azure/data-tables';
import type { HeldLoss } from '../domain/sudden-loss.ts';
import { tenantPartition } from './outbox.ts';
import { commit, isConflict, isNotFound, readRow } from './table.ts';

const rowKey = 'held-loss';

/** A loss that is held back, with the ETag that a change must name. */
export type StoredLoss = { loss: HeldLoss; etag: string };

/** The loss that is held back, of all instances together; null for none. */
export async function readLoss(table: TableClient): Promise<StoredLoss | null> {
  const row = await readRow(table, tenantPartition, rowKey);
  return row && { loss: JSON.parse(String(row.json)) as HeldLoss, etag: row.etag };
}

/** Writes what is held back now in place of what was read. Where another instance was first, theirs stands until the next poll. */
export async function putLoss(table: TableClient, loss: HeldLoss | null, before: StoredLoss | null): Promise<void> {
  try {
    if (loss) {
      const row = { partitionKey: tenantPartition, rowKey, json: JSON.stringify(loss) };
      await commit(table, [before ? { kind: 'replace', row, etag: before.etag } : { kind: 'create', row }]);
    } else if (before) {
      await table.deleteEntity(tenantPartition, rowKey, { etag: before.etag });
    }
  } catch (error) {
    if (!isConflict(error) && !isNotFound(error)) throw error;
  }
}
