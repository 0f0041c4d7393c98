import { parseStoreConfig } from '../config.ts';
import { makeBackup } from '../register/make-backup.ts';
import { openContainer } from '../register/queues-and-blobs.ts';
import { tableAt } from '../register/storage.ts';
import { isNotFound } from '../register/table.ts';
import { tellFailure } from './tell-failure.ts';

/** `npm run register:backup -- <folder>`: copies the configured store into an empty folder; exit code 2 when it can't be done. */
try {
  const folder = process.argv[2];
  if (!folder) throw new Error('Name the folder that the backup goes into: npm run register:backup -- <folder>');
  const { storage, storeName } = parseStoreConfig(process.env);
  const name = `${storeName}register`;
  const containers = {
    evidence: await openContainer(storage, `${storeName}evidence`),
    seals: await openContainer(storage, `${storeName}seals`),
  };
  const made = makeBackup(tableAt(storage, name), containers, folder, new Date().toISOString());
  const { manifest, sha256 } = await made.catch((error: unknown) => {
    throw isNotFound(error) ? new Error(`There is no table ${name} in this store: check STORE_NAME.`) : error;
  });
  const rows = manifest.partitions.reduce((sum, one) => sum + one.rows, 0);
  const blobs = manifest.containers.reduce((sum, one) => sum + one.blobs, 0);
  console.log(`${rows} rows of ${manifest.partitions.length} partitions and ${blobs} blobs are in ${folder}.`);
  console.log(`SHA-256 of its manifest, to be kept elsewhere: ${sha256}`);
} catch (error) {
  tellFailure(error);
}
