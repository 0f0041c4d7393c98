import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Detail } from '../../bot/src/http/contract.ts';
import { files } from '../../bot/test/support/files.ts';
import type { Tenant } from '../../bot/test/support/tenant.ts';
import { axeFinds, widths } from './axe.ts';
import { startVisited, type Visitors } from './visitors.ts';

/** Evidence and handing over in the tab, through the real server. */
describe('a purchase of one’s own', () => {
  let tenant: Tenant;
  let visitors: Visitors;

  beforeAll(async () => {
    ({ tenant, visitors } = await startVisited());
  });
  afterEach(() => visitors.leave());
  afterAll(() => tenant.stop());

  const detailOf = async (id: string) => (await (await tenant.api('Adele', `/api/register/${id}`)).json()) as Detail;
  const invoice = { name: 'Rechnung „März“.pdf', mimeType: 'application/pdf', buffer: files.pdf('In the tab') };

  it('gets evidence by the dialog, which says what is missing; the document is listed and comes back as it was', async () => {
    const { id } = await tenant.declare('Alex', { product: 'Proven' });
    visitors.expectStatus(400);
    const page = await visitors.open('Alex', `/register/${id}`);
    const panel = page.getByRole('region', { name: 'Evidence' });
    await panel.getByText('Nothing is attached yet.').waitFor();
    await panel.getByRole('button', { name: 'Attach evidence …' }).click();
    const dialog = page.getByRole('dialog', { name: 'Attach evidence to 2 × Proven' });
    await dialog.getByRole('button', { name: 'Attach it' }).click();
    await dialog.getByText('Choose a file first.').waitFor();
    await dialog.getByText('Say what it is.').waitFor();

    const input = dialog.locator('input[type=file]');
    await input.setInputFiles({ name: 'invoice.pdf', mimeType: 'application/pdf', buffer: files.html() });
    await dialog.getByLabel('What is it?').selectOption('invoice');
    await dialog.getByRole('button', { name: 'Attach it' }).click();
    await dialog.getByText('That is no kind of file that can be kept as evidence.').waitFor();

    await input.setInputFiles(invoice);
    await dialog.getByRole('button', { name: 'Attach it' }).click();
    await dialog.waitFor({ state: 'detached' });
    const download = panel.getByRole('button', { name: `Download ${invoice.name}` });
    await download.waitFor();
    await panel.getByText(/Invoice or receipt · \d+ bytes · Alex Wilber/).waitFor();
    await page.getByRole('region', { name: 'History' }).getByText(`Alex Wilber attached ${invoice.name}`).waitFor();

    const saving = page.waitForEvent('download');
    await download.press('Enter');
    const saved = await saving;
    expect(saved.suggestedFilename()).toBe(invoice.name);
    expect(await readFile(await saved.path())).toEqual(invoice.buffer);
  });

  it('takes a file that is dropped, refuses one that is too large before it is sent, and shows it to the manager', async () => {
    const { id } = await tenant.declare('Alex', { product: 'Dropped On' });
    const page = await visitors.open('Alex', '/purchases');
    await page.getByRole('button', { name: 'Attach evidence … 2 × Dropped On' }).press('Enter');
    const dialog = page.getByRole('dialog');
    const drop = (name: string, bytes: number) =>
      dialog.getByRole('group', { name: 'File' }).evaluate(
        (group, [name, bytes]) => {
          const carried = new DataTransfer();
          const text = `%PDF-1.7\n${' '.repeat(Math.max(0, Number(bytes) - 9))}`;
          carried.items.add(new File([text], String(name), { type: 'application/pdf' }));
          const place = group.querySelector('div');
          place?.dispatchEvent(new DragEvent('drop', { dataTransfer: carried, bubbles: true, cancelable: true }));
        },
        [name, bytes] as const,
      );
    await drop('huge.pdf', 10 * 1024 * 1024 + 1);
    await dialog.getByText('A file may have at most 10 MB.').waitFor();
    await drop('order.pdf', 2_000);
    await dialog.getByText('order.pdf · 2 kB').waitFor();
    await dialog.getByLabel('What is it?').selectOption('order');
    await dialog.getByRole('button', { name: 'Attach it' }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('status').getByText('2 × Dropped On: Attached.').waitFor({ state: 'attached' });
    expect((await detailOf(id)).evidence).toMatchObject([{ fileName: 'order.pdf', kind: 'order', bytes: 2_000 }]);

    const managers = await visitors.open('Megan', '/decisions');
    await managers.getByRole('article', { name: '2 × Dropped On' }).getByText('order.pdf').waitFor();
  });

  it('is handed over to a colleague by keys, and then says whose it is; the colleague finds it among theirs', async () => {
    const { id } = await tenant.declare('Alex', { product: 'Passed' });
    const page = await visitors.open('Alex', '/purchases');
    await page.getByRole('button', { name: 'Hand over … 2 × Passed' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Hand over 2 × Passed' });
    await dialog.getByRole('button', { name: 'Hand it over' }).click();
    const who = dialog.getByRole('combobox', { name: 'To whom?' });
    expect(await who.getAttribute('aria-invalid')).toBe('true');
    await who.pressSequentially('Isaiah');
    await page.getByRole('option', { name: /Isaiah Langer/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await dialog.getByLabel('Comment for them').fill('You lead the team now');
    await dialog.getByRole('button', { name: 'Hand it over' }).press('Enter');
    await page.getByText('Isaiah Langer answers for it now.').waitFor();
    await page.getByRole('button', { name: 'Hand over … 2 × Passed' }).waitFor({ state: 'detached' });
    expect((await detailOf(id)).owner?.name).toBe('Isaiah Langer');

    const theirs = await visitors.open('Isaiah', '/purchases');
    await theirs.getByRole('link', { name: '2 × Passed' }).click();
    await theirs.getByText('“You lead the team now”').waitFor();
    await theirs.getByRole('button', { name: 'Hand over …' }).waitFor();
  });

  it('is shown as it is now where it changed while the dialog was open', async () => {
    const { id, version } = await tenant.declare('Alex', { product: 'Raced' });
    visitors.expectStatus(412);
    const page = await visitors.open('Alex', `/register/${id}`);
    await page.getByRole('button', { name: 'Hand over …' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'To whom?' }).fill(tenant.person('Isaiah').userPrincipalName);
    await tenant.api('Megan', `/api/register/${id}/approve`, {
      method: 'POST',
      body: '{}',
      headers: { 'if-match': `"${version}"` },
    });
    await dialog.getByRole('button', { name: 'Hand it over' }).click();
    await dialog.getByText('It changed while you were writing').waitFor();
    await dialog.getByRole('button', { name: 'Hand it over anyway' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await detailOf(id)).toMatchObject({ status: 'approved', owner: { name: 'Isaiah Langer' } });
  });

  it.each(widths)('is readable to everyone at %i pixels, with its evidence and both dialogs', async (width) => {
    const { id } = await tenant.declare('Alex', { product: 'Looked At' });
    for (const [kind, name] of [
      ['invoice', 'a-name-that-does-not-want-to-break-anywhere-at-all-however-narrow-the-window-is.pdf'],
      ['terms', 'Terms.pdf'],
    ]) {
      const query = new URLSearchParams({ kind: String(kind), name: String(name) });
      const body = new Uint8Array(files.pdf(String(name)));
      await tenant.api('Alex', `/api/register/${id}/evidence?${query}`, { method: 'POST', body });
    }
    const page = await visitors.open('Alex', `/register/${id}`, { width });
    await page.getByRole('button', { name: 'Download Terms.pdf' }).waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await page.getByRole('region', { name: 'Evidence' }).getByRole('button', { name: 'Attach evidence …' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Attach it' }).click();
    await page.getByText('Choose a file first.').waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Hand over …' }).click();
    await page.getByRole('dialog').getByRole('combobox', { name: 'To whom?' }).waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await page.goto(new URL('/tab/purchases', tenant.url).href);
    await page.getByRole('button', { name: 'Hand over … 2 × Looked At' }).first().waitFor();
    expect(await axeFinds(page)).toEqual([]);
  });
});
