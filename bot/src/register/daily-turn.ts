import type { TableClient } from '@azure/data-tables';
import { tenantPartition } from './outbox.ts';
import { commit, isConflict, readRow, type Write } from './table.ts';

const turnKey = 'daily-check';
const dayMs = 24 * 3_600_000;
/** Whoever took the turn and is not done by then has crashed. */
const takenMs = 2 * 3_600_000;

/**
 * Does what one instance has to do once a day; answers null where it is not due or another instance does it. What fails or
 * is cut off is due again two hours after it began. In a new register it is first due after a day, since there is nothing
 * to look at yet.
 */
export async function takeDailyTurn<T>(table: TableClient, now: () => Date, work: () => Promise<T>): Promise<T | null> {
  const read = () => readRow(table, tenantPartition, turnKey);
  const dueIn = (ms: number) => new Date(now().getTime() + ms).toISOString();
  const rowDue = (dueAt: string) => ({ partitionKey: tenantPartition, rowKey: turnKey, dueAt });
  const put = (write: Write) =>
    commit(table, [write]).catch((error: unknown) => {
      if (!isConflict(error)) throw error;
      return null;
    });

  const turn = await read();
  if (!turn) {
    await put({ kind: 'create', row: rowDue(dueIn(dayMs)) });
    return null;
  }
  if (String(turn.dueAt) > now().toISOString()) return null;
  const next = dueIn(dayMs);
  const taken = await put({ kind: 'replace', row: rowDue(dueIn(takenMs)), etag: turn.etag });
  if (!taken) return null;
  const result = await work();
  await put({ kind: 'replace', row: rowDue(next), etag: taken[0] ?? '' });
  return result;
}
