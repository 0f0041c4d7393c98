import { type Asset, type BillingTerm, pricePerYear } from '../../domain/asset.ts';
import { productBySku } from '../../domain/catalogue.ts';
import { formatDay, formatInstant } from '../../domain/format.ts';
import { isPriceIncomplete, pricedSeats, priceOfSeats } from '../../domain/lots.ts';
import { formatMoney, times } from '../../domain/money.ts';
import { committedPerMonth, endedOn, isRunning } from '../../domain/running.ts';
import { wordsFor } from '../../domain/words/words.ts';

/** `Power BI Pro`, or `3 × Power BI Pro`. */
export function productLine(asset: Pick<Asset, 'product' | 'quantity'>): string {
  return asset.quantity === 1 ? asset.product.name : `${asset.quantity} × ${asset.product.name}`;
}

/** `3 seats · 42.00 USD a month · renews on 19 December 2026`: what is known, in one line. */
export function summaryLine(asset: Asset, locale: string): string {
  const words = wordsFor(locale).card.line;
  const renewal = asset.renewsOn && (asset.isTrial ? words.trialEnds : words.renews)(formatDay(asset.renewsOn, locale));
  return [
    words.seats(asset.quantity),
    asset.isTrial ? words.trial : priceLine(asset, locale),
    ...(isRunning(asset) ? [renewal, ranAgain(asset, locale)] : [ended(asset, locale)]),
  ]
    .filter(Boolean)
    .join(' · ');
}

function ended(asset: Asset, locale: string): string {
  const on = endedOn(asset);
  const { line } = wordsFor(locale).card;
  return on === null ? line.ended : line.endedOn(formatDay(on, locale));
}

function ranAgain({ ranAgainOn }: Asset, locale: string): string | null {
  return ranAgainOn && wordsFor(locale).card.line.ranAgain(formatDay(ranAgainOn, locale));
}

/** The declared price, or the list price said to be one; null when neither is known. */
export function priceLine(asset: Asset, locale: string): string | null {
  const words = wordsFor(locale);
  const perTerm = priceOfSeats(asset);
  if (perTerm && asset.billingTerm) {
    return pricedOf(asset, words.card.line.about(formatMoney(perTerm, locale), words.term[asset.billingTerm]), locale);
  }
  const listed = productBySku(asset.product.skuId)?.listPrice;
  return listed ? words.card.line.listPrice(formatMoney(times(listed, asset.quantity), locale)) : null;
}

/** `42.00 USD a month, 504.00 USD a year`: per term, and per year where that is another amount. */
export function priceInFull(asset: Asset, locale: string): string | null {
  const words = wordsFor(locale);
  const perTerm = priceOfSeats(asset);
  const perYear = pricePerYear(asset);
  if (!perTerm || !asset.billingTerm) return priceLine(asset, locale);
  const phrase = (money: typeof perTerm, term: BillingTerm) =>
    words.card.line.about(formatMoney(money, locale), words.term[term]);
  const first = phrase(perTerm, asset.billingTerm);
  const isYearExtra = asset.billingTerm !== 'yearly' && asset.billingTerm !== 'once';
  return pricedOf(asset, isYearExtra && perYear ? `${first}, ${phrase(perYear, 'yearly')}` : first, locale);
}

/** What is said of a price, with the seats that it is of where that is not all of them. */
function pricedOf(asset: Asset, price: string, locale: string): string {
  const { pricedOf: some } = wordsFor(locale).card.line;
  return isPriceIncomplete(asset) ? some(price, pricedSeats(asset), asset.quantity) : price;
}

/** `22 Nov 2026, 10:41 UTC · high confidence (owned by a user)`; null for what was only declared. */
export function seenLine(asset: Asset, locale: string): string | null {
  if (!asset.confidence) return null;
  const level = wordsFor(locale).confidence[asset.confidence.level];
  return `${formatInstant(asset.createdAt, locale)} · ${level} (${reasonsLine(asset, locale)})`;
}

/** `Seen 22 Nov 2026, 10:41 UTC · high confidence`, or when it was declared. */
export function originLine(asset: Asset, locale: string): string {
  const { channel } = wordsFor(locale).card;
  return asset.confidence
    ? channel.seen(formatInstant(asset.createdAt, locale), wordsFor(locale).confidence[asset.confidence.level])
    : channel.declaredAt(formatInstant(asset.declaredAt ?? asset.createdAt, locale));
}

/** `owned by a user, departmental SKU`. */
export function reasonsLine(asset: Asset, locale: string): string | null {
  const words = wordsFor(locale);
  return asset.confidence?.reasons.map((reason) => words.confidenceReason[reason]).join(', ') ?? null;
}

/** What other purchases of the product there are, with their seats and what they cost a month. */
export function othersLine(others: readonly Asset[], locale: string): string {
  const { fact } = wordsFor(locale).card;
  if (others.length === 0) return fact.nothing;
  const seats = others.reduce((sum, other) => sum + other.quantity, 0);
  const sums = new Map<string, number>();
  for (const other of others) {
    const perMonth = committedPerMonth(other);
    if (perMonth) sums.set(perMonth.currency, (sums.get(perMonth.currency) ?? 0) + perMonth.minor);
  }
  const money = [...sums].map(([currency, minor]) =>
    wordsFor(locale).card.line.about(formatMoney({ currency, minor }, locale), wordsFor(locale).term.monthly),
  );
  return [fact.otherPurchases(others.length, seats), ...money].join(', ');
}

const mostDocuments = 5;

/** `2 documents: invoice.pdf, order.eml`; null where there are none. */
export function evidenceLine({ evidence }: Asset, locale: string): string | null {
  if (evidence.length === 0) return null;
  const words = wordsFor(locale);
  const names = evidence.slice(0, mostDocuments).map(({ fileName, kind }) => fileName || words.evidenceKind[kind]);
  const more = evidence.length > mostDocuments ? ' …' : '';
  return words.card.fact.documents(evidence.length, `${names.join(', ')}${more}`);
}
