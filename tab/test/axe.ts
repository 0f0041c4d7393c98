import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { atRest } from './at-rest.ts';

/** The looks in which every page is checked. */
export const looks = [
  ['light at 1440', {}],
  ['dark at 1440', { colorScheme: 'dark' }],
  ['high contrast at 1440', { forcedColors: 'active' }],
  ['light at 320', { width: 320 }],
] as const;
export type Look = (typeof looks)[number][1];

declare global {
  var axe: { run(options: RunOptions): Promise<AxeResults> } | undefined;
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe finds on a page, and that it does not scroll sideways. axe runs in the page itself: its wrapper for Playwright
 * carries every node that passed out of the page, which takes ten times as long as looking at them.
 */
export async function axeFinds(page: Page, look: Look): Promise<string[]> {
  // What is still fading in has the contrast of neither before nor after.
  await atRest(page);
  if (!(await page.evaluate(() => globalThis.axe !== undefined))) await page.evaluate(axeSource);
  // Forced colours are the system's own; axe computes contrast from the colours that they replace.
  const isContrastKnown = !('forcedColors' in look);
  return page.evaluate(async (enabled) => {
    if (!globalThis.axe) throw new Error('axe did not load');
    const { violations } = await globalThis.axe.run({
      resultTypes: ['violations'],
      rules: { 'color-contrast': { enabled } },
    });
    const tooWide = document.documentElement.scrollWidth - window.innerWidth;
    return [
      ...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
      ...(tooWide > 0 ? [`scrolls sideways by ${tooWide}px`] : []),
    ];
  }, isContrastKnown);
}
