import {
  type BlobClient,
  type BlobItem,
  ContainerClient,
  newPipeline as newBlobPipeline,
  type RequestPolicyFactory,
} from '@azure/storage-blob';
import { newPipeline as newQueuePipeline, QueueClient } from '@azure/storage-queue';
import { managedIdentity, type StorageAddress } from './storage.ts';
import { careInWork, reaching, type StoreCare, type StoreService, unavailable } from './store-limits.ts';

/*
 * Apart from tables, since the replica's thread needs those alone: what it loads costs time and memory in every start.
 */

/** A storage queue; created where a table is. */
export async function openQueue(storage: StorageAddress, name: string, care = careInWork): Promise<QueueClient> {
  const url =
    'connectionString' in storage
      ? new QueueClient(storage.connectionString, name).url
      : `https://${storage.account}.queue.${storage.suffix}/${name}`;
  const pipeline = newQueuePipeline(credentialOf(storage));
  pipeline.factories.push(limited('queue', care));
  const queue = new QueueClient(url, pipeline);
  if ('connectionString' in storage) await queue.createIfNotExists();
  return queue;
}

/** A container of blobs, whether or not it is there. */
export function containerAt(storage: StorageAddress, name: string, care: StoreCare = careInWork): ContainerClient {
  const url =
    'connectionString' in storage
      ? new ContainerClient(storage.connectionString, name).url
      : `https://${storage.account}.blob.${storage.suffix}/${name}`;
  const pipeline = newBlobPipeline(credentialOf(storage));
  pipeline.factories.push(limited('blob', care));
  return new ContainerClient(url, pipeline);
}

/** A container of blobs; created where a table is. */
export async function openContainer(storage: StorageAddress, name: string, care?: StoreCare): Promise<ContainerClient> {
  const container = containerAt(storage, name, care);
  if ('connectionString' in storage) await container.createIfNotExists();
  return container;
}

/** The blobs of a container; none where there is no container, as in a store that was made before there were any. */
export async function* blobsIn(container: ContainerClient): AsyncGenerator<BlobItem> {
  if (await container.exists()) yield* container.listBlobsFlat();
}

/**
 * A blob's bytes as they come, or null for one without any. They may last as long as they come: `stillMs` is how long none
 * is waited for. @throws {Refusal} `store.unavailable`
 */
export async function download(
  blob: BlobClient,
  stillMs = careInWork.limits.callMs,
): Promise<AsyncIterable<Uint8Array> | null> {
  const { readableStreamBody: body } = await blob.download();
  return body ? flowing(body as Destroyable, stillMs) : null;
}

type Destroyable = AsyncIterable<Uint8Array> & { destroy(error: Error): void };

async function* flowing(body: Destroyable, stillMs: number): AsyncIterable<Uint8Array> {
  const wait = () => setTimeout(() => body.destroy(unavailable(new Error(`No bytes for ${stillMs} ms`))), stillMs);
  let waiting = wait();
  try {
    for await (const chunk of body) {
      // While the reader has not asked for more, nothing is waited for.
      clearTimeout(waiting);
      yield chunk;
      waiting = wait();
    }
  } finally {
    clearTimeout(waiting);
  }
}

/** What signs requests. Of a connection string, a container's client is the one that tells it. */
function credentialOf(storage: StorageAddress) {
  return 'connectionString' in storage
    ? new ContainerClient(storage.connectionString, 'any').credential
    : managedIdentity();
}

function limited(service: StoreService, care: StoreCare): RequestPolicyFactory {
  return {
    create: (next) => ({ sendRequest: (request) => reaching(service, care, request, () => next.sendRequest(request)) }),
  };
}
