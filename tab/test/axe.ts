import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** The looks in which every page is checked. */
export const looks = [
  ['light at 1440', {}],
  ['dark at 1440', { colorScheme: 'dark' }],
  ['high contrast at 1440', { forcedColors: 'active' }],
  ['light at 320', { width: 320 }],
] as const;
export type Look = (typeof looks)[number][1];

/** What axe finds on a page, and that it does not scroll sideways. */
export async function axeFinds(page: Page, look: Look): Promise<string[]> {
  // Forced colours are the system's own; axe computes contrast from the colours that they replace.
  const isForced = 'forcedColors' in look;
  const { violations } = await new AxeBuilder({ page }).disableRules(isForced ? ['color-contrast'] : []).analyze();
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  return [
    ...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
    ...(tooWide > 0 ? [`scrolls sideways by ${tooWide}px`] : []),
  ];
}
