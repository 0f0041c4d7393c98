import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ulid } from 'ulid';
import { startServer, startWorld } from '../../bot/bench/world.ts';
import type { ListAnswer } from '../../bot/src/http/contract.ts';
import { fillStore } from '../../bot/src/practice/fill-store.ts';
import { adele, alex, megan, type PracticePerson } from '../../bot/src/practice/people.ts';
import { orderPopulation } from '../../bot/src/practice/population-orders.ts';
import { startPracticeGraph } from '../../bot/src/practice/practice-graph.ts';
import { startBrowser } from '../../bot/test/support/browser.ts';
import { eventually } from '../../bot/test/support/eventually.ts';
import { freePort } from '../../bot/test/support/free-port.ts';
import { atRest } from '../test/at-rest.ts';

/**
 * `npm run screens [-- page …]`: draws each page of the tab, as the people of the practice tenant see it, in each theme and
 * width, for somebody to look at. Writes `.data/screens/{page}-{theme}-{width}.png`.
 */
const folder = '.data/screens';
const themes = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  contrast: { colorScheme: 'dark', forcedColors: 'active' },
} as const;
const widths = [1440, 1024, 320];
const invented = 400;

const only = process.argv.slice(2);
await mkdir(folder, { recursive: true });
execFileSync('npm', ['run', '--silent', 'build:tab', '--', '--logLevel=error'], { stdio: 'inherit' });
const logDir = await mkdtemp(join(tmpdir(), 'sightline-screens-'));
const world = await startWorld(logDir);
const port = String(await freePort());
const graph = await startPracticeGraph({ port: 0, dataFile: null, serverOrigins: [`http://127.0.0.1:${port}`] });
const { madeOn, seed } = await orderPopulation(graph.url, { count: invented });
await fillStore(world.connectionString, 'screens', invented, madeOn, seed);
const store = { connectionString: world.connectionString, storeName: 'screens', graphUrl: graph.url };
const server = await startServer(store, { PORT: port, ITAM_STAFF: adele.id, FALLBACK_APPROVERS: adele.id });
const browser = await startBrowser();
try {
  await declare();
  const asset = await somethingDeclared();
  const pages: [name: string, who: PracticePerson, path: string][] = [
    ['today', adele, '/today'],
    ['register', adele, '/register'],
    ['asset', adele, `/register/${asset}`],
    ['renewals', adele, '/renewals'],
    ['overview', adele, '/overview'],
    ['decisions', megan, '/decisions'],
    ['notices', adele, '/notices'],
    ['settings', adele, '/settings'],
    ['purchases', alex, '/purchases'],
    ['declare', alex, '/declare'],
  ];
  for (const [name, who, path] of pages) if (only.length === 0 || only.includes(name)) await draw(name, who, path);
} finally {
  await browser.close();
  await server.stop();
  await graph.close();
  await world.stop();
  await rm(logDir, { recursive: true, force: true });
}
process.exit();

async function draw(name: string, who: PracticePerson, path: string): Promise<void> {
  const context = await browser.newContext({ locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(`${server.url}/tab${path}?as=${encodeURIComponent(who.userPrincipalName)}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  for (const [theme, media] of Object.entries(themes)) {
    await page.emulateMedia(media);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      await settled(page);
      await page.screenshot({ path: `${folder}/${name}-${theme}-${width}.png` });
    }
  }
  await context.close();
}

/** Until nothing is on its way, or moves. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await eventually(async () => (await page.locator('.fui-Skeleton').count()) === 0);
  await atRest(page);
}

async function asked(who: PracticePerson, path: string, body?: unknown): Promise<Response> {
  const signedIn = await fetch(`${graph.url}/practice/token`, {
    method: 'POST',
    body: JSON.stringify({ upn: who.userPrincipalName }),
  });
  const { token } = (await signedIn.json()) as { token: string };
  return fetch(`${server.url}${path}`, {
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
  });
}

/** Purchases of Alex's, for Megan to decide about. */
async function declare(): Promise<void> {
  for (const [product, publisher, price] of [
    ['Acrobat Pro', 'Adobe', '23.99'],
    ['Figma Professional', 'Figma', '15'],
  ]) {
    await asked(alex, '/api/register', {
      declarationId: ulid(),
      product,
      publisher,
      quantity: 2,
      price,
      currency: 'EUR',
      billingTerm: 'monthly',
      purchasedOn: madeOn,
      renewsOn: null,
      costCentre: 'CC-1402',
      reason: 'Drafts of the annual report',
      acceptsPolicy: true,
      isAnother: true,
    });
  }
}

async function somethingDeclared(): Promise<string> {
  const answer = await asked(adele, `/api/register?search=acrobat&purchaser=${alex.id}&limit=1`);
  return ((await answer.json()) as ListAnswer).items[0]?.id ?? '';
}
