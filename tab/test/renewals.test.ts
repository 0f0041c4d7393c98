import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Detail, RenewalsAnswer } from '../../bot/src/http/contract.ts';
import { eventually } from '../../bot/test/support/eventually.ts';
import type { Tenant } from '../../bot/test/support/tenant.ts';
import { axeFinds, widths } from './axe.ts';
import { startVisited, type Visitors } from './visitors.ts';

/** What renews when, and what is to become of it, through the real server. */
describe('the renewals', () => {
  let tenant: Tenant;
  let visitors: Visitors;

  beforeAll(async () => {
    ({ tenant, visitors } = await startVisited({ invented: 400 }));
  });
  afterEach(() => visitors.leave());
  afterAll(() => tenant.stop());

  const read = async <T>(path: string) => (await (await tenant.api('Adele', path)).json()) as T;
  const post = async (name: string, path: string, body: unknown, version?: number) =>
    (await (
      await tenant.api(name, path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: version === undefined ? {} : { 'if-match': `"${version}"` },
      })
    ).json()) as Detail;

  /** A purchase that renews on a day of a month in which nothing else does. */
  const declared = (product: string, renewsOn: string) =>
    tenant.declare('Alex', { product, renewsOn, billingTerm: 'yearly' });

  it('have the months, counts and amounts of the server, and lead to each month’s agenda by its address', async () => {
    const page = await visitors.open('Adele', '/renewals');
    const months = page.getByRole('navigation', { name: 'Months' }).getByRole('link');
    await months.first().waitFor();
    const { months: spans } = await read<RenewalsAnswer>('/api/renewals');
    const total = spans.reduce((sum, { count }) => sum + count, 0);
    await page.getByText(`${total} renewals in the next twelve months`).waitFor();

    const march = spans[4];
    expect(march?.count).toBeGreaterThan(0);
    await page.getByRole('link', { name: new RegExp(`^Mar 2027 ${march?.count} renewals? `) }).click();
    await page.waitForURL(/month=2027-03$/);
    await page.getByRole('heading', { level: 2, name: 'March 2027' }).waitFor();
    const row = page.getByRole('list', { name: 'Renewals by date' }).getByRole('listitem').first();
    await row.getByText('Mar 2027').waitFor();
    expect(await row.getAttribute('aria-setsize')).toBe(String(march?.count));

    await page.getByRole('link', { name: 'Open in the register' }).click();
    await page.getByText(`${march?.count} assets match`).first().waitFor();
    await page.goBack();
    await page.getByRole('heading', { level: 2, name: 'March 2027' }).waitFor();
    await page.getByRole('link', { name: 'Show all twelve months' }).click();
    await page.getByRole('heading', { level: 2, name: 'The next twelve months' }).waitFor();
  });

  it('are decided by keyboard, with a reason, and the figures follow', async () => {
    await declared('Decide Me', '2027-10-01');
    const page = await visitors.open('Adele', '/renewals?month=2027-10&show=undecided');
    await page.getByRole('button', { name: 'Let 2 × Decide Me end' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Keep 2 × Decide Me, or let it end?' });
    await dialog.getByText('It renews on 1 Oct 2027 for 20.00 USD.').waitFor();
    expect(await dialog.getByRole('radio', { name: 'Let it end' }).isChecked()).toBe(true);
    expect(await axeFinds(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Let it end' }).click();
    await dialog.getByText('Please write a reason').waitFor();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Nobody opens it');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Let 2 × Decide Me end' }).waitFor({ state: 'detached' });
    await eventually(() => page.evaluate(() => document.activeElement !== document.body));

    await page.getByRole('link', { name: /^Let it end 1$/ }).click();
    const row = page.getByRole('listitem').filter({ hasText: 'Decide Me' });
    await row.getByText('“Nobody opens it”').waitFor();
    await row.getByText(/Adele Vance, (today|24 Nov)/).waitFor();
    await row.getByRole('link', { name: '2 × Decide Me' }).click();
    await page.getByText(/Let it end on 1 Oct 2027: Adele Vance/).waitFor();
    await page.getByText('Adele Vance decided to let it end on 1 October 2027').waitFor();
  });

  it('tell kindly when someone else was faster, and let the decision go on top of that', async () => {
    const { id, version } = await declared('Contested', '2027-10-01');
    const page = await visitors.open('Adele', '/renewals?month=2027-10');
    visitors.expectStatus(412);
    await page.getByRole('button', { name: 'Let 2 × Contested end' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Too dear');
    await post('Alex', `/api/register/${id}/renewal`, { decision: 'keep', reason: 'I need it' }, version);
    await dialog.getByRole('button', { name: 'Let it end' }).click();
    await dialog.getByText(/Alex Wilber decided to keep it past 1 October 2027/).waitFor();
    await dialog.getByText('“I need it”').waitFor();
    await dialog.getByRole('button', { name: 'Let it end anyway' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect((await read<Detail>(`/api/register/${id}`)).renewal).toMatchObject({ decision: 'end', reason: 'Too dear' });
  });

  it('are decided on the asset’s own page too', async () => {
    const { id } = await declared('On Its Page', '2027-10-28');
    const page = await visitors.open('Alex', `/register/${id}`);
    await page.getByText('Not decided yet').waitFor();
    await page.getByRole('button', { name: 'Renewal …' }).click();
    await page.getByRole('textbox', { name: 'Reason' }).fill('Every day');
    await page.getByRole('dialog').getByRole('button', { name: 'Keep it' }).click();
    await page.getByText(/Keep it past 28 Oct 2027: Alex Wilber/).waitFor();
  });

  it('are read by auditors, who decide nothing, and by nobody else', async () => {
    const page = await visitors.open('Lynne', '/renewals');
    await page.getByRole('list', { name: 'Renewals by date' }).waitFor();
    expect(await page.getByRole('button', { name: /^Keep |^Let / }).count()).toBe(0);
    const other = await visitors.open('Alex', '/renewals');
    await other.getByRole('heading', { level: 1, name: 'My purchases' }).waitFor();
    expect(await other.getByRole('link', { name: 'Renewals' }).count()).toBe(0);
  });

  it('scroll through all of them, none skipped', async () => {
    const page = await visitors.open('Adele', '/renewals');
    const list = page.getByRole('list', { name: 'Renewals by date' });
    await list.waitFor();
    const total = Number(await list.getByRole('listitem').first().getAttribute('aria-setsize'));
    expect(total).toBeGreaterThan(20);
    for (let seen = 0; seen < total; ) {
      // The next one that is drawn goes on where the last one ended.
      const places = await eventually(async () => {
        const drawn = await list.locator('li[data-id]').evaluateAll((items) => items.map((item) => item.ariaPosInSet));
        return drawn.includes(String(seen + 1)) && drawn;
      });
      while (places.includes(String(seen + 1))) seen++;
      await list.locator(`[aria-posinset="${seen}"]`).evaluate((item) => item.scrollIntoView({ block: 'start' }));
    }
    expect(await list.locator(`[aria-posinset="${total}"]`).isVisible()).toBe(true);
  });

  it('say so where there are none, and where they can’t be read', async () => {
    const page = await visitors.open('Adele', '/purchases');
    await page.route('**/api/renewals', async (route) => {
      const real = (await (await route.fetch()).json()) as RenewalsAnswer;
      const none = { count: 0, totals: [], unpriced: 0, undecided: 0, keep: 0, end: 0 };
      const empty = (span: RenewalsAnswer['overdue']) => ({ ...span, ...none });
      await route.fulfill({ json: { ...real, overdue: empty(real.overdue), months: real.months.map(empty) } });
    });
    await page.getByRole('link', { name: 'Renewals' }).click();
    await page.getByRole('heading', { level: 2, name: 'Nothing renews in the next twelve months' }).waitFor();

    visitors.expectStatus(503);
    const broken = await visitors.open('Adele', '/purchases');
    await broken.route('**/api/renewals', (route) => route.fulfill({ status: 503, json: { code: 'not-ready' } }));
    await broken.getByRole('link', { name: 'Renewals' }).click();
    await broken.getByRole('heading', { level: 2, name: 'Sightline is starting' }).waitFor();
  });

  it.each(widths)('are in order for axe and fit their width of %i pixels', async (width) => {
    const page = await visitors.open('Adele', '/renewals?month=2027-03', { width });
    await page.getByRole('list', { name: 'Renewals by date' }).waitFor();
    expect(await axeFinds(page)).toEqual([]);
  });
});
