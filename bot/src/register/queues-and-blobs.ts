import { type BlobItem, ContainerClient } from '@azure/storage-blob';
import { QueueClient } from '@azure/storage-queue';
import { managedIdentity, type StorageAddress } from './storage.ts';

/*
 * Apart from tables, since the replica's thread needs those alone: what it loads costs time and memory in every start.
 */

/** A storage queue; created where a table is. */
export async function openQueue(storage: StorageAddress, name: string): Promise<QueueClient> {
  const queue =
    'connectionString' in storage
      ? new QueueClient(storage.connectionString, name)
      : new QueueClient(`https://${storage.account}.queue.${storage.suffix}/${name}`, managedIdentity());
  if ('connectionString' in storage) await queue.createIfNotExists();
  return queue;
}

/** A container of blobs, whether or not it is there. */
export function containerAt(storage: StorageAddress, name: string): ContainerClient {
  return 'connectionString' in storage
    ? new ContainerClient(storage.connectionString, name)
    : new ContainerClient(`https://${storage.account}.blob.${storage.suffix}/${name}`, managedIdentity());
}

/** A container of blobs; created where a table is. */
export async function openContainer(storage: StorageAddress, name: string): Promise<ContainerClient> {
  const container = containerAt(storage, name);
  if ('connectionString' in storage) await container.createIfNotExists();
  return container;
}

/** The blobs of a container; none where there is no container, as in a store that was made before there were any. */
export async function* blobsIn(container: ContainerClient): AsyncGenerator<BlobItem> {
  if (await container.exists()) yield* container.listBlobsFlat();
}
