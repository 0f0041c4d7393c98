import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Row } from './limits.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** A name that stays inside the folder, whoever wrote the manifest. */
const fileName = z.string().regex(/^(\w[\w-]*\/)?[\w-]+(\.ndjson)?$/);

/** A blob's file, with what it held when it was copied. */
export const BlobLine = z.object({
  name: z.string().regex(/^[\w-]+(\.\w+)?$/),
  file: fileName,
  type: z.string(),
  bytes: z.int().min(0),
  sha256,
});
export type BlobLine = z.infer<typeof BlobLine>;

/** What a backup's folder holds: a file of rows for each partition, a file that lists the blobs of each container. */
export const Manifest = z.object({
  format: z.literal(1),
  madeAt: z.iso.datetime(),
  partitions: z.array(
    z.object({
      partition: z.string().min(1),
      file: fileName,
      rows: z.int().min(0),
      sha256,
      /** Where its journal ends; null where it has none. */
      head: z.object({ seq: z.int().min(1), hash: sha256 }).nullable(),
    }),
  ),
  containers: z.array(
    z.object({ container: z.enum(['evidence', 'seals']), file: fileName, blobs: z.int().min(0), sha256 }),
  ),
});
export type Manifest = z.infer<typeof Manifest>;

export const manifestName = 'manifest.json';

/** A row that stands in the table while a backup is restored into it, and names that backup. */
export const restoreMark = { partitionKey: 'restore', rowKey: 'under-way' } as const;

/** A backup that can't be used as it is, told in a sentence. */
export class UnusableBackup extends Error {
  override readonly name = 'UnusableBackup';
}

/** A row as a line: JSON, with binary values as base64. */
export function lineOf({ etag: _, ...row }: Row & { etag?: string }): string {
  const values = Object.entries(row).map(([key, value]) => [
    key,
    value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value,
  ]);
  return JSON.stringify(Object.fromEntries(values));
}

const Value = z.union([z.string(), z.number(), z.boolean(), z.object({ base64: z.base64() })]);
const RowLine = z.looseObject({ partitionKey: z.string(), rowKey: z.string() }).catchall(Value);

/** @throws {UnusableBackup} for a line that is no row */
export function rowOf(line: string): Row {
  const parsed = RowLine.safeParse(JSON.parse(line));
  if (!parsed.success) throw new UnusableBackup('A file of the backup holds a line that is no row.');
  const values = Object.entries(parsed.data).map(([key, value]) => [
    key,
    typeof value === 'object' ? Buffer.from(value.base64, 'base64') : value,
  ]);
  return Object.fromEntries(values) as Row;
}

/** The lines of a file, one after the other, without holding it. */
export function linesOf(path: string): AsyncIterable<string> {
  return createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
}

/** SHA-256 of a file and how many lines it has, or null when it is not there. */
export async function digestOf(path: string): Promise<{ sha256: string; lines: number; bytes: number } | null> {
  const sum = createHash('sha256');
  let lines = 0;
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      sum.update(chunk);
      bytes += chunk.length;
      for (const byte of chunk) if (byte === 10) lines += 1;
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  return { sha256: sum.digest('hex'), lines, bytes };
}

/**
 * Reads a backup's manifest and checks every file against it.
 *
 * @throws {UnusableBackup} for a folder that is none, is not complete, or was altered
 */
export async function checkedManifest(folder: string): Promise<{ manifest: Manifest; sha256: string }> {
  const text = await readFile(join(folder, manifestName), 'utf8').catch(() => null);
  if (text === null) {
    throw new UnusableBackup(
      `There is no ${manifestName} in ${folder}: it holds no backup, or one that was not finished.`,
    );
  }
  const manifest = manifestIn(text);
  for (const { file, rows, sha256 } of manifest.partitions) await assertAsMade(folder, file, sha256, rows);
  for (const { file, blobs, sha256 } of manifest.containers) {
    await assertAsMade(folder, file, sha256, blobs);
    for await (const line of linesOf(join(folder, file))) {
      const blob = BlobLine.parse(JSON.parse(line));
      await assertAsMade(folder, blob.file, blob.sha256);
    }
  }
  return { manifest, sha256: createHash('sha256').update(text).digest('hex') };
}

function manifestIn(text: string): Manifest {
  try {
    return Manifest.parse(JSON.parse(text));
  } catch {
    throw new UnusableBackup(`The ${manifestName} can't be read: it was altered, or made by another version.`);
  }
}

async function assertAsMade(folder: string, file: string, expected: string, lines?: number): Promise<void> {
  const found = await digestOf(join(folder, file));
  if (!found) throw new UnusableBackup(`The backup lacks ${file}.`);
  if (found.sha256 !== expected || (lines !== undefined && found.lines !== lines)) {
    throw new UnusableBackup(`The backup was altered: ${file} is not what its manifest says.`);
  }
}
