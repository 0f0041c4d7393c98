import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cp, glob, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { people, practiceClientId, practiceTenantId } from '../src/practice/people.ts';
import { type PracticeGraph, startPracticeGraph } from '../src/practice/practice-graph.ts';
import { eventually } from './support/eventually.ts';
import { type FakeConnector, startFakeConnector } from './support/fake-connector.ts';
import { type ServerProcess, startServerProcess } from './support/server-process.ts';

/*
 * What `npm run build` makes, run where nothing else is: a copy in an empty folder, with the configuration of production.
 * The tab is built by `npm test` before.
 */

const root = new URL('../../', import.meta.url).pathname;
const botId = randomUUID();
const run = promisify(execFile);

let folder: string;
let copy: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sightline-build-'));
  await run(process.execPath, ['bot/build.ts', join(folder, 'dist')], { cwd: root });
  copy = await mkdtemp(join(tmpdir(), 'sightline-production-'));
  await cp(join(folder, 'dist'), copy, { recursive: true });
});
afterAll(async () => {
  for (const one of [folder, copy]) await rm(one, { recursive: true, force: true });
});

describe('the production build', () => {
  async function filesIn(where: string, pattern: string): Promise<string[]> {
    const found: string[] = [];
    for await (const file of glob(pattern, { cwd: where })) found.push(file);
    return found;
  }
  /** The files that the server was made of, from the project's root or from `node_modules`. */
  async function sourcesOfServer(): Promise<string[]> {
    const maps = join(folder, 'dist-maps/server');
    const texts = await Promise.all((await filesIn(maps, '*.map')).map((map) => readFile(join(maps, map), 'utf8')));
    const sources = texts.flatMap((text) => (JSON.parse(text) as { sources: string[] }).sources);
    return sources.map((source) => source.replace(/^.*?((node_modules|bot)\/)/, '$1'));
  }

  it('given the folder, then it holds the server, its workers, what operators run, and the tab, and no maps', async () => {
    const files = await filesIn(copy, '**/*.*');
    expect(files).toEqual(
      expect.arrayContaining([
        'package.json',
        'server/export-worker.js',
        'server/main.js',
        'server/projection-worker.js',
        'server/register-verify-worker.js',
        ...['verify', 'seal', 'backup', 'restore', 'person'].map((name) => `server/${name}.js`),
        'tab/icon.svg',
        'tab/index.html',
      ]),
    );
    expect(
      files.filter((file) => !/^(package\.json|server\/[\w.-]+\.js|tab\/.*\.(html|js|css|svg))$/.test(file)),
    ).toEqual([]);
  });

  it('given how Azure gets and starts it, then that is this folder and this file', async () => {
    expect(await readFile(join(root, 'teamsapp.yml'), 'utf8')).toContain('artifactFolder: ./dist\n');
    expect(await readFile(join(root, 'infra/server.bicep'), 'utf8')).toContain(
      "appCommandLine: 'node server/main.js'\n",
    );
  });

  it('given what the server was made of, then nothing is of the practice tenant, the tests or the tools', async () => {
    const sources = await sourcesOfServer();
    expect(sources).toContain('bot/src/main.ts');
    expect(sources.filter((source) => /^bot\/(?!src\/)|^bot\/src\/practice\/|\.test\./.test(source))).toEqual([]);

    const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { dev?: boolean }>;
    };
    const packages = new Set(sources.flatMap((source) => /^(?:.*node_modules\/)(?:@[^/]+\/)?[^/]+/.exec(source) ?? []));
    expect(packages).toContain('node_modules/restify');
    expect([...packages].filter((name) => lock.packages[name]?.dev !== undefined)).toEqual([]);
  });
});

describe('the built server', () => {
  let graph: PracticeGraph;
  let connector: FakeConnector;
  let channel: Awaited<ReturnType<typeof startChannelIssuer>>;
  let env: Record<string, string>;
  let server: ServerProcess;

  beforeAll(async () => {
    graph = await startPracticeGraph({ port: 0, dataFile: null });
    connector = await startFakeConnector();
    channel = await startChannelIssuer();
    env = {
      PUBLIC_URL: 'http://localhost:3978',
      STORAGE_CONNECTION_STRING: inject('storageConnectionString'),
      STORE_NAME: `production${process.pid}x${Date.now().toString(36)}`,
      BOT_ID: botId,
      BOT_OPENID_METADATA_URL: channel.metadataUrl,
      BOT_TOKEN_ISSUER: channel.url,
      CONNECTOR_URL: connector.serviceUrl,
      AAD_APP_TENANT_ID: practiceTenantId,
      AAD_APP_CLIENT_ID: practiceClientId,
      GRAPH_ENDPOINT: graph.url,
      LOGIN_ENDPOINT: graph.url,
    };
    server = await startServerProcess(env, { cwd: copy });
  });
  afterAll(async () => {
    server.kill('SIGTERM');
    await server.exited;
    await graph.close();
    await connector.close();
    await channel.close();
  });

  async function asAdele(path: string): Promise<Response> {
    const upn = people.find(({ displayName }) => displayName.startsWith('Adele'))?.userPrincipalName;
    const signedIn = await fetch(`${graph.url}/practice/token`, { method: 'POST', body: JSON.stringify({ upn }) });
    const { token } = (await signedIn.json()) as { token: string };
    return fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
  }
  function press(headers: Record<string, string>): Promise<Response> {
    const [alex] = people;
    return fetch(`${server.url}/api/messages`, {
      method: 'POST',
      headers,
      body: JSON.stringify({
        type: 'invoke',
        name: 'adaptiveCard/action',
        channelId: 'msteams',
        serviceUrl: connector.serviceUrl,
        from: { id: `29:${alex?.id}`, name: alex?.displayName, aadObjectId: alex?.id },
        recipient: { id: `28:${botId}` },
        conversation: { id: 'chat', conversationType: 'personal', tenantId: practiceTenantId },
        value: { action: { type: 'Action.Execute', verb: 'no.such.verb' } },
      }),
    });
  }

  it('given its folder alone, then it lives, is ready and serves the tab', async () => {
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    await eventually(async () => (await fetch(`${server.url}/readyz`)).status === 200);
    const page = await fetch(`${server.url}/tab/`);
    expect(page.headers.get('content-type')).toContain('text/html');
    const script = /src="([^"]+\.js)"/.exec(await page.text())?.[1];
    expect((await fetch(`${server.url}${script}`)).headers.get('content-type')).toContain('javascript');
  });

  it('given a token of the identity provider, then the API answers; given none, it does not', async () => {
    expect((await fetch(`${server.url}/api/register`)).status).toBe(401);
    const answer = await asAdele('/api/register');
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ items: expect.any(Array) });
  });

  it.each(['csv', 'xlsx'])('given a request for %s, then its worker writes the file', async (format) => {
    const file = await asAdele(`/api/export?format=${format}`);
    expect(file.status).toBe(200);
    expect((await file.bytes()).length).toBeGreaterThan(100);
  });

  it('given a token of the channel, then an activity is taken; given another or none, it is refused', async () => {
    const signed = await channel.token(connector.serviceUrl);
    const taken = await press({ authorization: `Bearer ${signed}` });
    expect(taken.status).toBe(200);
    expect(await taken.json()).toMatchObject({ type: 'application/vnd.microsoft.activity.message' });

    const stranger = await startChannelIssuer();
    const forged = await stranger.token(connector.serviceUrl, channel.url);
    await stranger.close();
    expect((await press({ authorization: `Bearer ${forged}` })).status).toBe(401);
    expect((await press({})).status).toBe(401);
  });

  it('given a configuration that is not complete, then it ends and lists all of it, without a stack or a value', async () => {
    const wrong = { PUBLIC_URL: 'http://sightline.contoso.example', PRACTICE: '1', PORT: 'hunter2' };
    const failed = await run(process.execPath, ['server/main.js'], { cwd: copy, env: wrong }).catch((error) => error);
    expect(failed).toMatchObject({ code: 1, stdout: '' });
    const [, ...lines] = (failed.stderr as string).trimEnd().split('\n');
    expect(lines.map((line) => /^ {2}([A-Z_]+): \S/.exec(line)?.[1]).sort()).toEqual([
      'AAD_APP_CLIENT_ID',
      'AAD_APP_TENANT_ID',
      'PORT',
      'PRACTICE',
      'PUBLIC_URL',
      'STORAGE_ACCOUNT',
    ]);
    expect(failed.stderr).not.toContain('hunter2');
  });

  it('given the store it wrote, then verification finds it whole', async () => {
    const verified = await run(process.execPath, ['server/verify.js'], { cwd: copy, env });
    expect(verified.stdout).toContain('The journal is whole');
  });
});

/** A stand-in for the issuer of the channel's tokens, as learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication describes it. */
async function startChannelIssuer() {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const kid = randomUUID();
  const keys = [{ ...(await exportJWK(publicKey)), kid, use: 'sig', endorsements: ['msteams'] }];
  let url = '';
  const server: Server = createServer((request, response) => {
    const configuration = { issuer: url, jwks_uri: `${url}/keys`, id_token_signing_alg_values_supported: ['RS256'] };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(request.url === '/keys' ? { keys } : configuration));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    metadataUrl: `${url}/openid`,
    token: (serviceUrl: string, issuer = url) =>
      new SignJWT({ serviceurl: serviceUrl })
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid })
        .setIssuer(issuer)
        .setAudience(botId)
        .setIssuedAt()
        .setNotBefore('0s')
        .setExpirationTime('1h')
        .sign(privateKey),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
