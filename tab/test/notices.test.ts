import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { NoticesAnswer } from '../../bot/src/http/contract.ts';
import { getNotice, putNotice } from '../../bot/src/register/outbox.ts';
import { commit } from '../../bot/src/register/table.ts';
import { eventually } from '../../bot/test/support/eventually.ts';
import type { Tenant } from '../../bot/test/support/tenant.ts';
import { axeFinds, widths } from './axe.ts';
import { startVisited, type Visitors } from './visitors.ts';

/** Notices and their fates, through the real server: to whom, why, what became of them, and sending them again. */
describe('notices', () => {
  let tenant: Tenant;
  let visitors: Visitors;

  beforeAll(async () => {
    ({ tenant, visitors } = await startVisited());
    await tenant.install('Adele');
    await tenant.sightline.discover();
    const names = ['Alex', 'Isaiah', 'Grady'].map((name) => tenant.person(name).displayName);
    for (const name of names) {
      await tenant.buy({ purchaser: tenant.person(name).userPrincipalName, skuPartNumber: 'VISIOCLIENT' });
    }
    await tenant.poll();
    const theirs = async () =>
      (await list('&state=waiting')).items.filter(
        ({ role, recipient, product }) =>
          role === 'purchaser' && product === 'Visio Plan 2' && names.includes(recipient.name ?? ''),
      );
    await eventually(async () => (await theirs()).length === 3);
    for (const { id } of await theirs()) {
      const stored = await getNotice(tenant.table, id);
      if (!stored) throw new Error(`There is no notice ${id}`);
      const failed = { ...stored.notice, state: 'failed', fate: 'gave-up', attempts: 40 } as const;
      await putNotice((writes) => commit(tenant.table, writes), failed, stored.etag);
    }
    await eventually(async () => (await list('')).counts.failed === 3);
  });
  afterEach(() => visitors.leave());
  afterAll(() => tenant.stop());

  const list = async (query: string) =>
    (await (await tenant.api('Adele', `/api/notices?limit=200${query}`)).json()) as NoticesAnswer;

  it('counts each state as the register does, and shows the failed ones in plain words', async () => {
    const page = await visitors.open('Adele', '/notices');
    // Delivery may still be under way, so that both sides move until it is not.
    const { counts, total } = await eventually(async () => {
      const answer = await list('');
      const { failed, waiting, delivered } = answer.counts;
      const words = [`All ${answer.total}`, `Failed ${failed}`, `Waiting ${waiting}`, `Delivered ${delivered}`];
      const shown = await Promise.all(words.map((name) => page.getByRole('link', { name, exact: true }).count()));
      return shown.every((count) => count === 1) && answer;
    });
    await page.getByRole('link', { name: `Failed ${counts.failed}` }).click();
    await page.waitForURL(/state=failed/);
    const rows = page.getByRole('list', { name: 'Notices, newest first' }).getByRole('listitem');
    await eventually(async () => (await rows.count()) === counts.failed);
    const [first = ''] = await rows.allInnerTexts();
    expect(first).toMatch(
      /Failed[\s\S]*(Alex Wilber|Isaiah Langer|Grady Archie)[\s\S]*About Visio Plan 2[\s\S]*as purchaser/,
    );
    await page.goBack();
    await eventually(async () => (await rows.count()) === Math.min(total, 50));
  });

  it('leads to the asset that a notice is about, and back to the same notices', async () => {
    const page = await visitors.open('Adele', '/notices?state=failed');
    await page.getByRole('link', { name: 'About Visio Plan 2' }).first().click();
    await page.getByRole('heading', { level: 1, name: '1 × Visio Plan 2' }).waitFor();
    await page.getByRole('link', { name: 'Notices', exact: true }).last().click();
    await page.waitForURL(/notices\?state=failed/);
  });

  it('sends a failed one again by keyboard, says so, and keeps the focus in the list', async () => {
    await tenant.install('Alex');
    const page = await visitors.open('Adele', '/notices?state=failed');
    const button = page.getByRole('button', { name: 'Send again to Alex Wilber, about Visio Plan 2' });
    await button.focus();
    await page.keyboard.press('Enter');
    await page
      .getByRole('status')
      .getByText('The notice to Alex Wilber is on its way again.')
      .waitFor({ state: 'attached' });
    await button.waitFor({ state: 'hidden' });
    await page.getByRole('link', { name: 'Failed 2' }).waitFor();
    await eventually(async () => page.evaluate(() => document.activeElement !== document.body));
    await eventually(async () => (await list('')).counts.failed === 2);
    await eventually(async () =>
      (await list('&state=delivered')).items.some(({ recipient }) => recipient.name === 'Alex Wilber'),
    );
  });

  it('says why when it can’t be sent again, and leaves the rest as it was', async () => {
    visitors.expectStatus(409);
    const page = await visitors.open('Adele', '/notices?state=failed');
    const button = page.getByRole('button', { name: /^Send again to Isaiah Langer/ });
    await button.waitFor();
    await page.route('**/retry', (route) =>
      route.fulfill({
        status: 409,
        contentType: 'application/problem+json',
        json: {
          type: 'about:blank',
          title: 'Conflict',
          status: 409,
          detail: 'It is on its way already.',
          code: 'notice.pending',
        },
      }),
    );
    await button.click();
    await page.getByRole('listitem').getByText('It is on its way already.').waitFor();
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('shows an auditor all of it, and nothing to press', async () => {
    const page = await visitors.open('Lynne', '/notices?state=failed');
    await page.getByText('About Visio Plan 2').first().waitFor();
    expect(await page.getByRole('button', { name: /^Send again/ }).count()).toBe(0);
  });

  it('says so where no notice has a state', async () => {
    const page = await visitors.open('Adele', '/notices?state=pending');
    await page.getByRole('heading', { level: 2, name: 'None is on its way' }).waitFor();
    await page.getByRole('link', { name: 'Show all notices' }).click();
    await page.getByRole('list', { name: 'Notices, newest first' }).waitFor();
  });

  it.each(widths)('has nothing for axe to find at %i pixels', async (width) => {
    const page = await visitors.open('Adele', '/notices', { width });
    await page.getByRole('list', { name: 'Notices, newest first' }).waitFor();
    expect(await axeFinds(page)).toEqual([]);
  });
});
