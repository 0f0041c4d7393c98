import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { ClientSecretCredential, ManagedIdentityCredential } from '@azure/identity';
import { type Config, isConnector, isStandIn } from './config.ts';
import { graphClient } from './directory/graph-client.ts';
import { installThroughGraph } from './directory/installations.ts';
import { openPeople } from './directory/people.ts';
import { listSubscriptions } from './directory/subscriptions.ts';
import { saysAll } from './domain/asset.ts';
import { evidenceLimits } from './domain/evidence.ts';
import { noticesFor } from './domain/routing.ts';
import { settingsBy } from './domain/settings.ts';
import type { HeldLoss } from './domain/sudden-loss.ts';
import { answerQuestion } from './features/answer-question.ts';
import { attachEvidence, checkMayAttach, fewFilesAtOnce, keepFile, tooLarge } from './features/attach-evidence.ts';
import { changeSetting, type SettingsDeps } from './features/change-setting.ts';
import { decidePurchase } from './features/decide-purchase.ts';
import { decideRenewal } from './features/decide-renewal.ts';
import { declarePurchase } from './features/declare-purchase.ts';
import { discoverSubscriptions } from './features/discover-subscriptions.ts';
import { disownPurchase } from './features/disown-purchase.ts';
import { fewChangesAtOnce } from './features/few-changes.ts';
import { handOnPurchase } from './features/hand-on-purchase.ts';
import { joinPurchases } from './features/join-purchases.ts';
import type { Deps, Outbox } from './features/ports.ts';
import { remindRenewals } from './features/remind-renewals.ts';
import { retireEnded } from './features/retire-ended.ts';
import { watchOwners } from './features/watch-owners.ts';
import { admitWith } from './http/admit.ts';
import { authenticateWith } from './http/authenticate.ts';
import { type Patience, usualPatience } from './http/patience.ts';
import { createRateLimits, type Rates } from './http/rate-limits.ts';
import { apiRoutes } from './http/routes.ts';
import { httpServer } from './http/server.ts';
import { readTabFiles } from './http/tab-files.ts';
import { impatient } from './impatient-credential.ts';
import type { Log } from './log.ts';
import { openConversations } from './notices/conversations.ts';
import { deliverNotice } from './notices/deliver-notice.ts';
import { createFreshNotices } from './notices/fresh-notices.ts';
import { adoptCard, assetOfCard } from './notices/matter-cards.ts';
import { openNoticeQueue } from './notices/notice-queue.ts';
import { reachPeople } from './notices/reach-people.ts';
import { runDeliveries } from './notices/run-deliveries.ts';
import { sweepOutbox } from './notices/sweep.ts';
import { createThrottle } from './notices/throttle.ts';
import { startProjection } from './projection/projection.ts';
import { answeredOf, rememberAnswer } from './register/answered-messages.ts';
import type { OnDamage } from './register/commit-journal.ts';
import { giveChecks } from './register/conversation-rows.ts';
import { takeDailyTurn } from './register/daily-turn.ts';
import { openDroppedFiles } from './register/dropped-files.ts';
import { openEvidence } from './register/evidence.ts';
import { groupCommit } from './register/group-commit.ts';
import { assertNotHalfRestored } from './register/half-restored.ts';
import { putLoss, readLoss } from './register/held-loss.ts';
import { completeBaseline, getNotice, hasBaseline, putNotice } from './register/outbox.ts';
import { openContainer, openQueue } from './register/queues-and-blobs.ts';
import { openRegister, type Register } from './register/register.ts';
import { sealRegister } from './register/seals.ts';
import { openSettings } from './register/settings.ts';
import { openTable } from './register/storage.ts';
import type { StoreCare } from './register/store-limits.ts';
import { verifyInWorker } from './register/verify-in-worker.ts';
import { openViews } from './register/views.ts';
import { repeat } from './repeat.ts';
import { signOfLife } from './sign-of-life.ts';
import { receiveMessages } from './teams/adapter.ts';
import { createConnector } from './teams/connector.ts';
import { fileFetcher } from './teams/download.ts';
import { renderNotice } from './teams/render.ts';
import { tabLink } from './teams/tab-link.ts';
import type { TeamsApp } from './teams/turn.ts';
import { instruments } from './telemetry/instruments.ts';
import { inSpan, traceparent } from './telemetry/traces.ts';
import { underWay } from './under-way.ts';
import { tokenMs, usualWaits, type Waits } from './waits.ts';

/** A running Sightline. */
export type Sightline = {
  port: number;
  /** One discovery poll, now. Tests and the bench drive discovery with it; in service it runs by the clock. */
  discover: ReturnType<typeof discoverSubscriptions>;
  /** One round of reminders, now. In service it runs by the clock. */
  remind: ReturnType<typeof remindRenewals>;
  /** Retires what has ended as the settings say, now. In service it follows each look at Microsoft. */
  retire: ReturnType<typeof retireEnded>;
  /** Reaches out, now, to everyone whom a notice waits for. In service it runs by the clock. */
  reachOut(): Promise<void>;
  ready: Promise<void>;
  /** Settles when a part that nothing can do without has ended by itself: the process has to start anew. */
  failed: Promise<Error>;
  /** Takes nothing new, finishes what is under way, and hands back what it has not begun. */
  stop(): Promise<void>;
};

/**
 * Wires all parts together and starts them. `tabFolder`: where the built tab is.
 *
 * @throws {HalfRestored} for a store into which a backup is half restored: a server would write where the rest is to go
 */
export async function startSightline(
  config: Config,
  parts: { log: Log; now: () => Date; tabFolder: string; patience?: Patience; waits?: Waits; rates?: Rates },
): Promise<Sightline> {
  const { log, now, patience = usualPatience, waits = usualWaits } = parts;
  const tableName = `${config.storeName}register`;
  const care: StoreCare = {
    limits: waits.store,
    onUnavailable({ service, method, ms, why }) {
      instruments.storeUnavailable().add(1, { 'sightline.service': service });
      log.warn({ err: why, service, method, ms }, 'the store is out of reach');
    },
  };
  const [table, noticeQueue, container, seals] = await Promise.all([
    openTable(config.storage, tableName, care),
    // Nobody waits for the queue, and what is taken off it by a call that is given up stays hidden for a minute.
    openQueue(config.storage, `${config.storeName}notices`, { ...care, limits: waits.storeInWork }),
    openContainer(config.storage, `${config.storeName}evidence`, care),
    openContainer(config.storage, `${config.storeName}seals`, care),
  ]);
  await assertNotHalfRestored(table);
  const queue = openNoticeQueue(noticeQueue);
  const evidence = openEvidence(container, waits.store.callMs);
  const projection = startProjection({
    storage: config.storage,
    tableName,
    followEveryMs: 1_000,
    limits: waits.storeInWork,
    onBehind: (error) => log.warn({ error }, 'replica could not follow the journal'),
  });

  const graph = graphClient({
    graphEndpoint: config.graphEndpoint,
    loginEndpoint: config.loginEndpoint,
    tenantId: config.tenantId,
    clientId: config.app.clientId,
    clientSecret: config.app.clientSecret,
    certificatePath: config.app.certificatePath,
    identityClientId: config.identityClientId,
  });
  const onDamage: OnDamage = ({ partitionKey, rowKey }) =>
    log.error({ partitionKey, rowKey }, 'a row was changed beside Sightline: what it must be takes its place');
  const settingsRegister = await openSettings(table, now, onDamage);
  const settings = settingsBy(config.settings, settingsRegister.chosen);
  const people = openPeople({ graph, now, maxAgeMs: config.discoveryIntervalMs / 2 });

  const write = groupCommit(table);
  const fresh = createFreshNotices();
  const announcing = underWay();
  const announce = (noticeIds: readonly string[]) => {
    if (noticeIds.length === 0) return;
    // Lost between commit and queue, a notice is found again by the sweep.
    void announcing.during(() =>
      queue.put(noticeIds).then(
        () => deliveries.wake(),
        (error: unknown) => log.warn({ err: error }, 'notices left to the sweep'),
      ),
    );
  };
  const opened = openRegister({
    table,
    now,
    noticesFor: (before, after, facts) => noticesFor(before, after, facts, settings()),
    onCommit: (outcome, stored) => {
      fresh.put(stored);
      projection.putCommit(outcome);
      const { asset, notices } = outcome;
      const noticeIds = notices.map(({ id }) => id);
      log.debug({ assetId: asset.id, version: asset.version, noticeIds }, 'committed');
      announce(noticeIds);
    },
    onDamage,
  });
  const register = tracedRegister(opened);
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
      reachable(null).catch((error: unknown) => log.warn({ err: error }, 'notices left to the sweep'));
    },
  };

  /** Someone, or with null the ITAM channel, can be reached now. */
  const reachable = async (recipientId: string | null) => announce(await projection.waitingFor(recipientId));
  const linkTo = tabLink(config);
  const isTeams = (serviceUrl: string) => isConnector(serviceUrl, config);
  const conversations = openConversations({
    table,
    now,
    maxAgeMs: 30_000,
    chosenChannel: () => settings().itamChannelId,
    isConnector: isTeams,
    log,
  });
  const { teamsAppId } = config.app;
  const reach = reachPeople({
    table,
    conversations,
    install: teamsAppId ? installThroughGraph({ graph, graphEndpoint: config.graphEndpoint, teamsAppId }) : null,
    usual: { serviceUrl: config.connectorUrl, botId: `28:${config.bot.id}` },
    tenantId: config.tenantId,
    locale: config.defaultLocale,
    onReached: (personId) => {
      reachable(personId).catch((error: unknown) => log.warn({ err: error }, 'notices left to the next look'));
    },
    now,
    log,
  });
  const connector = createConnector({ getToken: botToken(config), isConnector: isTeams });
  const deliver = deliverNotice({
    table,
    write,
    fresh,
    conversations,
    reach: reach.reach,
    connector,
    now,
    log,
    render: renderNotice(deps, linkTo),
    throttle: createThrottle({ perSecond: config.deliveryPerSecond, now: () => performance.now() }),
    getAsset: async (assetId, atLeast) => {
      const held = await projection.get(assetId);
      return held && held.version >= atLeast && saysAll(held) ? held : register.get(assetId);
    },
    onNotice: (notice) => projection.putNotices([notice]),
  });
  const turns = underWay();
  const giveWay = (signal: AbortSignal) => turns.quiet(longestGivenWayMs, signal);
  const deliveries = runDeliveries({ queue, deliver, giveWay, idleMs: 500, log });

  let lossHeld: HeldLoss | null = null;
  const poll = discoverSubscriptions({
    ...deps,
    listSubscriptions: () => listSubscriptions(graph),
    readLoss: () => readLoss(table),
    putLoss: (loss, before) => putLoss(table, loss, before),
    intervalMs: config.discoveryIntervalMs,
    hasBaseline: () => hasBaseline(table),
    completeBaseline: async (counts) => {
      const digest = await completeBaseline(table, now().toISOString(), JSON.stringify(counts));
      if (!digest) return;
      projection.putNotices([digest]);
      announce([digest.id]);
    },
  });

  const pollOnce = () =>
    inSpan('discovery.poll', {}, async (span) => {
      const outcome = await poll();
      lossHeld = outcome.heldBack;
      instruments.discoveryCompleted().add(1);
      if (outcome.heldBack) instruments.discoveryHeldBack().add(1);
      span.setAttributes({ 'sightline.seen': outcome.seen, 'sightline.changed': outcome.changed });
      return outcome;
    });

  // One poll at a time: the next one must see what the one before recorded.
  let polling: Promise<unknown> = Promise.resolve();
  const discover = () => {
    const next = polling.then(pollOnce, pollOnce);
    polling = next;
    return next;
  };

  const changes = fewChangesAtOnce();
  const keep = keepFile(evidence);
  const takeOne = fewFilesAtOnce();
  const fetchFile = fileFetcher({
    hosts: config.sharePointHosts,
    isPractice: config.isPractice,
    mostBytes: evidenceLimits.bytes,
    tooLarge,
  });
  const app: TeamsApp = {
    deps,
    changes,
    declarePurchase: declarePurchase(deps),
    decidePurchase: decidePurchase(deps),
    decideRenewal: decideRenewal(deps),
    handOnPurchase: handOnPurchase(deps),
    answerQuestion: answerQuestion(deps),
    disownPurchase: disownPurchase(deps),
    joinPurchases: joinPurchases(deps),
    checkMayAttach: checkMayAttach(deps),
    takeFile: (personId, address, name, until) =>
      takeOne(personId, async () => keep(await fetchFile(address, until), name)),
    attachEvidence: attachEvidence(deps),
    droppedFiles: openDroppedFiles(table),
    answered: {
      of: (personId) => answeredOf(table, personId),
      remember: (personId, answered) => rememberAnswer(table, personId, answered),
    },
    assetOfCard: (recipientId, activityId, assetIds) => assetOfCard(table, recipientId, activityId, assetIds),
    changeSetting: changeSetting(settingsDeps),
    conversations,
    connector,
    adoptCard: (matter, conversationId, activityId) => adoptCard({ table, write }, matter, conversationId, activityId),
    reachable,
    tenantId: config.tenantId,
    isPractice: config.isPractice,
    isConnector: isTeams,
    defaultLocale: config.defaultLocale,
    waits,
    linkTo,
  };

  const receive = receiveMessages(config.bot, app);
  let isFilled = false;
  const isStoreThere = signOfLife(() => hasBaseline(table), waits.readyMs);
  let isStopping = false;
  const ready = projection.ready.then(() => {
    isFilled = true;
  });
  void projection.failed.then(() => {
    isFilled = false;
  });
  const practice = config.isPractice ? { url: config.loginEndpoint } : null;
  const edge = httpServer({
    routes: apiRoutes(
      {
        ...deps,
        ...settingsDeps,
        outbox,
        views: openViews(table),
        evidence,
        takeFile: takeOne,
        lossHeld: () => lossHeld,
        readLoss: () => readLoss(table),
        onLossConfirmed: () => {
          discover().catch((error: unknown) =>
            log.warn({ err: error }, 'discovery poll failed, tried again at the next'),
          );
        },
      },
      {
        clientId: config.app.clientId,
        tenantId: config.tenantId,
        signIn: practice ? 'practice' : 'teams',
        practice,
      },
      patience,
    ),
    admit: admitWith({
      authenticate: authenticateWith({
        loginEndpoint: config.loginEndpoint,
        tokenServiceV1: config.tokenServiceV1,
        tenantId: config.tenantId,
        audiences: audiencesOf(config),
        defaultLocale: config.defaultLocale,
        now,
        log,
      }),
      limits: createRateLimits(parts.rates),
      isBehindFrontEnd: config.isBehindFrontEnd,
    }),
    changes,
    messages: (request) => turns.during(() => receive(request)),
    isStopping: () => isStopping,
    isReady: async () => {
      if (!isFilled || isStopping) return false;
      return isStoreThere();
    },
    tab: await readTabFiles(parts.tabFolder),
    loginOrigin: new URL(config.loginEndpoint).origin,
    teamsOrigin: config.teamsUrl,
    practiceOrigins: practice ? ['http://localhost:*', 'http://127.0.0.1:*'] : [],
    isBehindFrontEnd: config.isBehindFrontEnd,
    isHttps: config.publicUrl.startsWith('https:'),
    patience,
    waits,
    log,
  });
  const host = config.isPractice ? '127.0.0.1' : undefined;
  await new Promise<void>((resolve, reject) => {
    edge.server.on('error', reject);
    edge.server.listen(config.port, host, resolve);
  });

  const following = repeat(
    1_000,
    async () => {
      await settingsRegister.refresh();
      tellPrices();
    },
    (error) => log.warn({ err: error }, 'settings could not be read, the last known ones hold'),
  );
  const stopping = new AbortController();
  const sealAndVerify = async () => {
    const seal = await sealRegister(table, seals, now().toISOString());
    // The log is kept outside of the store: whoever changes a seal there can't change this line.
    if (seal) log.info({ sealedAt: seal.at, hash: seal.hash, journals: seal.heads.length }, 'register sealed');
    const { storage, storeName } = config;
    const { faults, ...verified } = await verifyInWorker({ storage, storeName }, stopping.signal);
    for (const fault of faults.slice(0, mostFaultsLogged)) log.error(fault, 'the register is not whole');
    if (faults.length > 0) instruments.verifyFailed().add(faults.length);
    log.info({ ...verified, faults: faults.length }, 'register verified');
  };
  const check = () => takeDailyTurn(table, now, sealAndVerify);
  const watch = watchOwners(deps);
  const remind = remindRenewals(deps);
  const retire = retireEnded(deps);
  const reachOut = async () => {
    for (const id of await projection.waitedFor()) if (await reach.mayReach(id)) await reachable(id);
  };
  const jobs = ready.then(() => [
    repeat(
      config.discoveryIntervalMs,
      async () => {
        await discover();
        await watch();
        await retire();
      },
      (error) => log.warn({ err: error }, 'discovery poll failed, tried again at the next'),
    ),
    repeat(3_600_000, remind, (error) => log.warn({ err: error }, 'reminders failed, tried again in an hour')),
    repeat(
      3_600_000,
      () => giveChecks(table, now()),
      (error) => log.warn({ err: error }, 'rows of conversations not given their checks, tried again in an hour'),
    ),
    repeat(3_600_000, reachOut, (error) =>
      log.warn({ err: error }, 'people not reached out to, tried again in an hour'),
    ),
    repeat(60_000, sweepOutbox({ projection, queue, now }), (error) => log.warn({ err: error }, 'sweep failed')),
    repeat(
      60_000,
      async () => {
        const since = await projection.oldestPending();
        instruments.noticesOldest().record(since === null ? 0 : (now().getTime() - Date.parse(since)) / 1000);
      },
      (error) => log.warn({ err: error }, 'oldest notice not known'),
    ),
    repeat(3_600_000, check, (error) => log.warn({ err: error }, 'register not verified, tried again later')),
  ]);
  jobs.catch((error: unknown) => log.error({ err: error }, 'replica could not be filled'));

  return {
    port: (edge.server.address() as AddressInfo).port,
    discover,
    remind,
    retire,
    reachOut,
    ready,
    failed: projection.failed,
    async stop() {
      isStopping = true;
      stopping.abort();
      // Requests under way may take their time: what delivery holds is handed back meanwhile, for other instances to take.
      const repeating = isFilled ? await jobs : [];
      await Promise.all([edge.quiet(), deliveries.stop(), following.stop(), ...repeating.map((job) => job.stop())]);
      await announcing.quiet();
      await edge.close();
      await Promise.race([delay(200), projection.version()]);
      await projection.close();
    },
  };
}

const mostFaultsLogged = 20;
/** While people wait for answers in the chat, cards are held back; for no longer than this at a time. */
const longestGivenWayMs = 1_000;

/** The register with a span around each change, from which the delivery of its notices goes on. */
function tracedRegister(register: Register): Register {
  return {
    ...register,
    change: (change) =>
      inSpan('register.change', { attributes: { 'sightline.asset': change.assetId } }, () =>
        register.change({ ...change, trace: traceparent() }),
      ),
    changeMany: (changes) =>
      inSpan('register.change', { attributes: { 'sightline.changes': changes.length } }, () => {
        const trace = traceparent();
        return register.changeMany(changes.map((change) => ({ ...change, trace })));
      }),
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

/** The bot's own token for the connector; the credential keeps it until it expires. Null where there is nobody to ask. */
function botToken({ bot, loginEndpoint }: Config): (() => Promise<string>) | null {
  if (bot.id === '' || isStandIn(loginEndpoint)) return null;
  const credential =
    bot.type === 'SingleTenant' && bot.password
      ? new ClientSecretCredential(bot.tenantId, bot.id, bot.password, { authorityHost: loginEndpoint })
      : new ManagedIdentityCredential({ clientId: bot.id });
  // The service that issues the channel's tokens is the one that takes the bot's.
  const scope = `${bot.tokenIssuer}/.default`;
  const { getToken } = impatient(credential, tokenMs);
  return async () => (await getToken(scope)).token;
}
