import type { Money } from '../../../bot/src/domain/money.ts';
import type { Item } from '../../../bot/src/http/contract.ts';

/** What the assets that still run cost a month, per currency, in the order of the codes; unknown prices count as none. */
export function perMonthOf(items: readonly Item[]): Money[] {
  const sums = new Map<string, number>();
  for (const { perMonth } of items) {
    if (!perMonth) continue;
    sums.set(perMonth.currency, (sums.get(perMonth.currency) ?? 0) + perMonth.minor);
  }
  return [...sums]
    .map(([currency, minor]) => ({ minor, currency }))
    .sort((one, other) => (one.currency < other.currency ? -1 : 1));
}
