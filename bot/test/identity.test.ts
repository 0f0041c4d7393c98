import { createPublicKey } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { practiceClientId, practiceTenantId } from '../src/practice/people.ts';
import { eventually } from './support/eventually.ts';
import { textsOf } from './support/fake-connector.ts';
import { type Forgery, type Issuer, startIssuer } from './support/issuer.ts';
import { codeOf } from './support/problems.ts';
import { rowsOf } from './support/store.ts';
import { startTenant, type Tenant } from './support/tenant.ts';

/*
 * Who is let in: every way that a token can be wrong, at the real server, with an issuer of our own in the place of
 * Entra's and the Bot Framework's. Nothing of a token and no stack may reach the log, whatever is sent.
 */

const otherTenant = '11111111-2222-4333-8444-555555555555';
const appId = practiceClientId;

let issuer: Issuer;
let tenant: Tenant;
const sent: string[] = [];
const logged: string[] = [];
const logTo = { write: (line: string) => void logged.push(line) };
const printed = vi.spyOn(console, 'error');

const seconds = () => Math.floor(tenant.clock.now().getTime() / 1000);
/** Turns what a row names into times: its numbers are seconds from now. */
const shifted = (changes: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(changes).map(([name, value]) => [
      name,
      typeof value === 'number' && ['iat', 'nbf', 'exp'].includes(name) ? seconds() + value : value,
    ]),
  );
const made = (token: string) => {
  sent.push(token);
  return token;
};
/** Tokens that no issuer signs this way, of the same claims. */
const forgeries: Record<string, (claims: Record<string, unknown>) => string | Promise<string>> = {
  'no signature and algorithm “none”': (claims) => new UnsecuredJWT(claims).encode(),
  'algorithm “none” and the signature of another': async (claims) => {
    const [, , signature] = (await issuer.sign(claims)).split('.');
    return `${new UnsecuredJWT(claims).encode()}${signature}`;
  },
  'the public key (PEM) as a shared secret': (claims) => {
    const pem = createPublicKey({ key: issuer.key(), format: 'jwk' }).export({ type: 'spki', format: 'pem' });
    return sharedSecret(claims, String(pem));
  },
  'the public key (JSON) as a shared secret': (claims) => sharedSecret(claims, JSON.stringify(issuer.key())),
  'claims that were changed after it was signed': async (claims) => {
    const [header, , signature] = (await issuer.sign(claims)).split('.');
    const changed = Buffer.from(JSON.stringify({ ...claims, roles: ['Itam.Manage'] })).toString('base64url');
    return `${header}.${changed}.${signature}`;
  },
  'its signature cut off': async (claims) => (await issuer.sign(claims)).replace(/\.[^.]*$/, '.'),
};
function sharedSecret(claims: Record<string, unknown>, secret: string): Promise<string> {
  const { kid } = issuer.key();
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', ...(kid && { kid }) })
    .sign(new TextEncoder().encode(secret));
}
const otherKeys: [string, Forgery][] = [
  ['another key that names a known one', { isRogue: true }],
  ['another key under its own name', { isRogue: true, kid: 'unknown' }],
  ['a known key that it does not name', { kid: 'unknown' }],
];

beforeEach(() => {
  sent.length = 0;
  logged.length = 0;
  printed.mockClear();
});
afterEach(() => {
  const lines = [...logged, ...printed.mock.calls.map((call) => call.map(String).join(' '))];
  for (const line of lines) {
    for (const token of sent) {
      for (const part of token.split('.')) if (part.length > 8) expect(line).not.toContain(part);
    }
    expect(line).not.toMatch(/"stack"|\n\s+at |Bearer|eyJ/);
  }
  expect(printed).not.toHaveBeenCalled();
});
/** Refusals since the test began, as they stand in the log. Each is about a person, none about us. */
function refusalsLogged(): unknown[] {
  const lines = logged.map((line) => JSON.parse(line) as { level: number; msg: string; code?: string });
  expect(lines.filter(({ level }) => level > 30)).toEqual([]);
  return lines.filter(({ msg }) => msg === 'request refused').map(({ code }) => code);
}

describe('the tab', () => {
  beforeAll(async () => {
    tenant = await startTenant({
      PRACTICE: '',
      PUBLIC_URL: 'https://sightline.contoso.com',
      BOT_ID: 'bot',
      CLOUD: 'us-gcc-high',
      LOGIN_ENDPOINT: '',
    });
  });
  afterAll(() => tenant.stop());

  const policy = async () => {
    const header = (await fetch(`${tenant.url}/tab/`)).headers.get('content-security-policy') ?? '';
    return new Map(header.split('; ').map((rule) => [rule.split(' ', 1)[0] ?? '', rule.split(' ').slice(1)]));
  };

  it('of another cloud may call and be framed by that cloud’s hosts', async () => {
    const rules = await policy();
    expect(rules.get('connect-src')).toContain('https://login.microsoftonline.us');
    expect(rules.get('frame-ancestors')).toContain('https://gov.teams.microsoft.us');
  });

  it('runs its own scripts only, and is framed by Teams, Outlook and Microsoft 365 alone', async () => {
    const rules = await policy();
    expect(rules.get('default-src')).toEqual(["'self'"]);
    expect(rules.get('script-src')).toEqual(["'self'"]);
    expect(rules.get('object-src')).toEqual(["'none'"]);
    expect(rules.get('base-uri')).toEqual(["'none'"]);
    const microsoft =
      /^https:\/\/([\w*-]+\.)*(cloud\.microsoft|teams\.microsoft\.(com|us)|microsoft365\.com|office(365)?\.com)$/;
    const others = (rules.get('frame-ancestors') ?? ['nobody is named']).filter((host) => !microsoft.test(host));
    expect(others).toEqual(["'self'"]);
  });
});

describe('a token for the API', () => {
  beforeAll(async () => {
    issuer = await startIssuer();
    tenant = await startTenant(
      { LOGIN_ENDPOINT: issuer.url, PUBLIC_URL: 'http://localhost:4999', LOG_LEVEL: 'debug' },
      { logTo },
    );
  });
  afterAll(async () => {
    await tenant.stop();
    issuer.close();
  });

  const claims = (changes: Record<string, unknown> = {}) => ({
    iss: `${issuer.url}/${practiceTenantId}/v2.0`,
    aud: appId,
    tid: practiceTenantId,
    oid: tenant.person('Alex').id,
    scp: 'access_as_user',
    iat: seconds(),
    nbf: seconds(),
    exp: seconds() + 600,
    ...shifted(changes),
  });
  const get = (token: string, path = '/api/me') =>
    fetch(`${tenant.url}${path}`, { headers: { authorization: `Bearer ${made(token)}` } });

  // First of all, while no key is known yet.
  it('is neither good nor bad while Entra’s keys are out of reach: 503', async () => {
    const token = await issuer.sign(claims());
    for (const status of [500, 404]) {
      issuer.answerWith(status);
      const answer = await get(token);
      expect(answer.headers.get('retry-after')).toBe('5');
      expect(await codeOf(answer)).toBe('503 not-ready');
    }
    await issuer.hangUp();
    expect(await codeOf(await get(token))).toBe('503 not-ready');
    await issuer.listenAgain();
    issuer.answerWith(200);
    expect((await get(token)).status).toBe(200);
    // Somebody has to know why nobody gets in.
    expect(logged.filter((line) => line.includes('keys out of reach'))).toHaveLength(3);
  });

  it.each([
    ['version 2', {}],
    ['version 1', { iss: `https://sts.windows.net/${practiceTenantId}/`, aud: `api://${appId}` }],
    ['an App ID URI of Teams', { aud: `api://localhost:4999/${appId}` }],
    ['several scopes', { scp: 'openid access_as_user profile' }],
    ['an id in capitals', { oid: 'D80E6B73-D9AA-4E58-A8CA-8E8BEA27915D' }],
    ['a clock that is half a minute ahead', { iat: 30, nbf: 30, exp: 630 }],
    ['a clock that is half a minute behind', { iat: -630, nbf: -630, exp: -30 }],
  ])('of %s is taken', async (_what, changes) => {
    const answer = await get(await issuer.sign(claims(changes)));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ id: tenant.person('Alex').id, roles: [], seesAll: false });
    expect(refusalsLogged()).toEqual([]);
  });

  it.each<[string, Record<string, unknown>, string?]>([
    ['another audience', { aud: 'api://other' }],
    ['Graph as its audience', { aud: 'https://graph.microsoft.com' }],
    ['no audience', { aud: undefined }],
    ['another tenant’s issuer', { iss: `https://sts.windows.net/${otherTenant}/` }],
    ['another issuer', { iss: 'https://login.example.com/v2.0' }],
    ['the version 1 issuer of another cloud', { iss: `https://sts.chinacloudapi.cn/${practiceTenantId}/` }],
    ['no issuer', { iss: undefined }],
    ['another tenant', { tid: otherTenant }],
    ['no tenant', { tid: undefined }],
    ['no person', { oid: undefined }],
    ['a number for a person', { oid: 7 }],
    ['another scope', { scp: 'User.Read' }],
    ['a scope that only begins alike', { scp: 'access_as_user.all' }],
    ['no scope, as an app has it', { scp: undefined, roles: ['Itam.Manage'] }],
    ['an app as its subject', { idtyp: 'app', roles: ['Itam.Manage'] }],
    ['no end', { exp: undefined }],
    ['a text for an end', { exp: 'never' }],
    ['a beginning five minutes ahead', { nbf: 300, exp: 900 }],
    ['an end five minutes ago', { nbf: -900, exp: -300 }, 'token.expired'],
    ['an end long ago', { nbf: -90_000, exp: -86_400 }, 'token.expired'],
  ])('with %s is 401', async (_what, changes, code = 'token.invalid') => {
    const answer = await get(await issuer.sign(claims(changes)));
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(await codeOf(answer)).toBe(`401 ${code}`);
    expect(refusalsLogged()).toEqual([code]);
  });

  it.each(Object.keys(forgeries))('with %s is 401', async (what) => {
    const answer = await get((await forgeries[what]?.(claims())) ?? '');
    expect(await codeOf(answer)).toBe('401 token.invalid');
    expect(refusalsLogged()).toEqual(['token.invalid']);
  });

  it.each(otherKeys)('signed with %s is 401', async (_what, forgery) => {
    expect(await codeOf(await get(await issuer.sign(claims(), forgery)))).toBe('401 token.invalid');
    expect(refusalsLogged()).toEqual(['token.invalid']);
  });

  it('that is longer than any of Entra’s is 401', async () => {
    // Node refuses headers above 16 KiB by itself, before there is anybody to answer with a problem document.
    const answer = await get(await issuer.sign(claims({ groups: 'g'.repeat(11_500) })));
    expect(await codeOf(answer)).toBe('401 token.invalid');
  });

  it('that is bad has its signature checked once at most, and few are checked at once, while a good one gets in', async () => {
    const good = await issuer.sign(claims({ nonce: 'new' }));
    const forged = await issuer.sign(claims({ nonce: 'again and again' }), { isRogue: true });
    const others = await Promise.all([
      issuer.sign(claims({ iss: 'https://login.example.com/v2.0' })),
      issuer.sign(claims(), { kid: undefined }),
      issuer.sign(claims(), { kid: 'unknown' }),
      new UnsecuredJWT(claims()).encode(),
    ]);
    const many = await Promise.all(
      Array.from({ length: 40 }, (_, n) => issuer.sign(claims({ nonce: n }), { isRogue: true })),
    );
    const checks = { count: 0, now: 0, most: 0 };
    const { subtle } = crypto;
    const verify = subtle.verify.bind(subtle);
    const spy = vi.spyOn(subtle, 'verify').mockImplementation(async (...how) => {
      checks.count += 1;
      checks.now += 1;
      checks.most = Math.max(checks.most, checks.now);
      return verify(...how).finally(() => {
        checks.now -= 1;
      });
    });
    try {
      for (let n = 0; n < 3; n++) expect((await get(forged)).status).toBe(401);
      expect(checks.count).toBe(1);
      await Promise.all(others.map((token) => get(token)));
      expect(checks.count).toBe(1);
      const bad = many.map((token) => get(token));
      expect((await get(good)).status).toBe(200);
      for (const answer of await Promise.all(bad)) expect(answer.status).toBe(401);
      expect([checks.count, checks.most]).toEqual([42, 2]);
    } finally {
      spy.mockRestore();
    }
  });

  it('opens what its roles open: the same token with and without one', async () => {
    const plain = await issuer.sign(claims());
    const auditor = await issuer.sign(claims({ roles: ['Itam.Read', 'Global.Admin', 'itam.manage'] }));
    const staff = await issuer.sign(claims({ roles: ['Itam.Manage'] }));
    const opens = async (token: string, path: string) => (await get(token, path)).status;
    expect(await codeOf(await get(plain, '/api/settings'))).toBe('403 action.forbidden');
    for (const path of ['/api/notices', '/api/overview', '/api/export?format=csv', '/api/today']) {
      expect([path, await opens(plain, path)]).toEqual([path, 403]);
      expect([path, await opens(auditor, path)]).toEqual([path, 200]);
    }
    expect([await opens(auditor, '/api/register/ids'), await opens(staff, '/api/register/ids')]).toEqual([403, 200]);
    expect(await (await get(auditor)).json()).toMatchObject({ roles: ['Itam.Read'], seesAll: true });
    expect(new Set(refusalsLogged())).toEqual(new Set(['action.forbidden']));
  });

  it('may be signed with a key that came after the server, and no longer with one that is gone', async () => {
    // Only Date: what is asked for, and when it counts as old, goes by the machine's clock.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    try {
      const old = await issuer.sign(claims());
      expect((await get(old)).status).toBe(200);
      await issuer.rotate();
      vi.advanceTimersByTime(31_000);
      const next = await issuer.sign(claims());
      expect([(await get(next)).status, (await get(old)).status]).toEqual([200, 200]);
      issuer.withdrawOld();
      const before = issuer.asked();
      vi.advanceTimersByTime(9 * 60_000);
      expect((await get(old)).status).toBe(200);
      vi.advanceTimersByTime(2 * 60_000);
      expect(await codeOf(await get(old))).toBe('401 token.invalid');
      expect((await get(next)).status).toBe(200);
      // However many unknown keys are named, the issuer is not asked each time.
      for (let n = 0; n < 5; n++) await get(await issuer.sign(claims(), { isRogue: true, kid: `unknown-${n}` }));
      expect(issuer.asked() - before).toBe(1);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('a token of the channel', () => {
  const botId = 'b0700000-0000-4000-8000-000000000001';
  beforeAll(async () => {
    issuer = await startIssuer();
    // As in production: no practice tenant, where less is asked of an activity.
    tenant = await startTenant(
      {
        PRACTICE: '',
        PUBLIC_URL: 'https://sightline.contoso.com',
        BOT_ID: botId,
        BOT_TYPE: 'SingleTenant',
        BOT_PASSWORD: 'not used',
        BOT_OPENID_METADATA_URL: issuer.openIdMetadataUrl,
        BOT_TOKEN_ISSUER: 'channel',
        LOG_LEVEL: 'debug',
      },
      { logTo },
    );
    await tenant.poll();
    await eventually(async () => (await tenant.notices()).every(({ state }) => state === 'waiting'));
  });
  afterAll(async () => {
    await tenant.stop();
    issuer.close();
  });

  const claims = (changes: Record<string, unknown> = {}) => ({
    iss: 'channel',
    aud: botId,
    serviceurl: tenant.connector.serviceUrl,
    nbf: seconds() - 10,
    exp: seconds() + 600,
    ...shifted(changes),
  });
  const send = (authorization: string | null, activity: Record<string, unknown>) =>
    fetch(`${tenant.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization !== null && { authorization }) },
      body: JSON.stringify(tenant.activity('Alex', activity)),
    });
  /** Where somebody installs the app, their conversation is kept and they are greeted: work that can be seen. */
  const installing = { type: 'installationUpdate', action: 'add' };
  /** A press that needs no answer by the connector. */
  const pressing = {
    type: 'invoke',
    name: 'adaptiveCard/action',
    value: { action: { type: 'Action.Execute', verb: 'purchase.keep', data: {} } },
  };

  /** Sends an activity that would do something, and makes sure that nothing was done. */
  async function refused(authorization: string | null, extra: Record<string, unknown> = {}): Promise<string> {
    const before = await rowsOf(tenant.table);
    const answer = await send(authorization, { ...installing, ...extra });
    const code = await codeOf(answer);
    expect(await rowsOf(tenant.table)).toEqual(before);
    expect(tenant.connector.requests).toEqual([]);
    expect(refusalsLogged()).toEqual([code.slice(4)]);
    return code;
  }

  it('can’t be told good from bad while the channel’s keys are out of reach: 503', async () => {
    const authorization = `Bearer ${made(await issuer.sign(claims()))}`;
    await issuer.hangUp();
    expect(await codeOf(await send(authorization, pressing))).toBe('503 not-ready');
    await issuer.listenAgain();
    issuer.answerWith(500);
    expect(await codeOf(await send(authorization, pressing))).toBe('503 not-ready');
    issuer.answerWith(200);
  });

  it.each<[string, string | null]>([
    ['no token', null],
    ['an empty token', 'Bearer '],
    ['no bearer token', 'Basic eDp5'],
    ['a token that is none', 'Bearer x'],
    ['three parts that are none', 'Bearer a.b.c'],
    ['three empty objects', 'Bearer e30.e30.e30'],
    ['a token longer than any', `Bearer ${'a'.repeat(15_000)}`],
  ])('is asked for: %s is 401', async (_what, authorization) => {
    expect(await refused(authorization)).toBe('401 token.invalid');
  });

  it.each<[string, Record<string, unknown>, string?]>([
    ['another bot’s audience', { aud: 'b0700000-0000-4000-8000-000000000002' }],
    ['no audience', { aud: undefined }],
    ['another issuer', { iss: 'someone' }],
    ['no issuer', { iss: undefined }],
    [
      'the issuer of the emulator’s tokens, for this bot',
      {
        iss: 'https://login.microsoftonline.com/f8cdef31-a31e-4b4a-93e4-5f571e91255a/v2.0',
        ver: '2.0',
        azp: botId,
        tid: otherTenant,
      },
    ],
    ['another connector’s address', { serviceurl: 'http://127.0.0.1:1' }],
    ['no connector’s address', { serviceurl: undefined }],
    ['no end', { exp: undefined }],
    ['a beginning six minutes ahead', { nbf: 360, exp: 900 }],
    ['an end six minutes ago', { nbf: -900, exp: -360 }, 'token.expired'],
  ])('with %s is 401', async (_what, changes, code = 'token.invalid') => {
    expect(await refused(`Bearer ${made(await issuer.sign(claims(changes)))}`)).toBe(`401 ${code}`);
  });

  it.each(Object.keys(forgeries))('with %s is 401', async (what) => {
    expect(await refused(`Bearer ${made((await forgeries[what]?.(claims())) ?? '')}`)).toBe('401 token.invalid');
  });

  it.each([...otherKeys, ['a key without naming it', { kid: undefined }] satisfies [string, Forgery]])(
    'signed with %s is 401',
    async (_what, forgery) => {
      expect(await refused(`Bearer ${made(await issuer.sign(claims(), forgery))}`)).toBe('401 token.invalid');
    },
  );

  it.each<[string, Record<string, unknown>, string]>([
    ['of another tenant', { channelData: { tenant: { id: otherTenant } } }, '403 tenant.other'],
    ['in another tenant’s chat', { conversation: { id: 'c', tenantId: otherTenant } }, '403 tenant.other'],
    ['of no tenant', { conversation: { id: 'c' }, channelData: {} }, '403 tenant.other'],
    // The key says whom it speaks for.
    ['through another channel', { channelId: 'directline' }, '401 token.invalid'],
    ['through no channel', { channelId: undefined }, '401 token.invalid'],
  ])('that is right does not let in an activity %s', async (_what, extra, code) => {
    expect(await refused(`Bearer ${made(await issuer.sign(claims()))}`, extra)).toBe(code);
  });

  it('that is right does not let in an activity whose answers would go elsewhere than to Teams', async () => {
    const serviceUrl = 'https://smba.trafficmanager.net.evil.example/emea/';
    const before = await rowsOf(tenant.table);
    const authorization = `Bearer ${made(await issuer.sign(claims({ serviceurl: serviceUrl })))}`;
    expect(await codeOf(await send(authorization, { ...installing, serviceUrl }))).toBe('400 request.unreadable');
    expect(await rowsOf(tenant.table)).toEqual(before);
    expect(logged.join('')).toContain('"origin":"https://smba.trafficmanager.net.evil.example"');
  });

  it('whose key may speak for another channel too still opens Teams’ alone', async () => {
    (issuer.key() as { endorsements?: string[] }).endorsements?.push('webchat');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11 * 60_000 });
    try {
      const authorization = `Bearer ${made(await issuer.sign(claims()))}`;
      expect(await refused(authorization, { channelId: 'webchat' })).toBe('403 channel.other');
    } finally {
      vi.useRealTimers();
    }
  });

  it.each([
    ['as the channel sends it', {}],
    ['with a clock four minutes ahead', { nbf: 240, exp: 840 }],
  ])('%s opens', async (_what, changes) => {
    const answer = await send(`Bearer ${made(await issuer.sign(claims(changes)))}`, pressing);
    expect(answer.status).toBe(200);
    expect(textsOf(((await answer.json()) as { value: unknown }).value)).toContain('Nothing was added');
  });
});
