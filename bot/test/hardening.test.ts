import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refusal } from '../src/domain/errors.ts';
import { refusalSentence } from '../src/domain/words/words.ts';
import { mostChangesAtOnce } from '../src/features/few-changes.ts';
import { type Problem, sortKeys } from '../src/http/contract.ts';
import type { Rates } from '../src/http/rate-limits.ts';
import { eventually } from './support/eventually.ts';
import { startTenant, type Tenant } from './support/tenant.ts';

/*
 * What the HTTP edge does against those who mean no good, or ask for too much.
 * Here an instance of App Service is played, whose front end tells who calls.
 */

let tenant: Tenant;
/** Of an hour, so that no test falls into two stretches of time, however slow the machine is. */
const hour = 3_600;
const rates: Rates = {
  read: { points: 1_000, duration: hour },
  write: { points: 200, duration: hour },
  file: { points: 50, duration: hour },
  failure: { points: 100, duration: hour },
};

beforeAll(async () => {
  tenant = await startTenant({ WEBSITE_INSTANCE_ID: 'instance' }, { rates });
});
afterAll(() => tenant.stop());

/** Asks without a token, as the front end passes it on. */
const ask = (path: string, init: RequestInit = {}, forwarded = '203.0.113.1:4711') =>
  fetch(`${tenant.url}${path}`, { ...init, headers: { 'x-forwarded-for': forwarded, ...init.headers } });
async function tokenOf(name: string, from = tenant): Promise<string> {
  const { userPrincipalName: upn } = from.person(name);
  return ((await (await from.practice('POST', '/practice/token', { upn })).json()) as { token: string }).token;
}
const problem = async (answer: Response) => (await answer.json()) as Problem;

describe('every answer', () => {
  const asked = async (): Promise<[string, Response][]> => [
    ['a list', await tenant.api('Adele', '/api/register')],
    ['a write that is refused', await tenant.api('Adele', '/api/register', { method: 'POST', body: '{' })],
    ['no token', await ask('/api/register')],
    ['nothing there', await ask('/api/nothing')],
    ['another method', await ask('/api/me', { method: 'DELETE' })],
    ['an activity that is none', await ask('/api/messages', { method: 'POST', body: '{}' })],
    ['health', await ask('/healthz')],
  ];

  it('is kept by no cache, is taken for nothing else, and names neither server nor other origins', async () => {
    for (const [what, { headers }] of await asked()) {
      expect([what, headers.get('cache-control')]).toEqual([what, 'no-store']);
      expect([what, headers.get('x-content-type-options')]).toEqual([what, 'nosniff']);
      expect([what, headers.get('referrer-policy')]).toEqual([what, 'no-referrer']);
      const names = [...headers.keys()].filter((name) => /^(server|x-powered-by|access-control-.*)$/.test(name));
      expect([what, names]).toEqual([what, []]);
    }
  });

  it('of the API also keeps a not-modified one out of caches', async () => {
    const { id } = await tenant.declare('Alex');
    const first = await tenant.api('Adele', `/api/register/${id}`);
    const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
    const again = await tenant.api('Adele', `/api/register/${id}`, { headers });
    expect([again.status, again.headers.get('cache-control')]).toEqual([304, 'no-store']);
  });

  it('tells other origins nothing when they ask first', async () => {
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
    for (const path of ['/api/register', '/api/messages', '/tab/', '/api/nothing']) {
      const answer = await ask(path, { method: 'OPTIONS', headers });
      expect([path, answer.ok]).toEqual([path, false]);
      expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
  });

  it('asks for https for a year where people come by https, and only there', async () => {
    expect((await ask('/healthz')).headers.has('strict-transport-security')).toBe(false);
    const other = await startTenant({ PUBLIC_URL: 'https://localhost:4999' });
    for (const path of ['/healthz', '/api/nothing', '/tab/']) {
      const { headers } = await fetch(`${other.url}${path}`, { redirect: 'manual' });
      expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
    }
    await other.stop();
  });
});

describe('a problem document', () => {
  const cursorOf = (mark: unknown) => Buffer.from(JSON.stringify(mark)).toString('base64url');
  const id = 'sub-1';

  it.each([
    ['no base64', '%00'],
    ['no JSON', 'AAAA'],
    ['no object', cursorOf([1])],
    ['another order', cursorOf({ sort: 'renewsOn', value: 'x', id })],
    ['an order that there is not', cursorOf({ sort: '__proto__', value: 'x', id })],
    ['an object for a value', cursorOf({ sort: '-updatedAt', value: { $gt: '' }, id })],
    ['more than it may hold', cursorOf({ sort: '-updatedAt', value: 'x', id, also: 1 })],
    ['a very long value', cursorOf({ sort: '-updatedAt', value: 'x'.repeat(5_000), id })],
  ])('answers a cursor with %s, with a code', async (_what, cursor) => {
    for (const list of ['register', 'notices']) {
      const answer = await tenant.api('Adele', `/api/${list}?cursor=${encodeURIComponent(cursor)}`);
      expect([list, answer.status]).toEqual([list, 400]);
      expect((await problem(answer)).code).toMatch(/^(cursor|request)\.unreadable$/);
    }
  });

  it.each(sortKeys.flatMap((key) => [key, `-${key}`]))(
    'is all that a value of another kind comes to, in a cursor by %s',
    async (sort) => {
      for (const value of ['x', '', 0, -1, 1.5, 1e300, null]) {
        const answer = await tenant.api('Adele', `/api/register?sort=${sort}&cursor=${cursorOf({ sort, value, id })}`);
        const { code } = await problem(answer);
        expect([value, answer.status === 200 || code === 'cursor.unreadable']).toEqual([value, true]);
      }
    },
  );

  it('gives nothing away of how the server is made', async () => {
    const answers = [
      await tenant.api('Adele', '/api/register/..%2f..%2fetc%2fpasswd'),
      await tenant.api('Adele', '/api/register', { method: 'POST', body: '{"a":' }),
      await tenant.api('Adele', '/api/register?limit=many'),
      await tenant.api('Adele', '/api/settings/constructor', { method: 'POST', body: '{}' }),
      await ask('/api/%E0%A4%A'),
      await ask('/api/me', { headers: { authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' } }),
      await ask('/api/messages', { method: 'POST', body: '{"type":1}' }),
    ];
    for (const answer of answers) {
      const text = await answer.text();
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
      expect(text).not.toMatch(
        /\bat .+:\d+|node_modules|\.ts\b|\.js\b|restify|botbuilder|zod|jose|sqlite|azure|Error\b/i,
      );
    }
  });
});

describe('a slow sender', () => {
  let server: Tenant;
  beforeAll(async () => {
    const files = { fileMs: 60_000, leastBytes: 1_000, leastEveryMs: 300 };
    const patience = { headersMs: 300, bodyMs: 300, ...files, keepAliveMs: 300, checkEveryMs: 50 };
    server = await startTenant({}, { patience });
  });
  afterAll(() => server.stop());

  /** Sends what it is given, then a byte now and then, until it is cut off: what it is told before that. */
  async function drip(start: string): Promise<string> {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    let heard = '';
    socket.on('data', (data) => {
      heard += data;
    });
    socket.on('error', () => undefined);
    socket.write(start);
    const dripping = setInterval(() => socket.write('x'), 20);
    await new Promise<void>((resolve) => socket.once('close', () => resolve()));
    clearInterval(dripping);
    return `${heard.slice(9, 12)} ${/"code":"([^"]+)"/.exec(heard)?.[1] ?? ''}`;
  }

  it('that drips is told so and cut off', async () => {
    const { id } = await server.declare('Alex');
    const signed = `host: x\r\nauthorization: Bearer ${await tokenOf('Alex', server)}\r\ncontent-length: 100000\r\n\r\n{`;
    const told = await Promise.all([
      drip(`POST /api/register/${id}/evidence?kind=invoice&name=a.txt HTTP/1.1\r\n${signed}`),
      drip(`POST /api/register HTTP/1.1\r\n${signed}`),
      drip(`POST /api/export HTTP/1.1\r\n${signed}`),
      drip(`POST /api/messages HTTP/1.1\r\n${signed}`),
    ]);
    expect(told).toEqual(Array(4).fill('408 request.too-slow'));
    // Headers that don't come leave nobody to answer in words; Node says so.
    expect(await drip('GET /api/me HTTP/1.1\r\nhost: x\r\nx-slow: ')).toBe('408 ');
  });

  it('that asks nothing more is let go', async () => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    socket.resume();
    socket.write('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n');
    await once(socket, 'close');
  });

  it('with headers beyond all measure is refused', async () => {
    const answer = await fetch(`${server.url}/api/me`, { headers: { 'x-large': 'x'.repeat(20_000) } });
    expect(answer.status).toBe(431);
  });
});

describe('too much', () => {
  it('writing by one person is told to wait, and others go on', async () => {
    const write = (name: string) => tenant.api(name, '/api/register', { method: 'POST', body: '{' });
    const headers = { authorization: `Bearer ${await tokenOf('Lee')}` };
    const answers: Response[] = [];
    // No more together than may be under way at once.
    while (answers.length < rates.write.points + 5) {
      const some = Array.from({ length: 5 }, () => ask('/api/register', { method: 'POST', body: '{', headers }));
      answers.push(...(await Promise.all(some)));
    }
    const refused = answers.filter(({ status }) => status === 429);
    expect(answers.filter(({ status }) => status === 400)).toHaveLength(rates.write.points);
    expect(refused).toHaveLength(5);
    const seconds = Number(refused[0]?.headers.get('retry-after'));
    expect(seconds).toBeGreaterThanOrEqual(1);
    expect(seconds).toBeLessThanOrEqual(hour);
    expect(await problem(refused[0] as Response)).toMatchObject({
      status: 429,
      title: 'Too Many Requests',
      code: 'request.too-many',
      detail: expect.stringContaining('Please wait'),
    });
    expect((await write('Megan')).status).toBe(400);
    expect((await tenant.api('Lee', '/api/me')).status).toBe(200);
  });

  it('of one person’s changes under way at once is told to wait, and taken again once they have ended', async () => {
    const { hostname, port } = new URL(tenant.url);
    const head = `POST /api/register HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${await tokenOf('Isaiah')}\r\n`;
    const held = Array.from({ length: mostChangesAtOnce }, () => connect(Number(port), hostname));
    for (const socket of held) socket.on('error', () => undefined).write(`${head}content-length: 100\r\n\r\n{`);
    const write = async (name: string) =>
      (await tenant.api(name, '/api/register', { method: 'POST', body: '{' })).status;
    await eventually(async () => (await write('Isaiah')) === 429);
    expect(await write('Patti')).toBe(400);

    // In the chat it counts as well, where a press is answered in words, and of many messages the first.
    const words = refusalSentence(new Refusal('too-many', 'request.too-many', { seconds: 1 }), 'en-GB');
    const keep = { type: 'Action.Execute', verb: 'purchase.keep', data: {} };
    const press = async (name: string) => (await tenant.press(name, { actions: [keep] }, 'purchase.keep')).message;
    const repliesTo = (name: string) => tenant.connector.shown(tenant.chatOf(name)).map(({ text }) => text);
    expect(await press('Isaiah')).toBe(words);
    await Promise.all(Array.from({ length: 20 }, () => tenant.say('Isaiah', 'help')));
    expect(repliesTo('Isaiah')).toEqual([words]);
    expect(await press('Patti')).toBe(null);

    for (const socket of held) socket.destroy();
    await eventually(async () => (await write('Isaiah')) === 400);
    expect(await press('Isaiah')).toBe(null);
  });

  it('of files asked for by one person, in whichever way, is told to wait, and their reading goes on', async () => {
    const all = () => tenant.api('Debra', '/api/export?format=xml');
    const picked = () => tenant.api('Debra', '/api/export', { method: 'POST', body: '{' });
    const answers = await Promise.all(Array.from({ length: rates.file.points }, (_, n) => (n % 2 ? all() : picked())));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([400]));
    expect([(await all()).status, (await picked()).status]).toEqual([429, 429]);
    expect((await tenant.api('Debra', '/api/me')).status).toBe(200);
  });

  it('signing in wrongly from one address is told to wait, whatever the caller claims to come from', async () => {
    const [alex, isaiah] = [await tokenOf('Alex'), await tokenOf('Isaiah')];
    const from = (claimed: number, real: string) => `198.51.100.${claimed % 250}, ${real}`;
    const wrongly = (n: number, real = '203.0.113.7:1234') => ask('/api/me', {}, from(n, real));
    const as = (token: string, real: string) =>
      ask('/api/me', { headers: { authorization: `Bearer ${token}` } }, from(1, real));

    expect((await as(alex, '203.0.113.7:1')).status).toBe(200);
    const answers = await Promise.all(Array.from({ length: rates.failure.points }, (_, n) => wrongly(n)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
    const refused = await wrongly(1, '203.0.113.7:9999');
    expect([refused.status, (await problem(refused)).code]).toEqual([429, 'request.too-many']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);

    // Another address is not held to it, nor is anyone at this one whose token is good, also one never seen before.
    expect((await wrongly(1, '203.0.113.8:1')).status).toBe(401);
    expect((await as(alex, '203.0.113.7:2')).status).toBe(200);
    expect((await as(isaiah, '203.0.113.7:3')).status).toBe(200);
    expect((await as(`${isaiah}x`, '203.0.113.7:3')).status).toBe(429);
    // Teams is not either: whoever can make a token for another bot could otherwise keep it out.
    const posted = await ask('/api/messages', { method: 'POST', body: '{}' }, '203.0.113.7:1');
    expect(posted.status).toBe(400);
    // Whose token was good hears that it has run out, which is what has the tab fetch another.
    tenant.clock.advance(2 * hour * 1_000);
    const late = await as(isaiah, '203.0.113.7:3');
    expect([late.status, (await problem(late)).code]).toEqual([401, 'token.expired']);
  });
});
