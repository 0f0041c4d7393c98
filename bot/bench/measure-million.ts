import { dayOf } from '../src/domain/day.ts';
import { startStatesTable } from './states-table.ts';
import { timeLists } from './time-lists.ts';
import { type Figure, ms, percentile, startServer } from './world.ts';

const count = 1_000_000;
const targetMs = 60;
const residentTargetMb = 2_000;

/** The list, filling and memory at a million assets, read from a service that holds nothing but their states. */
export async function measureMillion(options: {
  connectionString: string;
  graphUrl: string;
  token: string;
}): Promise<Figure[]> {
  const table = await startStatesTable({
    connectionString: options.connectionString,
    count,
    madeOn: dayOf(new Date()),
  });
  const server = await startServer(
    { connectionString: table.connectionString, storeName: 'million', graphUrl: options.graphUrl },
    // Nobody lists a million subscriptions here: what Graph does not list would be taken for gone.
    { GRAPH_ENDPOINT: 'http://127.0.0.1:9' },
  );
  const resident = await server.residentMb();
  const samples = await timeLists(server.url, options.token);
  await server.stop();
  await table.close();
  const p95 = percentile(samples, 0.95);
  return [
    {
      what: 'list page over HTTP, 1,000,000 assets, p50',
      measured: ms(percentile(samples, 0.5)),
      target: '–',
      isMet: null,
    },
    {
      what: 'list page over HTTP, 1,000,000 assets, p95',
      measured: ms(p95),
      target: `≤ ${targetMs} ms`,
      isMet: p95 <= targetMs,
    },
    {
      what: 'server start to ready with 1,000,000 assets',
      measured: `${(server.readyAfterMs / 1000).toFixed(1)} s`,
      target: '–',
      isMet: null,
    },
    {
      what: 'resident memory after filling 1,000,000',
      measured: `${resident.toFixed(0)} MB`,
      target: `≤ ${residentTargetMb} MB`,
      isMet: resident <= residentTargetMb,
    },
  ];
}
