import { parseConfig } from '../src/config.ts';
import { createLog } from '../src/log.ts';
import { alex, practiceClientId, practiceTenantId } from '../src/practice/people.ts';
import { startSightline } from '../src/sightline.ts';
import { startFakeConnector } from '../test/support/fake-connector.ts';
import { startBenchGraph } from './bench-graph.ts';
import { type Figure, ms, percentile } from './world.ts';

/** Discovery over many subscriptions, first and unchanged, and the time from a poll that sees a purchase to its first card. */
export async function measureDiscovery(options: {
  connectionString: string;
  storeName: string;
  count: number;
  purchases: number;
}): Promise<Figure[]> {
  const graph = await startBenchGraph(options.count);
  const connector = await startFakeConnector();
  const config = parseConfig({
    PORT: '0',
    PRACTICE: '1',
    LOG_LEVEL: 'error',
    STORAGE_CONNECTION_STRING: options.connectionString,
    STORE_NAME: options.storeName,
    GRAPH_ENDPOINT: graph.url,
    LOGIN_ENDPOINT: graph.url,
    AAD_APP_TENANT_ID: practiceTenantId,
    AAD_APP_CLIENT_ID: practiceClientId,
    DISCOVERY_INTERVAL: '86400',
  });
  const sightline = await startSightline(config, { log: createLog(config), now: () => new Date(), tabFolder: 'none' });
  await sightline.ready;
  // The poll that starts by itself is the first run: the next one waits for it and finds nothing changed.
  const firstAt = performance.now();
  await sightline.discover();
  const firstMs = performance.now() - firstAt;

  const unchanged: number[] = [];
  for (let round = 0; round < 3; round++) {
    const startedAt = performance.now();
    const result = await sightline.discover();
    unchanged.push(performance.now() - startedAt);
    if (result.changed !== 0) throw new Error('an unchanged poll changed something');
  }

  await install(sightline.port, connector.serviceUrl);
  const firstCards: number[] = [];
  for (let round = 0; round < options.purchases; round++) {
    graph.add({ id: `new-${round}`, skuPartNumber: `BENCH_${round}`, skuId: crypto.randomUUID() });
    const before = connector.shown('chat-alex').length;
    const startedAt = performance.now();
    await Promise.all([sightline.discover(), connector.until(() => connector.shown('chat-alex').length > before)]);
    firstCards.push(performance.now() - startedAt);
  }
  await sightline.stop();
  await graph.close();
  await connector.close();

  const worst = Math.max(...unchanged);
  const p95 = percentile(firstCards, 0.95);
  const size = options.count.toLocaleString('en');
  return [
    {
      what: `discovery, first run over ${size} subscriptions (baseline)`,
      measured: `${(firstMs / 1000).toFixed(1)} s`,
      target: '–',
      isMet: null,
    },
    {
      what: `discovery over ${size}, nothing changed, slowest of 3`,
      measured: `${(worst / 1000).toFixed(2)} s`,
      target: '≤ 5 s',
      isMet: worst <= 5_000,
    },
    {
      what: `poll that sees a purchase (among ${size}) → first card at the connector, p95 of ${options.purchases}`,
      measured: ms(p95),
      target: '≤ 1,000 ms',
      isMet: p95 <= 1_000,
    },
  ];
}

async function install(port: number, serviceUrl: string): Promise<void> {
  await fetch(`http://127.0.0.1:${port}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      type: 'installationUpdate',
      action: 'add',
      id: 'install',
      channelId: 'msteams',
      serviceUrl,
      from: { id: '29:alex', name: alex.displayName, aadObjectId: alex.id },
      recipient: { id: '28:sightline' },
      conversation: { id: 'chat-alex', conversationType: 'personal', tenantId: practiceTenantId },
    }),
  });
}
