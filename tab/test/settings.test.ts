import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SettingName, SettingsAnswer } from '../../bot/src/http/contract.ts';
import { eventually } from '../../bot/test/support/eventually.ts';
import type { Tenant } from '../../bot/test/support/tenant.ts';
import { axeFinds, widths } from './axe.ts';
import { startVisited, type Visitors } from './visitors.ts';

describe('the settings', () => {
  let tenant: Tenant;
  let visitors: Visitors;

  beforeAll(async () => {
    ({ tenant, visitors } = await startVisited());
    await tenant.poll();
  });
  afterEach(() => visitors.leave());
  afterAll(() => tenant.stop());

  const shot = (page: Page, name: string) =>
    process.env.SHOTS
      ? page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true })
      : Promise.resolve();
  const settings = async () => (await (await tenant.api('Adele', '/api/settings')).json()) as SettingsAnswer;
  async function change(setting: SettingName, body: Record<string, unknown>): Promise<void> {
    const { version } = await settings();
    const answer = await tenant.api('Adele', `/api/settings/${setting}`, {
      method: 'POST',
      body: JSON.stringify({ reason: 'Elsewhere', ...body }),
      headers: { 'if-match': `"${version}"` },
    });
    expect(answer.status).toBe(200);
  }
  const dialogOf = (page: Page) => page.getByRole('dialog');
  const region = (page: Page, name: string) => page.getByRole('region', { name });

  it('are changed by ITAM staff, each with its reason, by keyboard alone, and tell their history', async () => {
    const page = await visitors.open('Adele', '/settings');
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    await page.getByText('Nothing has been changed here yet.').waitFor();
    expect(await region(page, 'Fallback approvers').getByText('From the deployment').count()).toBe(1);

    // Colleagues are found by the beginning of their names, and taken out again.
    await page.getByRole('button', { name: 'Edit Fallback approvers' }).focus();
    await page.keyboard.press('Enter');
    const dialog = dialogOf(page);
    await dialog.getByRole('button', { name: 'Remove Adele Vance' }).focus();
    await page.keyboard.press('Enter');
    await dialog.getByText('Nobody yet.').waitFor();
    await dialog.getByRole('combobox', { name: 'Add a colleague' }).focus();
    await page.keyboard.type('nest');
    await page.getByRole('option', { name: 'Nestor Wilke' }).waitFor();
    await shot(page, 'settings-approvers');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Remove Nestor Wilke' }).waitFor();
    await dialog.getByRole('button', { name: 'Save' }).focus();
    await page.keyboard.press('Enter');
    await dialog.getByText('Please write a reason.').waitFor();
    await dialog.getByLabel('Why is it changed?').fill('Adele is away');
    await dialog.getByRole('button', { name: 'Save' }).focus();
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await region(page, 'Fallback approvers').getByText('Nestor Wilke').waitFor();
    expect(await region(page, 'Fallback approvers').getByText('From the deployment').count()).toBe(0);
    await page.getByText('Adele Vance set the fallback approvers: Nestor Wilke').waitFor();
    await page.getByText('“Adele is away”').waitFor();
    await page.getByRole('button', { name: 'Unaltered' }).waitFor();
    expect((await settings()).fallbackApprovers.people.map(({ name }) => name)).toEqual(['Nestor Wilke']);

    await page.getByRole('button', { name: 'Add owners of a product' }).click();
    await dialog.getByRole('combobox', { name: 'Product or family' }).fill('Power BI');
    await dialog.getByRole('combobox', { name: 'Add a colleague' }).fill('grady.archie@contoso.example');
    await dialog.getByLabel('Why is it changed?').fill('He runs the platform');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await region(page, 'Product owners').getByText('Grady Archie').waitFor();

    await page.getByRole('button', { name: 'Edit Reminders of renewals' }).click();
    await dialog.getByLabel('Days before a renewal').fill('soon');
    await dialog.getByLabel('Why is it changed?').fill('Earlier');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('Write whole numbers of days').waitFor();
    await dialog.getByLabel('Days before a renewal').fill('60, 14');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await region(page, 'Reminders of renewals').getByText('60 and 14 days before').waitFor();
    expect((await settings()).reminderDays.days).toEqual([60, 14]);
  });

  it('tell kindly that someone else was faster, and let one save on top of that', async () => {
    visitors.expectStatus(412);
    const page = await visitors.open('Adele', '/settings');
    await page.getByRole('button', { name: 'Edit Purchase policy' }).click();
    const dialog = dialogOf(page);
    await dialog.getByLabel('Text').fill('Ask before you buy.');
    await dialog.getByLabel('Why is it changed?').fill('Too many Visios');
    await change('policy', { text: 'Buy nothing.' });
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('It changed while you were writing').waitFor();
    await dialog.getByText('Adele Vance published version 2 of the purchase policy').waitFor();
    await dialog.getByText('It is now: version 2, “Buy nothing.”.').waitFor();
    await shot(page, 'settings-conflict');
    expect(await dialog.getByLabel('Text').inputValue()).toBe('Ask before you buy.');
    await dialog.getByRole('button', { name: 'Save anyway' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await region(page, 'Purchase policy').getByText('Version 3', { exact: true }).waitFor();
    await page.getByText('2 changes of the policy').click();
    await region(page, 'Purchase policy').getByText('“Too many Visios”').waitFor();
    expect((await settings()).policy).toMatchObject({ version: '3', text: 'Ask before you buy.' });
  });

  it('start a declaration with the list price, until someone types another, and ask anew for a policy that changed', async () => {
    await change('price-book', { product: 'Power BI Pro', billingTerm: 'monthly', currency: 'EUR', price: '12.30' });
    visitors.expectStatus(400);
    const page = await visitors.open('Isaiah', '/declare');
    await page.getByRole('combobox', { name: 'Product' }).fill('Power BI Pro');
    const price = page.getByRole('textbox', { name: 'Price' });
    await eventually(async () => (await price.inputValue()) === '12.30');
    expect(await page.getByRole('combobox', { name: 'Currency' }).inputValue()).toBe('EUR');
    const hint = page.getByText('List price from the price book.');
    await hint.waitFor();
    await shot(page, 'settings-list-price');
    await price.fill('11');
    await hint.waitFor({ state: 'detached' });
    // The form begins with today, which the server's fixed clock may not have come to.
    await page.getByLabel('Bought on').fill('2026-11-20');
    await page.getByLabel('Cost centre').fill('CC-1');
    await page.getByLabel('What do you need it for?').fill('Charts');
    const accept = page.getByRole('checkbox', { name: 'I have read the purchase policy' });
    await accept.check();
    await change('policy', { text: 'Buy with care.' });
    await page.getByRole('button', { name: 'Declare', exact: true }).click();
    await page.getByText('The purchase policy has changed since you opened this.').waitFor();
    await page.getByText('Buy with care.').waitFor();
    expect(await accept.isChecked()).toBe(false);
    expect(await price.inputValue()).toBe('11');
    await accept.check();
    await page.getByRole('button', { name: 'Declare', exact: true }).click();
    await page.waitForURL(/register\/dec-/);
    await page.getByText('version 4').first().waitFor();
  });

  it('show the list price of what nobody has declared, as that', async () => {
    await change('price-book', { product: 'VISIOCLIENT', billingTerm: 'monthly', currency: 'USD', price: '15' });
    await tenant.buy({ purchaser: tenant.person('Alex').userPrincipalName, skuPartNumber: 'VISIOCLIENT' });
    await tenant.poll();
    const [seen] = (await tenant.find('Visio')).filter(({ status, isTrial }) => status === 'detected' && !isTrial);
    const page = await visitors.open('Adele', `/register/${seen?.id}`);
    const fact = page.locator('div').filter({ has: page.locator('dt', { hasText: 'List price' }) });
    await fact.getByText('15.00 USD').first().waitFor();
    expect(seen?.unitPrice).toBeNull();
  });

  it('are read by auditors, changed by none of them, and no page of anyone else’s', async () => {
    const page = await visitors.open('Lynne', '/settings');
    await page.getByText('ITAM staff change these; you can read them.').waitFor();
    expect(await page.getByRole('button', { name: /^(Edit|Add|Remove)/ }).count()).toBe(0);
    const alex = await visitors.open('Alex', '/settings');
    await alex.waitForURL(/\/purchases/);
    expect(await alex.getByRole('link', { name: 'Settings' }).count()).toBe(0);
  });

  it.each(widths)('has nothing for axe to find, dialogs and all, at %i pixels', async (width) => {
    const page = await visitors.open('Adele', '/settings', { width });
    await page.getByText('set the fallback approvers: Nestor Wilke').first().waitFor();
    await shot(page, `settings ${width}`);
    expect(await axeFinds(page)).toEqual([]);
    for (const button of ['Edit Fallback approvers', 'Add a price']) {
      await page.getByRole('button', { name: button }).click();
      const dialog = dialogOf(page);
      await dialog.getByLabel('Why is it changed?').waitFor();
      await shot(page, `settings ${width} ${button}`);
      expect(await axeFinds(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await dialog.waitFor({ state: 'hidden' });
    }
  });
});
