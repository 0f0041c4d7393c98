import type { TableClient } from '@azure/data-tables';
import { parseStoreConfig, type StoreConfig } from '../config.ts';
import { assertNotHalfRestored } from '../register/half-restored.ts';
import type { Containers } from '../register/make-backup.ts';
import { containerAt } from '../register/queues-and-blobs.ts';
import { isThere, tableAt } from '../register/storage.ts';

/** The configured store as a command finds it; where a container is missing, nothing is made. */
export type ExistingStore = StoreConfig & { table: TableClient; containers: Containers };

/**
 * The store that the environment names, for commands that work on one that is there.
 *
 * @throws {Error} where settings are missing or wrong, or there is no such store
 * @throws {HalfRestored} where a backup is half restored into it
 */
export async function existingStore(env: NodeJS.ProcessEnv): Promise<ExistingStore> {
  const config = parseStoreConfig(env);
  const { storage, storeName } = config;
  const name = `${storeName}register`;
  const table = tableAt(storage, name);
  if (!(await isThere(table))) throw new Error(`There is no table ${name} in this store: check STORE_NAME.`);
  await assertNotHalfRestored(table);
  const containers = {
    evidence: containerAt(storage, `${storeName}evidence`),
    seals: containerAt(storage, `${storeName}seals`),
  };
  return { ...config, table, containers };
}
