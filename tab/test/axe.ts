import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { atRest } from './at-rest.ts';

/** The widths at which every page is checked: a common screen's, and that of WCAG's reflow (1.4.10). */
export const widths = [1440, 320] as const;

const aboutColours = ['color-contrast', 'link-in-text-block'];

/**
 * The looks in which every page is checked, after which it is light again. Axe's other rules read what the page says, which
 * is the same in each. Forced colours are the system's own; axe computes contrast from the colours that they replace.
 */
const looks = [
  { name: 'dark', media: { colorScheme: 'dark', forcedColors: 'none' }, rules: { runOnly: aboutColours } },
  { name: 'light', media: { colorScheme: 'light', forcedColors: 'none' }, rules: {} },
  { name: 'high contrast', media: { colorScheme: 'light', forcedColors: 'active' }, rules: null },
  { name: 'light again', media: { colorScheme: 'light', forcedColors: 'none' }, rules: null },
] as const;

declare global {
  var axe: { run(options: RunOptions): Promise<AxeResults> } | undefined;
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds on a page in every look, and where it scrolls sideways. The page follows the system's looks live. */
export async function axeFinds(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => globalThis.axe !== undefined))) await page.evaluate(axeSource);
  const finds: string[] = [];
  for (const { name, media, rules } of looks) {
    await page.emulateMedia(media);
    const ground = media.colorScheme === 'dark' || media.forcedColors === 'active' ? 'dark' : 'light';
    await page.waitForFunction((ground) => document.documentElement.style.colorScheme === ground, ground);
    // What is still fading in has the contrast of neither before nor after.
    await atRest(page);
    finds.push(...(await findsNow(page, rules)).map((find) => `${name}: ${find}`));
  }
  return finds;
}

/**
 * What is found on a page as it is; null asks axe nothing. axe runs in the page itself: its wrapper for Playwright carries
 * every node that passed out of the page, which takes ten times as long as looking at them.
 */
function findsNow(page: Page, rules: RunOptions | null): Promise<string[]> {
  return page.evaluate(async (rules) => {
    if (!globalThis.axe) throw new Error('axe did not load');
    const { violations } = rules
      ? await globalThis.axe.run({ resultTypes: ['violations'], ...rules })
      : { violations: [] };
    const tooWide = document.documentElement.scrollWidth - window.innerWidth;
    return [
      ...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
      ...(tooWide > 0 ? [`scrolls sideways by ${tooWide}px`] : []),
    ];
  }, rules);
}
