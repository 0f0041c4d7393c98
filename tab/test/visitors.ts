import type { BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { dayOf } from '../../bot/src/domain/day.ts';
import type { ListAnswer } from '../../bot/src/http/contract.ts';
import { fillStore } from '../../bot/src/practice/fill-store.ts';
import { startBrowser } from '../../bot/test/support/browser.ts';
import { eventually } from '../../bot/test/support/eventually.ts';
import { freePort } from '../../bot/test/support/free-port.ts';
import { startTenant, type Tenant } from '../../bot/test/support/tenant.ts';

type Window = { width?: number; colorScheme?: 'light' | 'dark' };

/** People of the practice tenant in front of the tab, each in a page of their own. */
export type Visitors = {
  /** Opens a page of the tab as someone; null is a stranger who has not picked a persona. */
  open: (name: string | null, path: string, window?: Window) => Promise<Page>;
  /** The browser may report answers with this status, or with 0 that there was none: the test is about them. */
  expectStatus: (status: number) => void;
  /** Closes every page, and fails when one of them said something that nobody should see. */
  leave: () => Promise<void>;
};

const usual = { width: 1440, height: 900 };

type House = { port: number; context: BrowserContext; staying: Page };

/**
 * One browser for all files that this process runs, and one address for their servers, which come one after the other:
 * what has been loaded and compiled from there once, no page need load and compile again. It ends with the process, as
 * Playwright sees to.
 */
let house: Promise<House> | null = null;

async function openHouse(): Promise<House> {
  // One process for all pages, which outlives each of them thanks to the one that stays open. Who someone is stays with
  // their page.
  const [port, browser] = await Promise.all([freePort(), startBrowser(['--process-per-site'])]);
  // Pages begin as most are looked at, so that few have to be laid out once more. What moves takes much of the time of a
  // browser that paints without a graphics card.
  const context = await browser.newContext({ locale: 'en-GB', viewport: usual, reducedMotion: 'reduce' });
  return { port, context, staying: await context.newPage() };
}

/** Has a page's clock, which goes on as ever, stand as far ahead of this machine's as the tenant's does. */
function keepTimeWith(aheadInMs: number): void {
  const MachineDate = Date;
  globalThis.Date = class extends MachineDate {
    constructor(...parts: [] | [number | string | Date]) {
      if (parts.length > 0) super(...(parts as [number]));
      else super(MachineDate.now() + aheadInMs);
    }
    static override now() {
      return MachineDate.now() + aheadInMs;
    }
  } as DateConstructor;
}

/** A tenant of its own, whose tab is visited. `invented`: how many assets its register holds beside what is in Graph. */
export async function startVisited({ invented = 0 } = {}): Promise<{ tenant: Tenant; visitors: Visitors }> {
  house ??= openHouse();
  const { port, context, staying } = await house;
  const tenant = await startTenant({}, { port });
  if (invented > 0) await invent(tenant, invented);
  await staying.goto(new URL('/tab/', tenant.url).href);
  return { tenant, visitors: visitorsOf(tenant, context, staying) };
}

/** Fills a register after discovery has looked for the last time, which would take what Graph doesn't list for gone. */
async function invent(tenant: Tenant, count: number): Promise<void> {
  await tenant.sightline.discover();
  const total = async () => ((await (await tenant.api('Adele', '/api/register?limit=1')).json()) as ListAnswer).total;
  const before = await total();
  await fillStore(tenant.connectionString, tenant.storeName, count, dayOf(tenant.clock.now()));
  await eventually(async () => (await total()) === before + count);
}

function visitorsOf(tenant: Tenant, context: BrowserContext, staying: Page): Visitors {
  const complaints: string[] = [];
  const expected: RegExp[] = [];

  const open: Visitors['open'] = async (name, path, { width = usual.width, colorScheme = 'light' } = {}) => {
    const page = await context.newPage();
    if (width !== usual.width) await page.setViewportSize({ ...usual, width });
    if (colorScheme !== 'light') await page.emulateMedia({ colorScheme });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'warning' || message.type() === 'error') complaints.push(message.text());
    });
    await page.addInitScript(keepTimeWith, tenant.clock.now().getTime() - Date.now());
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
  };
}
