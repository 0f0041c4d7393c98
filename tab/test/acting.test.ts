import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Tenant } from '../../bot/test/support/tenant.ts';
import { startVisited, type Visitors } from './visitors.ts';

/** What people do in the tab, through the real server: declare, ask, answer, decide, correct; alone and at once. */
describe('acting in the tab', () => {
  let tenant: Tenant;
  let visitors: Visitors;

  beforeAll(async () => {
    ({ tenant, visitors } = await startVisited());
    await tenant.poll();
  });
  afterEach(() => visitors.leave());
  afterAll(() => tenant.stop());

  /** Someone buys, and the page of that purchase. */
  async function bought(skuPartNumber: string, search: string): Promise<string> {
    await tenant.buy({ purchaser: tenant.person('Alex').userPrincipalName, skuPartNumber, quantity: 2 });
    await tenant.poll();
    const [item] = await tenant.find(search);
    if (!item) throw new Error(`Nothing on the register matches ${search}`);
    return item.id;
  }

  async function fillIn(page: Page): Promise<void> {
    await page.getByLabel(/^Price/).fill('14.00');
    await page.getByLabel('Currency').fill('USD');
    await page.getByLabel('Paid').selectOption('monthly');
    // The tenant's clock runs ahead of the browser's.
    await page.getByLabel('Bought on').fill('2026-11-20');
    await page.getByLabel('Cost centre').fill('CC-4410');
    await page.getByLabel('What do you need it for?').fill('Board <b>dashboards</b>');
    await page.getByRole('checkbox', { name: /accept it/ }).check();
  }

  it('carries a purchase from declaration over question and answer to the decision, live on both sides', async () => {
    const id = await bought('PBI_PREMIUM_PER_USER', 'power bi premium per user');
    const alex = await visitors.open('Alex', `/declare/${id}`);
    await fillIn(alex);
    await alex.getByText('That is 28.00 USD a month, 336.00 USD a year.').waitFor();
    await alex.getByRole('button', { name: 'Declare' }).click();
    await alex.getByText('Awaiting decision').first().waitFor();

    const megan = await visitors.open('Megan', '/');
    await megan.getByRole('link', { name: 'Decide' }).first().click();
    await megan.getByRole('button', { name: 'Ask back' }).click();
    await megan.getByRole('dialog').getByRole('button', { name: 'Send the question' }).click();
    expect(await megan.getByRole('dialog').getByRole('textbox').getAttribute('aria-invalid')).toBe('true');
    await megan.getByLabel('Question').fill('Why not our shared seats?');
    await megan.getByRole('dialog').getByRole('button', { name: 'Send the question' }).click();
    await megan.getByRole('dialog').waitFor({ state: 'hidden' });

    await alex.getByRole('button', { name: 'Answer' }).click();
    await alex.getByRole('textbox', { name: 'Answer' }).fill('They are all taken');
    await alex.getByRole('button', { name: 'Send the answer' }).click();
    await megan.getByText('“They are all taken”').first().waitFor();
    await megan.getByRole('button', { name: 'Approve' }).click();
    await megan.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();

    await alex.getByText('Approved by Megan Bowen').waitFor();
    const types = (await tenant.history(id)).map(({ type }) => type);
    expect(types).toEqual(['approved', 'answered', 'asked-back', 'declared', 'detected']);
  });

  it('shows theirs and mine when someone else corrected meanwhile, and loses nothing typed', async () => {
    const id = await bought('POWERAPPS_PER_USER', 'power apps premium');
    const [before] = await tenant.find('power apps premium');
    visitors.expectStatus(412);
    const page = await visitors.open('Adele', `/register/${id}`);
    await page.getByRole('button', { name: 'Correct' }).click();
    await page.getByRole('textbox', { name: 'Seats' }).fill('12');
    await page.getByLabel('Reason').fill('The invoice says so');
    const theirs = await tenant.api('Adele', `/api/register/${id}/correct`, {
      method: 'POST',
      headers: { 'if-match': `"${before?.version}"` },
      body: JSON.stringify({ changes: { quantity: 11, costCentre: 'CC-7' }, reason: 'Counted' }),
    });
    expect(theirs.status).toBe(200);

    await page.getByRole('button', { name: 'Correct it' }).click();
    const clash = page.getByRole('dialog').getByRole('row', { name: /Seats/ });
    await clash.waitFor();
    expect(await clash.getByRole('cell').allInnerTexts()).toEqual(['11', '12']);
    expect(await page.getByLabel('Reason').inputValue()).toBe('The invoice says so');

    await page.getByRole('button', { name: 'Correct it anyway' }).click();
    await page.getByRole('heading', { level: 1, name: /^12 ×/ }).waitFor();
    const [after] = await tenant.find('power apps premium');
    expect(after).toMatchObject({ quantity: 12, costCentre: 'CC-7' });
  });

  it('asks whether a second declaration is the same, and keeps one when it is', async () => {
    visitors.expectStatus(409);
    const page = await visitors.open('Alex', '/declare');
    const declare = async () => {
      await page.getByRole('combobox', { name: 'Product' }).fill('Figma <i>Pro</i>');
      await page.getByLabel('Publisher').fill('Figma');
      await fillIn(page);
      await page.getByRole('button', { name: 'Declare' }).click();
    };
    await declare();
    await page.getByRole('heading', { level: 1, name: '1 × Figma <i>Pro</i>' }).waitFor();

    await page.goto(`${tenant.url}/tab/declare`);
    await declare();
    await page.getByText('Is this another purchase?').waitFor();
    await page.getByRole('button', { name: 'It’s the same: keep one' }).click();

    await page.getByRole('heading', { level: 1, name: '1 × Figma <i>Pro</i>' }).waitFor();
    expect(await tenant.find('figma')).toHaveLength(1);
  });

  it('asks whether it is the purchase that Microsoft shows with other seats, and declares that one', async () => {
    await tenant.buy({
      purchaser: tenant.person('Alex').userPrincipalName,
      skuPartNumber: 'VISIO_PLAN1_DEPT',
      quantity: 17,
    });
    await tenant.poll();
    visitors.expectStatus(409);
    const page = await visitors.open('Alex', '/declare');
    await page.getByRole('combobox', { name: 'Product' }).fill('Visio Plan 1');
    await fillIn(page);
    await page.getByLabel('Bought on').fill(tenant.clock.now().toISOString().slice(0, 10));
    await page.getByRole('button', { name: 'Declare' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Is it this one?' });
    await dialog.getByText('17 seats of Visio Plan 1').waitFor();
    await dialog.getByRole('button', { name: 'It’s this one' }).click();
    await page.getByRole('heading', { level: 1, name: '17 × Visio Plan 1' }).waitFor();
    const seventeen = (await tenant.find('visio plan 1')).filter(({ quantity }) => quantity === 17);
    expect(seventeen.map(({ status }) => status)).toEqual(['declared']);
  });

  it('asks on the page of a purchase seen later whether it is the one that was declared, and makes one of them', async () => {
    const purchasedOn = tenant.clock.now().toISOString().slice(0, 10);
    const declared = await tenant.declare('Alex', { product: 'Visio', publisher: 'MS', quantity: 3, purchasedOn });
    const { id: subscriptionId } = await tenant.buy({
      purchaser: tenant.person('Alex').userPrincipalName,
      skuPartNumber: 'VISIO_PLAN2_DEPT',
    });
    await tenant.poll();
    const [{ id } = { id: '' }] = await tenant.find(subscriptionId);
    const page = await visitors.open('Alex', `/register/${id}`);
    await page.getByRole('heading', { level: 2, name: 'Is it this one?' }).waitFor();
    await page.getByRole('button', { name: 'It’s the one I declared' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'It’s the one I declared' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByRole('heading', { level: 2, name: 'Is it this one?' }).waitFor({ state: 'hidden' });
    expect((await tenant.find(declared.id)).map(({ status }) => status)).toEqual(['retired']);
  });

  it('says what is wrong beside each answer, and goes to the first of them', async () => {
    const page = await visitors.open('Alex', '/declare');
    await page.getByLabel('Seats').fill('1.5');
    await page.getByRole('button', { name: 'Declare' }).click();
    const product = page.getByRole('combobox', { name: 'Product' });
    expect(await product.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await page.getByLabel('Seats').getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByLabel('Renews on').getAttribute('aria-invalid')).not.toBe('true');
  });

  it('shows nobody what is not theirs, and says so', async () => {
    visitors.expectStatus(403);
    const [item] = await tenant.find('clipchamp');
    const page = await visitors.open('Alex', `/register/${item?.id}`);
    await page.getByRole('heading', { name: 'This isn’t yours to see' }).waitFor();
    await page.getByRole('link', { name: 'Go to the start page' }).click();
    await page.getByRole('heading', { level: 1, name: 'My purchases' }).waitFor();
  });

  it('says when the connection is gone, keeps what it showed, and comes back by itself', async () => {
    visitors.expectStatus(0);
    const page = await visitors.open('Adele', '/register');
    await page.getByRole('grid').waitFor();
    await page.context().setOffline(true);
    await page.getByText('No connection').waitFor();
    expect(await page.getByRole('grid').isVisible()).toBe(true);
    await page.context().setOffline(false);
    await page.getByText('No connection').waitFor({ state: 'hidden' });
  });
});
