import { Worker } from 'node:worker_threads';
import type { StorageAddress } from '../register/storage.ts';
import type { Replica } from './replica.ts';
import type { Answer, Ask, Method, ReplicaWorkerData, Signal } from './worker.ts';

type Remote<F> = F extends (...args: infer A) => infer R ? (...args: A) => Promise<R> : never;

/** The replica as the main thread sees it: the same questions, answered by the worker. */
export type Projection = { [M in Exclude<Method, 'follow'>]: Remote<Replica[M]> } & {
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
  onBehind: (error: string) => void;
}): Projection {
  const { storage, tableName, followEveryMs, onBehind } = deps;
  const workerData: ReplicaWorkerData = { storage, tableName, followEveryMs };
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
      const id = ++lastId;
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, method, args } satisfies Ask);
    });

  /** Whoever tells the replica something doesn't wait for it, and what it can't be told it finds in the journal. */
  const tell = (method: Method, args: readonly unknown[]) =>
    ask(method, args).catch((error: unknown) => {
      if (!stopped) onBehind(String(error));
    });

  const told = ['putAssets', 'putNotices'] as const satisfies readonly Method[];
  const asked = [
    'version',
    'get',
    'list',
    'ofPerson',
    'relatedTo',
    'unsettled',
    'owners',
    'notices',
    'pendingNotices',
    'waitingFor',
    'follow',
  ] as const satisfies readonly Method[];
  const remote = Object.fromEntries([
    ...told.map((method) => [method, (...args: unknown[]) => tell(method, args)]),
    ...asked.map((method) => [method, (...args: unknown[]) => ask(method, args)]),
  ]);

  return {
    ...(remote as unknown as Omit<Projection, 'ready' | 'failed' | 'close'>),
    ready,
    failed: failed.promise,
    async close() {
      isClosing = true;
      await worker.terminate();
    },
  };
}
