import { Worker } from 'node:worker_threads';
import type { ListPrice } from '../domain/settings.ts';
import type { Outcome } from '../register/register.ts';
import type { NoticeRecord } from '../register/rows.ts';
import type { StorageAddress } from '../register/storage.ts';
import { type StoreLimits, usualWaits } from '../waits.ts';
import type { Replica } from './replica.ts';
import type { Answer, Ask, Method, NewPrices, ReplicaWorkerData, Signal, Tell } from './worker.ts';

type Remote<F> = F extends (...args: infer A) => infer R ? (...args: A) => Promise<R> : never;

/** The replica as the main thread sees it: the same questions, answered by the worker. */
export type Projection = { [M in Exclude<Method, 'follow'>]: Remote<Replica[M]> } & {
  /** Tells it what this instance committed. Every question that is asked afterwards knows of it. */
  putCommit(commit: Outcome): void;
  /** The same of what became of notices. */
  putNotices(notices: readonly NoticeRecord[]): void;
  /** Tells it what purchases without a price are estimated by. */
  setPriceBook(priceBook: readonly ListPrice[]): void;
  /** Takes over what other instances committed up to now. */
  follow(): Promise<void>;
  /** Settles once the replica is filled. */
  ready: Promise<void>;
  /** Settles when the worker has ended by itself: nothing answers any more. */
  failed: Promise<Error>;
  close(): Promise<void>;
};

/** Starts the replica's worker. `onBehind` hears of rounds that failed since storage was out of reach, and of its end. */
export function startProjection(deps: {
  storage: StorageAddress;
  tableName: string;
  followEveryMs: number;
  /** How long the store is waited for. */
  limits?: StoreLimits;
  onBehind: (error: string) => void;
}): Projection {
  const { storage, tableName, followEveryMs, limits = usualWaits.storeInWork, onBehind } = deps;
  const workerData: ReplicaWorkerData = { storage, tableName, followEveryMs, limits };
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData,
    // Filling makes much that is soon forgotten; collected early, it needs no room.
    resourceLimits: { maxYoungGenerationSizeMb: 16 },
  });
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let lastId = 0;
  const failed = Promise.withResolvers<Error>();
  let stopped: Error | null = null;
  let isClosing = false;

  const ready = new Promise<void>((resolve, reject) => {
    worker.on('message', (message: Answer | Signal) => {
      if ('signal' in message) {
        if (message.signal === 'ready') resolve();
        else onBehind(message.error);
        return;
      }
      const settle = waiting.get(message.id);
      waiting.delete(message.id);
      if ('error' in message) settle?.reject(new Error(message.error));
      else settle?.resolve(message.value);
    });
    const end = (error: Error) => {
      stopped ??= error;
      if (!isClosing) failed.resolve(error);
      for (const { reject: rejectAsked } of waiting.values()) rejectAsked(error);
      waiting.clear();
      reject(error);
    };
    worker.on('error', (error: Error) => {
      onBehind(String(error));
      end(error);
    });
    worker.on('exit', () => end(new Error('The replica has stopped')));
  });
  // Whoever needs the replica awaits `ready` themselves; nobody awaiting it yet is no crash.
  ready.catch(() => undefined);

  const ask = (method: Method, args: readonly unknown[]) =>
    new Promise<unknown>((resolve, reject) => {
      if (stopped) {
        reject(stopped);
        return;
      }
      tellNow();
      const id = ++lastId;
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, method, args } satisfies Ask);
    });

  /** What is told in one turn goes over in one message; what can't be told any more is found in the journal. */
  let untold: Tell | null = null;
  function tellSoon(): Tell {
    if (untold) return untold;
    untold = { commits: [], notices: [] };
    setImmediate(tellNow);
    return untold;
  }
  function tellNow(): void {
    if (untold && !stopped) worker.postMessage(untold);
    untold = null;
  }

  const asked = [
    'version',
    'get',
    'list',
    'select',
    'pick',
    'assetsAt',
    'idsAt',
    'renewals',
    'overview',
    'countWaiting',
    'duplicatesAmong',
    'ofPerson',
    'relatedTo',
    'unsettled',
    'owners',
    'notices',
    'pendingNotices',
    'waitedFor',
    'oldestPending',
    'waitingFor',
    'follow',
  ] as const satisfies readonly Method[];
  const remote = Object.fromEntries(asked.map((method) => [method, (...args: unknown[]) => ask(method, args)]));

  return {
    ...(remote as unknown as Omit<
      Projection,
      'putCommit' | 'putNotices' | 'setPriceBook' | 'ready' | 'failed' | 'close'
    >),
    putCommit: ({ asset, entries, notices }) =>
      void tellSoon().commits.push({ asset, notices, places: entries.map(({ shard, seq }) => ({ shard, seq })) }),
    putNotices: (notices) => void tellSoon().notices.push(...notices),
    setPriceBook: (priceBook) => {
      if (!stopped) worker.postMessage({ priceBook } satisfies NewPrices);
    },
    ready,
    failed: failed.promise,
    async close() {
      isClosing = true;
      await worker.terminate();
    },
  };
}
