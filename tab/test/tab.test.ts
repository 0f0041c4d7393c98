import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { lengthen, registerOn } from '../../bot/test/support/store.ts';
import type { Tenant } from '../../bot/test/support/tenant.ts';
import { axeFinds, widths } from './axe.ts';
import { startVisited, type Visitors } from './visitors.ts';

/** The tab in Chromium, through the real server and a real store, as the people of the practice tenant see it. */
describe('the tab', () => {
  let tenant: Tenant;
  let visitors: Visitors;

  beforeAll(async () => {
    ({ tenant, visitors } = await startVisited());
    for (const name of ['Alex', 'Megan', 'Adele']) await tenant.install(name);
    await tenant.poll();
    await tenant.buy({
      purchaser: tenant.person('Alex').userPrincipalName,
      skuPartNumber: 'PBI_PREMIUM_PER_USER',
      quantity: 2,
    });
    await tenant.poll();
  });
  afterEach(() => visitors.leave());
  afterAll(() => tenant.stop());

  it('lets a stranger to the practice tenant pick a persona, in the dark where the system is dark', async () => {
    const page = await visitors.open(null, '/', { colorScheme: 'dark' });
    await page.getByRole('button', { name: /Adele Vance/ }).click();
    await page.getByRole('heading', { name: 'Today', level: 1 }).waitFor();
    expect(await page.locator('html').evaluate((element) => element.style.colorScheme)).toBe('dark');
  });

  it('shows ITAM staff the register, finds what is typed, and keeps the view in the address', async () => {
    const page = await visitors.open('Adele', '/register');
    await page.getByText('Power BI Premium Per User').first().waitFor();
    await page.getByRole('searchbox').fill('power bi premium');
    await page.waitForURL(/search=/);
    await page.getByText('1 asset matches').first().waitFor();
    await page.reload();
    await page.getByText('1 asset matches').first().waitFor();
    expect(await page.getByRole('searchbox').inputValue()).toBe('power bi premium');
  });

  it('shows a colleague only what is theirs', async () => {
    const page = await visitors.open('Alex', '/register');
    await page.getByRole('heading', { name: 'My purchases', level: 1 }).waitFor();
    await page.getByText('Power BI Premium Per User').first().waitFor();
    expect(await page.getByText('Pat Owens').count()).toBe(0);
  });

  it('opens an asset from the grid by keyboard and tells its history', async () => {
    const page = await visitors.open('Adele', '/register?search=power+bi+premium');
    await page.getByText('1 asset matches').first().waitFor();
    await page
      .getByRole('link', { name: /Power BI Premium Per User/ })
      .first()
      .focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /2 × Power BI Premium Per User/, level: 1 }).waitFor();
    await page.getByText('Sightline saw the purchase at Microsoft (high confidence)').waitFor();
    await page.getByText('Unaltered').waitFor();
  });

  it('shows the newest of a long history, and by keyboard the earlier, where reading goes on', async () => {
    const { id } = await tenant.declare('Alex', { product: 'Snagit', quantity: '1' });
    await lengthen(registerOn(tenant.table), id, 45);
    const page = await visitors.open('Adele', `/register/${id}`);
    const earlier = page.getByRole('button', { name: 'Show earlier entries (30 of 46 shown)' });
    await earlier.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('46 of 46 entries are shown.').waitFor();
    expect(await earlier.count()).toBe(0);
    const inFocus = page.locator('li:focus');
    expect(await inFocus.textContent()).toContain('from 14 to 15');
    expect(await page.getByText('Alex Wilber declared', { exact: false }).count()).toBeGreaterThan(0);
  });

  it('shows by itself what happened elsewhere', async () => {
    const page = await visitors.open('Adele', '/register?search=clipchamp+premium&status=retired');
    await page.getByText('0 assets match').first().waitFor();
    const [item] = await tenant.find('clipchamp premium');
    await tenant.api('Adele', `/api/register/${item?.id}/retire`, {
      method: 'POST',
      headers: { 'if-match': `"${item?.version}"` },
      body: JSON.stringify({ reason: 'No longer needed' }),
    });
    await page.getByText('1 asset matches').first().waitFor();
  });

  it.each(widths)('has nothing for axe to find at %i pixels', async (width) => {
    const page = await visitors.open('Adele', '/register', { width });
    await page.getByText('Power BI Premium Per User').first().waitFor();
    expect(await axeFinds(page)).toEqual([]);
    const [item] = await tenant.find('power bi premium');
    await page.goto(`${tenant.url}/tab/register/${item?.id}`);
    await page.getByText('Unaltered').waitFor();
    expect(await axeFinds(page)).toEqual([]);
  });

  it('is not free of finds where there is one: in the dark alone, in the last row, and in what the page says', async () => {
    const page = await visitors.open('Adele', '/register');
    const link = page.getByRole('grid').getByRole('link').last();
    await link.evaluate((last) => {
      last.style.color = '#333';
      document.querySelector('main')?.append(document.createElement('img'));
    });
    expect(await axeFinds(page)).toEqual([
      expect.stringMatching(/^light: image-alt/),
      expect.stringMatching(/^dark: color-contrast/),
    ]);
  });
});
