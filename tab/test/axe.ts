import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, ElementContext, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { atRest } from './at-rest.ts';

/** The widths at which every page is checked: a common screen's, and that of WCAG's reflow (1.4.10). */
export const widths = [1440, 320] as const;

/** The rules whose findings depend on the look. Axe's others read what the page says, which is the same in each. */
const aboutColours = ['color-contrast', 'link-in-text-block'];

/**
 * The looks in which every page is checked, after which it is light again, as it was opened. Forced colours are the
 * system's own; axe computes contrast from the colours that they replace.
 */
const looks = [
  { name: 'light', media: { colorScheme: 'light', forcedColors: 'none' }, asks: 'all' },
  { name: 'dark', media: { colorScheme: 'dark', forcedColors: 'none' }, asks: 'colours' },
  { name: 'high contrast', media: { colorScheme: 'light', forcedColors: 'active' }, asks: 'nothing' },
  { name: 'light again', media: { colorScheme: 'light', forcedColors: 'none' }, asks: 'nothing' },
] as const;

declare global {
  var axe: { run(context: ElementContext, options: RunOptions): Promise<AxeResults> } | undefined;
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds on a page in every look, and where it scrolls sideways. The page follows the system's looks live. */
export async function axeFinds(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => globalThis.axe !== undefined))) await page.evaluate(axeSource);
  const finds: string[] = [];
  for (const { name, media, asks } of looks) {
    await page.emulateMedia(media);
    const ground = media.colorScheme === 'dark' || media.forcedColors === 'active' ? 'dark' : 'light';
    await page.waitForFunction((ground) => document.documentElement.style.colorScheme === ground, ground);
    // What is still fading in has the contrast of neither before nor after.
    await atRest(page);
    finds.push(...(await findsNow(page, asks)).map((find) => `${name}: ${find}`));
  }
  return finds;
}

/**
 * What is found on a page as it is. axe runs in the page itself: its wrapper for Playwright carries every node that passed
 * out of the page, which takes ten times as long as looking at them.
 *
 * Contrast takes three quarters of axe's time, a text at a time. Texts that look alike (of the same elements and classes,
 * colours, grounds and letters, all the way up) have the same contrast, so that the first of each is enough.
 */
function findsNow(page: Page, asks: (typeof looks)[number]['asks']): Promise<string[]> {
  return page.evaluate(
    async ([asks, aboutColours]) => {
      const { axe } = globalThis;
      if (!axe) throw new Error('axe did not load');
      const known = new Map<Element, string>();
      const lookOf = (element: Element): string => {
        const { color, backgroundColor, backgroundImage, opacity, fontSize, fontWeight } = getComputedStyle(element);
        const own = [element.tagName, element.className, color, backgroundColor, backgroundImage, opacity];
        const around = element.parentElement ? (known.get(element.parentElement) ?? lookOf(element.parentElement)) : '';
        const look = [around, ...own, fontSize, fontWeight].join(' ');
        known.set(element, look);
        return look;
      };
      const hasText = (element: Element) =>
        element.matches('input, select, textarea') ||
        [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
      const oneOfEach = () => {
        const seen = [...document.body.querySelectorAll('*')].filter(
          (element) => hasText(element) && element.checkVisibility({ visibilityProperty: true }),
        );
        return [...new Map(seen.reverse().map((element) => [lookOf(element), element])).values()];
      };
      const off = Object.fromEntries(aboutColours.map((rule) => [rule, { enabled: false }]));
      const runs: [ElementContext, RunOptions][] = [];
      if (asks === 'all') runs.push([document, { rules: off }]);
      if (asks !== 'nothing') runs.push([{ include: oneOfEach() }, { runOnly: aboutColours }]);
      const finds: string[] = [];
      for (const [context, options] of runs) {
        const { violations } = await axe.run(context, { resultTypes: ['violations'], ...options });
        finds.push(...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`));
      }
      const tooWide = document.documentElement.scrollWidth - window.innerWidth;
      return [...finds, ...(tooWide > 0 ? [`scrolls sideways by ${tooWide}px`] : [])];
    },
    [asks, aboutColours] as const,
  );
}
