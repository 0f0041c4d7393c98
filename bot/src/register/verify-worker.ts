import { parentPort, workerData } from 'node:worker_threads';
import { verifyConversations } from './conversation-rows.ts';
import { containerAt } from './queues-and-blobs.ts';
import { tableAt } from './storage.ts';
import { verifyRegister } from './verify.ts';
import type { StoreToVerify, VerifiedStore } from './verify-in-worker.ts';
import { verifySeals } from './verify-seals.ts';

const { storage, storeName } = workerData as StoreToVerify;
const table = tableAt(storage, `${storeName}register`);
const { entries, assets, faults } = await verifyRegister(table, 1);
const sealed = await verifySeals(table, containerAt(storage, `${storeName}seals`));
parentPort?.postMessage({
  entries,
  assets,
  seals: sealed.seals,
  faults: [...faults, ...sealed.faults, ...(await verifyConversations(table, new Date()))],
} satisfies VerifiedStore);
