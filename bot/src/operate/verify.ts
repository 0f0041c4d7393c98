import { parseStoreConfig } from '../config.ts';
import { openEvidence } from '../register/evidence.ts';
import { containerAt, openContainer } from '../register/queues-and-blobs.ts';
import { tableAt } from '../register/storage.ts';
import { isNotFound } from '../register/table.ts';
import { verifyRegister } from '../register/verify.ts';
import { verifyEvidence } from '../register/verify-evidence.ts';
import { verifySeals } from '../register/verify-seals.ts';
import { tellFailure } from './tell-failure.ts';

/**
 * `npm run register:verify`: walks the journals of the configured store, checks its seals against them and reads the
 * documents that they name; exit code 1 when something in it is wrong, 2 when it can't be read.
 */
try {
  const config = parseStoreConfig(process.env);
  const name = `${config.storeName}register`;
  const table = tableAt(config.storage, name);
  const { entries, assets, faults } = await verifyRegister(table).catch((error: unknown) => {
    throw isNotFound(error) ? new Error(`There is no table ${name} in this store: check STORE_NAME.`) : error;
  });
  const evidence = openEvidence(containerAt(config.storage, `${config.storeName}evidence`));
  const { documents, faults: lost } = await verifyEvidence(table, evidence);
  const { seals, faults: broken } = await verifySeals(
    table,
    await openContainer(config.storage, `${config.storeName}seals`),
  );
  const all = [...faults, ...broken, ...lost];
  for (const { shard, row, what, detail } of all) console.log(`${what}: shard ${shard}, ${row}: ${detail}`);
  const of = `${entries} entries about ${assets} assets, ${documents} documents, ${seals} seals`;
  console.log(
    all.length === 0 ? `The journal is whole: ${of}.` : `The journal is NOT whole: ${all.length} faults in ${of}.`,
  );
  process.exitCode = all.length === 0 ? 0 : 1;
} catch (error) {
  tellFailure(error);
}
