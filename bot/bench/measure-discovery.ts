import { parseConfig } from '../src/config.ts';
import { createLog } from '../src/log.ts';
import { shareElsewhere } from '../src/practice/invented-assets.ts';
import { alex, practiceClientId, practiceTenantId } from '../src/practice/people.ts';
import { mostInvented } from '../src/practice/population.ts';
import { orderPopulation } from '../src/practice/population-orders.ts';
import { startPracticeGraph } from '../src/practice/practice-graph.ts';
import { startSightline } from '../src/sightline.ts';
import { startFakeConnector, textsOf } from '../test/support/fake-connector.ts';
import { untilQuiet } from './until-quiet.ts';
import { type Figure, ms, percentile } from './world.ts';

const chatOfAlex = 'chat-alex';
/** What most tenants have: the purchase figure is measured in one of this size as well. */
const usualSize = 500;

/** Discovery over many subscriptions, first and unchanged, and the time from a poll that sees a purchase to its first card. */
export async function measureDiscovery(options: {
  connectionString: string;
  storeName: string;
  count: number;
  purchases: number;
}): Promise<Figure[]> {
  const { storeName, count } = options;
  const large = await measureTenant(options);
  const usual = await measureTenant({ ...options, storeName: `${storeName}usual`, count: usualSize });
  const worst = Math.max(...large.unchangedMs);
  const size = count.toLocaleString('en');
  return [
    {
      what: `discovery, first run over ${size} subscriptions of ${large.people.toLocaleString('en')} people (baseline)`,
      measured: `${(large.firstMs / 1000).toFixed(1)} s`,
      target: '–',
      isMet: null,
    },
    {
      what: `discovery over ${size}, nothing changed, slowest of ${large.unchangedMs.length}`,
      measured: `${(worst / 1000).toFixed(2)} s`,
      target: '≤ 5 s',
      isMet: worst <= 5_000,
    },
    firstCardFigure(large.firstCardMs, count),
    firstCardFigure(usual.firstCardMs, usualSize),
  ];
}

function firstCardFigure(samples: readonly number[], count: number): Figure {
  const p95 = percentile(samples, 0.95);
  const size = count.toLocaleString('en');
  return {
    what: `start of the poll that sees a purchase among ${size} subscriptions → first card at the connector, p95 of ${samples.length}`,
    measured: ms(p95),
    target: '≤ 1,000 ms',
    isMet: p95 <= 1_000,
  };
}

type TenantFigures = { people: number; firstMs: number; unchangedMs: number[]; firstCardMs: number[] };

/** One practice tenant with so many invented subscriptions and a Sightline of its own, in this process. */
async function measureTenant(options: {
  connectionString: string;
  storeName: string;
  count: number;
  purchases: number;
}): Promise<TenantFigures> {
  const { count } = options;
  const graph = await startPracticeGraph({ port: 0, dataFile: null });
  // Some of the invented assets have no subscription: so many assets have about as many subscriptions as are wanted.
  const assets = Math.min(Math.ceil(count / (1 - shareElsewhere)), mostInvented);
  await orderPopulation(graph.url, { count: assets });
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
    REMINDER_DAYS: 'none',
  });
  const startedAt = performance.now();
  const sightline = await startSightline(config, { log: createLog(config), now: () => new Date(), tabFolder: 'none' });
  await sightline.ready;
  await install(sightline.port, connector.serviceUrl);

  // The poll that starts by itself is the first run. The next one waits for it, and finds the one purchase that the
  // practice tenant shows after it: Alex's first card.
  await sightline.discover();
  const firstMs = performance.now() - startedAt;
  const cards = () => connector.shown(chatOfAlex).filter(({ card }) => textsOf(card).includes('Power BI Pro')).length;
  await connector.until(() => cards() === 1);
  await untilQuiet(graph);

  const unchangedMs: number[] = [];
  for (let round = 0; round < 3; round++) {
    const polledAt = performance.now();
    const result = await sightline.discover();
    unchangedMs.push(performance.now() - polledAt);
    if (result.changed + result.vanished !== 0) throw new Error('an unchanged poll changed something');
  }

  const firstCardMs: number[] = [];
  for (let round = 0; round < options.purchases; round++) {
    await buy(graph.url, `new-${round}`);
    const before = cards();
    const polledAt = performance.now();
    const polled = sightline.discover();
    await connector.until(() => cards() > before);
    firstCardMs.push(performance.now() - polledAt);
    await polled;
  }
  await sightline.stop();
  await graph.close();
  await connector.close();
  return { people: Math.floor(assets / 4), firstMs, unchangedMs, firstCardMs };
}

async function buy(graphUrl: string, subscriptionId: string): Promise<void> {
  const response = await fetch(`${graphUrl}/practice/purchases`, {
    method: 'POST',
    body: JSON.stringify({ purchaser: alex.id, skuPartNumber: 'POWER_BI_PRO', subscriptionId }),
  });
  if (response.status !== 201) throw new Error(`the purchase was refused: ${await response.text()}`);
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
      conversation: { id: chatOfAlex, conversationType: 'personal', tenantId: practiceTenantId },
    }),
  });
}
