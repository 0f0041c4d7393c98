import type { Browser, Page } from 'playwright-core';
import { adele } from '../src/practice/people.ts';
import type { PracticeGraph } from '../src/practice/practice-graph.ts';
import { startBrowser } from '../test/support/browser.ts';
import { firstPollOver } from './first-poll.ts';
import { type Figure, ms, percentile, startServer } from './world.ts';

const coldStarts = 7;

// What runs in the page is text: nothing else here knows a browser's names.
/** Marks the frame that shows the first rows. */
const markRows = `new MutationObserver((_, observer) => {
  if (!document.querySelector('[role=grid] [role=row] a')) return;
  observer.disconnect();
  requestAnimationFrame(() => setTimeout(() => performance.mark('rows')));
}).observe(document, { childList: true, subtree: true })`;
const rowsMarkedAt = `new Promise((resolve) => {
  new PerformanceObserver((marks) => resolve(marks.getEntriesByName('rows')[0]?.startTime))
    .observe({ type: 'mark', buffered: true });
})`;
const scriptBytes = `performance.getEntriesByType('resource')
  .filter(({ name }) => new URL(name).pathname.endsWith('.js'))
  .reduce((bytes, { encodedBodySize }) => bytes + encodedBodySize, 0)`;
/** Scrolls by a row and a half with each frame for five seconds, and counts the frames. */
const framesASecond = `new Promise((resolve) => {
  const startedAt = performance.now();
  let frames = 0;
  const step = () => {
    const took = performance.now() - startedAt;
    if (took >= 5_000) return resolve((frames * 1_000) / took);
    frames++;
    window.scrollBy(0, 66);
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})`;

/** The register in Chromium, over loopback: until its first rows, what it loads for them, and how it scrolls. */
export async function measureTab(options: {
  connectionString: string;
  storeName: string;
  graph: PracticeGraph;
  count: number;
  /** Of the server: one whose pages the practice Graph lets people sign in from. */
  port: string;
}): Promise<Figure[]> {
  const { connectionString, storeName, graph } = options;
  const server = await startServer({ connectionString, storeName, graphUrl: graph.url }, { PORT: options.port });
  await firstPollOver(graph, connectionString, storeName);
  const browser = await startBrowser();
  const address = `${server.url}/tab/register?as=${encodeURIComponent(adele.userPrincipalName)}`;
  try {
    const starts: number[] = [];
    for (let at = 0; at < coldStarts; at++) starts.push(await coldStart(browser, address));
    const page = await opened(browser, address);
    const loaded = await page.evaluate<number>(scriptBytes);
    const frames = await page.evaluate<number>(framesASecond);
    const size = options.count.toLocaleString('en');
    const median = percentile(starts, 0.5);
    return [
      {
        what: `tab, cold: from opening it to the first rows, ${size} assets, median of ${coldStarts}`,
        measured: ms(median),
        target: '≤ 1000 ms',
        isMet: median <= 1_000,
      },
      {
        what: 'tab: JavaScript loaded for the register, as transferred',
        measured: `${(loaded / 1_000).toFixed(0)} kB`,
        target: '≤ 350 kB',
        isMet: loaded <= 350_000,
      },
      {
        what: 'tab: frames a second while the register scrolls',
        measured: frames.toFixed(0),
        target: '≥ 55',
        isMet: frames >= 55,
      },
    ];
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** Opens the register in a browser that has nothing of it; the page is there once its rows are. */
async function opened(browser: Browser, address: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1_440, height: 900 }, locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(address, { waitUntil: 'commit' });
  await page.getByRole('grid').getByRole('link').first().waitFor();
  return page;
}

/** Milliseconds from navigation to the frame that shows the first rows, by the page's own clock. */
async function coldStart(browser: Browser, address: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1_440, height: 900 }, locale: 'en-GB' });
  const page = await context.newPage();
  await page.addInitScript(markRows);
  await page.goto(address, { waitUntil: 'commit' });
  const took = await page.evaluate<number>(rowsMarkedAt);
  await context.close();
  return took;
}
