import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ListAnswer, TodayAnswer } from '../../bot/src/http/contract.ts';
import type { Tenant } from '../../bot/test/support/tenant.ts';
import { axeFinds, widths } from './axe.ts';
import { startVisited, type Visitors } from './visitors.ts';

/** Where people start and how they get around, through the real server. */
describe('today, and the way around', () => {
  let tenant: Tenant;
  let visitors: Visitors;

  beforeAll(async () => {
    ({ tenant, visitors } = await startVisited());
  });
  afterEach(() => visitors.leave());
  afterAll(() => tenant.stop());

  /** By the register itself. */
  const undeclared = async () =>
    ((await (await tenant.api('Adele', '/api/register?status=detected&limit=1')).json()) as ListAnswer).total;
  const today = async () => (await (await tenant.api('Adele', '/api/today')).json()) as TodayAnswer;

  /** The page as it is while the answer is another than the server's own. */
  async function openWith(answer: (real: TodayAnswer) => TodayAnswer): Promise<Page> {
    const page = await visitors.open('Adele', '/purchases');
    await page.route('**/api/today', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ json: answer((await response.json()) as TodayAnswer) });
    });
    await page.getByRole('link', { name: 'Today' }).click();
    return page;
  }
  const none = (real: TodayAnswer): TodayAnswer => ({
    ...real,
    groups: real.groups.map((group) => ({ ...group, total: 0, totals: [], items: [], flags: [] })),
    failedNotices: { total: 0, items: [] },
    loss: null,
  });
  const loss = { since: '2026-11-24T09:00:00.000Z', missing: 33, listed: 33, isConfirmed: false };

  it('welcomes the first reader of an empty register', async () => {
    const page = await openWith((real) => ({ ...none(real), assets: 0 }));
    await page.getByRole('heading', { level: 2, name: 'Welcome to Sightline' }).waitFor();
    expect(await axeFinds(page)).toEqual([]);
  });

  it('says when all is done', async () => {
    const page = await openWith(none);
    await page.getByRole('heading', { level: 2, name: 'All done for today' }).waitFor();
    await page.getByText('Every purchase has been explained.').waitFor();
  });

  it('tells what discovery holds back, and says why it can’t be confirmed any more', async () => {
    const page = await openWith((real) => ({ ...none(real), loss }));
    await page.getByRole('heading', { level: 2, name: 'Discovery holds something back' }).waitFor();
    await page.getByText('33 of 33 subscriptions').waitFor();
    expect(await page.getByRole('heading', { name: 'All done for today' }).count()).toBe(0);
    expect(await axeFinds(page)).toEqual([]);
    await page.getByRole('button', { name: 'They are gone …' }).click();
    visitors.expectStatus(409);
    await page.getByRole('alertdialog').getByRole('button', { name: 'They are gone' }).click();
    await page.getByText('there is nothing of that to confirm any more').waitFor();
  });

  it('says when it was confirmed', async () => {
    const page = await openWith((real) => ({ ...none(real), loss: { ...loss, isConfirmed: true } }));
    await page.getByText('It was confirmed, and is recorded within minutes.').waitFor();
    expect(await page.getByRole('button', { name: 'They are gone …' }).count()).toBe(0);
  });

  it('shows by itself what discovery brings, with the figures of the register', async () => {
    const page = await visitors.open('Adele', '/today');
    await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
    // A poll moves the clock by days, so that the open page has to renew its token.
    visitors.expectStatus(401);
    await tenant.poll();
    // It must have done so before the clock moves on again: a token that is out of date the moment it comes ends the sign-in.
    await page.getByRole('heading', { level: 2, name: /Not declared/ }).waitFor();
    const before = await undeclared();
    await tenant.buy({ purchaser: tenant.person('Alex').userPrincipalName, skuPartNumber: 'PBI_PREMIUM_PER_USER' });
    await tenant.poll();
    const total = await undeclared();
    expect(total).toBe(before + 1);
    await page.getByRole('heading', { level: 2, name: `${total} Not declared` }).waitFor();
  });

  it('leads to the rows behind a figure by keyboard, and Back returns', async () => {
    const page = await visitors.open('Adele', '/');
    const { groups } = await today();
    const group = groups.find(({ key }) => key === 'undeclared');
    await page.getByRole('link', { name: /^Show all \d+: Not declared$/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Register' }).waitFor();
    await page.getByText(`${group?.total} assets match`).first().waitFor();
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
  });

  it('opens the purchase that a sentence is about, and leads back to today', async () => {
    const page = await visitors.open('Adele', '/today');
    const { groups } = await today();
    const [item] = groups.find(({ key }) => key === 'undeclared')?.items ?? [];
    await page.locator(`a[href$="/register/${item?.id}"]`).first().click();
    await page.getByRole('heading', { level: 1, name: new RegExp(item?.product ?? '') }).waitFor();
    await page.getByRole('navigation', { name: 'You are here' }).getByRole('link', { name: 'Today' }).click();
    await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
  });

  it('says kindly where there is nothing to do', async () => {
    const page = await visitors.open('Adele', '/today');
    await page.getByRole('heading', { level: 2, name: 'In good order' }).waitFor();
    await page.getByText('No declared purchase waits for its first decision.').waitFor();
    expect(await page.getByRole('heading', { level: 2, name: /Awaiting decision/ }).count()).toBe(0);
  });

  it.each([
    ['Adele', ['Today', 'Register', 'Renewals', 'Overview', 'Decisions', 'Notices', 'My purchases', 'Settings']],
    ['Lynne', ['Today', 'Register', 'Renewals', 'Overview', 'Notices', 'My purchases', 'Settings']],
  ])('offers %s the places that are theirs, and the first of them opens', async (name, places) => {
    const page = await visitors.open(name, '/');
    const links = page.getByRole('navigation', { name: 'Sightline' }).getByRole('link');
    await links.first().waitFor();
    expect(await links.allInnerTexts()).toEqual(places);
    await page.getByRole('heading', { level: 1, name: places[0] ?? '' }).waitFor();
  });

  it('leads a colleague to their purchases, whatever they ask for', async () => {
    for (const path of ['/', '/today', '/notices', '/register']) {
      const page = await visitors.open('Isaiah', path);
      await page.getByRole('heading', { level: 1, name: 'My purchases' }).waitFor();
      expect(await page.getByRole('navigation', { name: 'Sightline' }).count()).toBe(0);
    }
  });

  it('folds the places away in a narrow window, and opens, follows and closes them by keyboard', async () => {
    const page = await visitors.open('Adele', '/today', { width: 320 });
    const menu = page.getByRole('button', { name: 'Menu' });
    await menu.waitFor();
    const links = page.getByRole('navigation', { name: 'Sightline' }).getByRole('link');
    expect(await links.count()).toBe(0);
    await menu.focus();
    await page.keyboard.press('Enter');
    expect(await menu.getAttribute('aria-expanded')).toBe('true');
    expect(await links.count()).toBe(8);
    expect(await axeFinds(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await menu.getAttribute('aria-expanded')).toBe('false');
    expect(await menu.evaluate((element) => element === document.activeElement)).toBe(true);

    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Register' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Register' }).waitFor();
    expect(await links.count()).toBe(0);
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
  });

  it('says when the connection is gone, and keeps what it showed', async () => {
    visitors.expectStatus(0);
    const page = await visitors.open('Adele', '/today');
    await page.getByRole('heading', { level: 2, name: /Not declared/ }).waitFor();
    await page.context().setOffline(true);
    await page.getByText('No connection').waitFor();
    expect(await page.getByRole('heading', { level: 2, name: /Not declared/ }).isVisible()).toBe(true);
    await page.context().setOffline(false);
    await page.getByText('No connection').waitFor({ state: 'hidden' });
  });

  it.each(widths)('has nothing for axe to find at %i pixels', async (width) => {
    const page = await visitors.open('Adele', '/today', { width });
    await page.getByRole('heading', { level: 2, name: /Not declared/ }).waitFor();
    expect(await axeFinds(page)).toEqual([]);
  });
});
