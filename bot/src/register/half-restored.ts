import type { TableClient } from '@azure/data-tables';
import { readRow } from './table.ts';

/** A row that stands in the table while a backup is restored into it, and names that backup by its manifest's SHA-256. */
export const restoreMark = { partitionKey: 'restore', rowKey: 'under-way' } as const;

/** A store into which a backup was begun to be restored, and not to its end: what is missing in it was never lost. */
export class HalfRestored extends Error {
  override readonly name = 'HalfRestored';
}

/** @throws {HalfRestored} saying what to do, for a store that nothing but a restore may write to yet */
export async function assertNotHalfRestored(table: TableClient): Promise<void> {
  if (!(await readRow(table, restoreMark.partitionKey, restoreMark.rowKey))) return;
  throw new HalfRestored(
    'A backup is half restored into this store. Finish that first: run register:restore with the same folder once more, ' +
      'which goes on where it broke off. Or name another store.',
  );
}
