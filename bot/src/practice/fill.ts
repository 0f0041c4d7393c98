import { type Config, isLoopback, parseConfig } from '../config.ts';
import { fillStore } from './fill-store.ts';
import { mostInvented, type Population } from './population.ts';
import { letBeListed, orderPopulation, populationsOf } from './population-orders.ts';

/**
 * `npm run practice:fill -- 100000`: lets the running practice tenant list invented people and purchases, and writes the
 * same ones into its store. Graph's list can't be read meanwhile, so that discovery never sees one without the other.
 */
const count = Number(process.argv[2] ?? 10_000);
if (!Number.isInteger(count) || count < 1 || count > mostInvented) {
  refuse('How many assets? Give a whole number up to 1000000, such as: npm run practice:fill -- 100000');
}
const { connectionString, graphEndpoint, storeName } = practiceParts();
const populations = await populationsOf(graphEndpoint).catch(() =>
  refuse(`No practice tenant answers at ${graphEndpoint}. Start it first with: npm start`),
);
const unfinished = populations.find(({ isListed }) => !isListed);
if (unfinished) {
  console.log(`Finishing the ${unfinished.count.toLocaleString('en')} assets that were begun before …`);
  await fill(unfinished);
}
const ordered = await orderPopulation(graphEndpoint, { count, isListed: false }).catch((error: Error) =>
  refuse(error.message),
);
await fill(ordered);

async function fill(population: Population): Promise<void> {
  const { count, madeOn, seed } = population;
  const milliseconds = await fillStore(connectionString, storeName, count, madeOn, seed);
  await letBeListed(graphEndpoint, population);
  console.log(`${count.toLocaleString('en')} invented assets written in ${(milliseconds / 1000).toFixed(0)} s.`);
}

/** Where the practice tenant's store and Graph are: never anyone else's. */
function practiceParts(): { connectionString: string; graphEndpoint: string; storeName: string } {
  const config = configured();
  if (!config?.isPractice || !('connectionString' in config.storage)) {
    return refuse('Invented assets are for the practice tenant only. Start it first with: npm start');
  }
  const { graphEndpoint, storage, storeName } = config;
  if (!isLoopback(graphEndpoint)) {
    return refuse(`${graphEndpoint} is not the practice tenant's Graph, so it can't list invented assets.`);
  }
  return { connectionString: storage.connectionString, graphEndpoint, storeName };
}

/** Null when the practice tenant never ran here: it leaves its configuration behind. */
function configured(): Config | null {
  try {
    return parseConfig(process.env);
  } catch {
    return null;
  }
}

function refuse(why: string): never {
  console.error(why);
  process.exit(2);
}
