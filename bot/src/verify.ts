import { parseConfig } from './config.ts';
import { openEvidence } from './register/evidence.ts';
import { containerAt, tableAt } from './register/storage.ts';
import { isNotFound } from './register/table.ts';
import { verifyRegister } from './register/verify.ts';
import { verifyEvidence } from './register/verify-evidence.ts';

/**
 * `npm run register:verify`: walks the journal of the configured store and reads the documents that it names; exit code 1 when
 * something in it is wrong, 2 when it can't be read.
 */
try {
  const config = parseConfig(process.env);
  const name = `${config.storeName}register`;
  const table = tableAt(config.storage, name);
  const { entries, assets, faults } = await verifyRegister(table).catch((error: unknown) => {
    throw isNotFound(error) ? new Error(`There is no table ${name} in this store: check STORE_NAME.`) : error;
  });
  const evidence = openEvidence(containerAt(config.storage, `${config.storeName}evidence`));
  const { documents, faults: lost } = await verifyEvidence(table, evidence);
  const all = [...faults, ...lost];
  for (const { shard, row, what, detail } of all) console.log(`${what}: shard ${shard}, ${row}: ${detail}`);
  const of = `${entries} entries about ${assets} assets, ${documents} documents`;
  console.log(
    all.length === 0 ? `The journal is whole: ${of}.` : `The journal is NOT whole: ${all.length} faults in ${of}.`,
  );
  process.exitCode = all.length === 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
