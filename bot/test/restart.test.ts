import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { TableClient } from '@azure/data-tables';
import { QueueClient } from '@azure/storage-queue';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Item, ListAnswer, Notice, NoticesAnswer } from '../src/http/contract.ts';
import { people, practiceTenantId } from '../src/practice/people.ts';
import { type PracticeGraph, startPracticeGraph } from '../src/practice/practice-graph.ts';
import type { NoticeRecord } from '../src/register/rows.ts';
import { verifyRegister } from '../src/register/verify.ts';
import { eventually } from './support/eventually.ts';
import { buttonOf, type FakeConnector, startFakeConnector, textsOf } from './support/fake-connector.ts';
import { practiceEnv, type ServerProcess, startServerProcess } from './support/server-process.ts';
import { rowsOf } from './support/store.ts';

/*
 * The server as a process, killed. A card may be shown twice in one case only: Teams took it, and the process died before
 * it could record that. Such a card is sent once more when its claim has run out, 15 seconds later.
 */

const channel = '19:itam@thread.tacv2';
const person = (name: string) => {
  const found = people.find(({ displayName }) => displayName.startsWith(name));
  if (!found) throw new Error(`No ${name}`);
  return found;
};
const chatOf = (name: string) => `chat-${person(name).id}`;

describe('a server that is killed', () => {
  let graph: PracticeGraph;
  let connector: FakeConnector;
  let table: TableClient;
  let queue: QueueClient;
  let env: Record<string, string>;
  let server: ServerProcess;
  let aheadMs = 0;

  beforeAll(async () => {
    graph = await startPracticeGraph({ port: 0, dataFile: null });
    connector = await startFakeConnector();
    const connectionString = inject('storageConnectionString');
    const storeName = `restart${process.pid}x${Date.now().toString(36)}`;
    table = TableClient.fromConnectionString(connectionString, `${storeName}register`, {
      allowInsecureConnection: true,
    });
    queue = new QueueClient(connectionString, `${storeName}notices`);
    env = {
      ...practiceEnv({ connectionString, storeName, graphUrl: graph.url }),
      DISCOVERY_INTERVAL: '0.3',
      ITAM_STAFF: person('Adele').id,
      FALLBACK_APPROVERS: person('Adele').id,
      ITAM_CHANNEL_ID: channel,
    };
    server = await startServerProcess(env);
    for (const name of ['Alex', 'Megan', 'Debra', 'Isaiah']) await install(name);
    await eventually(async () => (await notices()).some(({ role }) => role === 'digest'));
    await post('Adele', {
      type: 'installationUpdate',
      action: 'add',
      conversation: { id: channel, conversationType: 'channel', tenantId: practiceTenantId },
      channelData: { tenant: { id: practiceTenantId }, team: { id: 'team' }, channel: { id: channel } },
    });
    await connector.until(() => cards('Alex')[0]);
    await allDelivered();
  });
  afterEach(async () => {
    expect((await verifyRegister(table)).faults).toEqual([]);
  });
  afterAll(async () => {
    server.kill('SIGKILL');
    await server.exited;
    await graph.close();
    await connector.close();
  });

  const start = (over: Record<string, string> = {}) => startServerProcess({ ...env, ...over }, { aheadMs });
  async function restart(): Promise<void> {
    server = await start();
  }
  async function killed(): Promise<void> {
    server.kill('SIGKILL');
    expect(await server.exited).toEqual({ code: null, signal: 'SIGKILL' });
    aheadMs += 20_000;
  }
  function activity(name: string, extra: Record<string, unknown>): Record<string, unknown> {
    const { id, displayName } = person(name);
    return {
      channelId: 'msteams',
      serviceUrl: connector.serviceUrl,
      from: { id: `29:${id}`, name: displayName, aadObjectId: id },
      recipient: { id: '28:sightline' },
      conversation: { id: chatOf(name), conversationType: 'personal', tenantId: practiceTenantId },
      locale: 'en-GB',
      ...extra,
    };
  }
  const post = (name: string, extra: Record<string, unknown>) =>
    fetch(`${server.url}/api/messages`, { method: 'POST', body: JSON.stringify(activity(name, extra)) });
  const install = (name: string) => post(name, { type: 'installationUpdate', action: 'add' });
  const pressing = (verb: string, data: Record<string, unknown> = {}) => ({
    type: 'invoke',
    name: 'adaptiveCard/action',
    value: { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' },
  });
  const press = (name: string, card: unknown, verb: string, inputs: Record<string, unknown> = {}) =>
    post(name, pressing(verb, { ...buttonOf(card, verb).data, ...inputs }));
  async function askAsAdele(path: string): Promise<Response> {
    const signedIn = await fetch(`${graph.url}/practice/token`, {
      method: 'POST',
      body: JSON.stringify({ upn: person('Adele').userPrincipalName }),
    });
    const { token } = (await signedIn.json()) as { token: string };
    return fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
  }
  const asAdele = async <T>(path: string) => (await (await askAsAdele(path)).json()) as T;
  const pendingNotices = async (): Promise<string[]> =>
    (await rowsOf(table))
      .filter(({ rowKey }) => rowKey.startsWith('notice|'))
      .map(({ json }) => JSON.parse(String(json)) as NoticeRecord)
      .flatMap(({ id, state }) => (state === 'pending' ? id : []));
  const notices = async (): Promise<Notice[]> => (await asAdele<NoticesAnswer>('/api/notices?limit=200')).items;
  const register = async (): Promise<Item[]> => (await asAdele<ListAnswer>('/api/register?limit=200')).items;
  const cards = (name: string) => connector.shown(chatOf(name)).filter(({ card }) => card);
  const inChannel = () => connector.shown(channel).filter(({ card }) => card);
  async function buy(name: string, skuPartNumber: string): Promise<void> {
    const answer = await fetch(`${graph.url}/practice/purchases`, {
      method: 'POST',
      body: JSON.stringify({ purchaser: person(name).userPrincipalName, skuPartNumber }),
    });
    expect(answer.status).toBe(201);
  }
  /** Everything owed to people who can be reached is delivered. */
  const allDelivered = () => eventually(async () => (await notices()).every(({ state }) => state === 'delivered'));
  const shownAs = (shown: { card: unknown }[], words: string) =>
    shown.filter(({ card }) => textsOf(card).includes(words)).length;

  it('while Teams has not answered finishes the round, and doubles at most what was under way', async () => {
    const release = connector.hold();
    for (const name of ['Alex', 'Debra', 'Isaiah']) await buy(name, 'VISIO_PLAN2_DEPT');
    await connector.until(
      () => shownAs([...cards('Alex'), ...cards('Debra'), ...cards('Isaiah')], 'Visio Plan 2') >= 2,
    );
    await killed();
    release();
    const underWay = ['Alex', 'Debra', 'Isaiah'].map((name) => shownAs(cards(name), 'Visio Plan 2'));
    const channelUnderWay = shownAs(inChannel(), 'Visio Plan 2');

    await restart();
    await eventually(async () => (await register()).filter(({ product }) => product === 'Visio Plan 2').length >= 4);
    await allDelivered();
    // Once for each purchase, and once more for what Teams had taken without the process hearing of it.
    expect(['Alex', 'Debra', 'Isaiah'].map((name) => shownAs(cards(name), 'Visio Plan 2'))).toEqual(
      underWay.map((count) => 1 + count),
    );
    expect(shownAs(inChannel(), 'Visio Plan 2')).toBe(3 + channelUnderWay);
    expect(new Set((await register()).map(({ id }) => id)).size).toBe((await register()).length);
  });

  it('right after a declaration was taken asks the manager all the same, once', async () => {
    const [notice] = cards('Debra').slice(-1);
    const form = (await (await press('Debra', notice?.card, 'purchase.declare')).json()) as { value: unknown };
    const declared = await press('Debra', form.value, 'purchase.submit', {
      price: '15',
      currency: 'USD',
      billingTerm: 'monthly',
      costCentre: 'CC-1',
      reason: 'Plans',
      acceptsPolicy: 'true',
    });
    expect(textsOf(((await declared.json()) as { value: unknown }).value)).toContain('is declared');
    await killed();
    await restart();
    const approval = await connector.until(() =>
      cards('Megan').find(({ card }) => textsOf(card).includes('Debra Berger asks you to approve Visio Plan 2')),
    );
    await allDelivered();
    expect(shownAs(cards('Megan'), 'Debra Berger asks you to approve')).toBeLessThanOrEqual(2);
    await press('Megan', approval.card, 'purchase.approve');
    await connector.until(() => shownAs(cards('Debra'), 'Approved by Megan Bowen') >= 1);
    await connector.until(() => shownAs(inChannel(), 'Approved by Megan Bowen') >= 1);
    await allDelivered();
  });

  it('in the middle of recording a poll records the rest, each purchase once', async () => {
    const before = (await register()).length;
    const products = ['POWERAPPS_PER_USER', 'PROJECT_PLAN3_DEPT', 'VISIO_PLAN1_DEPT', 'POWERAUTOMATE_ATTENDED_RPA'];
    const heads = async () => {
      let sum = 0;
      for await (const row of table.listEntities<{ seq: number }>({ queryOptions: { filter: "RowKey eq 'head'" } })) {
        sum += row.seq;
      }
      return sum;
    };
    const entries = await heads();
    for (const product of products) for (const name of ['Alex', 'Debra', 'Isaiah']) await buy(name, product);
    await eventually(async () => (await heads()) > entries);
    await killed();
    await restart();
    await eventually(async () => (await register()).length === before + 12);
    await allDelivered();
    expect((await register()).length).toBe(before + 12);
    const detected = (await notices()).filter(({ cause, role }) => cause === 'detected' && role === 'purchaser');
    expect(new Set(detected.map(({ assetId }) => assetId)).size).toBe(detected.length);
  });

  it('told to stop, answers the press under way, and tells everyone else to come again', async () => {
    const body = JSON.stringify(activity('Alex', pressing('purchase.keep')));
    const under = request(`${server.url}/api/messages`, {
      method: 'POST',
      headers: { expect: '100-continue', 'content-length': Buffer.byteLength(body) },
    });
    const answered = once(under, 'response');
    under.flushHeaders();
    await once(under, 'continue');
    server.kill('SIGTERM');
    await eventually(async () => (await fetch(`${server.url}/readyz`)).status === 503);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    const another = await fetch(`${server.url}/api/config`);
    expect([another.status, another.headers.has('retry-after')]).toEqual([503, true]);
    expect(await another.json()).toMatchObject({ code: 'stopping' });

    under.end(body);
    const [answer] = (await answered) as [IncomingMessage];
    expect([answer.statusCode, textsOf(JSON.parse(await text(answer)))]).toEqual([
      200,
      expect.stringContaining('Nothing was added'),
    ]);
    expect(await server.exited).toEqual({ code: 0, signal: null });
    await restart();
  });

  it('stops when it is told to, once what is being sent is sent', async () => {
    const before = cards('Isaiah').length;
    const release = connector.hold();
    await buy('Isaiah', 'POWER_BI_PRO');
    await connector.until(() => cards('Isaiah').length > before);
    server.kill('SIGTERM');
    release();
    expect(await server.exited).toEqual({ code: 0, signal: null });
    // The next may take as long as it takes to stop, on a busy machine.
    server = await start({ WEBSITES_CONTAINER_STOP_TIME_LIMIT: '80' });
    await allDelivered();
    expect(cards('Isaiah')).toHaveLength(before + 1);
  });

  it('ends on Ctrl-C with pages open, once the export that is being written is there', async () => {
    const { hostname, port } = new URL(server.url);
    const pages = Array.from({ length: 3 }, () => connect(Number(port), hostname));
    for (const page of pages) {
      page.write('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n');
      await once(page, 'data');
    }
    const closed = pages.map((page) => once(page, 'close'));
    const rows = (await register()).length;
    // Its headers are there at once, and the file only when it is written.
    const exported = await askAsAdele('/api/export?format=csv');
    server.kill('SIGINT');
    expect((await exported.text()).split('\r\n').filter((line) => line !== '')).toHaveLength(rows + 1);
    expect(await server.exited).toEqual({ code: 0, signal: null });
    await Promise.all(closed);
    expect(server.said.at(-1)).not.toContain('still under way');
  });

  it('told to stop, hands back the notices that it holds, for another instance to take at once', async () => {
    // It may send one card a second, so that it holds some that wait for their turn.
    server = await start({ DELIVERY_PER_SECOND: '1' });
    const shown = () => ['Alex', 'Debra', 'Isaiah'].flatMap(cards).length;
    const [before, known] = [shown(), (await register()).length];
    for (const product of ['PROJECT_PLAN1_DEPT', 'POWERAPPS_PER_APP_IW']) {
      for (const name of ['Alex', 'Debra', 'Isaiah']) await buy(name, product);
    }
    await eventually(async () => (await register()).length === known + 6);
    server.kill('SIGTERM');
    expect(await server.exited).toEqual({ code: 0, signal: null });

    // What is handed back is there at once, or when its turn would have come. What is not stays hidden for a minute.
    const stoppedAt = performance.now();
    let lastMissedAt = stoppedAt;
    await eventually(async () => {
      const { peekedMessageItems } = await queue.peekMessages({ numberOfMessages: 32 });
      const visible = peekedMessageItems.map(({ messageText }) => Buffer.from(messageText, 'base64').toString()).join();
      if ((await pendingNotices()).every((id) => visible.includes(`"${id}"`))) return true;
      lastMissedAt = performance.now();
      return false;
    });
    // Counted is what was seen to be hidden, and not how long this took to look.
    expect(lastMissedAt - stoppedAt).toBeLessThan(45_000);

    server = await start({ DISCOVERY_INTERVAL: '86400' });
    await allDelivered();
    expect(shown()).toBe(before + 6);
  });

  it('told to stop, ends in time all the same where something does not come to its end', async () => {
    const other = await start({ WEBSITES_CONTAINER_STOP_TIME_LIMIT: '1', DISCOVERY_INTERVAL: '86400' });
    const under = request(`${other.url}/api/messages`, {
      method: 'POST',
      headers: { expect: '100-continue', 'content-length': 1_000 },
    }).on('error', () => undefined);
    under.flushHeaders();
    await once(under, 'continue');
    other.kill('SIGTERM');
    expect(await other.exited).toEqual({ code: 0, signal: null });
    // The request itself would be given up later, which is told after this.
    expect(other.said.at(-1)).toContain('stopped with something still under way');
  });

  it('does not start on a configuration that is not complete, and says what is missing', async () => {
    const { AAD_APP_CLIENT_ID: _, ...incomplete } = env;
    await expect(startServerProcess(incomplete)).rejects.toThrow(/ended with 1[\s\S]*AAD_APP_CLIENT_ID/);
  });
});
