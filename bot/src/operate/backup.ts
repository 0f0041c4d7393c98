import { makeBackup } from '../register/make-backup.ts';
import { existingStore } from './existing-store.ts';
import { tellFailure } from './tell-failure.ts';

/**
 * `npm run register:backup -- <folder>`: copies the configured store into an empty folder; exit code 1 when something in it is
 * damaged, which is copied as it stands and named, 2 when it can't be done.
 */
try {
  const folder = process.argv[2];
  if (!folder) throw new Error('Name the folder that the backup goes into: npm run register:backup -- <folder>');
  const { table, containers } = await existingStore(process.env);
  const { manifest, sha256 } = await makeBackup(table, containers, folder, new Date().toISOString());
  const rows = manifest.partitions.reduce((sum, one) => sum + one.rows, 0);
  const blobs = manifest.containers.reduce((sum, one) => sum + one.blobs, 0);
  console.log(`${rows} rows of ${manifest.partitions.length} partitions and ${blobs} blobs are in ${folder}.`);
  console.log(`SHA-256 of its manifest, to be kept elsewhere; register:restore asks for it: ${sha256}`);
  for (const row of manifest.damaged) console.error(`Damaged, and copied as it stands: ${row}`);
  if (manifest.damaged.length > 0) {
    console.error('See what register:verify says, and keep the last backup from before.');
    process.exitCode = 1;
  }
} catch (error) {
  tellFailure(error);
}
