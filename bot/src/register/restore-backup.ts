import type { TableClient, TransactionAction } from '@azure/data-tables';
import type { ContainerClient } from '@azure/storage-blob';
import { BlobLine, type CheckedBackup, contentOf, linesOf, rowOf, UnusableBackup } from './backup-format.ts';
import { restoreMark } from './half-restored.ts';
import { assertWithinLimits, payloadBytesOf, type Row } from './limits.ts';
import type { Containers } from './make-backup.ts';
import { blobsIn } from './queues-and-blobs.ts';
import { fits, isConflict, readRow } from './table.ts';

const partitionsAtOnce = 4;

/**
 * Writes a backup that was found to be whole into an empty store. A restore that was cut off goes on when it is asked for again; no server may run on
 * the store until it is done. Messages that wait in the queue are no part of a backup: the sweep finds their notices.
 *
 * @throws {UnusableBackup} for a store that holds anything else: nothing is written then
 */
export async function restoreBackup(
  table: TableClient,
  containers: Containers,
  { folder, manifest, sha256 }: CheckedBackup,
): Promise<void> {
  await claim(table, containers, sha256);
  for (const { container, file } of manifest.containers) await putBlobs(containers[container], folder, file);
  const left = manifest.partitions.values();
  const work = async () => {
    for (const { partition, file } of left) await putRows(table, partition, folder, file);
  };
  await Promise.all(Array.from({ length: partitionsAtOnce }, work));
}

/** The last step, once all was found to be whole: servers may start. */
export async function finishRestore(table: TableClient): Promise<void> {
  await table.deleteEntity(restoreMark.partitionKey, restoreMark.rowKey);
}

async function claim(table: TableClient, containers: Containers, manifest: string): Promise<void> {
  const begun = await readRow(table, restoreMark.partitionKey, restoreMark.rowKey);
  if (begun) {
    if (begun.manifest === manifest) return;
    throw new UnusableBackup('Another backup is half restored there: go on with that one, or name another store.');
  }
  const isEmpty =
    (await isTableEmpty(table)) &&
    (await isContainerEmpty(containers.evidence)) &&
    (await isContainerEmpty(containers.seals));
  if (!isEmpty) {
    throw new UnusableBackup(
      'The store is not empty: a backup is restored into a new one only, so that nothing is overwritten.',
    );
  }
  await table.createEntity({ ...restoreMark, manifest }).catch((error: unknown) => {
    if (!isConflict(error)) throw error;
    throw new UnusableBackup('Somebody else has just begun to restore there.');
  });
}

async function isTableEmpty(table: TableClient): Promise<boolean> {
  for await (const page of table.listEntities({ queryOptions: { select: ['RowKey'] } }).byPage({ maxPageSize: 1 })) {
    if (page.length > 0) return false;
  }
  return true;
}

async function isContainerEmpty(container: ContainerClient): Promise<boolean> {
  for await (const _ of blobsIn(container)) return false;
  return true;
}

/** Writes rows as they come, many in a transaction; nobody else writes there, so each takes the place of what a cut-off restore left. */
async function putRows(table: TableClient, partition: string, folder: string, file: string): Promise<void> {
  let held = new Map<string, Row>();
  let bytes = 0;
  const flush = async () => {
    const actions = [...held.values()].map((row): TransactionAction => ['upsert', { ...row }, 'Replace']);
    if (actions.length > 0) await table.submitTransaction(actions);
    held = new Map();
    bytes = 0;
  };
  for await (const line of linesOf(folder, file)) {
    const row = rowOf(line);
    if (row.partitionKey !== partition)
      throw new UnusableBackup(`A row of ${row.partitionKey} stands among those of ${partition}.`);
    assertWithinLimits(row);
    const more = payloadBytesOf(row);
    if (held.has(row.rowKey) || !fits(held.size + 1, bytes + more)) await flush();
    held.set(row.rowKey, row);
    bytes += more;
  }
  await flush();
}

async function putBlobs(container: ContainerClient, folder: string, file: string): Promise<void> {
  for await (const line of linesOf(folder, file)) {
    const { name, file: copy, type } = BlobLine.parse(JSON.parse(line));
    const content = await contentOf(folder, copy);
    if (!content) throw new UnusableBackup(`The backup lacks ${copy}.`);
    const options = { conditions: { ifNoneMatch: '*' }, blobHTTPHeaders: { blobContentType: type } };
    await container
      .getBlockBlobClient(name)
      .uploadData(content, options)
      .catch((error: unknown) => {
        if (!isThereAlready(error)) throw error;
      });
  }
}

function isThereAlready(error: unknown): boolean {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : null;
  return status === 409 || status === 412;
}
