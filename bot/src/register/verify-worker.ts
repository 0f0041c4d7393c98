import { parentPort, workerData } from 'node:worker_threads';
import { type StorageAddress, tableAt } from './storage.ts';
import { verifyRegister } from './verify.ts';

const { storage, tableName } = workerData as { storage: StorageAddress; tableName: string };
parentPort?.postMessage(await verifyRegister(tableAt(storage, tableName), 1));
