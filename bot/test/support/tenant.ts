import { TableClient } from '@azure/data-tables';
import { ulid } from 'ulid';
import { inject } from 'vitest';
import { type Config, parseConfig } from '../../src/config.ts';
import type {
  Detail,
  HistoryAnswer,
  HistoryEntry,
  Item,
  ListAnswer,
  Notice as NoticeItem,
  NoticesAnswer,
} from '../../src/http/contract.ts';
import { type Patience, usualPatience } from '../../src/http/patience.ts';
import type { Rates } from '../../src/http/rate-limits.ts';
import { createLog } from '../../src/log.ts';
import { type PracticePerson, people, practiceClientId, practiceTenantId } from '../../src/practice/people.ts';
import { startPracticeGraph } from '../../src/practice/practice-graph.ts';
import { type Sightline, startSightline } from '../../src/sightline.ts';
import { usualWaits, type Waits } from '../../src/waits.ts';
import type {} from './azurite.ts';
import { buttonOf, type FakeConnector, type ShownMessage, startFakeConnector } from './fake-connector.ts';
import { freePort } from './free-port.ts';

/** A store that is slow, since the machine is busy, is no store that hangs; tests of the latter bring waits of their own. */
const patient: Waits = {
  ...usualWaits,
  store: { tryMs: 30_000, callMs: 60_000 },
  storeInWork: { tryMs: 30_000, callMs: 60_000 },
  turnMs: 60_000,
  requestMs: 60_000,
};

/** The real app on Azurite, the practice Graph and our own connector, with a clock that tests move. */
export type Tenant = {
  sightline: Sightline;
  connector: FakeConnector;
  table: TableClient;
  connectionString: string;
  storeName: string;
  tenantId: string;
  url: string;
  graphUrl: string;
  clock: { now(): Date; advance(ms: number): void };
  /** Settles once the first look at the tenant is recorded. */
  person(name: string): PracticePerson;
  chatOf(name: string): string;
  install(name: string): Promise<void>;
  installChannel(by: string): Promise<void>;
  say(name: string, text: string): Promise<Response>;
  press(
    name: string,
    message: ShownMessage | Record<string, unknown>,
    verb: string,
    inputs?: Record<string, unknown>,
  ): Promise<Pressed>;
  post(activity: unknown): Promise<Response>;
  activity(name: string, extra: Record<string, unknown>): Record<string, unknown>;
  buy(body: Record<string, unknown>): Promise<{ id: string }>;
  /** Declares a purchase in the tab, with whatever is not told filled in. */
  declare(name: string, over?: Record<string, unknown>): Promise<Detail>;
  practice(method: string, path: string, body?: unknown): Promise<Response>;
  api(name: string, path: string, init?: RequestInit): Promise<Response>;
  /** A poll of discovery after the clock has moved on, so that no answer is remembered. */
  poll(): ReturnType<Sightline['discover']>;
  /** The notices about an asset, or all of them, as ITAM staff read them: newest first. */
  notices(assetId?: string): Promise<NoticeItem[]>;
  /** The register's items that match a search, as ITAM staff see them. */
  find(search: string): Promise<Item[]>;
  history(assetId: string): Promise<HistoryEntry[]>;
  /** Another server process' worth of Sightline on the same Graph and connector, and on the same store unless told so. */
  another(over?: Partial<Config>): Promise<Sightline>;
  stop(): Promise<void>;
};

export type Pressed = { status: number; type: string; card: Record<string, unknown> | null; message: string | null };

export const channelId = '19:itam@thread.tacv2';
let lastStore = 0;

/** Starts a tenant of its own. `env`: settings beside those that every test has. */
export async function startTenant(
  env: Record<string, string> = {},
  {
    logTo,
    patience,
    waits = patient,
    rates,
    connectionString = inject('storageConnectionString'),
    storeName = `t${process.pid}x${Date.now().toString(36)}x${++lastStore}`,
    startsAt = '2026-11-24T09:00:00Z',
    port: wantedPort,
  }: {
    /** Takes the lines of its log. */
    logTo?: { write(line: string): void };
    /** With slow clients, where it is not the usual. */
    patience?: Partial<Patience>;
    /** What it depends on is waited for so long. Limits may be changed while it runs. */
    waits?: Waits;
    /** How much may be asked of it, where it is not the usual. */
    rates?: Rates;
    /** The storage account: the test run's own, unless there is no test run. */
    connectionString?: string;
    /** A store that is there already, or a new one. */
    storeName?: string;
    /** Where its clock stands at first. */
    startsAt?: string;
    /** Where it listens, or anywhere. */
    port?: number;
  } = {},
): Promise<Tenant> {
  let time = Date.parse(startsAt);
  const clock = {
    now: () => new Date(time),
    advance: (ms: number) => {
      time += ms;
    },
  };
  const connector = await startFakeConnector();
  const port = wantedPort ?? (await freePort());
  const serverOrigins = [`http://127.0.0.1:${port}`];
  const graph = await startPracticeGraph({ port: 0, dataFile: null, now: clock.now, serverOrigins });
  const person = (name: string) => {
    const found = people.find(({ displayName }) => displayName.startsWith(name));
    if (!found) throw new Error(`The practice tenant has no ${name}`);
    return found;
  };
  const config = parseConfig({
    PORT: String(port),
    PRACTICE: '1',
    LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
    STORAGE_CONNECTION_STRING: connectionString,
    STORE_NAME: storeName,
    GRAPH_ENDPOINT: graph.url,
    LOGIN_ENDPOINT: graph.url,
    CONNECTOR_URL: connector.serviceUrl,
    AAD_APP_TENANT_ID: practiceTenantId,
    AAD_APP_CLIENT_ID: practiceClientId,
    DISCOVERY_INTERVAL: '86400',
    // A reminder that comes by itself would be one more notice in tests of anything else.
    REMINDER_DAYS: 'none',
    ITAM_STAFF: person('Adele').id,
    FALLBACK_APPROVERS: person('Adele').id,
    ITAM_CHANNEL_ID: channelId,
    ...env,
  });
  const parts = {
    log: createLog(config, logTo),
    now: clock.now,
    tabFolder: new URL('../../../tab/dist', import.meta.url).pathname,
    patience: { ...usualPatience, ...patience },
    waits,
    ...(rates && { rates }),
  };
  const sightline = await startSightline(config, parts);
  await sightline.ready;
  const others: Sightline[] = [];
  const url = `http://127.0.0.1:${sightline.port}`;
  const chatOf = (name: string) => `chat-${person(name).id}`;

  const activity = (name: string, extra: Record<string, unknown>): Record<string, unknown> => {
    const { id, displayName } = person(name);
    return {
      id: `activity-${Math.random()}`,
      channelId: 'msteams',
      serviceUrl: connector.serviceUrl,
      from: { id: `29:${id}`, name: displayName, aadObjectId: id },
      recipient: { id: '28:sightline', name: 'Sightline' },
      conversation: { id: chatOf(name), conversationType: 'personal', tenantId: practiceTenantId },
      channelData: { tenant: { id: practiceTenantId } },
      locale: 'en-GB',
      ...extra,
    };
  };
  const post = (body: unknown) =>
    fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const practice = (method: string, path: string, body?: unknown) =>
    fetch(`${graph.url}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });

  /** Tokens by person. As in the tab, one is good until it runs out. */
  const tokens = new Map<string, { token: string; expiresAt: string }>();
  async function tokenOf(name: string): Promise<string> {
    const { userPrincipalName } = person(name);
    const held = tokens.get(userPrincipalName);
    if (held && held.expiresAt > clock.now().toISOString()) return held.token;
    const signedIn = await practice('POST', '/practice/token', { upn: userPrincipalName });
    const fresh = (await signedIn.json()) as { token: string; expiresAt: string };
    tokens.set(userPrincipalName, fresh);
    return fresh.token;
  }
  const api = async (name: string, path: string, init: RequestInit = {}) => {
    const token = await tokenOf(name);
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...init.headers };
    return fetch(`${url}${path}`, { ...init, headers });
  };

  return {
    sightline,
    connector,
    table: TableClient.fromConnectionString(connectionString, `${storeName}register`, {
      allowInsecureConnection: true,
    }),
    connectionString,
    storeName,
    tenantId: practiceTenantId,
    url,
    graphUrl: graph.url,
    clock,
    person,
    chatOf,
    activity,
    post,
    practice,
    async install(name) {
      await post(activity(name, { type: 'installationUpdate', action: 'add' }));
    },
    async installChannel(by) {
      const team = { id: channelId, aadGroupId: 'group' };
      await post(
        activity(by, {
          type: 'installationUpdate',
          action: 'add',
          conversation: { id: channelId, conversationType: 'channel', tenantId: practiceTenantId },
          channelData: { tenant: { id: practiceTenantId }, team, channel: { id: channelId } },
        }),
      );
    },
    say: (name, text) => post(activity(name, { type: 'message', text })),
    async press(name, message, verb, inputs = {}) {
      const isShown = 'card' in message && 'conversationId' in message;
      const button = buttonOf(isShown ? message.card : message, verb);
      const response = await post(
        activity(name, {
          type: 'invoke',
          name: 'adaptiveCard/action',
          ...(isShown && { replyToId: message.id }),
          value: { action: { type: 'Action.Execute', verb, data: { ...button.data, ...inputs } }, trigger: 'manual' },
        }),
      );
      return pressed(response);
    },
    async buy(body) {
      const response = await practice('POST', '/practice/purchases', body);
      if (response.status !== 201) throw new Error(await response.text());
      return (await response.json()) as { id: string };
    },
    async declare(name, over = {}) {
      const form = {
        declarationId: ulid(),
        product: 'Acrobat Pro',
        publisher: 'Adobe',
        quantity: 2,
        price: '10',
        currency: 'USD',
        billingTerm: 'monthly',
        purchasedOn: '2026-11-20',
        renewsOn: null,
        costCentre: 'CC-1',
        reason: 'Work',
        acceptsPolicy: true,
        isAnother: true,
      };
      const answer = await api(name, '/api/register', { method: 'POST', body: JSON.stringify({ ...form, ...over }) });
      if (answer.status !== 201) throw new Error(await answer.text());
      return (await answer.json()) as Detail;
    },
    api,
    poll() {
      clock.advance(3 * 86_400_000);
      return sightline.discover();
    },
    async notices(assetId) {
      const query = assetId === undefined ? '' : `&assetId=${assetId}`;
      const answer = await api('Adele', `/api/notices?limit=200${query}`);
      return ((await answer.json()) as NoticesAnswer).items;
    },
    async find(search) {
      const answer = await api('Adele', `/api/register?limit=200&search=${encodeURIComponent(search)}`);
      return ((await answer.json()) as ListAnswer).items;
    },
    async history(assetId) {
      const answer = await api('Adele', `/api/register/${assetId}/history`);
      return ((await answer.json()) as HistoryAnswer).entries;
    },
    async another(over = {}) {
      const other = await startSightline({ ...config, port: 0, ...over }, parts);
      await other.ready;
      others.push(other);
      return other;
    },
    async stop() {
      for (const one of [sightline, ...others]) await one.stop();
      await graph.close();
      await connector.close();
    },
  };
}

/** Reads the answer to an invoke. */
export async function pressed(response: Response): Promise<Pressed> {
  const body = (await response.json()) as { type: string; value: unknown };
  const isCard = body.type === 'application/vnd.microsoft.card.adaptive';
  return {
    status: response.status,
    type: body.type,
    card: isCard ? (body.value as Record<string, unknown>) : null,
    message: isCard ? null : String(body.value),
  };
}
