import { pipeline } from 'node:stream/promises';
import type { Response } from 'restify';

/** An answer that is a file, made while it is sent. */
export type FileReply = {
  fileName: string;
  type: string;
  /** Made from here on, and no further once the reader has gone. */
  chunks: (gone: AbortSignal) => AsyncIterable<Uint8Array>;
  headers?: Record<string, string>;
};

/**
 * Sends a file as fast as the client takes it. When the client goes away, the making of it ends too; when making it fails,
 * the connection breaks, so that half a file is never taken for a whole one.
 */
export async function sendFile(response: Response, { fileName, type, chunks, headers }: FileReply): Promise<void> {
  response.writeHead(200, {
    'content-type': type,
    'content-disposition': dispositionOf(fileName),
    'cache-control': 'no-store',
    ...headers,
  });
  // Whoever is in between waits for an answer, and not for a file that is yet to be made.
  response.flushHeaders();
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  try {
    await pipeline(chunks(gone.signal), response);
  } catch (error) {
    if (!isHangUp(error) && error !== gone.signal.reason) throw error;
  }
}

/** Saved, never shown. A name that is more than plain letters is encoded (RFC 6266, RFC 8187). */
function dispositionOf(fileName: string): string {
  if (/^[\w.-]+$/.test(fileName)) return `attachment; filename="${fileName}"`;
  const encoded = encodeURIComponent(fileName).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`);
  return `attachment; filename*=UTF-8''${encoded}`;
}

function isHangUp(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}
