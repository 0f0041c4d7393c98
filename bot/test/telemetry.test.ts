import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TableClient } from '@azure/data-tables';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { people, practiceTenantId } from '../src/practice/people.ts';
import { type PracticeGraph, startPracticeGraph } from '../src/practice/practice-graph.ts';
import { eventually } from './support/eventually.ts';
import { buttonOf, type FakeConnector, startFakeConnector, textsOf } from './support/fake-connector.ts';
import { type Envelope, type FakeIngestion, startFakeIngestion } from './support/fake-ingestion.ts';
import { practiceEnv, type ServerProcess, startServerProcess } from './support/server-process.ts';
import { declaring, openStore, registerOn } from './support/store.ts';

/*
 * The server as a process, since what it exports and which modules it loads are the process' own. It declares one purchase
 * by chat, asks for what there is not, and ends; then all that it sent, logged and loaded is looked at.
 */

const channel = '19:itam@thread.tacv2';
const reason = 'Forecasts for the Zurich board';
const begunElsewhere = '4bf92f3577b34da6a3ce929d0e0e4736';
const person = (name: string) => {
  const found = people.find(({ displayName }) => displayName.startsWith(name));
  if (!found) throw new Error(`No ${name}`);
  return found;
};

let graph: PracticeGraph;
let ingestion: FakeIngestion;
let folder: string;
const tokens: string[] = [];

type Line = { level: number; msg: string; traceId?: string } & Record<string, unknown>;
type Run = { lines: Line[]; loaded: string[]; problem: Record<string, unknown>; pressed: string };

beforeAll(async () => {
  graph = await startPracticeGraph({ port: 0, dataFile: null });
  ingestion = await startFakeIngestion();
  folder = await mkdtemp(join(tmpdir(), 'sightline-telemetry-'));
});
afterAll(async () => {
  await graph.close();
  await ingestion.close();
  await rm(folder, { recursive: true, force: true });
});

/** One life of a server on a store of its own. */
async function live(name: string, env: Record<string, string>, prepare: (table: TableClient) => Promise<void>) {
  const storeName = `${name}${process.pid}x${Date.now().toString(36)}`;
  await prepare(await openStore(`${storeName}register`));
  const coverage = join(folder, name);
  const connector = await startFakeConnector();
  const server = await startServerProcess({
    ...practiceEnv({ connectionString: inject('storageConnectionString'), storeName, graphUrl: graph.url }),
    LOG_LEVEL: 'debug',
    DISCOVERY_INTERVAL: '0.3',
    ITAM_STAFF: person('Adele').id,
    ITAM_CHANNEL_ID: channel,
    // Node lists there, when it ends, every script that it ran.
    NODE_V8_COVERAGE: coverage,
    ...env,
  });
  try {
    return await used(server, connector, coverage);
  } finally {
    server.kill('SIGKILL');
    await connector.close();
  }
}

async function used(server: ServerProcess, connector: FakeConnector, coverage: string): Promise<Run> {
  const chatOf = (name: string) => `chat-${person(name).id}`;
  const linesNow = () => server.said.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Line);
  const post = (name: string, extra: Record<string, unknown>, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/api/messages`, {
      method: 'POST',
      headers,
      body: JSON.stringify({
        channelId: 'msteams',
        serviceUrl: connector.serviceUrl,
        from: { id: `29:${person(name).id}`, name: person(name).displayName, aadObjectId: person(name).id },
        recipient: { id: '28:sightline' },
        conversation: { id: chatOf(name), conversationType: 'personal', tenantId: practiceTenantId },
        locale: 'en-GB',
        ...extra,
      }),
    });
  const press = async (card: unknown, verb: string, inputs: object, headers: Record<string, string> = {}) => {
    const action = { type: 'Action.Execute', verb, data: { ...buttonOf(card, verb).data, ...inputs } };
    const value = { action, trigger: 'manual' };
    const answer = await post('Alex', { type: 'invoke', name: 'adaptiveCard/action', value }, headers);
    return (await answer.json()) as { value: unknown };
  };

  for (const name of ['Alex', 'Megan']) await post(name, { type: 'installationUpdate', action: 'add' });
  const place = { id: channel, conversationType: 'channel', tenantId: practiceTenantId };
  const channelData = { tenant: { id: practiceTenantId }, team: { id: 'team' }, channel: { id: channel } };
  await post('Adele', { type: 'installationUpdate', action: 'add', conversation: place, channelData });
  await fetch(`${graph.url}/practice/purchases`, {
    method: 'POST',
    body: JSON.stringify({ purchaser: person('Alex').userPrincipalName, skuPartNumber: 'VISIO_PLAN2_DEPT' }),
  });
  const isNotice = ({ card }: { card: unknown }) => textsOf(card).includes('We noticed you bought');
  const notice = await connector.until(() => connector.shown(chatOf('Alex')).filter(isNotice).at(-1));
  const signedIn = await fetch(`${graph.url}/practice/token`, {
    method: 'POST',
    body: JSON.stringify({ upn: person('Adele').userPrincipalName }),
  });
  const { token } = (await signedIn.json()) as { token: string };
  tokens.push(token);
  const authorization = `Bearer ${token}`;
  const countPending = async () => {
    const answer = await fetch(`${server.url}/api/notices?state=pending`, { headers: { authorization } });
    return ((await answer.json()) as { total: number }).total;
  };
  // All that the channel is told of before is over when its next message is made to fail.
  await connector.until(() => connector.shown(channel).find(({ card }) => textsOf(card).includes('Alex Wilber')));
  await eventually(async () => (await countPending()) === 0);
  const form = await press(notice.card, 'purchase.declare', {});
  connector.fail({ times: 1, status: 400, code: 'BadArgument', conversationId: channel });
  const said = {
    price: '15',
    currency: 'USD',
    billingTerm: 'monthly',
    costCentre: 'CC-1',
    reason,
    acceptsPolicy: 'true',
  };
  const traceparent = `00-${begunElsewhere}-00f067aa0ba902b7-01`;
  const pressed = await press(form.value, 'purchase.submit', said, { traceparent });
  await eventually(async () => {
    const settled = linesNow().filter(({ msg, traceId }) => msg === 'notice settled' && traceId === begunElsewhere);
    return settled.some(({ state }) => state === 'delivered') && settled.some(({ state }) => state === 'failed');
  });

  const search = encodeURIComponent('Alex Wilber');
  const headers = { authorization, traceparent: '00-nonsense-00f067aa0ba902b7-01' };
  await fetch(`${server.url}/api/register?search=${search}`, { headers });
  const refused = await fetch(`${server.url}/api/register/no-such-asset?search=${search}`, { headers });
  const problem = (await refused.json()) as Record<string, unknown>;
  await eventually(async () => linesNow().some(({ msg }) => msg === 'register verified'));

  server.kill('SIGTERM');
  expect(await server.exited).toEqual({ code: 0, signal: null });
  const loaded: string[] = [];
  for (const file of await readdir(coverage)) {
    const { result } = JSON.parse(await readFile(join(coverage, file), 'utf8')) as { result: { url: string }[] };
    loaded.push(...result.map(({ url }) => url));
  }
  return { lines: linesNow(), loaded, problem, pressed: textsOf(pressed.value) };
}

const checkIsDue = { partitionKey: 'tenant', rowKey: 'daily-check', dueAt: '2026-01-01T00:00:00.000Z' };
const isOfExporter = (url: string) =>
  url.includes('monitor-opentelemetry-exporter') || url.includes('azure-monitor.ts');

describe('given the connection string of Application Insights', () => {
  let run: Run;
  beforeAll(async () => {
    run = await live('told', { APPLICATIONINSIGHTS_CONNECTION_STRING: ingestion.connectionString }, async (table) => {
      await registerOn(table).change(declaring('dec-1'));
      for await (const { partitionKey = '', rowKey = '' } of table.listEntities()) {
        if (rowKey.startsWith('entry|')) await table.updateEntity({ partitionKey, rowKey, at: 'never' }, 'Merge');
      }
      await table.createEntity(checkIsDue);
    });
  }, 90_000);

  const metricsSent = () => ingestion.envelopes.flatMap(({ data }) => data.baseData.metrics ?? []);
  const inTrace = (id: string) => ingestion.envelopes.filter(({ tags }) => tags['ai.operation.id'] === id);

  it.each([
    'sightline.discovery.completed',
    'sightline.notices.parked',
    'sightline.verify.failed',
    'sightline.notices.oldest_seconds',
    'sightline.turn.duration',
    'sightline.delivery.duration',
    'http.server.request.duration',
  ])('then %s is sent', (name) => {
    expect(metricsSent().map((metric) => metric.name)).toContain(name);
  });

  it('then the alerts find what they ask for: sums of counts, and a maximum of the age', () => {
    const ofName = (name: string) => metricsSent().filter((metric) => metric.name === name);
    expect(ofName('sightline.notices.parked').map(({ value }) => value)).toEqual([1]);
    expect(ofName('sightline.verify.failed')[0]?.value).toBeGreaterThan(0);
    expect(ofName('sightline.notices.oldest_seconds')[0]?.max).toEqual(expect.any(Number));
  });

  it('then request, turn, commit and delivery are one operation, each inside the one before', () => {
    const trace = inTrace(begunElsewhere);
    const named = (name: string): Envelope => {
      const [found] = trace.filter(({ data }) => data.baseData.name === name);
      if (!found) throw new Error(`No ${name} in ${trace.map(({ data }) => data.baseData.name)}`);
      return found;
    };
    const parentOf = (name: string) => named(name).tags['ai.operation.parentId'];
    expect(parentOf('POST /api/messages')).toBe('00f067aa0ba902b7');
    expect(parentOf('turn')).toBe(named('POST /api/messages').data.baseData.id);
    expect(parentOf('register.change')).toBe(named('turn').data.baseData.id);
    expect(parentOf('notice.deliver')).toBe(named('register.change').data.baseData.id);
    expect(named('turn').data.baseData.properties).toMatchObject({ 'sightline.verb': 'purchase.submit' });
    expect(new Set(trace.map(({ tags }) => tags['ai.cloud.role']))).toEqual(new Set(['sightline']));
  });

  it('then polls and calls of Graph are sent, without the ids in them', () => {
    const names = ingestion.envelopes.map(({ data }) => data.baseData.name);
    expect(names).toContain('discovery.poll');
    expect(names).toContain('GET /v1.0/directory/subscriptions');
    expect(names).toContain('GET /v1.0/users/{id}/manager');
  });

  it('then a refusal is no failure, and names the pattern of its route', () => {
    const [refused] = inTrace(String(run.problem.traceId)).map(({ data }) => data.baseData);
    expect(refused).toMatchObject({ name: 'GET /api/register/:id', responseCode: '404' });
  });

  it('then nothing personal is sent: no name, address, reason or token', () => {
    const sent = ingestion.text();
    expect(sent.length).toBeGreaterThan(1_000);
    for (const { displayName, userPrincipalName } of people) {
      expect(sent).not.toContain(displayName);
      expect(sent).not.toContain(encodeURIComponent(displayName));
      expect(sent).not.toContain(userPrincipalName);
    }
    for (const secret of [reason, 'no-such-asset', 'CC-1', ...tokens]) expect(sent).not.toContain(secret);
  });

  it('then nothing personal is logged: no name, address, reason or token', () => {
    // At the most telling level, with presses, refusals, deliveries and a fault among it.
    const log = JSON.stringify(run.lines);
    expect(run.lines.map(({ msg }) => msg)).toEqual(expect.arrayContaining(['committed', 'request refused']));
    for (const { displayName, userPrincipalName } of people) {
      for (const told of [displayName, encodeURIComponent(displayName), userPrincipalName])
        expect(log).not.toContain(told);
    }
    for (const secret of [reason, 'CC-1', ...tokens]) expect(log).not.toContain(secret);
  });

  it('then the log holds the hash of the daily seal, outside of the store', () => {
    expect(run.lines).toContainEqual(
      expect.objectContaining({ msg: 'register sealed', hash: expect.stringMatching(/^[0-9a-f]{64}$/) }),
    );
  });

  it('then the exporter is loaded, and its log lines carry the same id', () => {
    expect(run.loaded.some(isOfExporter)).toBe(true);
    expect(run.lines.filter(({ traceId }) => traceId === begunElsewhere).map(({ msg }) => msg)).toContain('committed');
  });
});

describe('given no connection string', () => {
  let run: Run;
  let sentBefore: number;
  beforeAll(async () => {
    sentBefore = ingestion.envelopes.length;
    run = await live('silent', {}, async (table) => {
      await table.createEntity(checkIsDue);
    });
  }, 90_000);

  it('then nothing is sent, and no module of the exporter is loaded', () => {
    expect(ingestion.envelopes).toHaveLength(sentBefore);
    expect(run.loaded.some((url) => url.endsWith('/start-telemetry.ts'))).toBe(true);
    expect(run.loaded.filter(isOfExporter)).toEqual([]);
    expect(run.loaded.filter((url) => url.includes('@opentelemetry/sdk-'))).toEqual([]);
  });

  it('then press, commit and deliveries are told in the log under the id that the caller named', () => {
    expect(run.pressed).toContain('is declared');
    const messages = run.lines.filter(({ traceId }) => traceId === begunElsewhere).map(({ msg }) => msg);
    expect(messages).toEqual(expect.arrayContaining(['card pressed', 'committed', 'notice refused by Teams']));
    expect(messages.filter((message) => message === 'notice settled').length).toBeGreaterThanOrEqual(2);
  });

  it('then a commit that nobody asked for by chat has a trace of its own, which its notices carry on', () => {
    const others = run.lines.filter(({ msg, traceId }) => msg === 'committed' && traceId !== begunElsewhere);
    expect(others.length).toBeGreaterThan(0);
    for (const { traceId } of others) expect(traceId).toMatch(/^[0-9a-f]{32}$/);
  });

  it('then a problem document names the id that its log line has, and not what a caller made up', () => {
    expect(run.problem.traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(run.lines).toContainEqual(
      expect.objectContaining({ msg: 'request refused', code: 'asset.not-found', traceId: run.problem.traceId }),
    );
  });
});
