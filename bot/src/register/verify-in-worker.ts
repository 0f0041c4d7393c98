import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { StorageAddress } from './storage.ts';
import type { Verification } from './verify.ts';

export type StoreToVerify = { storage: StorageAddress; storeName: string };
export type VerifiedStore = Verification & { seals: number };

/**
 * Verifies journals and seals in a thread of their own, one shard after the other, so that nobody waits for it and it holds
 * no more than one shard. `stopping` ends it. @throws when the store can't be read, or an `AbortError` when it is ended
 */
export async function verifyInWorker(store: StoreToVerify, stopping: AbortSignal): Promise<VerifiedStore> {
  const worker = new Worker(new URL('./verify-worker.ts', import.meta.url), {
    workerData: store,
    resourceLimits: { maxYoungGenerationSizeMb: 16 },
  });
  try {
    const [verified] = await once(worker, 'message', { signal: stopping });
    return verified as VerifiedStore;
  } finally {
    await worker.terminate();
  }
}
