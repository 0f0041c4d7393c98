import { pipeline } from 'node:stream/promises';
import type { Response } from 'restify';

/** An answer that is a file, made while it is sent. */
export type FileReply = { fileName: string; type: string; chunks: AsyncIterable<Uint8Array> };

/** A client that takes nothing for this long has gone, or might as well have. */
const mostIdleMs = 60_000;

/**
 * Sends a file as fast as the client takes it. When the client goes away, the making of it ends too; when making it fails,
 * the connection breaks, so that half a file is never taken for a whole one.
 */
export async function sendFile(response: Response, { fileName, type, chunks }: FileReply): Promise<void> {
  response.setTimeout(mostIdleMs, () => response.destroy());
  response.writeHead(200, {
    'content-type': type,
    'content-disposition': `attachment; filename="${fileName}"`,
    'cache-control': 'no-store',
  });
  try {
    await pipeline(chunks, response);
  } catch (error) {
    if (!isHangUp(error)) throw error;
  }
}

function isHangUp(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}
