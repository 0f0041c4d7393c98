import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ListAnswer } from '../../bot/src/http/contract.ts';
import { eventually } from '../../bot/test/support/eventually.ts';
import type { Tenant } from '../../bot/test/support/tenant.ts';
import { axeFinds } from './axe.ts';
import { startVisited, type Visitors } from './visitors.ts';

/** The register of a larger organisation in the tab: paging, keys, and finding one's way back. */
describe('a long register', () => {
  let tenant: Tenant;
  let visitors: Visitors;

  beforeAll(async () => {
    ({ tenant, visitors } = await startVisited({ invented: 350 }));
  });
  afterEach(() => visitors.leave());
  afterAll(() => tenant.stop());

  /** The register's ids in the API's own order. */
  async function inOrder(sort: string): Promise<string[]> {
    const ids: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query = new URLSearchParams({ sort, limit: '200', ...(cursor && { cursor }) });
      const answer = await tenant.api('Adele', `/api/register?${query}`);
      const page = (await answer.json()) as { items: { id: string }[]; cursor: string | null };
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.cursor;
    }
    return ids;
  }

  /** Each drawn row's place, as screen readers are told it, and the asset that it opens. */
  function drawnRows(page: Page): Promise<[number, string][]> {
    return page.getByRole('row').evaluateAll((rows) =>
      rows.flatMap((row): [number, string][] => {
        const id = row.querySelector('a')?.pathname.split('/').pop();
        return id ? [[Number(row.getAttribute('aria-rowindex')) - 2, id]] : [];
      }),
    );
  }

  it('shows every asset at its place when scrolled through, none skipped and none twice', async () => {
    const expected = await inOrder('product');
    const page = await visitors.open('Adele', '/register?sort=product');
    const shown: string[] = [];
    for (let next = 0; next < expected.length; ) {
      const drawn = await eventually(async () => {
        const rows = await drawnRows(page);
        return rows.some(([place]) => place === next) && rows;
      });
      for (const [place, id] of drawn) shown[place] = id;
      while (shown[next] !== undefined) next++;
      const lastSeen = page.locator(`[role=row][aria-rowindex="${next + 1}"]`);
      await lastSeen.evaluate((row) => row.scrollIntoView({ block: 'start' }));
    }
    expect(shown).toEqual(expected);
    expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe(String(expected.length + 1));
  });

  it('is looked at anywhere: at its end by one key, in its middle by scrolling, and Back returns there', async () => {
    const expected = await inOrder('product');
    const page = await visitors.open('Adele', '/register?sort=product');
    const asked: number[] = [];
    page.on('request', (request) => {
      const { searchParams } = new URL(request.url());
      if (searchParams.has('offset')) asked.push(Number(searchParams.get('offset')));
    });
    const focused = () => page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.row ?? null);
    await page.getByRole('grid').getByRole('link').first().focus();
    await page.keyboard.press('Control+End');
    await eventually(async () => (await focused()) === expected.at(-1));
    // What lies between was passed over.
    expect(asked).not.toContain(100);

    await page.evaluate(() => window.scrollTo({ top: document.documentElement.scrollHeight / 2 }));
    await eventually(async () => {
      const drawn = await drawnRows(page);
      const [place = 0] = drawn[Math.floor(drawn.length / 2)] ?? [];
      return place > 120 && place < expected.length - 50 && drawn.every(([at, id]) => expected[at] === id);
    });
    const inMiddle = page.getByRole('grid').getByRole('link').nth(20);
    await inMiddle.focus();
    const id = await focused();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'History' }).waitFor();
    await page.goBack();
    await eventually(async () => (await focused()) === id);
  });

  it('begins at its start again in another order', async () => {
    const page = await visitors.open('Adele', '/register?sort=product');
    await page.getByRole('grid').getByRole('link').first().waitFor();
    await page.evaluate(() => window.scrollTo({ top: document.documentElement.scrollHeight }));
    await page.getByRole('columnheader', { name: 'Owner' }).getByRole('button').click();
    const [first] = await inOrder('owner');
    await eventually(async () => (await drawnRows(page)).some(([place, id]) => place === 0 && id === first));
  });

  it('is walked through by keys, and Back returns to the same row', async () => {
    const page = await visitors.open('Adele', '/register?sort=product');
    const focused = () => page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.row ?? null);
    await page.getByRole('grid').getByRole('link').first().focus();
    for (const key of ['PageDown', 'PageDown', 'ArrowDown', 'ArrowRight', 'Home']) await page.keyboard.press(key);
    // The focus goes with the row as soon as that is read.
    const id = await eventually(focused);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'History' }).waitFor();
    await eventually(() => page.evaluate(() => document.activeElement?.tagName === 'H1'));
    await page.goBack();
    await eventually(async () => (await focused()) === id);
  });

  it('counts what the filters leave, names them, and takes them away again', async () => {
    const page = await visitors.open('Adele', '/register');
    // Pressed as soon as there is something to choose from. The first: a column is called so too.
    await page.getByRole('button', { name: 'State' }).first().click();
    await page.getByRole('checkbox', { name: /^Approved/ }).click();
    await page.getByRole('checkbox', { name: /^Rejected/ }).click();
    await page.keyboard.press('Escape');
    await page.waitForURL(/status=approved&status=rejected/);
    const answer = await tenant.api('Adele', '/api/register?status=approved&status=rejected&limit=1');
    const { total } = (await answer.json()) as { total: number };
    await page.getByText(`${total} assets match`).first().waitFor();
    await page.getByRole('button', { name: /Remove the filter State: Approved, Rejected/ }).click();
    await page.waitForURL((url) => url.search === '');
  });

  it('is narrowed to what renews this quarter and costs so much, by keyboard, as the API counts it', async () => {
    const page = await visitors.open('Adele', '/register');
    await page.getByRole('grid').getByRole('link').first().waitFor();
    await page.getByRole('button', { name: 'Renews', exact: true }).first().press('Enter');
    await page.getByRole('radio', { name: 'This quarter, from today' }).click();
    await page.keyboard.press('Escape');
    await page.waitForURL(/renewsAfter=\d{4}-\d\d-\d\d&renewsBefore=\d{4}-\d\d-\d\d/);
    await page.getByRole('button', { name: 'Cost', exact: true }).press('Enter');
    const least = page.getByRole('textbox', { name: 'At least, a month' });
    await least.fill('fifty');
    await least.press('Enter');
    await page.getByText('Type an amount such as 50 or 12.50.').waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await least.fill('50');
    await least.press('Enter');
    await page.waitForURL(/costFrom=50/);
    const answer = await tenant.api('Adele', `/api/register${new URL(page.url()).search}&limit=200`);
    const { total, items } = (await answer.json()) as ListAnswer;
    expect(total).toBeGreaterThan(0);
    expect(items.every(({ renewsOn }) => renewsOn !== null && renewsOn < '2027-01-01')).toBe(true);
    await page
      .getByText(total === 1 ? '1 asset matches' : `${total} assets match`)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Remove the filter 50 or more a month' }).click();
    await page.waitForURL((url) => !url.search.includes('costFrom'));
  });

  it('is narrowed by what the other filters hold, by keyboard, several of them at once', async () => {
    const { url: proof } = await attachedSomewhere();
    const page = await visitors.open('Adele', '/register');
    await page.getByRole('grid').getByRole('link').first().waitFor();
    await page.getByRole('button', { name: 'More', exact: true }).press('Enter');
    await page.getByRole('button', { name: 'Evidence' }).press('Enter');
    expect(await axeFinds(page)).toEqual([]);
    await page.getByRole('checkbox', { name: /^attached, 1/ }).click();
    await page.getByRole('button', { name: 'Evidence, 1 chosen' }).waitFor();
    await page.getByRole('button', { name: 'Currency' }).press('Enter');
    await page.getByRole('checkbox', { name: /^USD/ }).click();
    await page.keyboard.press('Escape');
    await page.waitForURL(/currency=USD&evidence=attached/);
    await page.getByText('1 asset matches').first().waitFor();
    expect(await page.getByRole('grid').getByRole('link').getAttribute('href')).toContain(proof);

    await page.getByRole('button', { name: 'More, 2 chosen' }).press('Enter');
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await page.waitForURL((url) => url.search === '');
  });

  /** A purchase of Alex's in dollars, with a receipt. */
  async function attachedSomewhere(): Promise<{ url: string }> {
    const { id } = await tenant.declare('Alex', { currency: 'USD', price: '12' });
    const path = `/api/register/${id}/evidence?kind=invoice&name=receipt.txt`;
    const answer = await tenant.api('Alex', path, { method: 'POST', body: 'Paid: 12 dollars' });
    expect(answer.status).toBe(201);
    return { url: `/register/${id}` };
  }

  it('loses no keystroke while the register answers', async () => {
    const page = await visitors.open('Adele', '/register');
    const field = page.getByRole('searchbox', { name: 'Search the register' });
    await field.pressSequentially('power bi premium per user', { delay: 30 });
    await page.waitForURL(/search=power\+bi\+premium\+per\+user$/);
    expect(await field.inputValue()).toBe('power bi premium per user');
  });

  it('marks what it found its rows by, while something is searched for', async () => {
    const page = await visitors.open('Adele', '/register?search=po+bi');
    const marked = () =>
      page.evaluate(() => [...(CSS.highlights.get('search') ?? [])].map((range) => (range as Range).toString()));
    await page.getByRole('grid').getByRole('link').first().waitFor();
    await eventually(async () => {
      const found = new Set(await marked());
      return found.has('Po') && found.has('BI');
    });
    await page.getByRole('searchbox', { name: 'Search the register' }).fill('');
    await eventually(async () => (await marked()).length === 0);
  });
});
