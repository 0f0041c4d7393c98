import { randomUUID } from 'node:crypto';
import { open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Bytes that are kept on disk, to be read at whatever speed. */
export type OnDisk = {
  read(): AsyncIterable<Uint8Array>;
  /** Forgets them. */
  drop(): Promise<void>;
};

/**
 * Keeps what is made as fast as it is made. The file has no name from the start, so that nobody else reads it, and nothing
 * is left of it when the process ends, however it ends.
 */
export async function keptOnDisk(chunks: AsyncIterable<Uint8Array>): Promise<OnDisk> {
  const path = join(tmpdir(), `sightline-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  const drop = () => file.close();
  try {
    await unlink(path);
    for await (const chunk of chunks) await file.writeFile(chunk);
  } catch (error) {
    await drop();
    throw error;
  }
  return { read: () => file.createReadStream({ start: 0 }), drop };
}
