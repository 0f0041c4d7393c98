import { parseConfig } from './config.ts';
import { tableAt } from './register/storage.ts';
import { isNotFound } from './register/table.ts';
import { verifyRegister } from './register/verify.ts';

/** `npm run register:verify`: walks the journal of the configured store; exit code 1 when something in it is wrong, 2 when it can't be read. */
try {
  const config = parseConfig(process.env);
  const name = `${config.storeName}register`;
  const { entries, assets, faults } = await verifyRegister(tableAt(config.storage, name)).catch((error: unknown) => {
    throw isNotFound(error) ? new Error(`There is no table ${name} in this store: check STORE_NAME.`) : error;
  });
  for (const { shard, row, what, detail } of faults) console.log(`${what}: shard ${shard}, ${row}: ${detail}`);
  const of = `${entries} entries about ${assets} assets`;
  console.log(
    faults.length === 0
      ? `The journal is whole: ${of}.`
      : `The journal is NOT whole: ${faults.length} faults in ${of}.`,
  );
  process.exitCode = faults.length === 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
