import { useCallback, useEffect, useRef, useState } from 'react';
import type { ExportFormat } from '../../../bot/src/http/contract.ts';
import { useApi } from './context.ts';
import { type Trouble, troubleOf } from './problem.ts';
import { saveFile } from './save-file.ts';

/** How an export stands. `bytes`: how much of it is here. */
export type Exporting =
  | { status: 'idle' }
  | { status: 'working'; bytes: number }
  | { status: 'failed'; trouble: Trouble };

/** The person hears of progress this often at most; a file comes in thousands of pieces. */
const tellEveryMs = 250;

/**
 * Downloads the register under a query as a file. One at a time; leaving the page ends it.
 * `onDone` hears the file's name once it is complete.
 */
export function useExport(onDone: (fileName: string) => void) {
  const api = useApi();
  const [exporting, setExporting] = useState<Exporting>({ status: 'idle' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const start = async (format: ExportFormat, query: string) => {
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
    const params = new URLSearchParams(query);
    params.set('format', format);
    try {
      const { file, name } = await api.download(`/api/export?${params}`, { signal, onBytes });
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
