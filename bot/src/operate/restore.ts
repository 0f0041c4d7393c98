import { parseStoreConfig } from '../config.ts';
import { checkedBackup } from '../register/backup-format.ts';
import { verifyConversations } from '../register/conversation-rows.ts';
import { openEvidence } from '../register/evidence.ts';
import { openContainer } from '../register/queues-and-blobs.ts';
import { finishRestore, restoreBackup } from '../register/restore-backup.ts';
import { openTable } from '../register/storage.ts';
import { verifyRegister } from '../register/verify.ts';
import { verifyEvidence } from '../register/verify-evidence.ts';
import { verifySeals } from '../register/verify-seals.ts';
import { restoreArguments } from './restore-arguments.ts';
import { tellFailure } from './tell-failure.ts';

/**
 * `npm run register:restore -- <folder> --sha256 <hash>`: writes a backup into the configured store, which has to be empty,
 * and verifies it; exit code 1 when the register that was backed up is not whole, 2 when it can't be done.
 */
try {
  const { folder, sha256 } = restoreArguments(process.argv.slice(2));
  const { storage, storeName } = parseStoreConfig(process.env);
  const backup = await checkedBackup(folder, sha256);
  const table = await openTable(storage, `${storeName}register`);
  const containers = {
    evidence: await openContainer(storage, `${storeName}evidence`),
    seals: await openContainer(storage, `${storeName}seals`),
  };
  await restoreBackup(table, containers, backup);
  const { entries, assets, faults } = await verifyRegister(table);
  const { documents, faults: lost } = await verifyEvidence(table, openEvidence(containers.evidence));
  const { faults: broken } = await verifySeals(table, containers.seals);
  const all = [...faults, ...broken, ...lost, ...(await verifyConversations(table, new Date()))];
  for (const { shard, row, what, detail } of all) {
    console.log(`${what}: shard ${shard}, ${row}: ${detail}`);
  }
  for (const row of backup.manifest.damaged) console.log(`Damaged already when it was backed up: ${row}`);
  await finishRestore(table);
  const isWhole = all.length === 0;
  const of = `${entries} entries about ${assets} assets and ${documents} documents, as of ${backup.manifest.madeAt}`;
  console.log(isWhole ? `Restored and whole: ${of}.` : `Restored as it was backed up, which is NOT whole: ${of}.`);
  if (sha256 === null) console.log('Nothing proves that this is the backup as it was made: the folder was believed.');
  process.exitCode = isWhole ? 0 : 1;
} catch (error) {
  tellFailure(error);
}
