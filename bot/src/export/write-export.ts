import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { ExportPage, ExportSpec } from './export-spec.ts';
import type { Step } from './worker.ts';

export const mediaTypes: Record<ExportSpec['format'], string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Each writer takes a processor and some memory for seconds; further ones wait. */
const mostAtOnce = 2;

/**
 * Makes files of assets. Each is written in a worker thread of its own, since typing and compressing its cells takes
 * seconds that requests and card presses must not wait for. A page is written only when the bytes before it were taken, and
 * one at most is read ahead; whoever stops taking them ends the worker and the reading of pages.
 */
export function exportFiles() {
  const waiting: (() => void)[] = [];
  let running = 0;

  async function* write(spec: ExportSpec, pages: AsyncIterable<ExportPage>): AsyncGenerator<Uint8Array> {
    if (running === mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      yield* written(spec, pages);
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  }
  return write;
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
