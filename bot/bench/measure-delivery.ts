import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLog } from '../src/log.ts';
import { openConversations } from '../src/notices/conversations.ts';
import { deliverNotice } from '../src/notices/deliver-notice.ts';
import { createFreshNotices } from '../src/notices/fresh-notices.ts';
import { openNoticeQueue } from '../src/notices/notice-queue.ts';
import { runDeliveries } from '../src/notices/run-deliveries.ts';
import { createThrottle } from '../src/notices/throttle.ts';
import { inventAssets } from '../src/practice/invented-assets.ts';
import { startProjection } from '../src/projection/projection.ts';
import { groupCommit } from '../src/register/group-commit.ts';
import { openQueue } from '../src/register/queues-and-blobs.ts';
import { openRegister } from '../src/register/register.ts';
import { openTable } from '../src/register/storage.ts';
import { createConnector } from '../src/teams/connector.ts';
import type { Figure } from './world.ts';

/**
 * Delivery of one notice each to many people, by the real delivery loop beside the real replica, to a connector that throttles 5 % of the calls.
 * Once under Teams' ceiling of 50 a second, once with the ceiling lifted.
 */
export async function measureDelivery(options: {
  connectionString: string;
  storeName: string;
  notices: number;
  perSecond: number;
}): Promise<Figure> {
  const { connectionString, storeName, notices, perSecond } = options;
  const isLifted = perSecond > 50;
  const connectorServer = await throttlingConnector();
  const storage = { connectionString };
  const tableName = `${storeName}register`;
  const table = await openTable(storage, tableName);
  const projection = startProjection({ storage, tableName, followEveryMs: 1_000, onBehind: () => undefined });
  await projection.ready;
  const queue = openNoticeQueue(await openQueue({ connectionString }, `${storeName}notices`));
  const now = () => new Date();
  const log = createLog({ logLevel: 'error' });
  const conversations = openConversations({
    table,
    now,
    maxAgeMs: 600_000,
    chosenChannel: () => null,
    isConnector: () => true,
    log,
  });
  const ids: string[] = [];
  const fresh = createFreshNotices();
  const register = openRegister({
    table,
    now,
    noticesFor: (_before, after) => [
      { role: 'purchaser', recipient: { kind: 'person', id: `person-${after.id}` }, cause: 'detected' },
    ],
    onCommit: (outcome, stored) => {
      fresh.put(stored);
      projection.putCommit(outcome);
      ids.push(...outcome.notices.map(({ id }) => id));
    },
    onDamage: () => undefined,
  });
  const assets = [...inventAssets(notices, '2026-11-24', 7)];
  const actor = { kind: 'discovery', id: 'discovery', displayName: 'Sightline' } as const;
  await register.changeMany(
    assets.map(({ assetId, facts }) => ({ assetId, actor, isNew: true, decide: (asset) => (asset ? [] : facts) })),
  );
  await Promise.all(
    assets.map(({ assetId }) =>
      conversations.setPerson(`person-${assetId}`, {
        conversationId: `chat-${assetId}`,
        serviceUrl: connectorServer.url,
        tenantId: null,
        botId: 'bot',
        locale: 'en',
      }),
    ),
  );

  const deliver = deliverNotice({
    table,
    write: groupCommit(table),
    fresh,
    conversations,
    reach: async () => ({ kind: 'unreached', fate: 'waits-for-person' }),
    connector: createConnector({ getToken: null, isConnector: () => true }),
    now,
    log,
    render: async () => ({ card: { type: 'AdaptiveCard', version: '1.5', body: [] }, summary: 'bench' }),
    throttle: createThrottle({ perSecond, now: () => performance.now() }),
    getAsset: (assetId) => projection.get(assetId),
    onNotice: (notice) => projection.putNotices([notice]),
  });
  await queue.put(ids);
  const startedAt = performance.now();
  const deliveries = runDeliveries({
    queue,
    deliver,
    giveWay: async () => undefined,
    idleMs: 100,
    log: createLog({ logLevel: 'error' }),
  });
  await connectorServer.taken(notices);
  const seconds = (performance.now() - startedAt) / 1000;
  await deliveries.stop();
  await connectorServer.close();
  await projection.close();

  const rate = notices / seconds;
  const target = isLifted ? 500 : 0.95 * 50;
  const lost = notices - connectorServer.conversations();
  return {
    what: `delivery of ${notices} notices, 5 % throttled, ${isLifted ? 'ceiling lifted' : 'ceiling 50/s'}; ${lost} lost`,
    measured: `${rate.toFixed(1)}/s`,
    target: isLifted ? '≥ 500/s' : '≥ 47.5/s',
    isMet: rate >= target && lost === 0,
  };
}

async function throttlingConnector() {
  const seen = new Set<string>();
  let calls = 0;
  let resolveTaken = () => {};
  let wanted = Number.POSITIVE_INFINITY;
  const server = createServer((request, response) => {
    request.resume();
    calls += 1;
    if (calls % 20 === 0) {
      response.statusCode = 429;
      response.end();
      return;
    }
    seen.add(request.url ?? '');
    response.writeHead(201, { 'content-type': 'application/json' });
    response.end('{"id":"1"}');
    if (seen.size >= wanted) resolveTaken();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    conversations: () => seen.size,
    taken: (count: number) =>
      new Promise<void>((resolve) => {
        wanted = count;
        resolveTaken = resolve;
        if (seen.size >= count) resolve();
      }),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
