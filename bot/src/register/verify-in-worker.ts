import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { StorageAddress } from './storage.ts';
import type { Verification } from './verify.ts';

/**
 * Verifies the register in a thread of its own, one shard after the other, so that nobody waits for it and it holds no more
 * than one shard. `stopping` ends it. @throws when the register can't be read, or an `AbortError` when it is ended
 */
export async function verifyInWorker(
  storage: StorageAddress,
  tableName: string,
  stopping: AbortSignal,
): Promise<Verification> {
  const worker = new Worker(new URL('./verify-worker.ts', import.meta.url), {
    workerData: { storage, tableName },
    resourceLimits: { maxYoungGenerationSizeMb: 16 },
  });
  try {
    const [verification] = await once(worker, 'message', { signal: stopping });
    return verification as Verification;
  } finally {
    await worker.terminate();
  }
}
