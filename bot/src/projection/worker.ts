import { setTimeout as delay } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import type { ListPrice } from '../domain/settings.ts';
import type { NoticeRecord } from '../register/rows.ts';
import { type StorageAddress, tableAt } from '../register/storage.ts';
import type { StoreLimits } from '../waits.ts';
import { fill, follow } from './follow.ts';
import { type OwnCommit, openReplica, type Replica } from './replica.ts';

/** What the main thread asks of the replica, and the answer's shape in return. */
export type Method =
  | Exclude<
      keyof Replica,
      | 'close'
      | 'setPriceBook'
      | 'putAssets'
      | 'putCommits'
      | 'putNotices'
      | 'putStates'
      | 'putEntries'
      | 'positionOf'
      | 'setPosition'
      | 'nextToCheck'
      | 'inOneTransaction'
    >
  | 'follow';
export type Ask = { id: number; method: Method; args: readonly unknown[] };
/** What the instance committed, and what became of notices; nobody waits for an answer. */
export type Tell = { commits: OwnCommit[]; notices: NoticeRecord[] };
/** What purchases without a price are estimated by from now on. */
export type NewPrices = { priceBook: readonly ListPrice[] };
export type Answer = { id: number; value: unknown } | { id: number; error: string };
export type Signal = { signal: 'ready' } | { signal: 'behind'; error: string };

export type ReplicaWorkerData = {
  storage: StorageAddress;
  tableName: string;
  followEveryMs: number;
  limits: StoreLimits;
};

const port = parentPort;
if (!port) throw new Error('The replica runs as a worker thread');
const { storage, tableName, followEveryMs, limits } = workerData as ReplicaWorkerData;
const replica = openReplica();
const table = tableAt(storage, tableName, { limits, onUnavailable: () => undefined });
let following: Promise<void> | null = null;

/** One round at a time; who asks meanwhile gets a round that starts after they asked. */
async function followOnce(): Promise<void> {
  while (following) await following.catch(() => undefined);
  following = follow(table, replica).finally(() => {
    following = null;
  });
  await following;
}

port.on('message', (message: Ask | Tell | NewPrices) => {
  if ('priceBook' in message) replica.setPriceBook(message.priceBook);
  else if ('id' in message) void answer(message).then((reply) => port.postMessage(reply));
  else take(message);
});

function take({ commits, notices }: Tell): void {
  try {
    replica.putCommits(commits);
    replica.putNotices(notices);
  } catch (error) {
    port?.postMessage({ signal: 'behind', error: whyOf(error) } satisfies Signal);
  }
}

async function answer({ id, method, args }: Ask): Promise<Answer> {
  try {
    if (method === 'follow') {
      await followOnce();
      return { id, value: null };
    }
    const call = replica[method] as (...args: readonly unknown[]) => unknown;
    return { id, value: call.apply(replica, [...args]) };
  } catch (error) {
    return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

for (let isFilled = false; ; await delay(followEveryMs)) {
  try {
    if (!isFilled) await fill(table, replica);
    await followOnce();
    if (!isFilled) port.postMessage({ signal: 'ready' } satisfies Signal);
    isFilled = true;
  } catch (error) {
    // Storage is out of reach for the moment: the replica shows what it has and says as of when.
    port.postMessage({ signal: 'behind', error: whyOf(error) } satisfies Signal);
  }
}

/** An error in a line, with what it came from: an error itself loses that on its way to another thread. */
function whyOf(error: unknown): string {
  return error instanceof Error && error.cause ? `${error} (${error.cause})` : String(error);
}
