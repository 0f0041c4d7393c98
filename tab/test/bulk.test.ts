import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ListAnswer } from '../../bot/src/http/contract.ts';
import { recordsOf } from '../../bot/test/support/csv.ts';
import { eventually } from '../../bot/test/support/eventually.ts';
import type { Tenant } from '../../bot/test/support/tenant.ts';
import { axeFinds, widths } from './axe.ts';
import { startVisited, type Visitors } from './visitors.ts';

/** Many assets picked and changed at once, in the tab. */
describe('a selection', () => {
  let tenant: Tenant;
  let visitors: Visitors;

  beforeAll(async () => {
    ({ tenant, visitors } = await startVisited({ invented: 350 }));
  });
  afterEach(() => visitors.leave());
  afterAll(() => tenant.stop());

  const list = async (query: string) =>
    (await (await tenant.api('Adele', `/api/register?${query}`)).json()) as ListAnswer;
  const shot = (page: Page, name: string) =>
    process.env.SHOTS ? page.screenshot({ path: `${process.env.SHOTS}/${name}.png` }) : Promise.resolve();
  const boxes = (page: Page) => page.getByRole('grid').getByRole('checkbox', { name: /^Select (?!all)/ });
  const bar = (page: Page) => page.getByRole('region', { name: 'What to do with the selection' });
  const selectedIn = (page: Page) => page.locator('[role=row][aria-selected=true]').count();
  const focused = (page: Page) =>
    page.evaluate(() => {
      const { row, column } = (document.activeElement as HTMLElement | null)?.dataset ?? {};
      return `${row}/${column}`;
    });
  async function open(query = ''): Promise<Page> {
    const page = await visitors.open('Adele', `/register?${query}`);
    await page.getByRole('grid').getByRole('link').first().waitFor();
    return page;
  }

  it('takes ranges by Shift, and survives sorting, filtering, looking at an asset, and changes by others', async () => {
    const page = await open('sort=product');
    await boxes(page).nth(0).click();
    await boxes(page)
      .nth(3)
      .click({ modifiers: ['Shift'] });
    await bar(page).getByText('4 assets selected').waitFor();
    expect(await selectedIn(page)).toBe(4);
    await boxes(page).nth(1).click();
    await bar(page).getByText('3 assets selected').waitFor();
    await shot(page, 'selected');

    const picked = (await list('sort=product&limit=4')).items.filter((_, at) => at !== 1).map(({ id }) => id);
    await page.getByRole('columnheader', { name: 'Owner' }).getByRole('button').click();
    await page.waitForURL(/sort=owner/);
    await bar(page).getByText('3 assets selected').waitFor();
    const search = page.getByRole('searchbox', { name: 'Search the register' });
    await search.fill('nothing-like-this');
    await page.getByText('No asset matches').waitFor();
    await bar(page).getByText('3 assets selected').waitFor();
    await search.fill('');
    await page.waitForURL((url) => !url.search.includes('search'));

    const body = { ids: picked, action: 'set-cost-centre', costCentre: 'CC-LIVE', reason: 'x', isPreview: false };
    await tenant.api('Adele', '/api/register/bulk', { method: 'POST', body: JSON.stringify(body) });
    await page.getByRole('grid').getByRole('link').first().click();
    await page.getByRole('heading', { name: 'History' }).waitFor();
    await page.goBack();
    await bar(page).getByText('3 assets selected').waitFor();
    await bar(page).getByRole('button', { name: 'Clear the selection' }).click();
    await bar(page).waitFor({ state: 'detached' });
    expect(await selectedIn(page)).toBe(0);
  });

  it('takes a range by Shift over rows that were never looked at', async () => {
    const page = await open('sort=product');
    await boxes(page).nth(0).click();
    await page.evaluate(() => window.scrollTo({ top: document.documentElement.scrollHeight }));
    const last = page.locator(`[role=row][aria-rowindex="${(await list('limit=1')).total + 1}"]`).getByRole('checkbox');
    await last.click({ modifiers: ['Shift'] });
    await bar(page)
      .getByText(`${(await list('limit=1')).total} assets selected`)
      .waitFor();
  });

  it('is made by keys alone, without moving the focus', async () => {
    const page = await open('sort=product');
    const rows = (await list('sort=product&limit=5')).items.map(({ id }) => id);
    await page.getByRole('grid').getByRole('link').first().focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Shift+Space');
    await bar(page).getByText('3 assets selected').waitFor();
    await eventually(async () => (await focused(page)) === `${rows[2]}/2`);
    await page.keyboard.press('Home');
    await eventually(async () => (await focused(page)) === `${rows[2]}/0`);
    await page.keyboard.press('Space');
    await bar(page).getByText('2 assets selected').waitFor();
    expect(await focused(page)).toBe(`${rows[2]}/0`);
    await page.keyboard.press('Control+a');
    await bar(page).getByText('100 assets selected').waitFor();
    await page.keyboard.press('Control+a');
    await bar(page).waitFor({ state: 'detached' });
  });

  it('of all that match is previewed, changed, and reported asset by asset', async () => {
    const query = 'status=detected&sort=product';
    const before = await list(`${query}&limit=200`);
    expect(before.total).toBeGreaterThan(5);
    const page = await open(query);
    await boxes(page).nth(0).click();
    await bar(page)
      .getByRole('button', { name: `Select all ${before.total} that match` })
      .click();
    await bar(page).getByText(`${before.total} assets selected`).waitFor();

    await bar(page).getByRole('button', { name: 'Set cost centre …' }).click();
    const dialog = page.getByRole('dialog', { name: /^Set the cost centre of/ });
    await dialog.getByRole('button', { name: 'Show what changes' }).click();
    await dialog.getByText('A few words are enough').waitFor();
    await shot(page, 'form');
    await dialog.getByLabel('New cost centre').fill('CC-ALL');
    await dialog.getByLabel('Reason').fill('Moved');
    await dialog.getByRole('button', { name: 'Show what changes' }).click();
    await dialog.getByText(`Will change (${before.total})`).waitFor();
    await shot(page, 'preview');
    expect((await list(`${query}&costCentre=CC-ALL`)).total).toBe(0);
    await dialog.getByRole('button', { name: `Set the cost centre of ${before.total} assets` }).click();
    await dialog.getByText(`${before.total} assets changed.`).waitFor();
    await shot(page, 'done');
    expect((await list(`${query}&costCentre=CC-ALL`)).total).toBe(before.total);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await dialog.waitFor({ state: 'detached' });
    await bar(page).getByText(`${before.total} assets selected`).waitFor();
  });

  it('gets an owner who is found by name, stays picked though the list no longer shows it, and goes into a file', async () => {
    const [first] = (await list('status=approved&limit=1')).items;
    const query = `status=approved&owner=${first?.owner?.id}&product=${encodeURIComponent(first?.product ?? '')}`;
    const before = await list(`${query}&limit=200`);
    const page = await open(query);
    await page.getByRole('checkbox', { name: 'Select all rows that are loaded' }).click();
    await bar(page)
      .getByText(/selected$/)
      .waitFor();
    await bar(page).getByRole('button', { name: 'Set owner …' }).click();
    const dialog = page.getByRole('dialog', { name: /^Set the owner/ });
    await dialog.getByLabel('New owner').fill('megan');
    await page.getByRole('option', { name: 'Megan Bowen' }).click();
    await dialog.getByLabel('Reason').fill('She takes over');
    await dialog.getByRole('button', { name: 'Show what changes' }).click();
    await dialog.getByRole('button', { name: /^Set the owner of/ }).click();
    await dialog.getByText(/changed\.$/).waitFor();
    // Each is one press away, although the list no longer shows it.
    await dialog.getByRole('link').first().click();
    await page.getByRole('heading', { name: 'History' }).waitFor();
    await page.goBack();
    await page.getByText('No asset matches').waitFor();

    await bar(page).getByRole('button', { name: 'Export' }).click();
    await shot(page, 'selection-export');
    const coming = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'CSV' }).click();
    const [titles = [], ...records] = recordsOf((await readFile(await (await coming).path(), 'utf8')).slice(1));
    const owners = new Map(records.map((fields) => [fields.at(-1), fields[titles.indexOf('Owner')]]));
    expect(owners).toEqual(new Map(before.items.map(({ id }) => [id, 'Megan Bowen'])));
  });

  it('keeps what could not be changed selected, and says why', async () => {
    const undeclared = (await list('status=detected&limit=200')).items.find(
      ({ owner, confidence, flags }) => owner && confidence?.level !== 'low' && !flags.includes('owner-gone'),
    );
    const [approved] = (await list('status=approved&limit=1')).items;
    const page = await open('sort=product');
    for (const { id, product } of [undeclared, approved].flatMap((one) => one ?? [])) {
      await page.getByRole('searchbox', { name: 'Search the register' }).fill(product);
      const link = page.locator(`[role=row]:has(a[href$="${id}"])`);
      await link.getByRole('checkbox').click();
    }
    await bar(page).getByText('2 assets selected').waitFor();
    await bar(page).getByRole('button', { name: 'Ask again …' }).click();
    const dialog = page.getByRole('dialog', { name: /^Ask again/ });
    await dialog.getByLabel('Reason').fill('The quarter ends');
    await dialog.getByRole('button', { name: 'Show what changes' }).click();
    await dialog.getByText('Can’t be changed (1)').waitFor();
    await shot(page, 'mixed');
    await dialog.getByRole('button', { name: 'Ask for 1 asset' }).click();
    await dialog.getByText('1 asset changed, 1 not.').waitFor();
    await dialog.getByText('has been declared already').waitFor();
    expect(await dialog.getByRole('button', { name: /^Try/ }).count()).toBe(0);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await bar(page).getByText('1 asset selected').waitFor();
    const history = await tenant.history(undeclared?.id ?? '');
    expect(history[0]).toMatchObject({ type: 'declaration-asked', comment: 'The quarter ends' });
  });

  it('whose change breaks off midway says so, and goes through at another try', async () => {
    const page = await open('status=approved&sort=product');
    await boxes(page).nth(0).click();
    await boxes(page).nth(1).click();
    await bar(page).getByRole('button', { name: 'Retire …' }).click();
    const dialog = page.getByRole('dialog', { name: 'Retire 2 assets' });
    await dialog.getByLabel('Reason').fill('Cancelled');
    await dialog.getByRole('button', { name: 'Show what changes' }).click();
    const retire = dialog.getByRole('button', { name: 'Retire 2 assets' });
    await retire.waitFor();
    visitors.expectStatus(0);
    await page.route('**/api/register/bulk', (route) => route.abort());
    await retire.click();
    await dialog.getByText('Not done:').waitFor();
    await page.unroute('**/api/register/bulk');
    await retire.click();
    await dialog.getByText('2 assets changed.').waitFor();
  });

  it.each(widths)('has no barrier at %i pixels, with rows selected and in its dialog', async (width) => {
    const page = await visitors.open('Adele', '/register', { width });
    const box = page.getByRole('checkbox', { name: /^Select (?!all)/ });
    await box.nth(0).waitFor();
    await box.nth(0).click();
    await box.nth(1).click();
    await bar(page).getByText('2 assets selected').waitFor();
    await shot(page, `bar-${width}`);
    expect(await axeFinds(page)).toEqual([]);
    if (width < 1440) {
      await bar(page).getByRole('button', { name: 'Change them' }).click();
      await page.getByRole('menuitem', { name: 'Retire …' }).click();
    } else await bar(page).getByRole('button', { name: 'Retire …' }).click();
    const dialog = page.getByRole('dialog', { name: 'Retire 2 assets' });
    await dialog.getByLabel('Reason').fill('Cancelled');
    expect(await axeFinds(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Show what changes' }).click();
    await dialog.getByRole('table').waitFor();
    await shot(page, `preview-${width}`);
    expect(await axeFinds(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await bar(page).getByText('2 assets selected').waitFor();
  });
});
