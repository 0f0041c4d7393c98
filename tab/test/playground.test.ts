import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBrowser } from '../../bot/test/support/browser.ts';
import { type Launch, launch, launcherPorts, type Ports } from '../../bot/test/support/launch.ts';

/** The whole product as `npm start` brings it up, used by people in Chromium: three Playgrounds and the tab. */
describe('the practice tenant', () => {
  let dataDir: string;
  let ports: Ports;
  let practice: Launch;
  let browser: Browser;
  let context: BrowserContext;

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'playground-'));
    ports = await launcherPorts();
    practice = launch(ports, dataDir);
    await practice.said('Sightline is ready');
    browser = await startBrowser();
    // The Playground's cards show progress for ever, which takes a browser without a graphics card much of its time.
    context = await browser.newContext({
      viewport: { width: 1_000, height: 1_300 },
      locale: 'en-GB',
      reducedMotion: 'reduce',
    });
  });
  afterAll(async () => {
    await browser?.close();
    practice?.child.kill('SIGINT');
    await practice?.ended;
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 });
  });

  async function open(url: string): Promise<Page> {
    const page = await context.newPage();
    await page.goto(url, { waitUntil: 'domcontentloaded' });
    return page;
  }
  const chat = (at: number, part = '') => open(`http://localhost:${ports.PLAYGROUND_PORT + at}/${part}`);
  // The list of chats beside a chat repeats what was said last; a message and a card are looked for where they stand.
  const message = (page: Page, says: string) => page.locator('.fai-OutputCard').filter({ hasText: says });
  const card = (page: Page, says: string) => page.locator('.ac-adaptiveCard').filter({ hasText: says });

  it('carries a purchase from Microsoft Graph to the register, through chats and cards', async () => {
    const alex = await chat(0);
    await message(alex, 'Hello, I’m Sightline').waitFor();
    const bought = await fetch(`http://127.0.0.1:${ports.GRAPH_PORT}/practice/purchases`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ purchaser: 'alex.wilber@contoso.example', skuPartNumber: 'VISIOCLIENT', quantity: 2 }),
    });
    expect(bought.status).toBe(201);
    await card(alex, 'We noticed you bought 2 × Visio Plan 2').waitFor();

    await alex
      .getByRole('textbox')
      .last()
      .fill('I bought 2 Visio Plan 2 today for $15 each per month for plant drawings, cost centre CC-77');
    await alex.keyboard.press('Enter');
    const form = card(alex, 'Tell us what you bought');
    await form.waitFor();
    expect(await form.getByLabel('What do you need it for?').inputValue()).toBe('plant drawings');
    expect(await form.getByLabel('Price for one term').inputValue()).toBe('15.00');
    await form.getByRole('checkbox').check();
    await form.getByRole('button', { name: 'Declare', exact: true }).click();
    // The form says so, and the card that asked for it, in whichever order.
    await card(alex, 'Thank you. 2 × Visio Plan 2 is declared').first().waitFor();

    const megan = await chat(1);
    const request = card(megan, 'Alex Wilber asks you to approve 2 × Visio Plan 2');
    await request.getByRole('button', { name: 'Ask Alex Wilber' }).click();
    const asking = card(megan, 'Your question to Alex Wilber');
    await asking.getByLabel('Your question to Alex Wilber').fill('For which plant?');
    await asking.getByRole('button', { name: 'Send the question' }).click();
    const question = card(alex, 'Megan Bowen asks about 2 × Visio Plan 2');
    await question.getByLabel('Your answer').fill('For the new one');
    await question.getByRole('button', { name: 'Send the answer' }).click();
    const answered = card(megan, 'Alex Wilber answered: “For the new one”');
    await answered.getByRole('button', { name: 'Approve', exact: true }).click();
    const approved = 'Approved by Megan Bowen: 2 × Visio Plan 2';
    await card(megan, approved).waitFor();

    await card(alex, approved).waitFor();
    const channel = await chat(2, '#channel');
    await card(channel, approved).waitFor();
    const tab = await open(
      `http://localhost:${ports.PORT}/tab/register?search=plant+drawings&as=adele.vance@contoso.example`,
    );
    await tab
      .getByRole('grid')
      .getByRole('link', { name: /Visio Plan 2/ })
      .click();
    const history = tab.getByRole('region', { name: 'History' });
    for (const line of [
      'Megan Bowen approved it',
      'Alex Wilber answered',
      'Megan Bowen asked back',
      'Alex Wilber declared it',
      'Sightline saw the purchase at Microsoft',
    ]) {
      await history.getByText(line).waitFor();
    }
  }, 180_000);
});
