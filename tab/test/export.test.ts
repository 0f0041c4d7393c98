import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../bot/src/domain/words/en.ts';
import { recordsOf } from '../../bot/test/support/csv.ts';
import { eventually } from '../../bot/test/support/eventually.ts';
import type { Tenant } from '../../bot/test/support/tenant.ts';
import { sheetsOf } from '../../bot/test/support/workbook.ts';
import { axeFinds } from './axe.ts';
import { startVisited, type Visitors } from './visitors.ts';

const { export: words } = en.tab;

/** Taking the register away as a file, in the tab. */
describe('the export', () => {
  let tenant: Tenant;
  let visitors: Visitors;

  beforeAll(async () => {
    ({ tenant, visitors } = await startVisited());
    await tenant.sightline.discover();
  });
  afterEach(() => visitors.leave());
  afterAll(() => tenant.stop());

  const button = (page: Page) => page.getByRole('button', { name: words.open, exact: true });

  /** The ids that the register's page of this address shows, in its order. */
  async function listed(query: string): Promise<string[]> {
    const answer = await tenant.api('Adele', `/api/register?limit=200&${query}`);
    return ((await answer.json()) as { items: { id: string }[] }).items.map(({ id }) => id);
  }

  it('brings what is filtered, in its order, by keys alone', async () => {
    const query = 'source=discovery&sort=product';
    const page = await visitors.open('Adele', `/register?${query}`);
    await page.getByRole('grid').waitFor();
    await button(page).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: words.csv }).waitFor();
    const coming = page.waitForEvent('download');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const download = await coming;
    expect(download.suggestedFilename()).toMatch(/^sightline-register-\d{4}-\d{2}-\d{2}\.csv$/);
    const text = await readFile(await download.path(), 'utf8');
    expect(recordsOf(text.slice(1)).map((fields) => fields.at(-1))).toEqual([
      words.column.id,
      ...(await listed(query)),
    ]);
    await page.getByText(words.done(download.suggestedFilename())).waitFor({ state: 'attached' });
    await eventually(() => button(page).evaluate((element) => element === document.activeElement));
  });

  it('brings a workbook, and nobody’s tools find fault with the menu', async () => {
    const page = await visitors.open('Lynne', '/register');
    await page.getByRole('grid').waitFor();
    await button(page).click();
    await page.getByRole('menuitem', { name: words.xlsx }).waitFor();
    expect(await axeFinds(page)).toEqual([]);
    const coming = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: words.xlsx }).click();
    const [sheet] = sheetsOf(await readFile(await (await coming).path()));
    expect(sheet?.rows.slice(1).map((cells) => cells.at(-1)?.text)).toEqual(await listed(''));
  });

  it('says how far it is, can’t be begun twice, and says when it didn’t work', async () => {
    const page = await visitors.open('Adele', '/register');
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    await page.route('**/api/export?*', async (route) => {
      await held;
      await route.abort('connectionreset');
    });
    await button(page).click();
    await page.getByRole('menuitem', { name: words.csv }).click();
    const working = page.getByRole('button', { name: words.working(words.megabytes('0')) });
    await working.waitFor();
    expect(await working.getAttribute('aria-disabled')).toBe('true');
    visitors.expectStatus(0);
    release();
    await page.getByText(words.brokeOff).waitFor();
    await button(page).waitFor();
    await page.getByRole('button', { name: words.close }).click();
    await page.getByText(words.brokeOff).waitFor({ state: 'detached' });
  });

  it('shows the server’s own words when it is refused', async () => {
    const page = await visitors.open('Adele', '/register');
    await page.route('**/api/export?*', (route) =>
      route.fulfill({ status: 403, json: { code: 'action.forbidden', detail: 'You are not allowed to do that.' } }),
    );
    visitors.expectStatus(403);
    await button(page).click();
    await page.getByRole('menuitem', { name: words.xlsx }).click();
    await page.getByText('You are not allowed to do that.').waitFor();
  });

  const everyFilter =
    'search=v&status=detected&status=declared&product=Visio+Plan+2&department=Marketing&flag=trial&renewsBefore=2030-01-01&costFrom=1&publisher=Microsoft';
  it.each(['', everyFilter])('fits beside the filters in every window, of which these are set: %s', async (filters) => {
    const page = await visitors.open('Adele', `/register?${filters}`);
    await button(page).waitFor();
    await page.getByText('as of').first().waitFor();
    for (const width of [1440, 1300, 1280, 1024, 320]) {
      await page.setViewportSize({ width, height: 900 });
      const fits = async () => {
        const right = await button(page).evaluate((one) => one.getBoundingClientRect().right);
        const room = await page.getByRole('main').evaluate((main) => main.getBoundingClientRect().right);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        const cut = (buttons: Element[]) => buttons.filter((one) => one.scrollWidth > one.clientWidth).length;
        const isCut = await button(page).locator('xpath=../button').evaluateAll(cut);
        return right < room - 8 && overflow <= 0 && isCut === 0;
      };
      // What measures itself draws once more.
      await eventually(fits);
    }
  });
});
