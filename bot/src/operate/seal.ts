import { parseStoreConfig } from '../config.ts';
import { openContainer } from '../register/queues-and-blobs.ts';
import { sealRegister } from '../register/seals.ts';
import { tableAt } from '../register/storage.ts';
import { isNotFound } from '../register/table.ts';
import { tellFailure } from './tell-failure.ts';

/** `npm run register:seal`: seals the configured store now, as a server does once a day; exit code 2 when it can't be done. */
try {
  const { storage, storeName } = parseStoreConfig(process.env);
  const name = `${storeName}register`;
  const container = await openContainer(storage, `${storeName}seals`);
  const at = new Date().toISOString();
  const seal = await sealRegister(tableAt(storage, name), container, at).catch((error: unknown) => {
    throw isNotFound(error) ? new Error(`There is no table ${name} in this store: check STORE_NAME.`) : error;
  });
  console.log(
    seal
      ? `Sealed ${seal.heads.length} journals at ${seal.at}. SHA-256, to be kept elsewhere: ${seal.hash}`
      : 'The register has no entries yet: there is nothing to seal.',
  );
} catch (error) {
  tellFailure(error);
}
