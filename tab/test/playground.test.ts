import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBrowser } from '../../bot/test/support/browser.ts';
import { type Launch, launch, launcherPorts, type Ports } from '../../bot/test/support/launch.ts';

/** The whole product as `npm start` brings it up, used by people in Chromium: three Playgrounds and the tab. */
describe('the practice tenant', () => {
  let dataDir: string;
  let ports: Ports;
  let practice: Launch;
  let browser: Browser;

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'playground-'));
    ports = await launcherPorts();
    practice = launch(ports, dataDir);
    await practice.said('Sightline is ready');
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    practice?.child.kill('SIGINT');
    await practice?.ended;
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 });
  });

  async function open(url: string): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1_000, height: 1_300 }, locale: 'en-GB' });
    const page = await context.newPage();
    await page.goto(url, { waitUntil: 'domcontentloaded' });
    return page;
  }
  const chat = (at: number, part = '') => open(`http://localhost:${ports.PLAYGROUND_PORT + at}/${part}`);

  it('carries a purchase from Microsoft Graph to the register, through chats and cards', async () => {
    const alex = await chat(0);
    await alex.getByText('Hello, I’m Sightline').waitFor();
    const bought = await fetch(`http://127.0.0.1:${ports.GRAPH_PORT}/practice/purchases`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ purchaser: 'alex.wilber@contoso.example', skuPartNumber: 'VISIOCLIENT', quantity: 2 }),
    });
    expect(bought.status).toBe(201);
    await alex.getByText('We noticed you bought 2 × Visio Plan 2').waitFor();

    await alex
      .getByRole('textbox')
      .last()
      .fill('I bought 2 Visio Plan 2 today for $15 each per month for plant drawings, cost centre CC-77');
    await alex.keyboard.press('Enter');
    await alex.getByText('Tell us what you bought').waitFor();
    expect(await alex.getByLabel('What do you need it for?').inputValue()).toBe('plant drawings');
    expect(await alex.getByLabel('Price of one seat for one term').inputValue()).toBe('15.00');
    await alex.getByRole('checkbox').last().check();
    await alex.getByRole('button', { name: 'Declare', exact: true }).last().click();
    await alex.getByText('Thank you. 2 × Visio Plan 2 is declared').first().waitFor();

    const megan = await chat(1);
    await megan.getByText('Alex Wilber asks you to approve 2 × Visio Plan 2').waitFor();
    await megan.getByRole('button', { name: 'Ask Alex Wilber' }).click();
    await megan.getByLabel('Your question to Alex Wilber').fill('For which plant?');
    await megan.getByRole('button', { name: 'Send the question' }).click();
    await alex.getByText('Megan Bowen asks about 2 × Visio Plan 2').first().waitFor();
    await alex.getByLabel('Your answer').last().fill('For the new one');
    await alex.getByRole('button', { name: 'Send the answer' }).last().click();
    await megan.getByText('Alex Wilber answered: “For the new one”').waitFor();
    await megan.getByRole('button', { name: 'Approve', exact: true }).click();
    await megan.getByText('Approved by Megan Bowen: 2 × Visio Plan 2').waitFor();

    await alex.getByText('Approved by Megan Bowen: 2 × Visio Plan 2').first().waitFor();
    const channel = await chat(2, '#channel');
    await channel.getByText('Approved by Megan Bowen: 2 × Visio Plan 2').first().waitFor();
    const tab = await open(
      `http://localhost:${ports.PORT}/tab/register?search=plant+drawings&as=adele.vance@contoso.example`,
    );
    await tab
      .getByRole('link', { name: /Visio Plan 2/ })
      .first()
      .click();
    for (const line of [
      'Megan Bowen approved it',
      'Alex Wilber answered',
      'Megan Bowen asked back',
      'Alex Wilber declared it',
      'Sightline saw the purchase at Microsoft',
    ]) {
      await tab.getByText(line).first().waitFor();
    }
  }, 180_000);
});
