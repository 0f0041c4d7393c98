import { decimalText } from '../../src/domain/money.ts';
import { understand } from '../../src/domain/plain-words.ts';
import type { Purchase } from '../../src/domain/said/understood.ts';

function purchaseLine(purchase: Purchase): string {
  const { product, isTrial, quantity, price, pricePer, billingTerm, purchasedOn, renewsOn, costCentre, reason } =
    purchase;
  const amount = price && [decimalText(price), price.currency, pricePer && (pricePer === 'seat' ? 'each' : 'in all')];
  return [
    product?.name ?? '?',
    isTrial && 'trial',
    quantity && `${quantity} seats`,
    amount?.filter(Boolean).join(' '),
    billingTerm,
    purchasedOn && `bought ${purchasedOn}`,
    renewsOn && `renews ${renewsOn}`,
    costCentre && `cost centre ${costCentre}`,
    reason && `for “${reason}”`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** What is understood of a sentence, in one line: `–` for no purchase, ` + ` between several. */
export function toldBy(text: string, now: Date, locale: string): string {
  const { isDeclaration, others, ending, ...first } = understand(text, now, locale);
  const purchases = isDeclaration ? [first, ...others].map(purchaseLine).join(' + ') : '–';
  return ending === null ? purchases : `${purchases} (end ${ending})`;
}

/**
 * Cases from a table, a line each: `typed → what is understood`, `⏎` for a line break, `[en-AU]` before a sentence for the
 * writer's locale, else `en-US`.
 */
export function casesOf(table: string): { typed: string; locale: string; right: string }[] {
  return table
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, locale = 'en-US', typed = '', right = ''] = /^\s*(?:\[([\w-]+)\] )?(.*) → (.*)$/.exec(line) ?? [];
      return { typed: typed.replaceAll('⏎', '\n'), locale, right };
    });
}
