import type { TableClient } from '@azure/data-tables';
import type { KeptFile } from '../domain/evidence.ts';
import { contentHash } from './evidence.ts';
import { readable } from './rows.ts';
import { commit, isConflict, isNotFound, readRange, readRow, type StoredRow } from './table.ts';

/** The partition of files that people dropped into their chat and have not said of yet what they prove; no part of the journal. */
const partition = 'dropped';

/**
 * Files that are kept and wait to be attached, each for whoever dropped it: a card's data could name any hash, but only who
 * had the file may say what it belongs to.
 */
export type DroppedFiles = {
  put(personId: string, file: KeptFile): Promise<void>;
  get(personId: string, hash: string): Promise<KeptFile | null>;
  /** The rows of all that a person dropped and has not said anything of. */
  rowsOf(personId: string): AsyncGenerator<StoredRow>;
  remove(personId: string, hash: string): Promise<void>;
  /** Forgets all that a person dropped and never said anything of. */
  removeAll(personId: string): Promise<void>;
};

/** Opens them in the register's table. */
export function openDroppedFiles(table: TableClient): DroppedFiles {
  async function remove(rowKey: string): Promise<void> {
    await table.deleteEntity(partition, rowKey).catch((error: unknown) => {
      if (!isNotFound(error)) throw error;
    });
  }

  return {
    async put(personId, file) {
      const row = { partitionKey: partition, rowKey: keyOf(personId, file.hash), json: JSON.stringify(file) };
      // The same file dropped twice waits once.
      await commit(table, [{ kind: 'create', row }]).catch((error: unknown) => {
        if (!isConflict(error)) throw error;
      });
    },
    async get(personId, hash) {
      const row = await readRow(table, partition, keyOf(personId, hash));
      return readable(row, droppedFile);
    },
    async *rowsOf(personId) {
      const prefix = keyOf(personId, '');
      for await (const rows of readRange(table, partition, prefix, `${prefix}~`)) yield* rows;
    },
    remove: (personId, hash) => remove(keyOf(personId, hash)),
    async removeAll(personId) {
      const prefix = keyOf(personId, '');
      for await (const rows of readRange(table, partition, prefix, `${prefix}~`, ['RowKey']))
        for (const { rowKey } of rows) await remove(rowKey);
    },
  };
}

/** @throws {Error} when it can't be read: somebody damaged it */
export function droppedFile({ json }: StoredRow): KeptFile {
  return JSON.parse(String(json)) as KeptFile;
}

/** Ids come from outside, and not everything can be a key. */
function keyOf(personId: string, hash: string): string {
  return `${contentHash(Buffer.from(personId))}|${hash}`;
}
