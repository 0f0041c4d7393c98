import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ViewsAnswer } from '../../bot/src/http/contract.ts';
import { eventually } from '../../bot/test/support/eventually.ts';
import type { Tenant } from '../../bot/test/support/tenant.ts';
import { axeFinds, widths } from './axe.ts';
import { startVisited, type Visitors } from './visitors.ts';

/** Saved views of the register, in the tab. */
describe('the views of the register', () => {
  let tenant: Tenant;
  let visitors: Visitors;

  beforeAll(async () => {
    ({ tenant, visitors } = await startVisited());
    await tenant.poll();
  });
  afterEach(() => visitors.leave());
  afterAll(() => tenant.stop());

  const shot = (page: Page, name: string) =>
    process.env.SHOTS ? page.screenshot({ path: `${process.env.SHOTS}/${name}.png` }) : Promise.resolve();
  const views = async (name = 'Adele') => (await (await tenant.api(name, '/api/views')).json()) as ViewsAnswer;
  const menu = (page: Page) => page.getByRole('button', { name: /^View: / });
  async function choose(page: Page, item: string | RegExp): Promise<void> {
    await menu(page).click();
    await page
      .getByRole(/^(Whole|Mine|Trials)/.test(String(item)) ? 'menuitemradio' : 'menuitem', { name: item })
      .click();
  }

  it('are saved, shared, changed, chosen to open by themselves, and deleted', async () => {
    const page = await visitors.open('Adele', '/register?flag=trial&sort=product');
    await page.getByRole('grid').waitFor();
    await choose(page, 'Save as a new view …');
    const dialog = page.getByRole('dialog', { name: 'Save as a new view' });
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('Please give the view a name.').waitFor();
    await dialog.getByLabel('Name').fill('Trials');
    await dialog.getByRole('switch', { name: /^Share with/ }).check();
    await shot(page, 'view-save');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL(/view=/);
    await page.getByRole('button', { name: 'View: Trials' }).waitFor();
    expect((await views()).items).toMatchObject([{ name: 'Trials', query: 'flag=trial&sort=product', isShared: true }]);

    await page.getByRole('columnheader', { name: 'Renews' }).getByRole('button').click();
    await page.getByText('modified', { exact: true }).waitFor();
    await menu(page).click();
    await shot(page, 'view-menu');
    await page.getByRole('menuitem', { name: 'Save the changes' }).click();
    await page.getByText('modified', { exact: true }).waitFor({ state: 'detached' });
    expect((await views()).items).toMatchObject([{ query: 'flag=trial&sort=renewsOn', version: 2 }]);

    const address = new URL(page.url());
    const lynne = await visitors.open('Lynne', `/register${address.search}`);
    await lynne.getByRole('button', { name: 'View: Trials' }).waitFor();
    await menu(lynne).click();
    expect(await lynne.getByRole('menuitem', { name: 'Delete …' }).count()).toBe(0);
    await lynne.getByRole('menuitem', { name: 'Open the register with it' }).click();
    await eventually(async () => (await views('Lynne')).defaultId !== null);
    const again = await visitors.open('Lynne', '/register');
    await again.waitForURL(/flag=trial&sort=renewsOn&view=/);
    await choose(again, 'Whole register');
    await again.waitForURL((url) => url.search.includes('view=all') && !url.search.includes('flag'));

    await choose(page, 'Delete …');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete it' }).click();
    await page.getByRole('button', { name: 'View: Whole register' }).waitFor();
    expect((await views()).items).toEqual([]);
    await page.waitForURL((url) => url.search === '?flag=trial&sort=renewsOn');
  });

  it('are not changed unseen: what someone else saved meanwhile stays', async () => {
    const page = await visitors.open('Adele', '/register?sort=product');
    await choose(page, 'Save as a new view …');
    await page.getByLabel('Name').fill('Mine');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'View: Mine' }).waitFor();
    const [saved] = (await views()).items;
    const { id = '', version = 0, maker: _, isEditable: __, ...body } = saved ?? {};
    const theirs = { ...body, query: 'status=approved' };
    const init = { method: 'PUT', body: JSON.stringify(theirs), headers: { 'if-match': `"${version}"` } };
    expect((await tenant.api('Adele', `/api/views/${id}`, init)).status).toBe(200);
    await page.getByRole('columnheader', { name: 'Owner' }).getByRole('button').click();
    await page.getByText('modified', { exact: true }).waitFor();
    visitors.expectStatus(412);
    await choose(page, 'Save the changes');
    await page.getByText('Someone changed this view in the meantime').waitFor();
    expect((await views()).items).toMatchObject([{ query: 'status=approved' }]);
  });

  it.each(widths)('have no barrier at %i pixels', async (width) => {
    const page = await visitors.open('Adele', '/register?view=none', { width });
    await menu(page).click();
    await page.getByRole('menuitem', { name: 'Save as a new view …' }).waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await page.getByRole('menuitem', { name: 'Save as a new view …' }).click();
    await page.getByRole('dialog').waitFor();
    await shot(page, `view-${width}`);
    expect(await axeFinds(page)).toEqual([]);
  });

  it('have the columns, order, widths and density that were chosen by keys, and keep them in the address', async () => {
    const page = await visitors.open('Adele', '/register?view=all', { width: 1920 });
    await page.getByRole('grid').waitFor();
    const headers = () => page.getByRole('columnheader').allTextContents();
    await page.getByRole('button', { name: 'Columns' }).click();
    const dialog = page.getByRole('dialog', { name: 'Columns and rows' });
    await dialog.getByRole('checkbox', { name: 'Department' }).uncheck();
    await dialog.getByRole('checkbox', { name: 'Purchaser' }).check();
    const earlier = dialog.getByRole('button', { name: 'Move Owner towards the start' });
    await earlier.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    expect(await earlier.evaluate((button) => button === document.activeElement)).toBe(true);
    await dialog.getByRole('spinbutton', { name: /^Width of Owner/ }).fill('240');
    await dialog.getByRole('radio', { name: 'Compact' }).check();
    await shot(page, 'columns');
    expect(await axeFinds(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Apply' }).click();
    await page.waitForURL(/density=compact/);
    const shown = [
      '',
      'State',
      'Owner',
      'Product',
      'Publisher',
      'Cost centre',
      'Manager',
      'Seats',
      'Per month',
      'Renews',
      'Bought',
      'Updated',
      'Purchaser',
    ];
    expect(await headers()).toEqual(shown);
    const owner = page.getByRole('columnheader', { name: 'Owner' });
    expect(Math.round((await owner.boundingBox())?.width ?? 0)).toBe(240);
    await shot(page, 'compact');
    await page.getByRole('columnheader', { name: 'Purchaser' }).getByRole('button').click();
    await page.waitForURL(/sort=purchaser/);
    const again = await visitors.open('Adele', `/register${new URL(page.url()).search}`, { width: 1920 });
    await again.getByRole('grid').waitFor();
    expect(await again.getByRole('columnheader').allTextContents()).toEqual(shown);
  });

  it('have the width to which a column was dragged by its edge, until the edge is pressed twice', async () => {
    const page = await visitors.open('Adele', '/register?view=all');
    await page.getByRole('grid').waitFor();
    const owner = page.getByRole('columnheader', { name: 'Owner' });
    const box = async () => {
      const found = await owner.boundingBox();
      if (!found) throw new Error('The header is not drawn');
      return found;
    };
    const { x, y, width, height } = await box();
    const [edge, middle] = [x + width - 3, y + height / 2];
    await page.mouse.move(edge, middle);
    await page.mouse.down();
    await page.mouse.move(edge + 20, middle);
    await page.mouse.move(edge + 60, middle);
    await page.mouse.up();
    await page.waitForURL(/widths=owner/);
    const dragged = await box();
    expect(new URL(page.url()).searchParams.get('widths')).toBe(`owner:${Math.round(dragged.width)}`);
    expect(dragged.width).toBeGreaterThan(width + 30);
    expect(new URL(page.url()).searchParams.has('sort')).toBe(false);

    await page.mouse.dblclick(dragged.x + dragged.width - 3, middle);
    await page.waitForURL((url) => !url.searchParams.has('widths'));
    expect((await box()).width).toBeCloseTo(width, 0);
  });

  it('are not offered to those who see only their own', async () => {
    const page = await visitors.open('Megan', '/register');
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await menu(page).count()).toBe(0);
  });
});
