import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { startBrowser } from '../../bot/test/support/browser.ts';
import type { Tenant } from '../../bot/test/support/tenant.ts';

type Window = { width?: number; colorScheme?: 'light' | 'dark' };

/** People of the practice tenant in front of the tab, each in a page of their own. */
export type Visitors = {
  /** Opens a page of the tab as someone; null is a stranger who has not picked a persona. */
  open: (name: string | null, path: string, window?: Window) => Promise<Page>;
  /** The browser may report answers with this status, or with 0 that there was none: the test is about them. */
  expectStatus: (status: number) => void;
  /** Closes every page, and fails when one of them said something that nobody should see. */
  leave: () => Promise<void>;
  stop: () => Promise<void>;
};

export async function startVisitors(tenant: Tenant): Promise<Visitors> {
  // One process for all pages, which outlives each of them thanks to the one that stays open: what it has loaded and
  // compiled once, it need not load and compile again. Who someone is stays with their page.
  const browser = await startBrowser(['--process-per-site']);
  const context = await browser.newContext({ locale: 'en-GB' });
  const staying = await context.newPage();
  await staying.goto(new URL('/tab/', tenant.url).href);
  const complaints: string[] = [];
  const expected: RegExp[] = [];

  const open: Visitors['open'] = async (name, path, { width = 1440, colorScheme = 'light' } = {}) => {
    const page = await context.newPage();
    await page.setViewportSize({ width, height: 900 });
    // What moves takes much of the time of a browser that paints without a graphics card.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'warning' || message.type() === 'error') complaints.push(message.text());
    });
    const address = new URL(`/tab${path}`, tenant.url);
    if (name !== null) address.searchParams.set('as', tenant.person(name).userPrincipalName);
    await page.goto(address.href);
    return page;
  };
  const leave = async () => {
    await context.setOffline(false);
    for (const page of context.pages()) {
      if (page === staying) continue;
      await page.evaluate(() => localStorage.clear());
      await page.close();
    }
    const allowed = expected.splice(0);
    const unexpected = complaints.splice(0).filter((text) => !allowed.some((pattern) => pattern.test(text)));
    expect(unexpected).toEqual([]);
  };
  return {
    open,
    expectStatus: (status) => expected.push(status === 0 ? /net::ERR_/ : new RegExp(`status of ${status}\\b`)),
    leave,
    stop: () => browser.close(),
  };
}
