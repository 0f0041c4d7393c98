import type { PracticeGraph } from '../src/practice/practice-graph.ts';
import { statesOfShard } from '../src/register/journal.ts';
import { unpackState } from '../src/register/packed.ts';
import { shards } from '../src/register/shards.ts';
import { openTable } from '../src/register/storage.ts';
import { firstPollOver } from './first-poll.ts';
import { timeLists } from './time-lists.ts';
import { type Figure, ms, percentile, startServer } from './world.ts';

const targetMs = 15;
const residentTargetMb = 400;
const fillTargetMs = 10_000;

/**
 * First page of a filtered, sorted, searched list with total and facets over HTTP, beside a scan of the table for it.
 * `graph` lists what the store was filled with, so that the server's own first poll finds nothing of it changed.
 */
export async function measureList(options: {
  connectionString: string;
  storeName: string;
  graph: PracticeGraph;
  token: string;
  count: number;
}): Promise<Figure[]> {
  const { connectionString, storeName, graph, count } = options;
  const server = await startServer({ connectionString, storeName, graphUrl: graph.url });
  const resident = await server.residentMb();
  await firstPollOver(graph, connectionString, storeName);
  const residentAfterPoll = await server.residentMb();
  const measured = await timeLists(server.url, options.token);
  const scanMs = await scanTable(connectionString, storeName);
  await server.stop();
  const p95 = percentile(measured, 0.95);
  const size = count.toLocaleString('en');
  return [
    {
      what: `list page over HTTP, ${size} assets, p50`,
      measured: ms(percentile(measured, 0.5)),
      target: '–',
      isMet: null,
    },
    {
      what: `list page over HTTP, ${size} assets, p95`,
      measured: ms(p95),
      target: `≤ ${targetMs} ms`,
      isMet: p95 <= targetMs,
    },
    { what: `the same by scanning the table (one scan)`, measured: ms(scanMs), target: '–', isMet: null },
    {
      what: `ratio scan / list p95`,
      measured: `${(scanMs / p95).toFixed(0)} ×`,
      target: '≥ 100 ×',
      isMet: scanMs / p95 >= 100,
    },
    {
      what: `server start to ready with ${size} assets (fills the replica)`,
      measured: `${(server.readyAfterMs / 1000).toFixed(1)} s`,
      target: `≤ ${fillTargetMs / 1000} s`,
      isMet: server.readyAfterMs <= fillTargetMs,
    },
    {
      what: `resident memory after filling ${size}`,
      measured: `${resident.toFixed(0)} MB`,
      target: `≤ ${residentTargetMb} MB`,
      isMet: resident <= residentTargetMb,
    },
    {
      what: 'resident memory after a poll over what Graph lists of them, and a look at owners',
      measured: `${residentAfterPoll.toFixed(0)} MB`,
      target: '–',
      isMet: null,
    },
  ];
}

/** What the answer would take without a replica: every asset read from the table, filtered and sorted here. */
async function scanTable(connectionString: string, storeName: string): Promise<number> {
  const table = await openTable({ connectionString }, `${storeName}register`);
  const startedAt = performance.now();
  const found: { renewsOn: string | null }[] = [];
  await Promise.all(
    shards.map(async (shard) => {
      for await (const states of statesOfShard(table, shard)) {
        const assets = states.map(unpackState);
        found.push(...assets.filter((asset) => asset.status === 'detected' && asset.product.name.startsWith('Power')));
      }
    }),
  );
  found.sort((a, b) => ((a.renewsOn ?? '') < (b.renewsOn ?? '') ? -1 : 1));
  return performance.now() - startedAt;
}
