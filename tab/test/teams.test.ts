import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { eventually } from '../../bot/test/support/eventually.ts';
import type { Tenant } from '../../bot/test/support/tenant.ts';
import { startVisited, type Visitors } from './visitors.ts';

/**
 * A page that frames the tab and answers it as Teams does: `initialize`, `getContext`, and whatever else with true.
 * The message shapes are those of `@microsoft/teams-js` 2.58; a frame of the same origin is trusted by it.
 */
const hostPage = (tab: string, subPageId: string) => `<!doctype html><title>Host</title>
<iframe title="tab" style="border:0;width:100vw;height:100vh"></iframe>
<script>
  const frame = document.querySelector('iframe');
  window.calls = [];
  window.addEventListener('message', ({ data, source }) => {
    if (source !== frame.contentWindow || !data?.func) return;
    window.calls.push(data.func);
    const { id, uuid, uuidAsString, func } = data;
    const supports = { pages: {}, authentication: {} };
    const runtime = JSON.stringify({ apiVersion: 4, hostVersionsInfo: {}, isLegacyTeams: false, supports });
    const context = { theme: 'dark', locale: 'de-DE', entityId: 'register', subEntityId: ${JSON.stringify(subPageId)} };
    const args = { initialize: ['content', 'web', runtime, '2.58.0'], getContext: [context] }[func] ?? [true];
    frame.contentWindow.postMessage({ id, uuid, uuidAsString, args }, location.origin);
  });
  window.setTheme = (name) => frame.contentWindow.postMessage({ func: 'themeChange', args: [name] }, location.origin);
  frame.src = ${JSON.stringify(tab)};
</script>`;

type Host = { calls: string[]; setTheme: (name: string) => void };

let tenant: Tenant;
let visitors: Visitors;

beforeAll(async () => {
  ({ tenant, visitors } = await startVisited());
  await tenant.poll();
});
afterEach(() => visitors.leave());
afterAll(() => tenant.stop());

it('opens what a deep link of Teams means, and follows its theme live', async () => {
  const [item] = await tenant.find('clipchamp premium');
  const as = encodeURIComponent(tenant.person('Adele').userPrincipalName);
  const page = await visitors.open(null, '/');
  await page.route(`${tenant.url}/host`, (route) =>
    route.fulfill({ contentType: 'text/html', body: hostPage(`/tab/?as=${as}`, `asset/${item?.id}`) }),
  );
  // teams-js asks Microsoft for the list of hosts to trust; nothing of a test leaves this machine.
  await page.route('https://res.cdn.office.net/**', (route) =>
    route.fulfill({ json: { validOrigins: [] }, headers: { 'access-control-allow-origin': '*' } }),
  );
  // The tab gives Teams a few seconds to answer. On its clock none go by until it has, however busy the machine is.
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  await page.goto(`${tenant.url}/host`);
  await page.waitForFunction(() => (window as unknown as Host).calls.includes('appInitialization.appLoaded'));
  await page.clock.resume();

  const tab = page.frameLocator('iframe');
  await tab.getByRole('heading', { level: 1, name: /× Clipchamp Premium/ }).waitFor();
  const scheme = () => tab.locator('html').evaluate((element) => element.style.colorScheme);
  const ground = () =>
    tab
      .locator('main')
      .evaluate((main) => getComputedStyle(main.closest('.fui-FluentProvider > div') ?? main).backgroundColor);
  expect(await scheme()).toBe('dark');
  const grounds = [await ground()];
  for (const theme of ['contrast', 'default']) {
    await page.evaluate((name) => (window as unknown as Host).setTheme(name), theme);
    await eventually(async () => (await ground()) !== grounds.at(-1));
    grounds.push(await ground());
  }
  expect(new Set(grounds).size).toBe(3);
  expect(await scheme()).toBe('light');
  const calls = await page.evaluate(() => (window as unknown as Host).calls);
  expect(calls).toEqual(expect.arrayContaining(['appInitialization.appLoaded', 'appInitialization.success']));
});
