import { openContainer } from '../register/queues-and-blobs.ts';
import { sealRegister } from '../register/seals.ts';
import { existingStore } from './existing-store.ts';
import { tellFailure } from './tell-failure.ts';

/** `npm run register:seal`: seals the configured store now, as a server does once a day; exit code 2 when it can't be done. */
try {
  const { table, storage, storeName } = await existingStore(process.env);
  const container = await openContainer(storage, `${storeName}seals`);
  const seal = await sealRegister(table, container, new Date().toISOString());
  console.log(
    seal
      ? `Sealed ${seal.heads.length} journals at ${seal.at}. SHA-256, to be kept elsewhere: ${seal.hash}`
      : 'The register has no entries yet: there is nothing to seal.',
  );
} catch (error) {
  tellFailure(error);
}
