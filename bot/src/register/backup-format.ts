import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, lstat, open } from 'node:fs/promises';
import { join, resolve } from 'node:path';
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
  /** Rows that could not be read any more when it was made, as `{partition}|{row key}`. */
  damaged: z.array(z.string()).default([]),
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

/** A backup that can't be used as it is, told in a sentence. */
export class UnusableBackup extends Error {
  override readonly name = 'UnusableBackup';
}

/** A row as a line: JSON, with binary values as base64. Of a value that the register never writes, its text is kept. */
export function lineOf({ etag: _, ...row }: Row & { etag?: string }): string {
  const values = Object.entries<unknown>(row).map(([key, value]) => {
    if (value instanceof Uint8Array) return [key, { base64: Buffer.from(value).toString('base64') }];
    if (['string', 'number', 'boolean'].includes(typeof value)) return [key, value];
    return [key, typeof value === 'bigint' ? String(value) : JSON.stringify(value)];
  });
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

/** @throws {UnusableBackup} for a path that is a link, since that may lead anywhere */
export async function assertNoLink(path: string): Promise<void> {
  const found = await statOf(resolve(path));
  if (found?.isSymbolicLink()) throw new UnusableBackup(`${path} is a link, and links are not followed.`);
}

async function statOf(path: string) {
  try {
    return await lstat(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return null;
    throw error;
  }
}

/**
 * Opens a file of a backup, or answers null when it is not there.
 *
 * @throws {UnusableBackup} where it, or the folder in the backup that it lies in, is a link or anything else but a file
 */
async function openFile(folder: string, file: string): Promise<FileHandle | null> {
  const parts = file.split('/');
  for (const [n] of parts.entries()) await assertNoLink(join(folder, ...parts.slice(0, n + 1)));
  const path = join(folder, file);
  const found = await statOf(path);
  if (!found) return null;
  if (!found.isFile()) throw new UnusableBackup(`${file} in the backup is no file.`);
  // Whoever puts a link there just now is not followed either, where the system can tell.
  return open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
}

/** The lines of a file of a backup, one after the other, without holding it. @throws {UnusableBackup} as opening it does */
export async function* linesOf(folder: string, file: string): AsyncGenerator<string> {
  const opened = await openFile(folder, file);
  if (!opened) throw new UnusableBackup(`The backup lacks ${file}.`);
  await using handle = opened;
  yield* handle.readLines();
}

/** What a file of a backup holds. @throws {UnusableBackup} as opening it does */
export async function contentOf(folder: string, file: string): Promise<Buffer | null> {
  const opened = await openFile(folder, file);
  if (!opened) return null;
  await using handle = opened;
  return handle.readFile();
}

/** SHA-256 of a file of a backup and how many lines it has, or null when it is not there. @throws {UnusableBackup} as opening it does */
export async function digestOf(
  folder: string,
  file: string,
): Promise<{ sha256: string; lines: number; bytes: number } | null> {
  const opened = await openFile(folder, file);
  if (!opened) return null;
  await using handle = opened;
  const sum = createHash('sha256');
  let lines = 0;
  let bytes = 0;
  for await (const chunk of handle.createReadStream({ autoClose: false }) as AsyncIterable<Buffer>) {
    sum.update(chunk);
    bytes += chunk.length;
    for (const byte of chunk) if (byte === 10) lines += 1;
  }
  return { sha256: sum.digest('hex'), lines, bytes };
}

/** A backup that is as its manifest says. */
export type CheckedBackup = { folder: string; manifest: Manifest; sha256: string };

/**
 * Reads a backup's manifest and checks every file against it, and the manifest against the hash that was kept of it:
 * whoever can write to the folder can make all the rest fit. `expected`: null believes the folder.
 *
 * @throws {UnusableBackup} for a folder that is none, is not complete, was altered, or is another backup
 */
export async function checkedBackup(folder: string, expected: string | null): Promise<CheckedBackup> {
  await assertNoLink(folder);
  const content = await contentOf(folder, manifestName);
  if (content === null) {
    throw new UnusableBackup(
      `There is no ${manifestName} in ${folder}: it holds no backup, or one that was not finished.`,
    );
  }
  const hash = createHash('sha256').update(content).digest('hex');
  if (expected !== null && hash !== expected) {
    throw new UnusableBackup(
      `The ${manifestName} in ${folder} is not the one with the SHA-256 that was kept: it was altered, or this is another backup.`,
    );
  }
  const manifest = manifestIn(content.toString());
  for (const { file, rows, sha256 } of manifest.partitions) await assertAsMade(folder, file, sha256, rows);
  for (const { file, blobs, sha256 } of manifest.containers) {
    await assertAsMade(folder, file, sha256, blobs);
    for await (const line of linesOf(folder, file)) {
      const blob = BlobLine.parse(JSON.parse(line));
      await assertAsMade(folder, blob.file, blob.sha256);
    }
  }
  return { folder, manifest, sha256: hash };
}

function manifestIn(text: string): Manifest {
  try {
    return Manifest.parse(JSON.parse(text));
  } catch {
    throw new UnusableBackup(`The ${manifestName} can't be read: it was altered, or made by another version.`);
  }
}

async function assertAsMade(folder: string, file: string, expected: string, lines?: number): Promise<void> {
  const found = await digestOf(folder, file);
  if (!found) throw new UnusableBackup(`The backup lacks ${file}.`);
  if (found.sha256 !== expected || (lines !== undefined && found.lines !== lines)) {
    throw new UnusableBackup(`The backup was altered: ${file} is not what its manifest says.`);
  }
}
