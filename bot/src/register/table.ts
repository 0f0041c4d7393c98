import { odata, RestError, type TableClient, type TransactionAction } from '@azure/data-tables';
import { assertWithinLimits, isKey, payloadBytesOf, type Row, tableLimits } from './limits.ts';

/** A row as it was read, with the ETag that a later write must name. */
export type StoredRow = Row & { etag: string };

/** One operation of a transaction. There is no unconditional write: an update names the ETag it read. */
export type Write = { kind: 'create'; row: Row } | { kind: 'replace'; row: Row; etag: string };

/** Commits writes to one partition, all of them or none, and answers their new ETags in the same order. */
export type Commit = (writes: readonly Write[]) => Promise<string[]>;

/** True when a write lost a race: the row changed (412) or exists already (409). Rows never go away. */
export function isConflict(error: unknown): boolean {
  return error instanceof RestError && (error.statusCode === 412 || error.statusCode === 409);
}

/** True when there is no such row or table. */
export function isNotFound(error: unknown): boolean {
  return error instanceof RestError && error.statusCode === 404;
}

/** Reads one row, or null, also for a key that no row can have. Waits and retries on 429, 500 and 503 are the client's. */
export async function readRow(table: TableClient, partitionKey: string, rowKey: string): Promise<StoredRow | null> {
  if (!isKey(partitionKey) || !isKey(rowKey)) return null;
  try {
    return storedRow(await table.getEntity<Record<string, Row[string]>>(partitionKey, rowKey));
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

/**
 * Rows of a partition with `from <= rowKey < to`, in order, page by page; short and empty pages are read past.
 * `select`: only these properties are read.
 */
export async function* readRange(
  table: TableClient,
  partitionKey: string,
  from: string,
  to: string,
  select?: string[],
): AsyncGenerator<StoredRow[]> {
  yield* readWhere(
    table,
    odata`PartitionKey eq ${partitionKey} and RowKey ge ${from} and RowKey lt ${to}`,
    select ? { select } : {},
  );
}

/** Rows that pass a filter made with `odata`, in order, page by page; short and empty pages are read past. */
export async function* readWhere(
  table: TableClient,
  filter: string,
  options: { select?: string[] } = {},
): AsyncGenerator<StoredRow[]> {
  const pages = table
    .listEntities<Record<string, Row[string]>>({ queryOptions: { filter, ...options } })
    .byPage({ maxPageSize: 1000 });
  for await (const page of pages) {
    if (page.length > 0) yield page.map(storedRow);
  }
}

/**
 * Commits all writes in one entity group transaction, or none. Answers the new ETags in the order of the writes.
 *
 * @throws {RestError} 412 or 409 when a guard fails (see {@link isConflict})
 */
export async function commit(table: TableClient, writes: readonly Write[]): Promise<string[]> {
  const actions = writes.map((write): TransactionAction => {
    const entity = inOneLine(write.row);
    assertWithinLimits(entity);
    return write.kind === 'create' ? ['create', entity] : ['update', entity, 'Replace', { etag: write.etag }];
  });
  const answer = await table.submitTransaction(actions);
  return answer.subResponses.map((response) => response.etag ?? '');
}

/**
 * A row whose texts stay in one line of a transaction's body. Only JSON can have line and paragraph separators in it, and there
 * the escape means the same; the emulator takes such a separator for the end of an operation and refuses all of them.
 */
function inOneLine(row: Row): Row {
  const texts = Object.entries(row).flatMap(([name, value]) =>
    typeof value === 'string' && /[\u2028\u2029]/.test(value)
      ? [[name, value.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')]]
      : [],
  );
  return { ...row, ...Object.fromEntries(texts) };
}

/** Whether the writes fit into one transaction. */
export function fits(operations: number, bytes: number): boolean {
  return operations <= tableLimits.operationsPerTransaction && bytes <= tableLimits.bytesPerTransaction;
}

/** Bytes of the writes together, as a transaction carries them. */
export function bytesOfAll(writes: readonly Write[]): number {
  return writes.reduce((sum, { row }) => sum + payloadBytesOf(row), 0);
}

function storedRow(entity: Record<string, unknown>): StoredRow {
  const { timestamp: _, 'odata.metadata': __, ...rest } = entity;
  return rest as StoredRow;
}
