import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ContainerClient } from '@azure/storage-blob';
import { download } from './queues-and-blobs.ts';

/** The documents themselves, a blob each, named by their SHA-256: the same file twice is one blob. */
export type EvidenceStore = {
  /** Keeps a document. One that is there already stays as it is. */
  put(hash: string, content: Uint8Array, mediaType: string): Promise<void>;
  /**
   * A document's bytes as they come, or null when it is not there. They end in an error when they are not those that the
   * hash names.
   */
  open(hash: string): Promise<AsyncIterable<Uint8Array> | null>;
};

/** The content of a blob does not come to its name: somebody altered it, or it was cut off on the way. */
export class AlteredContent extends Error {
  override readonly name = 'AlteredContent';
}

/** The SHA-256 of a content, in lower-case hex. */
export function contentHash(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** `stillMs`: how long is waited for the next bytes of a document. */
export function openEvidence(container: ContainerClient, stillMs?: number): EvidenceStore {
  return {
    async put(hash, content, mediaType) {
      try {
        await container.getBlockBlobClient(hash).upload(() => inPieces(content), content.byteLength, {
          conditions: { ifNoneMatch: '*' },
          blobHTTPHeaders: { blobContentType: mediaType },
        });
      } catch (error) {
        if (!isThereAlready(error)) throw error;
      }
    },

    async open(hash) {
      try {
        const body = await download(container.getBlobClient(hash), stillMs);
        return body && checked(body, hash);
      } catch (error) {
        if (statusOf(error) === 404) return null;
        throw error;
      }
    },
  };
}

/** Sent in pieces, a document may take as long as one after the other goes out. */
function inPieces(content: Uint8Array): Readable {
  const pieces = Math.ceil(content.byteLength / pieceBytes);
  return Readable.from(
    Array.from({ length: pieces }, (_, n) => Buffer.from(content.subarray(n * pieceBytes, (n + 1) * pieceBytes))),
    { objectMode: false },
  );
}

const pieceBytes = 65_536;

async function* checked(chunks: AsyncIterable<Uint8Array>, hash: string): AsyncIterable<Uint8Array> {
  const sum = createHash('sha256');
  for await (const chunk of chunks) {
    sum.update(chunk);
    yield chunk;
  }
  if (sum.digest('hex') !== hash) throw new AlteredContent(`The content of ${hash} is not what its name says`);
}

function isThereAlready(error: unknown): boolean {
  const status = statusOf(error);
  return status === 409 || status === 412;
}

function statusOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : null;
}
