import { createHash } from 'node:crypto';
import { json } from 'node:stream/consumers';
import type { TableClient } from '@azure/data-tables';
import type { ContainerClient } from '@azure/storage-blob';
import canonicalize from 'canonicalize';
import { z } from 'zod';
import { blobsIn, download } from './queues-and-blobs.ts';
import { headOf, keys } from './rows.ts';
import { settingsPartition } from './settings.ts';
import { shards } from './shards.ts';
import { readRow } from './table.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const Sealed = z.object({
  at: z.iso.datetime(),
  /** Where each journal ended; one without entries is not named. */
  heads: z.array(z.object({ partition: z.string(), seq: z.int().min(1), hash: sha256 })).min(1),
});

/** A hash over all journals as of a moment: SHA-256 over the canonical JSON (RFC 8785) of the rest of it. */
export const Seal = Sealed.extend({ hash: sha256 });
export type Seal = z.infer<typeof Seal>;

/** The name of a seal's blob, in the order of time. */
export function sealName({ at, hash }: Pick<Seal, 'at' | 'hash'>): string {
  return `${at.replaceAll(/[-:.]/g, '')}-${hash}.json`;
}

/**
 * Seals the register: writes where each journal ends now into a blob that is created and never overwritten. Null for a
 * register without entries. Whoever keeps the hash elsewhere can prove later that the blob is the one that was written.
 */
export async function sealRegister(table: TableClient, container: ContainerClient, at: string): Promise<Seal | null> {
  const partitions = [...shards, settingsPartition];
  const rows = await Promise.all(partitions.map((partition) => readRow(table, partition, keys.head)));
  const heads = rows.flatMap((row) => (row ? [{ partition: row.partitionKey, ...headOf(row) }] : []));
  if (heads.length === 0) return null;
  const seal: Seal = { at, heads, hash: hashOfSeal({ at, heads }) };
  const text = JSON.stringify(seal);
  await container.getBlockBlobClient(sealName(seal)).upload(text, Buffer.byteLength(text), {
    conditions: { ifNoneMatch: '*' },
    blobHTTPHeaders: { blobContentType: 'application/json' },
  });
  return seal;
}

/** All seals by the names of their blobs, oldest first; null for one that is not as it was written. */
export async function* readSeals(container: ContainerClient): AsyncGenerator<{ name: string; seal: Seal | null }> {
  for await (const { name } of blobsIn(container)) {
    const body = await download(container.getBlobClient(name));
    const content = body && (await json(body).catch(notJson));
    const seal = Seal.safeParse(content).data ?? null;
    const isGenuine = seal !== null && seal.hash === hashOfSeal(seal) && sealName(seal) === name;
    yield { name, seal: isGenuine ? seal : null };
  }
}

function notJson(error: unknown): null {
  if (error instanceof SyntaxError) return null;
  throw error;
}

function hashOfSeal({ at, heads }: Pick<Seal, 'at' | 'heads'>): string {
  return createHash('sha256')
    .update(canonicalize({ at, heads }) ?? '')
    .digest('hex');
}
