import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillStore } from '../src/practice/fill-store.ts';
import { adele } from '../src/practice/people.ts';
import { orderPopulation } from '../src/practice/population-orders.ts';
import { startPracticeGraph } from '../src/practice/practice-graph.ts';
import { freePort } from '../test/support/free-port.ts';
import { tokensFrom } from '../test/support/tokens.ts';
import { measureDelivery } from './measure-delivery.ts';
import { measureDiscovery } from './measure-discovery.ts';
import { measureHistories } from './measure-histories.ts';
import { measureList } from './measure-list.ts';
import { measureLoad } from './measure-load.ts';
import { measureMillion } from './measure-million.ts';
import { measurePresses } from './measure-presses.ts';
import { measureTab } from './measure-tab.ts';
import { buildForBench, type Figure, startWorld } from './world.ts';

/**
 * `npm run bench [-- part …]`: measures on this machine, prints each figure beside its target and writes
 * `bench-results.json`. Parts: presses, delivery, discovery, histories, list, tab, load, million; all of them without a name.
 * `BENCH_ASSETS` makes the 100,000 fewer, for a quick look.
 */
const count = Number(process.env.BENCH_ASSETS ?? 100_000);
const parts = process.argv.slice(2);
const wants = (part: string) => parts.length === 0 || parts.includes(part);
const figures: Figure[] = [];
const note = (...measured: Figure[]) => {
  figures.push(...measured);
  for (const { what, measured: value, target, isMet } of measured) {
    console.log(
      `${isMet === null ? '      ' : isMet ? 'met   ' : 'MISSED'}  ${value.padStart(10)}  (${target})  ${what}`,
    );
  }
};

buildForBench();
const logDir = await mkdtemp(join(tmpdir(), 'sightline-bench-'));
const world = await startWorld(logDir);
// People sign in to the tab at the practice Graph, which answers pages of this server only.
const tabPort = String(await freePort());
const serverOrigins = [`http://127.0.0.1:${tabPort}`];
const graph = await startPracticeGraph({ port: 0, dataFile: null, serverOrigins });
const { connectionString } = world;
try {
  const token = await tokensFrom(graph.url)(adele.userPrincipalName);
  if (wants('presses'))
    note(
      ...(await measurePresses({
        connectionString,
        storeName: 'presses',
        graphUrl: graph.url,
        warmUpRounds: 10,
        rounds: 10,
      })),
    );
  if (wants('delivery')) {
    note(await measureDelivery({ connectionString, storeName: 'ceiling', notices: 3_000, perSecond: 50 }));
    note(await measureDelivery({ connectionString, storeName: 'lifted', notices: 3_000, perSecond: 100_000 }));
  }
  if (wants('discovery'))
    note(...(await measureDiscovery({ connectionString, storeName: 'discovery', count, purchases: 10 })));
  if (wants('histories'))
    note(...(await measureHistories({ connectionString, storeName: 'histories', entries: 7_000 })));
  if (wants('list') || wants('tab') || wants('load')) {
    const { madeOn, seed } = await orderPopulation(graph.url, { count });
    const filledMs = await fillStore(connectionString, 'list', count, madeOn, seed);
    note({
      what: `writing ${count.toLocaleString('en')} assets with their journals`,
      measured: `${(filledMs / 1000).toFixed(0)} s`,
      target: '–',
      isMet: null,
    });
    const filled = { connectionString, storeName: 'list', graph, token, count };
    if (wants('list')) note(...(await measureList(filled)));
    if (wants('tab')) note(...(await measureTab({ ...filled, port: tabPort })));
    if (wants('load')) note(...(await measureLoad(filled)));
  }
  if (wants('million')) note(...(await measureMillion({ connectionString, graphUrl: graph.url, token })));
} finally {
  await graph.close();
  await world.stop();
  await rm(logDir, { recursive: true, force: true });
}
const machine = {
  cores: cpus().length,
  cpu: cpus()[0]?.model ?? 'unknown',
  node: process.version,
  at: new Date().toISOString(),
};
await writeFile('bench-results.json', `${JSON.stringify({ machine, figures }, null, 2)}\n`);
console.log(`\n${machine.cores} cores, ${machine.cpu}, Node ${machine.node}. Written to bench-results.json.`);
process.exit();
