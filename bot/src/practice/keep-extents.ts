import { createRequire } from 'node:module';

/*
 * Preloaded into an emulator that keeps its data in memory: it lives for a run of tests or a measurement, in which what it
 * would collect is no matter. Collecting, it builds an index anew for each message and document that is gone, and answers
 * nobody meanwhile: minutes after some ten thousand of them.
 */

const require = createRequire(import.meta.url);
const longerThanAnyRun = 24 * 3_600_000;

for (const service of ['blob', 'queue'])
  require(`azurite/dist/src/${service}/utils/constants.js`).DEFAULT_GC_INTERVAL_MS = longerThanAnyRun;
