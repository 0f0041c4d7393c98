import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { Refusal } from '../domain/errors.ts';
import { places } from '../places.ts';
import type { ExportPage, ExportSpec } from './export-spec.ts';
import { keptOnDisk, type OnDisk } from './on-disk.ts';
import type { Step } from './worker.ts';

export const mediaTypes: Record<ExportSpec['format'], string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Each writer takes a processor and some memory for seconds; further ones wait. */
const room = { most: 2, mostEach: 1 };
/** Files of one person that wait to be written. */
const mostWaiting = 5;
/** When it is worth trying again. */
const againAfterSeconds = 10;

/** Makes a file, which is begun when there is a place for it; one whose reader has gone is not. */
export type ExportFile = (gone: AbortSignal) => AsyncGenerator<Uint8Array>;

/**
 * Makes files of assets. Each is written in a worker thread of its own, since typing and compressing its cells takes
 * seconds that requests and card presses must not wait for, and kept on disk until it is read: a slow reader holds up nobody
 * else. One of each person is written or read at a time, so that no more lies on the disk than there are people who export.
 * Whoever stops taking theirs ends the worker and the reading of pages.
 * The returned function throws {@link Refusal} `export.yours-first` for one too many that waits.
 */
export function exportFiles() {
  const writers = places(room);
  const readers = places({ most: Number.POSITIVE_INFINITY, mostEach: 1 });

  async function kept(personId: string, chunks: AsyncIterable<Uint8Array>, gone: AbortSignal): Promise<OnDisk> {
    const leave = await writers.take(personId, gone);
    try {
      return await keptOnDisk(chunks);
    } finally {
      leave();
    }
  }

  return (personId: string, spec: ExportSpec, pages: AsyncIterable<ExportPage>): ExportFile => {
    if (readers.waiting(personId) >= mostWaiting) {
      throw new Refusal('too-many', 'export.yours-first', { most: mostWaiting + 1, seconds: againAfterSeconds });
    }
    return async function* (gone) {
      const leave = await readers.take(personId, gone);
      try {
        const file = await kept(personId, untilGone(written(spec, pages), gone), gone);
        try {
          yield* file.read();
        } finally {
          await file.drop();
        }
      } finally {
        leave();
      }
    };
  };
}

/** The same bytes, and no more of them once their reader has gone. */
async function* untilGone(chunks: AsyncIterable<Uint8Array>, gone: AbortSignal): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    gone.throwIfAborted();
    yield chunk;
  }
}

async function* written(spec: ExportSpec, pages: AsyncIterable<ExportPage>): AsyncGenerator<Uint8Array> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: spec,
    // Cells are forgotten as soon as they are written; collected early, they need no room.
    resourceLimits: { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 192 },
  });
  const ended = new AbortController();
  worker.once('exit', () => ended.abort());
  const step = async (page: ExportPage | null): Promise<Uint8Array[]> => {
    worker.postMessage({ page } satisfies Step);
    // `once` also fails with the worker's error, such as having run out of memory.
    const [chunks] = await once(worker, 'message', { signal: ended.signal });
    return chunks as Uint8Array[];
  };
  try {
    for await (const page of readAhead(pages)) yield* await step(page);
    yield* await step(null);
  } finally {
    await worker.terminate();
  }
}

/** The same pages, each read while the one before it is used. */
async function* readAhead<T>(pages: AsyncIterable<T>): AsyncGenerator<T> {
  const source = pages[Symbol.asyncIterator]();
  const read = () => {
    const next = source.next();
    // It fails where it is awaited, which is later.
    next.catch(() => undefined);
    return next;
  };
  try {
    for (let next = read(); ; ) {
      const { done, value } = await next;
      if (done) return;
      next = read();
      yield value;
    }
  } finally {
    await source.return?.();
  }
}
