import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { formatMoney } from '../../bot/src/domain/money.ts';
import type { ListAnswer, OverviewAnswer } from '../../bot/src/http/contract.ts';
import { eventually } from '../../bot/test/support/eventually.ts';
import type { Tenant } from '../../bot/test/support/tenant.ts';
import { axeFinds, widths } from './axe.ts';
import { startVisited, type Visitors } from './visitors.ts';

/** What the register comes to, through the real server. */
describe('the overview', () => {
  let tenant: Tenant;
  let visitors: Visitors;
  let overview: OverviewAnswer;

  beforeAll(async () => {
    ({ tenant, visitors } = await startVisited({ invented: 400 }));
    overview = await eventually(async () => {
      const { version } = await read<ListAnswer>('/api/register?limit=1');
      const seen = await read<OverviewAnswer>('/api/overview');
      return seen.version === version && seen;
    });
  });
  afterEach(() => visitors.leave());
  afterAll(() => tenant.stop());

  const read = async <T>(path: string) => (await (await tenant.api('Adele', path)).json()) as T;
  const first = () => overview.currencies[0] as OverviewAnswer['currencies'][number];
  const money = (amount: { minor: number; currency: string }) => formatMoney(amount, 'en-GB');
  const opened = async (path = '/overview', window = {}): Promise<Page> => {
    const page = await visitors.open('Adele', path, window);
    await page.getByRole('heading', { level: 2, name: 'Committed spend', exact: true }).waitFor();
    return page;
  };
  const cells = (table: Locator) =>
    table
      .getByRole('row')
      .evaluateAll((rows) => rows.slice(1).map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
  const isFocused = (of: Locator) => of.evaluate((element) => element === document.activeElement);

  it('has the figures of the server, drawn, and in tables for who can’t see them', async () => {
    const page = await opened();
    const spend = page.getByRole('region', { name: 'Committed spend', exact: true });
    await spend.getByText(`${money(first().perMonth)} a month`).waitFor();
    await spend.getByText(`${money(first().perYear)} a year`).waitFor();
    const months = page.getByRole('table', { name: `Committed spend by month, ${first().currency}` });
    expect((await cells(months)).map(([, perMonth, purchases]) => [perMonth, purchases])).toEqual(
      first().months.map(({ perMonth, assets }) => [money(perMonth), String(assets.count)]),
    );
    const products = page.getByRole('table', { name: `By product, ${first().currency} a month` });
    expect((await cells(products)).slice(0, 8)).toEqual(
      first().byProduct.parts.map(({ value, perMonth, assets }) => [value, money(perMonth), String(assets.count)]),
    );
    const shares = page.getByRole('table', { name: 'Declared and decided' });
    expect((await cells(shares)).map(([, known, declared, , decided]) => [known, declared, decided])).toEqual(
      overview.shares.map(({ known, declared, decided }) =>
        [known, declared, decided].map(({ count }) => String(count)),
      ),
    );
    // The pictures themselves: a bar for each month, and lines, at their size.
    await eventually(async () => (await page.locator('[aria-hidden] rect[role=option][height]').count()) >= 12);
    await eventually(async () => {
      const pictures = await page.locator('[aria-hidden] svg[role=region]').all();
      const heights = await Promise.all(pictures.map(async (picture) => (await picture.boundingBox())?.height));
      return heights.length > 0 && heights.every((height) => height === 240);
    });
  });

  it('opens the rows behind a figure: as many as it says', async () => {
    const page = await opened();
    for (const [figure, count] of [
      [`${first().assets.count} purchases`, first().assets.count],
      [`${overview.unpriced.unknown.count} of unknown price`, overview.unpriced.unknown.count],
      [`${overview.shares.at(-1)?.declared.count} Declared`, overview.shares.at(-1)?.declared.count],
    ] as const) {
      await page.getByRole('link', { name: figure, exact: true }).first().click();
      await page
        .getByText(new RegExp(`^${count} assets match`))
        .first()
        .waitFor();
      await page.goBack();
      await page.getByRole('heading', { level: 2, name: 'Committed spend', exact: true }).waitFor();
    }
  });

  it('is read and turned over by keyboard: no picture is a stop, tables open by their address, and each explains itself', async () => {
    const page = await opened();
    const heading = `Committed spend by month, ${first().currency}`;
    const explain = page.getByRole('button', { name: `How this is counted: ${heading}` });
    const toggle = page.getByRole('button', { name: `Table: ${heading}`, exact: true });
    const copy = page.getByRole('button', { name: `Copy as table: ${heading}` });
    await explain.focus();
    await page.keyboard.press('Enter');
    const surface = page.getByRole('group', { name: `How this is counted: ${heading}` }).or(page.getByRole('dialog'));
    await surface.getByText(/until the day before it was retired/).waitFor();
    await surface.getByText(/^As of .*2026/).waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await surface.waitFor({ state: 'detached' });
    await eventually(() => isFocused(explain));

    await page.keyboard.press('Tab');
    expect(await isFocused(toggle)).toBe(true);
    await page.keyboard.press('Tab');
    expect(await isFocused(copy)).toBe(true);
    // Past the picture, to what explains the next one.
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toContain('By product');

    await toggle.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/table=months/);
    await page.getByRole('button', { name: `Table: ${heading}`, exact: true, pressed: true }).waitFor();
    expect(await isFocused(toggle)).toBe(true);
    const held = first().months[3];
    await page.getByRole('link', { name: new RegExp(`^${held?.assets.count}, Mar 2026`) }).focus();
    await page.keyboard.press('Enter');
    await page
      .getByText(new RegExp(`^${held?.assets.count} assets? match`))
      .first()
      .waitFor();
    await page.getByText('Bought by 31 Mar 2026, neither ended nor retired then').waitFor();
  });

  it('is copied as a table that spreadsheets read', async () => {
    const page = await opened('/overview?table=product');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: `Copy as table: By product, ${first().currency} a month` }).click();
    await page.getByText('The table is copied.').waitFor({ state: 'attached' });
    const [head, row] = (await page.evaluate(() => navigator.clipboard.readText())).split('\n');
    expect(head).toBe(`Product\tPer month, ${first().currency}\tPurchases`);
    const [top] = first().byProduct.parts;
    expect(row).toBe(`${top?.value}\t${((top?.perMonth.minor ?? 0) / 100).toFixed(2)}\t${top?.assets.count}`);
  });

  it('shows another currency by its address, and follows what happens', async () => {
    const other = overview.currencies[1];
    const page = await opened();
    await page.getByRole('link', { name: `${other?.currency} ${other?.assets.count}` }).click();
    await page.waitForURL(new RegExp(`currency=${other?.currency}`));
    await page.getByText(`${money(other?.perMonth ?? { minor: 0, currency: 'EUR' })} a month`).waitFor();
    await tenant.declare('Alex', { product: 'New Here', currency: other?.currency, price: '10' });
    const count = (other?.assets.count ?? 0) + 1;
    await page
      .getByRole('link', { name: `${count} purchases`, exact: true })
      .first()
      .waitFor();
  });

  it('is for ITAM staff and auditors; others are led to what is theirs', async () => {
    const page = await visitors.open('Lynne', '/overview');
    await page.getByRole('heading', { level: 2, name: 'Committed spend', exact: true }).waitFor();
    const other = await visitors.open('Alex', '/overview');
    await other.getByRole('heading', { level: 1, name: 'My purchases' }).waitFor();
    expect(await other.getByRole('link', { name: 'Overview' }).count()).toBe(0);
  });

  it('says so where nothing is known or priced, and where it can’t be read', async () => {
    const page = await visitors.open('Adele', '/purchases');
    const none = { count: 0, query: null };
    const shares = overview.shares.map(() => ({ known: none, declared: none, decided: none }));
    let answer: OverviewAnswer = { ...overview, currencies: [] };
    await page.route('**/api/overview', (route) => route.fulfill({ json: answer }));
    await page.getByRole('link', { name: 'Overview' }).click();
    await page.getByRole('heading', { level: 2, name: 'No monthly price is known yet' }).waitFor();
    answer = { ...answer, assets: none, shares };
    await page.getByRole('heading', { level: 2, name: 'Nothing to count yet' }).waitFor();

    visitors.expectStatus(503);
    const broken = await visitors.open('Adele', '/purchases');
    await broken.route('**/api/overview', (route) => route.fulfill({ status: 503, json: { code: 'not-ready' } }));
    await broken.getByRole('link', { name: 'Overview' }).click();
    await broken.getByRole('heading', { level: 2, name: 'Sightline is starting' }).waitFor();
  });

  it.each(widths)('is in order for axe and fits its width of %i pixels', async (width) => {
    const page = await opened('/overview', { width });
    await eventually(async () => (await page.locator('[aria-hidden] rect[role=option]').count()) >= 12);
    expect(await axeFinds(page)).toEqual([]);
    await page.getByRole('button', { name: 'Table: Declared and decided', exact: true }).click();
    await page.getByRole('button', { name: /^Table: What grew most/ }).click();
    await page.waitForURL(/table=growth&table=shares/);
    expect(await axeFinds(page)).toEqual([]);
  });
});
