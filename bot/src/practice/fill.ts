import { parseConfig } from '../config.ts';
import { fillStore } from './fill-store.ts';

/** `npm run practice:fill -- 100000`: writes invented assets into the practice tenant's store, which must be running. */
const count = Number(process.argv[2] ?? 10_000);
if (!Number.isInteger(count) || count < 1 || count > 1_000_000) {
  console.error('How many assets? Give a whole number up to 1000000, such as: npm run practice:fill -- 100000');
  process.exit(2);
}
const { storage, storeName, isPractice } = parseConfig(process.env);
if (!isPractice || !('connectionString' in storage)) {
  console.error('Invented assets are for the practice tenant only. Start it first with: npm start');
  process.exit(2);
}
const milliseconds = await fillStore(storage.connectionString, storeName, count);
console.log(`${count.toLocaleString('en')} invented assets written in ${(milliseconds / 1000).toFixed(0)} s.`);
