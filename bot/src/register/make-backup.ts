import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { chmod, mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finished, pipeline } from 'node:stream/promises';
import { odata, type TableClient } from '@azure/data-tables';
import type { ContainerClient } from '@azure/storage-blob';
import {
  assertNoLink,
  BlobLine,
  digestOf,
  lineOf,
  type Manifest,
  manifestName,
  UnusableBackup,
} from './backup-format.ts';
import { addEntries, chunkRow, noEntries, readChunks, readSeqs } from './entry-lists.ts';
import { contentHash } from './evidence.ts';
import { type Folded, foldedOrNot } from './fold.ts';
import { assertNotHalfRestored } from './half-restored.ts';
import type { Row } from './limits.ts';
import { entriesNamed } from './named-entries.ts';
import { blobsIn, download } from './queues-and-blobs.ts';
import { assetOf, assetRow, type Head, headOf, headRow, keys, noticeOf, readable, storedEntry } from './rows.ts';
import { chosenOf, settingsPartition } from './settings.ts';
import { shards } from './shards.ts';
import { readRange, readRow, readWhere, type StoredRow } from './table.ts';

/** Whether a row says what one of its kind has to; of rows that stand for themselves nothing is asked. */
function canBeRead(row: Row | StoredRow): boolean {
  const stored = { etag: '', ...row };
  const { rowKey } = row;
  const isOf = ({ from, to }: { from: string; to: string }) => from <= rowKey && rowKey < to;
  if (rowKey === keys.head) return readable(stored, headOf) !== null;
  if (isOf(keys.assets)) return readable(stored, assetOf) !== null;
  if (isOf(keys.entries)) return storedEntry(stored) !== null;
  if (isOf(keys.notices)) return readable(stored, noticeOf) !== null;
  return row.partitionKey !== settingsPartition || readable(stored, chosenOf) !== null;
}

export type Containers = { evidence: ContainerClient; seals: ContainerClient };

/** Partitions that are read at once; of each a page is held. */
const partitionsAtOnce = 4;

/** A backup holds all that people wrote: it is for whoever makes it alone. A file that is there already is never written into. */
const ownFolder = { mode: 0o700 };
const ownFile = { mode: 0o600, flag: 'wx', flags: 'wx' };

/**
 * Copies all that is kept in the register's table, and its blobs, into an empty folder, while servers go on writing: each
 * partition with a journal is as it was at one moment. The manifest comes last, so that what has none is not finished.
 *
 * The folder, which is made where there is none, and all in it are for the user who runs this alone. Rows that somebody damaged
 * are copied as they stand, and the manifest names them.
 *
 * @throws {UnusableBackup} when the folder is not empty, or a link
 * @throws {HalfRestored} for a store into which a backup is being restored
 */
export async function makeBackup(
  table: TableClient,
  containers: Containers,
  folder: string,
  madeAt: string,
): Promise<{ manifest: Manifest; sha256: string }> {
  await assertNotHalfRestored(table);
  await assertNoLink(folder);
  await mkdir(folder, { ...ownFolder, recursive: true });
  if ((await readdir(folder)).length > 0) {
    throw new UnusableBackup(`${folder} is not empty: a backup goes into a folder of its own.`);
  }
  await chmod(folder, ownFolder.mode);
  // Seals first, since none may be about more than is copied; documents last, since each is there before an entry names it.
  const seals = await copyContainer('seals', containers.seals, folder);
  const partitions: Manifest['partitions'] = [];
  const damaged: string[] = [];
  const left = partitionsOf(table);
  const work = async () => {
    for await (const partition of left) {
      const { unreadable, ...copied } = await copyPartition(table, partition, folder);
      partitions.push(copied);
      damaged.push(...unreadable);
    }
  };
  await Promise.all(Array.from({ length: partitionsAtOnce }, work));
  const evidence = await copyContainer('evidence', containers.evidence, folder);
  const manifest: Manifest = {
    format: 1,
    madeAt,
    damaged: damaged.toSorted(),
    partitions: partitions.toSorted((one, other) => (one.partition < other.partition ? -1 : 1)),
    containers: [evidence, seals],
  };
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  const unfinished = join(folder, `${manifestName}.part`);
  await writeFile(unfinished, text, ownFile);
  await rename(unfinished, join(folder, manifestName));
  return { manifest, sha256: createHash('sha256').update(text).digest('hex') };
}

/** Each partition there is, whatever it is for: the first row after the one before tells the next. */
async function* partitionsOf(table: TableClient): AsyncGenerator<string> {
  for (let last = ''; ; ) {
    const queryOptions = { filter: odata`PartitionKey gt ${last}`, select: ['PartitionKey'] };
    let next: string | undefined;
    for await (const page of table.listEntities({ queryOptions }).byPage({ maxPageSize: 1 })) {
      next = page[0]?.partitionKey;
      if (next !== undefined) break;
    }
    if (next === undefined) return;
    yield next;
    last = next;
  }
}

async function copyPartition(
  table: TableClient,
  partition: string,
  folder: string,
): Promise<Manifest['partitions'][number] & { unreadable: string[] }> {
  const isPlain = /^[\w-]+$/.test(partition);
  // Whoever may write to the store may call a partition whatever they like.
  const file = isPlain ? `rows-${partition}.ndjson` : `rows-of-${contentHash(Buffer.from(partition))}.ndjson`;
  const lines = openLines(join(folder, file));
  const copy = shards.includes(partition) ? copyShard : partition === settingsPartition ? copySettings : copyPlain;
  const head = await copy(table, partition, lines);
  await lines.end();
  const digest = await digestOf(folder, file);
  const unreadable = lines.unreadable().map((rowKey) => `${partition}|${rowKey}`);
  return { partition, file, rows: lines.count(), sha256: digest?.sha256 ?? '', head, unreadable };
}

/** Rows that stand for themselves, each as it is when its page is read. */
async function copyPlain(table: TableClient, partition: string, lines: Lines): Promise<null> {
  for await (const rows of readWhere(table, odata`PartitionKey eq ${partition}`)) await lines.add(rows);
  return null;
}

const mostReads = 20;

/** The settings are few rows, which are read anew until nobody wrote meanwhile. */
async function copySettings(table: TableClient, partition: string, lines: Lines): Promise<Head | null> {
  for (let read = 1; read <= mostReads; read++) {
    const before = await readRow(table, partition, keys.head);
    const found: StoredRow[] = [];
    for await (const rows of readWhere(table, odata`PartitionKey eq ${partition}`)) found.push(...rows);
    const after = await readRow(table, partition, keys.head);
    if (before?.etag !== after?.etag) continue;
    await lines.add(found);
    return readable(after, headOf);
  }
  throw new UnusableBackup('The settings changed all the while: try again.');
}

/**
 * Copies a shard as it was when its head was read after the states: no state is newer than that head, since a commit is one
 * transaction. What was written while the states were read is read again after them. A later line takes the place of an
 * earlier one about the same row.
 */
async function copyShard(table: TableClient, shard: string, lines: Lines): Promise<Head | null> {
  const before = await headIn(table, shard);
  for (const [from, to] of [
    ['', keys.entries.from],
    [keys.entries.to, '\uffff'],
  ] as const) {
    for await (const rows of readRange(table, shard, from, to)) {
      await lines.add(rows.filter(({ rowKey }) => rowKey !== keys.head));
    }
  }
  let head = await headIn(table, shard);
  if (!head) {
    // Nothing was committed yet, or somebody damaged the head or took it away: then all is copied as it stands.
    for await (const rows of readRange(table, shard, keys.entries.from, keys.entries.to)) await lines.add(rows);
    head = await headIn(table, shard);
  }
  if (!head) {
    const row = await readRow(table, shard, keys.head);
    await lines.add(row ? [row] : []);
    return null;
  }
  const changed = new Set<string>();
  for await (const rows of readRange(table, shard, keys.entries.from, keys.entry(head.seq + 1))) {
    await lines.add(rows);
    for (const row of rows) if (Number(row.seq) > (before?.seq ?? 0)) changed.add(String(row.assetId));
  }
  const isFrom = keys.notice((before?.seq ?? 0) + 1, 0);
  for await (const rows of readRange(table, shard, isFrom, keys.notice(head.seq + 1, 0))) await lines.add(rows);
  for (const assetId of changed) await lines.add(await rowsAt(table, shard, assetId, head.seq));
  await lines.add([headRow(shard, head)]);
  return head;
}

/** Entries of an asset that are read in one go. */
const entriesAtOnce = 100;

/**
 * An asset's row as of an entry, with those that hold the longer part of its list: the rows themselves, or what its entries
 * come to where it has moved on since.
 */
async function rowsAt(table: TableClient, shard: string, assetId: string, seq: number): Promise<Row[]> {
  const row = await readRow(table, shard, keys.asset(assetId));
  if (!row) return [];
  const found = readable(row, assetOf);
  if (!found || 'linkedTo' in found) return [row];
  const asItIs = async () => [
    row,
    ...(await readChunks(table, shard, assetId, found.list)).filter((one) => one !== null),
  ];
  if (found.asset.version <= seq) return asItIs();
  let folded: Folded | null = null;
  const seqs = (await readSeqs(table, shard, assetId, found.list)).filter((one) => one <= seq);
  for (let from = 0; from < seqs.length; from += entriesAtOnce) {
    for (const stored of await entriesNamed(table, shard, seqs.slice(from, from + entriesAtOnce))) {
      const next: Folded | null = stored && foldedOrNot(folded, stored);
      if (!next) return asItIs();
      folded = next;
    }
  }
  if (!folded) return [];
  const { list, full } = addEntries(noEntries, folded.seqs);
  return [assetRow(shard, { ...folded, list }), ...full.map((chunk) => chunkRow(shard, assetId, chunk))];
}

async function headIn(table: TableClient, shard: string): Promise<Head | null> {
  return readable(await readRow(table, shard, keys.head), headOf);
}

type Lines = {
  add(rows: readonly (Row | StoredRow)[]): Promise<void>;
  count(): number;
  /** Keys of the rows that can't be read any more. */
  unreadable(): string[];
  end(): Promise<void>;
};

/** A file that rows are added to, as fast as the disk takes them. */
function openLines(path: string): Lines {
  const stream: WriteStream = createWriteStream(path, ownFile);
  let count = 0;
  const unreadable = new Set<string>();
  return {
    async add(rows) {
      count += rows.length;
      for (const row of rows) {
        if (canBeRead(row)) unreadable.delete(row.rowKey);
        else unreadable.add(row.rowKey);
      }
      const text = rows.map((row) => `${lineOf(row)}\n`).join('');
      if (!stream.write(text)) await once(stream, 'drain');
    },
    count: () => count,
    unreadable: () => [...unreadable],
    async end() {
      stream.end();
      await finished(stream);
    },
  };
}

async function copyContainer(
  container: 'evidence' | 'seals',
  client: ContainerClient,
  folder: string,
): Promise<Manifest['containers'][number]> {
  const file = `blobs-${container}.ndjson`;
  await mkdir(join(folder, container), ownFolder);
  const list = createWriteStream(join(folder, file), ownFile);
  let blobs = 0;
  for await (const { name, properties } of blobsIn(client)) {
    // What the register would never call so was put there by somebody else, and its name may lead anywhere.
    if (!BlobLine.shape.name.safeParse(name).success) continue;
    const copy = `${container}/${name.replace(/\.\w+$/, '')}`;
    const body = await download(client.getBlobClient(name));
    if (!body) continue;
    await pipeline(body, createWriteStream(join(folder, copy), ownFile));
    const digest = await digestOf(folder, copy);
    const line: BlobLine = {
      name,
      file: copy,
      type: properties.contentType ?? 'application/octet-stream',
      bytes: digest?.bytes ?? 0,
      sha256: digest?.sha256 ?? '',
    };
    if (!list.write(`${JSON.stringify(line)}\n`)) await once(list, 'drain');
    blobs += 1;
  }
  list.end();
  await finished(list);
  const digest = await digestOf(folder, file);
  return { container, file, blobs, sha256: digest?.sha256 ?? '' };
}
