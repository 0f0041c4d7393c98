import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { EvidenceKind } from '../../../bot/src/domain/evidence.ts';
import type { Detail, EvidenceItem } from '../../../bot/src/http/contract.ts';
import { useApi } from './context.ts';
import { type Trouble, troubleOf } from './problem.ts';
import { saveFile } from './save-file.ts';

/** How attaching stands. `sent`: the part that has arrived, from 0 to 1. */
export type Attaching =
  | { status: 'idle' }
  | { status: 'sending'; sent: number }
  | { status: 'refused'; trouble: Trouble };

const address = (assetId: string) => `/api/register/${encodeURIComponent(assetId)}/evidence`;

/** Attaches a file to an asset; closing what it is used in calls it off. */
export function useAttach(assetId: string, onDone: () => void) {
  const api = useApi();
  const client = useQueryClient();
  const [attaching, setAttaching] = useState<Attaching>({ status: 'idle' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const attach = async (file: File, kind: EvidenceKind) => {
    const controller = new AbortController();
    running.current = controller;
    setAttaching({ status: 'sending', sent: 0 });
    const onBytes = (bytes: number) => setAttaching({ status: 'sending', sent: Math.min(1, bytes / file.size) });
    const query = new URLSearchParams({ kind, name: file.name.slice(-400) });
    try {
      await api.upload<Detail>(`${address(assetId)}?${query}`, file, { signal: controller.signal, onBytes });
      await Promise.all([
        client.invalidateQueries({ queryKey: ['asset', assetId] }),
        client.invalidateQueries({ queryKey: ['register'] }),
      ]);
      onDone();
    } catch (error) {
      if (!controller.signal.aborted) setAttaching({ status: 'refused', trouble: troubleOf(error) });
    }
  };
  return { attaching, attach };
}

/** How a download stands: of which document, by its hash. */
export type Downloading =
  | { status: 'idle' }
  | { status: 'working'; hash: string }
  | { status: 'failed'; hash: string; trouble: Trouble };

/** Downloads a document of an asset; one at a time. */
export function useDownload(assetId: string, onDone: (name: string) => void) {
  const api = useApi();
  const [downloading, setDownloading] = useState<Downloading>({ status: 'idle' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const download = async ({ hash }: EvidenceItem) => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setDownloading({ status: 'working', hash });
    try {
      const how = { signal: controller.signal, onBytes: () => undefined };
      const { file, name } = await api.download(`${address(assetId)}/${hash}`, how);
      saveFile(file, name);
      setDownloading({ status: 'idle' });
      onDone(name);
    } catch (error) {
      if (!controller.signal.aborted) setDownloading({ status: 'failed', hash, trouble: troubleOf(error) });
    }
  };
  return { downloading, download };
}
