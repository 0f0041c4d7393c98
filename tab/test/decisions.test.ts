import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Detail } from '../../bot/src/http/contract.ts';
import { eventually } from '../../bot/test/support/eventually.ts';
import type { Tenant } from '../../bot/test/support/tenant.ts';
import { axeFinds, widths } from './axe.ts';
import { startVisited, type Visitors } from './visitors.ts';

/** The queue of decisions, through the real server: a manager's own, ITAM staff's all. */
describe('decisions', () => {
  let tenant: Tenant;
  let visitors: Visitors;

  beforeAll(async () => {
    ({ tenant, visitors } = await startVisited());
  });
  afterEach(() => visitors.leave());
  afterAll(() => tenant.stop());

  /** Alex declares a purchase, which Megan decides about. */
  async function declared(product: string): Promise<Detail> {
    tenant.clock.advance(60_000);
    const reason = 'Board <b>dashboards</b>';
    return tenant.declare('Alex', {
      product,
      publisher: 'Contoso',
      quantity: 3,
      price: '14.00',
      costCentre: 'CC-4410',
      reason,
    });
  }
  const act = (name: string, { id, version }: Detail, action: string, body: unknown) =>
    tenant.api(name, `/api/register/${id}/${action}`, {
      method: 'POST',
      headers: { 'if-match': `"${version}"` },
      body: JSON.stringify(body),
    });
  const statusOf = async (id: string) =>
    ((await (await tenant.api('Adele', `/api/register/${id}`)).json()) as Detail).status;

  it('opens to a manager once something waits, with all that the decision needs, the oldest first', async () => {
    const page = await visitors.open('Megan', '/');
    await page.getByRole('heading', { level: 1, name: 'My purchases' }).waitFor();
    expect(await page.getByRole('link', { name: /^Decisions/ }).count()).toBe(0);
    const first = await declared('Alpha Suite');
    await declared('Alpha Suite');
    await page.getByRole('link', { name: /^Decisions/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Decisions' }).waitFor();
    await page.getByText('2 purchases wait').waitFor();
    await page.getByRole('link', { name: 'Decisions 2 waiting for you' }).waitFor();
    const card = page.getByRole('article', { name: '3 × Alpha Suite' }).first();
    expect(await card.getByRole('link').getAttribute('href')).toBe(`/tab/register/${first.id}`);
    await card.getByText('“Board <b>dashboards</b>”').waitFor();
    await card.getByText('42.00 USD a month · 504.00 USD a year').waitFor();
    await card.getByText('Alex Wilber has 1 more of it (3 seats)').waitFor();
    await card.getByText('Alex Wilber asks for it').waitFor();
  });

  it('approves with one press by keyboard; the focus stays at its place, and what is left moves nowhere', async () => {
    const one = await declared('Beta Board');
    await declared('Gamma Graph');
    const page = await visitors.open('Megan', '/decisions');
    // The button stands from the first on, but takes nothing before the purchase itself has been read.
    const approve = page.getByRole('button', { name: 'Approve 3 × Beta Board', disabled: false });
    await approve.waitFor();
    await page.getByRole('button', { name: 'Approve 3 × Gamma Graph' }).waitFor();
    await approve.press('Enter');
    const card = page.getByRole('article', { name: '3 × Beta Board' });
    await card.getByText(/Approved by Megan Bowen/).waitFor();
    expect(await statusOf(one.id)).toBe('approved');
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    await eventually(async () => (await focused()) === '3 × Beta Board');
    await page.getByRole('status').getByText('3 × Beta Board: Approved.').waitFor({ state: 'attached' });
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('3 × Gamma Graph');
  });

  it('rejects, asks back and hands on in dialogs, each with its words', async () => {
    const [rejected, asked, handedOn] = [await declared('Delta'), await declared('Epsilon'), await declared('Zeta')];
    visitors.expectStatus(400);
    const page = await visitors.open('Megan', '/decisions');
    const dialog = page.getByRole('dialog');

    await page.getByRole('button', { name: 'Reject … 3 × Delta' }).click();
    await dialog.getByLabel('Comment').fill('Use the shared seats');
    await dialog.getByRole('button', { name: 'Reject' }).click();
    await page
      .getByRole('article', { name: '3 × Delta' })
      .getByText(/Rejected by Megan Bowen/)
      .waitFor();
    expect(await statusOf(rejected.id)).toBe('rejected');

    await page.getByRole('button', { name: 'Ask back … 3 × Epsilon' }).click();
    await dialog.getByLabel('Question').fill('Why not the shared seats?');
    await dialog.getByRole('button', { name: 'Send the question' }).click();
    await page.getByRole('article', { name: '3 × Epsilon' }).getByText('“Why not the shared seats?”').waitFor();
    expect(await statusOf(asked.id)).toBe('declared');

    await page.getByRole('button', { name: 'Hand on … 3 × Zeta' }).click();
    await dialog.getByRole('button', { name: 'Hand it on' }).click();
    expect(await dialog.getByRole('combobox', { name: 'To whom?' }).getAttribute('aria-invalid')).toBe('true');
    await dialog.getByRole('combobox', { name: 'To whom?' }).fill('nobody@contoso.example');
    await dialog.getByRole('button', { name: 'Hand it on' }).click();
    await dialog.getByText('The directory knows nobody by that address').waitFor();
    await dialog.getByRole('combobox', { name: 'To whom?' }).fill(tenant.person('Lee').userPrincipalName);
    await dialog.getByRole('button', { name: 'Hand it on' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page
      .getByRole('article', { name: '3 × Zeta' })
      .getByText(/Lee Gu/)
      .waitFor();
    const lee = await visitors.open('Lee', '/decisions');
    await lee.getByRole('button', { name: 'Approve 3 × Zeta' }).waitFor();
    expect(await statusOf(handedOn.id)).toBe('declared');
  });

  it('writes nothing over what changed meanwhile, tells it kindly, and lets one decide again', async () => {
    const before = await declared('Eta');
    visitors.expectStatus(412);
    const page = await visitors.open('Megan', '/decisions');
    const card = page.getByRole('article', { name: '3 × Eta' });
    await card.getByText('42.00 USD a month · 504.00 USD a year').waitFor();
    // The page hears of nothing for a while, as on a slow line.
    await page.route('**/api/register?**', (route) => route.abort());
    visitors.expectStatus(0);
    const corrected = await act('Adele', before, 'correct', { changes: { quantity: 30 }, reason: 'Invoice' });
    expect(corrected.status).toBe(200);
    await page.getByRole('button', { name: 'Approve 3 × Eta' }).click();
    await card.getByText('It changed while you were writing').waitFor();
    await card.getByText('420.00 USD a month · 5,040.00 USD a year').waitFor();
    expect(await statusOf(before.id)).toBe('declared');
    await page.unroute('**/api/register?**');
    await page.getByRole('button', { name: /^Approve 30? × Eta$/ }).click();
    await eventually(async () => (await statusOf(before.id)) === 'approved');
  });

  it('shows what was decided elsewhere in its place, and what comes new below', async () => {
    const [decided, other] = [await declared('Theta'), await declared('Iota')];
    const page = await visitors.open('Adele', '/decisions');
    await page.getByRole('button', { name: 'Approve 3 × Iota' }).focus();
    const places = () => page.getByRole('article').getByRole('heading', { level: 2 }).allInnerTexts();
    const before = await places();
    expect((await act('Megan', decided, 'approve', { comment: 'Fine' })).status).toBe(200);
    await page
      .getByRole('article', { name: '3 × Theta' })
      .getByText(/Approved by Megan Bowen/)
      .waitFor();
    await declared('Kappa');
    await page.getByRole('button', { name: 'Approve 3 × Kappa' }).waitFor();
    expect(await places()).toEqual([...before, '3 × Kappa']);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Approve 3 × Iota');
    expect(await statusOf(other.id)).toBe('declared');
  });

  it('offers ITAM staff those with them apart, in the address', async () => {
    const page = await visitors.open('Adele', '/decisions');
    await page.getByRole('link', { name: 'With you 0' }).click();
    await page.waitForURL(/mine=1/);
    await page.getByRole('heading', { level: 2, name: 'Nothing waits for you' }).waitFor();
    await page.getByRole('link', { name: 'Show all' }).click();
    await page
      .getByRole('button', { name: /^Approve/ })
      .first()
      .waitFor();
  });

  it('hands on from the page of a purchase too', async () => {
    const { id } = await declared('Lambda');
    const page = await visitors.open('Megan', `/register/${id}`);
    await page.getByRole('button', { name: 'Hand on' }).click();
    // Whoever is chosen by keys from the list that typing opens is handed it on, by id.
    const field = page.getByRole('combobox', { name: 'To whom?' });
    await field.focus();
    await page.keyboard.type('lee');
    await page.getByRole('option', { name: 'Lee Gu' }).waitFor();
    await page.getByRole('status').filter({ hasText: '1 colleague found' }).waitFor({ state: 'attached' });
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await field.inputValue()).toBe('Lee Gu');
    await page.getByRole('button', { name: 'Hand it on' }).click();
    await page.getByText('handed the decision on to Lee Gu').first().waitFor();
  });

  it.each(widths)('has nothing for axe to find, dialogs and all, at %i pixels', async (width) => {
    await declared('Omega');
    const page = await visitors.open('Adele', '/decisions', { width });
    const button = page.getByRole('button', { name: /^Hand on … 3 × Omega/ }).last();
    await button.waitFor();
    await eventually(async () => (await page.locator('main [aria-disabled="true"]').count()) === 0);
    expect(await axeFinds(page)).toEqual([]);
    await button.click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'To whom?' }).waitFor();
    expect(await axeFinds(page)).toEqual([]);
  });
});
