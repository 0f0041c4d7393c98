import type { Page } from 'playwright-core';

/** Until nothing on a page moves or fades any more; what turns for ever has no end to wait for. */
export async function atRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const moving = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(moving.map(({ finished }) => finished));
  });
}
