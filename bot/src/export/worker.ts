import { parentPort, workerData } from 'node:worker_threads';
import type { ExportPage, ExportSpec, ExportWriter } from './export-spec.ts';

/** What to write next, or null when there is no more. Each is answered with the bytes that have become ready. */
export type Step = { page: ExportPage | null };

const port = parentPort;
if (!port) throw new Error('An export is written in a worker thread');
const writer = await writerOf(workerData as ExportSpec);

port.on('message', ({ page }: Step) => {
  void (page ? writer.write(page) : writer.end()).then((chunks) =>
    port.postMessage(
      chunks,
      chunks.map(({ buffer }) => buffer),
    ),
  );
});

/** Loads only what the format needs. */
async function writerOf(spec: ExportSpec): Promise<ExportWriter> {
  if (spec.format === 'csv') return (await import('./csv.ts')).csvWriter(spec);
  return (await import('./workbook.ts')).workbookWriter(spec);
}
