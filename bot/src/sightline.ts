import { setTimeout as delay } from 'node:timers/promises';
import { ClientSecretCredential, ManagedIdentityCredential } from '@azure/identity';
import type { Config } from './config.ts';
import { graphClient } from './directory/graph-client.ts';
import { openPeople } from './directory/people.ts';
import { listSubscriptions } from './directory/subscriptions.ts';
import { evidenceLimits } from './domain/evidence.ts';
import { noticesFor } from './domain/routing.ts';
import { settingsBy } from './domain/settings.ts';
import { answerQuestion } from './features/answer-question.ts';
import { attachEvidence, checkMayAttach, fewFilesAtOnce, keepFile, tooLarge } from './features/attach-evidence.ts';
import { changeSetting, type SettingsDeps } from './features/change-setting.ts';
import { decidePurchase } from './features/decide-purchase.ts';
import { decideRenewal } from './features/decide-renewal.ts';
import { declarePurchase } from './features/declare-purchase.ts';
import { discoverSubscriptions } from './features/discover-subscriptions.ts';
import { disownPurchase } from './features/disown-purchase.ts';
import { handOnPurchase } from './features/hand-on-purchase.ts';
import type { Deps, Outbox } from './features/ports.ts';
import { remindRenewals } from './features/remind-renewals.ts';
import { watchOwners } from './features/watch-owners.ts';
import { authenticateWith } from './http/authenticate.ts';
import { apiRoutes } from './http/routes.ts';
import { httpServer } from './http/server.ts';
import { readTabFiles } from './http/tab-files.ts';
import type { Log } from './log.ts';
import { openConversations } from './notices/conversations.ts';
import { deliverNotice } from './notices/deliver-notice.ts';
import { createFreshNotices } from './notices/fresh-notices.ts';
import { adoptCard, assetOfCard } from './notices/matter-cards.ts';
import { openNoticeQueue } from './notices/notice-queue.ts';
import { runDeliveries } from './notices/run-deliveries.ts';
import { sweepOutbox } from './notices/sweep.ts';
import { createThrottle } from './notices/throttle.ts';
import { startProjection } from './projection/projection.ts';
import { openDroppedFiles } from './register/dropped-files.ts';
import { openEvidence } from './register/evidence.ts';
import { groupCommit } from './register/group-commit.ts';
import { completeBaseline, getNotice, hasBaseline, putNotice } from './register/outbox.ts';
import { openRegister } from './register/register.ts';
import { openSettings } from './register/settings.ts';
import { openContainer, openQueue, openTable } from './register/storage.ts';
import { openViews } from './register/views.ts';
import { repeat } from './repeat.ts';
import { receiveMessages } from './teams/adapter.ts';
import { createConnector } from './teams/connector.ts';
import { fileFetcher } from './teams/download.ts';
import { renderNotice } from './teams/render.ts';
import { tabLink } from './teams/tab-link.ts';
import type { TeamsApp } from './teams/turn.ts';

/** A running Sightline. */
export type Sightline = {
  port: number;
  /** One discovery poll, now. Tests and the bench drive discovery with it; in service it runs by the clock. */
  discover: ReturnType<typeof discoverSubscriptions>;
  /** One round of reminders, now. In service it runs by the clock. */
  remind: ReturnType<typeof remindRenewals>;
  ready: Promise<void>;
  /** Settles when a part that nothing can do without has ended by itself: the process has to start anew. */
  failed: Promise<Error>;
  stop(): Promise<void>;
};

/** Wires all parts together and starts them. `tabFolder`: where the built tab is. */
export async function startSightline(
  config: Config,
  parts: { log: Log; now: () => Date; tabFolder: string },
): Promise<Sightline> {
  const { log, now } = parts;
  const tableName = `${config.storeName}register`;
  const [table, noticeQueue, container] = await Promise.all([
    openTable(config.storage, tableName),
    openQueue(config.storage, `${config.storeName}notices`),
    openContainer(config.storage, `${config.storeName}evidence`),
  ]);
  const queue = openNoticeQueue(noticeQueue);
  const evidence = openEvidence(container);
  const projection = startProjection({
    storage: config.storage,
    tableName,
    followEveryMs: 1_000,
    onBehind: (error) => log.warn({ error }, 'replica could not follow the journal'),
  });

  const graph = graphClient({
    graphEndpoint: config.graphEndpoint,
    loginEndpoint: config.loginEndpoint,
    tenantId: config.tenantId,
    clientId: config.app.clientId,
    clientSecret: config.app.clientSecret,
    identityClientId: config.identityClientId,
  });
  const settingsRegister = await openSettings(table, now);
  const settings = settingsBy(config.settings, settingsRegister.chosen);
  const people = openPeople({ graph, now, maxAgeMs: config.discoveryIntervalMs / 2 });

  const write = groupCommit(table);
  const fresh = createFreshNotices();
  const announce = (noticeIds: readonly string[]) => {
    if (noticeIds.length === 0) return;
    // Lost between commit and queue, a notice is found again by the sweep.
    queue.put(noticeIds).then(
      () => deliveries.wake(),
      (error: unknown) => log.warn({ err: error }, 'notices left to the sweep'),
    );
  };
  const register = openRegister({
    table,
    now,
    noticesFor: (before, after, facts) => noticesFor(before, after, facts, settings()),
    onCommit: ({ asset, notices }, stored) => {
      fresh.put(stored);
      projection.putAssets([asset]);
      if (notices.length > 0) projection.putNotices(notices);
      announce(notices.map(({ id }) => id));
    },
  });
  const outbox: Outbox = {
    get: (noticeId) => getNotice(table, noticeId),
    requeue: async (notice, etag) => {
      const stored = await putNotice(write, notice, etag);
      if (!stored) return false;
      fresh.put([stored]);
      projection.putNotices([notice]);
      announce([notice.id]);
      return true;
    },
  };
  const deps: Deps = { register, projection, people, settings, now, log };

  let pricesTold = settings().priceBook;
  projection.setPriceBook(pricesTold);
  const tellPrices = () => {
    const { priceBook } = settings();
    if (priceBook === pricesTold) return;
    pricesTold = priceBook;
    projection.setPriceBook(priceBook);
  };
  const settingsDeps: SettingsDeps = {
    ...deps,
    settingsRegister,
    configured: config.settings,
    onSettingsChanged(before, after) {
      tellPrices();
      if (before.itamChannelId === after.itamChannelId) return;
      const told = (async () => announce(await projection.waitingFor(null)))();
      told.catch((error: unknown) => log.warn({ err: error }, 'notices left to the sweep'));
    },
  };

  const linkTo = tabLink(config);
  const conversations = openConversations({
    table,
    now,
    maxAgeMs: 30_000,
    chosenChannel: () => settings().itamChannelId,
  });
  const connector = createConnector({ getToken: config.bot.id === '' ? null : botToken(config) });
  const deliver = deliverNotice({
    table,
    write,
    fresh,
    conversations,
    connector,
    now,
    log,
    render: renderNotice(deps, linkTo),
    throttle: createThrottle({ perSecond: config.deliveryPerSecond, now: () => performance.now() }),
    getAsset: async (assetId, atLeast) => {
      const held = await projection.get(assetId);
      return held && held.version >= atLeast ? held : register.get(assetId);
    },
    onNotice: (notice) => projection.putNotices([notice]),
  });
  const deliveries = runDeliveries({ queue, deliver, idleMs: 500, log });

  const poll = discoverSubscriptions({
    ...deps,
    listSubscriptions: () => listSubscriptions(graph),
    hasBaseline: () => hasBaseline(table),
    completeBaseline: async (counts) => {
      const digest = await completeBaseline(table, now().toISOString(), JSON.stringify(counts));
      if (!digest) return;
      projection.putNotices([digest]);
      announce([digest.id]);
    },
  });

  // One poll at a time: the next one must see what the one before recorded.
  let polling: Promise<unknown> = Promise.resolve();
  const discover = () => {
    const next = polling.then(poll, poll);
    polling = next;
    return next;
  };

  const keep = keepFile(evidence);
  const few = fewFilesAtOnce();
  const fetchFile = fileFetcher({
    hosts: config.sharePointHosts,
    isPractice: config.isPractice,
    mostBytes: evidenceLimits.bytes,
    tooLarge,
  });
  const app: TeamsApp = {
    deps,
    declarePurchase: declarePurchase(deps),
    decidePurchase: decidePurchase(deps),
    decideRenewal: decideRenewal(deps),
    handOnPurchase: handOnPurchase(deps),
    answerQuestion: answerQuestion(deps),
    disownPurchase: disownPurchase(deps),
    checkMayAttach: checkMayAttach(deps),
    takeFile: (address, name, until) => few(async () => keep(await fetchFile(address, until), name)),
    attachEvidence: attachEvidence(deps),
    droppedFiles: openDroppedFiles(table),
    assetOfCard: (recipientId, activityId, assetIds) => assetOfCard(table, recipientId, activityId, assetIds),
    changeSetting: changeSetting(settingsDeps),
    conversations,
    connector,
    adoptCard: (matter, conversationId, activityId) => adoptCard({ table, write }, matter, conversationId, activityId),
    reachable: async (recipientId) => announce(await projection.waitingFor(recipientId)),
    tenantId: config.tenantId,
    isPractice: config.isPractice,
    defaultLocale: config.defaultLocale,
    linkTo,
  };

  let isFilled = false;
  const ready = projection.ready.then(() => {
    isFilled = true;
  });
  void projection.failed.then(() => {
    isFilled = false;
  });
  const practice = config.isPractice ? { url: config.loginEndpoint } : null;
  const server = httpServer({
    routes: apiRoutes(
      { ...deps, ...settingsDeps, outbox, views: openViews(table), evidence },
      {
        clientId: config.app.clientId,
        tenantId: config.tenantId,
        signIn: practice ? 'practice' : 'teams',
        practice,
      },
    ),
    authenticate: authenticateWith({
      loginEndpoint: config.loginEndpoint,
      tenantId: config.tenantId,
      audiences: audiencesOf(config),
      defaultLocale: config.defaultLocale,
      now,
    }),
    messages: receiveMessages(config.bot, app, log),
    isReady: async () =>
      isFilled &&
      (await hasBaseline(table).then(
        () => true,
        () => false,
      )),
    tab: await readTabFiles(parts.tabFolder),
    practiceOrigins: practice ? ['http://localhost:*', 'http://127.0.0.1:*'] : [],
    log,
  });
  const host = config.isPractice ? '127.0.0.1' : undefined;
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject);
    server.listen(config.port, host, resolve);
  });

  const following = repeat(
    1_000,
    async () => {
      await settingsRegister.refresh();
      tellPrices();
    },
    (error) => log.warn({ err: error }, 'settings could not be read, the last known ones hold'),
  );
  const watch = watchOwners(deps);
  const remind = remindRenewals(deps);
  const jobs = ready.then(() => [
    repeat(
      config.discoveryIntervalMs,
      async () => {
        await discover();
        await watch();
      },
      (error) => log.warn({ err: error }, 'discovery poll failed, tried again at the next'),
    ),
    repeat(3_600_000, remind, (error) => log.warn({ err: error }, 'reminders failed, tried again in an hour')),
    repeat(60_000, sweepOutbox({ projection, queue, now }), (error) => log.warn({ err: error }, 'sweep failed')),
  ]);
  jobs.catch((error: unknown) => log.error({ err: error }, 'replica could not be filled'));

  return {
    port: server.address().port,
    discover,
    remind,
    ready,
    failed: projection.failed,
    async stop() {
      await new Promise<void>((resolve) => {
        server.close(resolve);
        (server.server as { closeIdleConnections?: () => void }).closeIdleConnections?.();
      });
      await following.stop();
      for (const job of await jobs.catch(() => [])) await job.stop();
      await deliveries.stop();
      await Promise.race([delay(200), projection.version()]);
      await projection.close();
    },
  };
}

/** What a token for the API may name as its audience: the app's id, or its App ID URI in either of Teams' forms. */
function audiencesOf({ app, bot, publicUrl }: Config): string[] {
  const { host } = new URL(publicUrl);
  return [
    app.clientId,
    `api://${app.clientId}`,
    `api://${host}/${app.clientId}`,
    `api://${host}/botid-${bot.id || app.clientId}`,
  ];
}

const botScope = 'https://api.botframework.com/.default';

/** The bot's own token for the connector; the credential keeps it until it expires. */
function botToken({ bot, loginEndpoint }: Config): () => Promise<string> {
  const credential =
    bot.type === 'SingleTenant' && bot.password
      ? new ClientSecretCredential(bot.tenantId, bot.id, bot.password, { authorityHost: loginEndpoint })
      : new ManagedIdentityCredential({ clientId: bot.id });
  return async () => (await credential.getToken(botScope)).token;
}
