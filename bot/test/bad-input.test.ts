import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ListAnswer } from '../src/http/contract.ts';
import { practiceTenantId } from '../src/practice/people.ts';
import { codeOf, problemIn } from './support/problems.ts';
import { startTenant, type Tenant } from './support/tenant.ts';

type Answer = { status: number; type: string | undefined; text: string };

/** A request as it is, with nothing tidied up on the way. */
function raw(
  url: string,
  options: { method?: string; path: string; headers?: Record<string, string>; body?: string | Buffer },
) {
  const { hostname, port } = new URL(url);
  return new Promise<Answer>((resolve, reject) => {
    const { method = 'GET', path, headers = {}, body } = options;
    const asked = request({ hostname, port, method, path, headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, type: response.headers['content-type'], text }),
      );
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

describe('bad input', () => {
  let tenant: Tenant;
  beforeAll(async () => {
    tenant = await startTenant();
    await tenant.install('Alex');
    await tenant.poll();
  });
  afterAll(() => tenant.stop());

  const json = { 'content-type': 'application/json' };

  describe('at /api/messages', () => {
    const post = async (body: string | Buffer, headers: Record<string, string> = json) =>
      raw(tenant.url, { method: 'POST', path: '/api/messages', headers, body });
    const help = (extra: Record<string, unknown> = {}) =>
      JSON.stringify(tenant.activity('Alex', { type: 'message', text: 'help', ...extra }));

    it.each([
      { what: 'no body', body: '' },
      { what: 'no JSON', body: 'type=message' },
      { what: 'half an activity', body: '{"type":"message","text":"he' },
      { what: 'JSON with something after it', body: '{}{}' },
      { what: 'half a character', body: Buffer.from([0x7b, 0x22, 0xf0, 0x9f]) },
      { what: 'a list nested a hundred thousand deep', body: '['.repeat(100_000) },
      { what: 'objects nested a hundred deep', body: `${'{"a":'.repeat(100)}1${'}'.repeat(100)}` },
    ])('$what is 400', async ({ body }) => {
      expect(problemIn(await post(body))).toBe('400 request.unreadable');
    });

    it.each([
      { what: 'null', body: 'null' },
      { what: 'a list', body: '[]' },
      { what: 'a text', body: '"message"' },
      { what: 'nothing in it', body: '{}' },
      { what: 'a number for a type', body: '{"type":7}' },
    ])('$what is no activity', async ({ body }) => {
      expect(problemIn(await post(body))).toBe('400 request.unreadable');
    });

    it.each([
      { what: 'no conversation', extra: { conversation: undefined } },
      { what: 'no sender', extra: { from: undefined } },
      { what: 'an empty type', extra: { type: '' } },
      { what: 'a sender whose directory id is none', extra: { from: { id: '29:x', aadObjectId: 'a/b#c' } } },
      { what: 'an endless id', extra: { conversation: { id: 'x'.repeat(10_000) } } },
      { what: 'a serviceUrl that is none', extra: { serviceUrl: 'connector' } },
      { what: 'a serviceUrl of another kind', extra: { serviceUrl: 'file:///etc/passwd' } },
      { what: 'a serviceUrl off this machine', extra: { serviceUrl: 'http://connector.example/' } },
      {
        what: 'a serviceUrl that only looks like this machine',
        extra: { serviceUrl: 'http://127.0.0.1.evil.example' },
      },
      { what: 'a serviceUrl with this machine as its user', extra: { serviceUrl: 'http://localhost@evil.example' } },
    ])('an activity with $what is 400', async ({ extra }) => {
      expect(problemIn(await post(help(extra)))).toBe('400 request.unreadable');
    });

    it('an activity that carries something nested a hundred deep is 400', async () => {
      const nested = (deep: number) => help({ value: JSON.parse(`${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`) });
      expect(problemIn(await post(nested(100)))).toBe('400 request.unreadable');
      expect((await post(nested(10))).status).toBe(200);
    });

    it('a body over the limit is 413, whether its length is told or not', async () => {
      const large = help({ text: 'x'.repeat(300_000) });
      expect(problemIn(await post(large))).toBe('413 request.too-large');
      expect(problemIn(await post(large, { ...json, 'transfer-encoding': 'chunked' }))).toBe('413 request.too-large');
      expect((await post(help({ text: 'x'.repeat(200_000) }))).status).toBe(200);
    });

    it.each([
      { what: 'the conversation', extra: (id: string) => ({ conversation: { id: 'c', tenantId: id } }) },
      {
        what: 'the channel data',
        extra: (id: string) => ({ conversation: { id: 'c' }, channelData: { tenant: { id } } }),
      },
      { what: 'only one of both', extra: (id: string) => ({ channelData: { tenant: { id } } }) },
    ])('an activity of another tenant, by $what, is 403', async ({ extra }) => {
      const other = '11111111-2222-4333-8444-555555555555';
      expect(problemIn(await post(help(extra(other))))).toBe('403 tenant.other');
      expect((await post(help(extra(practiceTenantId.toUpperCase())))).status).toBe(200);
    });

    it.each([{ aadObjectId: undefined }, { aadObjectId: '' }])(
      'a sender without a directory id is told so (%o)',
      async ({ aadObjectId }) => {
        const from = { id: '29:guest', name: 'Guest', ...(aadObjectId !== undefined && { aadObjectId }) };
        const conversation = { id: 'nobody', conversationType: 'personal' };
        expect((await post(help({ from, conversation }))).status).toBe(200);
        expect(tenant.connector.shown('nobody').at(-1)?.text).toContain('doesn’t know who you are');
        const value = { action: { type: 'Action.Execute', verb: 'purchase.keep', data: {} } };
        const press = await post(help({ type: 'invoke', name: 'adaptiveCard/action', from, conversation, value }));
        expect(press.status).toBe(200);
        expect(press.text).toContain('doesn’t know who you are');
        expect((await post(help({ type: 'installationUpdate', action: 'add', from, conversation }))).status).toBe(200);
      },
    );

    it.each(['purchase.steal', 'constructor', '__proto__', '', 'x'.repeat(200)])(
      'the verb “%s” is answered in words',
      async (verb) => {
        const value = { action: { type: 'Action.Execute', verb, data: { assetId: 'x' } } };
        const answer = await post(help({ type: 'invoke', name: 'adaptiveCard/action', value }));
        expect(answer.status).toBe(200);
        expect(JSON.parse(answer.text)).toMatchObject({
          statusCode: 200,
          type: 'application/vnd.microsoft.activity.message',
          value: expect.stringContaining('doesn’t know the button'),
        });
      },
    );

    it('nothing of it stops the next message from being answered', async () => {
      const before = tenant.connector.shown(tenant.chatOf('Alex')).length;
      expect((await post(help())).status).toBe(200);
      expect(tenant.connector.shown(tenant.chatOf('Alex'))).toHaveLength(before + 1);
    });

    it('a sender who hangs up in the middle harms nobody', async () => {
      const { hostname, port } = new URL(tenant.url);
      await new Promise<void>((resolve) => {
        const socket = connect(Number(port), hostname, () => {
          socket.write('POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{"type":', () => {
            socket.destroy();
            resolve();
          });
        });
      });
      expect((await raw(tenant.url, { path: '/healthz' })).status).toBe(200);
    });
  });

  describe('at the address', () => {
    it.each([
      ['GET', '/nothing', '404 request.not-found'],
      ['GET', '/api', '404 request.not-found'],
      ['GET', '/api/register/a/b/c', '404 request.not-found'],
      ['POST', '/api/register/a/explode', '401 token.missing'],
      ['GET', '/api/messages', '405 request.method'],
      ['DELETE', '/api/register', '405 request.method'],
      ['PUT', '/api/register/x', '405 request.method'],
      ['PATCH', '/api/notices', '405 request.method'],
      ['POST', '/healthz', '405 request.method'],
      ['GET', '/api/register/%E0%A4%A', '404 request.not-found'],
      ['GET', '/%', '404 request.not-found'],
      ['GET', '/api/%ZZ', '404 request.not-found'],
      ['GET', '/healthz?%E0%A4%A=%', '200'],
      ['OPTIONS', '*', '200'],
      ['GET', '//', '302'],
      ['GET', '//[', '404 request.not-found'],
      ['GET', '//evil.example/api/me', '404 request.not-found'],
      // Files that are there, beside the built tab and above it.
      ['GET', '/tab/assets/../../index.html', '404 request.not-found'],
      ['GET', '/tab/assets/../../../package.json', '404 request.not-found'],
      ['GET', '/tab/assets/%2e%2e/%2e%2e/%2e%2e/package.json', '404 request.not-found'],
      ['GET', '/tab/assets/..%2f..%2f..%2fpackage.json', '404 request.not-found'],
      ['GET', '/tab/assets/nothing.js', '404 request.not-found'],
      ['GET', `/${'a'.repeat(9_000)}`, '404 request.not-found'],
    ])('%s %s is %s', async (method, path, problem) => {
      const answer = await raw(tenant.url, { method, path });
      expect(answer.status < 400 ? String(answer.status) : problemIn(answer)).toBe(problem);
    });

    it('more headers than anyone needs are refused', async () => {
      const answer = await raw(tenant.url, { path: '/healthz', headers: { 'x-filler': 'x'.repeat(20_000) } });
      expect(answer.status).toBe(431);
    });
  });

  describe('in a query', () => {
    it.each([
      'statsu=approved',
      '__proto__=x',
      'constructor=x',
      'limit=0',
      'limit=201',
      'limit=-1',
      'limit=1.5',
      'limit=many',
      'limit=',
      'limit=1&limit=2',
      'sort=price',
      'sort=--product',
      'sort=',
      'sort=product&sort=status',
      'renewsBefore=2026-02-30',
      'costFrom=-1',
      'costFrom=1e3',
      'costFrom=',
      'renewsAfter=tomorrow',
      `search=${'x'.repeat(201)}`,
      `product=${'x'.repeat(201)}`,
      Array.from({ length: 51 }, (_, n) => `product=${n}`).join('&'),
      `cursor=${'x'.repeat(10_000)}`,
      'offset=-1',
      'offset=1.5',
      'offset=10000001',
      'offset=0&cursor=x',
    ])('%s is 400', async (query) => {
      expect(await codeOf(await tenant.api('Adele', `/api/register?${query}`))).toBe('400 request.unreadable');
    });

    const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    it.each([
      ['no text of ours', 'hello'],
      ['an empty one', ''],
      ['one that is no JSON', Buffer.from('{').toString('base64url')],
      ['null', cursor(null)],
      ['one of another order', cursor({ sort: 'product', value: 'x', id: 'sub-1' })],
      ['one of the notices', cursor({ at: '2026-11-24T09:00:00.000Z', id: 'sa-1-0' })],
      ['one with more in it', cursor({ sort: '-updatedAt', value: 1, id: 'sub-1', scope: 'all' })],
      ['one with an object for a value', cursor({ sort: '-updatedAt', value: {}, id: 'sub-1' })],
      ['one with an endless id', cursor({ sort: '-updatedAt', value: 1, id: 'x'.repeat(81) })],
    ])('a cursor that is %s is 400', async (_what, text) => {
      const answer = await tenant.api('Adele', `/api/register?cursor=${text}`);
      expect(await codeOf(answer)).toBe('400 cursor.unreadable');
    });

    it('a cursor that points nowhere is a page, and shows nothing that may not be seen', async () => {
      for (const value of [-1, 1e300, 'x', null, '\u0000']) {
        const mark = cursor({ sort: '-updatedAt', value, id: '' });
        const answer = await tenant.api('Alex', `/api/register?cursor=${mark}`);
        expect(answer.status).toBe(200);
        const { items } = (await answer.json()) as ListAnswer;
        for (const item of items) expect(item.purchaser?.id).toBe(tenant.person('Alex').id);
      }
    });

    it.each(['state=lost', 'assetId=', 'limit=1000', 'sort=at', `assetId=${'a'.repeat(65)}`, 'cursor=hello'])(
      'of the notices, %s is not a server’s error',
      async (query) => {
        const answer = await tenant.api('Adele', `/api/notices?${query}`);
        if (query === 'assetId=') expect(answer.status).toBe(200);
        else expect(await codeOf(answer)).toMatch(/^400 (request|cursor)\.unreadable$/);
      },
    );

    it('a search of signs, quotes and operators finds nothing and breaks nothing', async () => {
      for (const search of ['"', "'", '*', 'a AND', 'NEAR(', '(', '-', ':', '\u0000', '"" OR 1=1 --', '%', '😀', '^']) {
        const answer = await tenant.api('Adele', `/api/register?search=${encodeURIComponent(search)}`);
        expect(answer.status).toBe(200);
      }
    });
  });

  describe('in an id', () => {
    it.each([
      'x',
      'a'.repeat(64),
      'a'.repeat(65),
      'a'.repeat(8_000),
      '%2e%2e',
      '%2F',
      'a%2Fb',
      '%5C',
      '%23',
      '%3F',
      '%00',
      "a'b",
      '%F0%9F%98%80',
      '%20',
      'head',
      'SUB-1',
      '__proto__',
    ])('%s is 404', async (id) => {
      for (const path of [`/api/register/${id}`, `/api/register/${id}/history`]) {
        expect(await codeOf(await tenant.api('Adele', path))).toMatch(/^404 (asset|request)\.not-found$/);
      }
      const answer = await tenant.api('Adele', `/api/register/${id}/approve`, {
        method: 'POST',
        body: '{}',
        headers: { 'if-match': '"1"' },
      });
      expect(await codeOf(answer)).toMatch(/^404 (asset|request)\.not-found$/);
    });
  });

  describe('in a body', () => {
    const declaration = {
      declarationId: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
      product: 'Acrobat',
      publisher: 'Adobe',
      quantity: 1,
      price: 10,
      currency: 'USD',
      billingTerm: 'monthly',
      purchasedOn: '2026-11-24',
      costCentre: 'CC-1',
      reason: 'Work',
      acceptsPolicy: true,
    };
    const post = (body: unknown, name = 'Nestor') =>
      tenant.api(name, '/api/register', {
        method: 'POST',
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });

    it.each([
      ['seats', { quantity: 0 }, '400 seats.too-few'],
      ['seats', { quantity: -1 }, '400 seats.too-few'],
      ['seats', { quantity: 1.5 }, '400 seats.unreadable'],
      ['seats', { quantity: 1_000_000_000 }, '400 seats.too-many'],
      ['seats', { quantity: null }, '400 request.unreadable'],
      ['seats', { quantity: 'NaN' }, '400 seats.unreadable'],
      ['a price', { price: -1 }, '400 price.negative'],
      ['a price', { price: '1,2,3' }, '400 price.unreadable'],
      ['a price', { price: '1.234' }, '400 price.too-many-decimals'],
      ['a price', { price: 1e21 }, '400 price.unreadable'],
      ['a currency', { currency: 'ABC' }, '400 price.unknown-currency'],
      ['a date', { purchasedOn: '2026-02-30' }, '400 date.unreadable'],
      ['a date', { purchasedOn: '1999-01-01' }, '400 purchase-date.too-old'],
      ['a date', { purchasedOn: '2030-01-01' }, '400 purchase-date.future'],
      ['a renewal', { renewsOn: '2026-11-01' }, '400 renewal.before-purchase'],
      ['a reason', { reason: '' }, '400 text.missing'],
      ['a reason', { reason: 'r'.repeat(20_000) }, '400 text.too-long'],
      ['a reason', { reason: 'r'.repeat(100_000) }, '400 request.unreadable'],
      ['the policy', { acceptsPolicy: false }, '400 policy.not-accepted'],
      ['the policy', { acceptsPolicy: 'true' }, '400 request.unreadable'],
      ['a declaration’s id', { declarationId: 'x' }, '400 request.unreadable'],
      ['an unknown field', { approved: true }, '400 request.unreadable'],
      ['an unknown field', { __proto__x: 1 }, '400 request.unreadable'],
    ])('%s such as %j is %s', async (_what, change, problem) => {
      expect(await codeOf(await post({ ...declaration, ...change }))).toBe(problem);
    });

    it.each([
      ['nothing', '', '400 request.unreadable'],
      ['no JSON', 'product=x', '400 request.unreadable'],
      ['half of it', JSON.stringify(declaration).slice(0, -5), '400 request.unreadable'],
      ['a list', '[]', '400 request.unreadable'],
      ['null', 'null', '400 request.unreadable'],
      [
        'a polluted prototype',
        JSON.stringify(declaration).replace('{', '{"__proto__":{"approved":true},'),
        '400 request.unreadable',
      ],
      ['deep nesting', '{"a":'.repeat(5_000), '400 request.unreadable'],
      ['too much', JSON.stringify({ ...declaration, reason: 'r'.repeat(300_000) }), '413 request.too-large'],
    ])('given %s, then it is refused', async (_what, body, problem) => {
      expect(await codeOf(await post(body))).toBe(problem);
    });

    it('nothing was declared by all that', async () => {
      const answer = await tenant.api('Nestor', '/api/register');
      expect(((await answer.json()) as ListAnswer).total).toBe(0);
    });

    it('the same declaration sent twice is one, and another of the same is asked about', async () => {
      expect((await post(declaration, 'Lynne')).status).toBe(201);
      expect((await post(declaration, 'Lynne')).status).toBe(201);
      const again = await post({ ...declaration, declarationId: '01ARZ3NDEKTSV4RRFFQ69G5FAW' }, 'Lynne');
      const body = (await again.clone().json()) as { existing: { product: string }[] };
      expect(await codeOf(again)).toBe('409 declaration.again');
      expect(body.existing).toMatchObject([{ product: 'Acrobat' }]);
    });

    it.each([
      ['a currency without its price', { currency: 'EUR' }, '400 currency.alone'],
      ['a price in no currency, of a purchase whose price is unknown', { price: '14' }, '400 currency.missing'],
      ['a renewal in 1900', { renewsOn: '1900-01-01' }, '400 renewal.before-purchase'],
      ['no seats', { quantity: 0, costCentre: 'CC-9' }, '400 seats.too-few'],
      ['a field that can’t be corrected', { status: 'approved' }, '400 request.unreadable'],
    ])('a correction to %s is refused, and nothing of it is done', async (_what, changes, problem) => {
      const seen = (await tenant.find('')).find(({ status, unitPrice }) => status === 'detected' && unitPrice === null);
      const { id, version } = seen ?? { id: '', version: 0 };
      const answer = await tenant.api('Adele', `/api/register/${id}/correct`, {
        method: 'POST',
        headers: { 'if-match': `"${version}"` },
        body: JSON.stringify({ changes, reason: 'Invoice' }),
      });
      expect(await codeOf(answer)).toBe(problem);
      expect((await tenant.history(id)).map(({ type }) => type)).toEqual(['detected']);
    });

    it('pages of the longest names go on to the end', async () => {
      for (const [n, sign] of ['漢', '😀', 'ﷺ'].entries()) {
        const product = `${sign.repeat(sign.length === 2 ? 59 : 118)}${n}`;
        const declarationId = `01ARZ3NDEKTSV4RRFFQ69G6FA${n}`;
        const answer = await post({ ...declaration, product, declarationId }, 'Patti');
        expect(answer.status).toBe(201);
      }
      for (const sort of ['product', '-product', 'purchaser', '-updatedAt']) {
        const seen: string[] = [];
        let cursor: string | null = '';
        while (cursor !== null) {
          const page = await tenant.api('Patti', `/api/register?limit=1&sort=${sort}${cursor && `&cursor=${cursor}`}`);
          expect(page.status).toBe(200);
          const body = (await page.json()) as ListAnswer;
          seen.push(...body.items.map(({ id }) => id));
          ({ cursor } = body);
        }
        expect(new Set(seen).size).toBe(seen.length);
        expect(seen.length).toBeGreaterThanOrEqual(3);
      }
    });
  });

  describe('in a token', () => {
    const me = (authorization?: string) =>
      fetch(`${tenant.url}/api/me`, { headers: authorization === undefined ? {} : { authorization } });

    it.each([undefined, '', 'Bearer', 'Bearer ', 'Basic YWxleDpwYXNz', 'token', 'Bearer a b'])(
      'that is missing (%s) is 401',
      async (authorization) => {
        const answer = await me(authorization);
        expect(answer.headers.get('www-authenticate')).toBe('Bearer');
        expect(await codeOf(answer)).toBe('401 token.missing');
      },
    );

    it.each(['Bearer a', 'Bearer a.b.c', 'Bearer e30.e30.e30', `Bearer ${'a'.repeat(15_000)}`])(
      'that is none (%s) is 401',
      async (authorization) => {
        const { hostname, port } = new URL(tenant.url);
        const answer = await raw(`http://${hostname}:${port}`, { path: '/api/me', headers: { authorization } });
        expect(answer.status === 431 || problemIn(answer) === '401 token.invalid').toBe(true);
      },
    );

    it('is not looked for where nobody needs one', async () => {
      for (const path of ['/healthz', '/readyz', '/api/config', '/api/openapi.json']) {
        const answer = await fetch(`${tenant.url}${path}`, { headers: { authorization: 'Bearer x' } });
        expect(answer.status).toBe(200);
      }
    });
  });
});
