import { useCallback, useEffect, useRef, useState } from 'react';
import type { ExportBody, ExportFormat } from '../../../bot/src/http/contract.ts';
import { useApi } from './context.ts';
import { type Trouble, troubleOf } from './problem.ts';
import { saveFile } from './save-file.ts';

/** How an export stands. `bytes`: how much of it is here. */
export type Exporting =
  | { status: 'idle' }
  | { status: 'working'; bytes: number }
  | { status: 'failed'; trouble: Trouble };

/** What is exported: all that a query finds, or assets picked one by one. */
export type Exported = { query: string } | { ids: readonly string[] };

/** The person hears of progress this often at most; a file comes in thousands of pieces. */
const tellEveryMs = 250;

/**
 * Downloads assets of the register as a file. One at a time; leaving the page ends it.
 * `onDone` hears the file's name once it is complete.
 */
export function useExport(onDone: (fileName: string) => void) {
  const api = useApi();
  const [exporting, setExporting] = useState<Exporting>({ status: 'idle' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const start = async (format: ExportFormat, what: Exported) => {
    if (running.current) return;
    const controller = new AbortController();
    const { signal } = controller;
    running.current = controller;
    let toldAt = 0;
    const onBytes = (bytes: number) => {
      if (performance.now() - toldAt < tellEveryMs) return;
      toldAt = performance.now();
      setExporting({ status: 'working', bytes });
    };
    setExporting({ status: 'working', bytes: 0 });
    try {
      const { file, name } = await ('ids' in what
        ? api.download('/api/export', { body: { format, ids: [...what.ids] } satisfies ExportBody, signal, onBytes })
        : api.download(`/api/export?${withFormat(what.query, format)}`, { signal, onBytes }));
      saveFile(file, name);
      setExporting({ status: 'idle' });
      onDone(name);
    } catch (error) {
      if (!signal.aborted) setExporting({ status: 'failed', trouble: troubleOf(error) });
    } finally {
      running.current = null;
    }
  };
  const dismiss = useCallback(() => setExporting({ status: 'idle' }), []);
  return { exporting, start, dismiss };
}

function withFormat(query: string, format: ExportFormat): URLSearchParams {
  const params = new URLSearchParams(query);
  params.set('format', format);
  return params;
}
