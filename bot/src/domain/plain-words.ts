import type { AssetProduct, BillingTerm } from './asset.ts';
import type { Day } from './day.ts';
import type { Money } from './money.ts';
import { type Claim, claimsIn } from './said/claim.ts';
import { costCentreIn } from './said/cost-centre.ts';
import { datesIn } from './said/dates.ts';
import { amountsIn, priceOf } from './said/price.ts';
import { productByHand, productIn } from './said/product.ts';
import { quantityIn } from './said/quantity.ts';
import { reasonIn } from './said/reason.ts';
import { cover, type Span, tidy } from './said/text.ts';

/** What a sentence in plain words tells of a purchase. What it doesn't clearly say is null. */
export type Understood = {
  /** The writer says that they, or their team, bought something. */
  isDeclaration: boolean;
  /** From the catalogue, or in the writer's own words with an empty publisher. */
  product: AssetProduct | null;
  /** Seats. */
  quantity: number | null;
  /** The amount as written: for a seat or for all of them, see `pricePer`. */
  price: Money | null;
  pricePer: 'seat' | 'total' | null;
  billingTerm: BillingTerm | null;
  purchasedOn: Day | null;
  renewsOn: Day | null;
  costCentre: string | null;
  reason: string | null;
};

/** How many "I got …" are tried before a text is taken for talk. */
const mostClaims = 4;

const nothing: Understood = {
  isDeclaration: false,
  product: null,
  quantity: null,
  price: null,
  pricePer: null,
  billingTerm: null,
  purchasedOn: null,
  renewsOn: null,
  costCentre: null,
  reason: null,
};

/**
 * Reads a purchase out of plain English, such as "I bought 3 Power BI Pro yesterday for $42 a month for the finance
 * dashboards". Only the first 2,000 characters are read. Questions, wishes, other people's purchases and small talk are
 * no declarations.
 *
 * @param now What "yesterday" is reckoned from, in UTC.
 * @param locale Tells whether 03/04/2026 is in March or April; without a region in it such a date is not understood.
 */
export function understand(text: string, now: Date, locale?: string): Understood {
  const said = tidy(text);
  for (const claim of claimsIn(said).slice(0, mostClaims)) {
    const read = readClaim(said, claim, now, locale);
    if (read) return read;
  }
  return nothing;
}

/** Reads on from a claim, covering what is understood so that no word counts twice. Null when it tells of no purchase. */
function readClaim(said: string, claim: Claim, now: Date, locale: string | undefined): Understood | null {
  const listed = productIn(said, claim);
  const unnamed = cover(said, listed ? [listed.span] : []);
  const { costCentre, spans: costCentreSpans } = costCentreIn(unnamed);
  const uncharged = cover(unnamed, costCentreSpans);
  const amounts = amountsIn(uncharged);
  if (claim.isWeak && !listed && amounts.length === 0) return null;

  const unpriced = cover(uncharged, spansOf(amounts));
  const from = listed?.span.end ?? claim.verb.end;
  const dates = datesIn(unpriced, { now, locale, claim, reason: reasonIn(unpriced, from) });
  const undated = cover(unpriced, dates.spans);
  const bought = listed ?? productByHand(undated, claim);
  if (claim.isWeak && !bought) return null;

  const quantity = quantityIn(undated, claim, bought?.span ?? null);
  return {
    isDeclaration: true,
    product: bought?.product ?? null,
    quantity,
    ...priceOf(bought?.isOneOfMany ? [] : amounts, unpriced, quantity),
    purchasedOn: dates.purchasedOn,
    renewsOn: dates.renewsOn,
    costCentre,
    reason: reasonIn(undated, bought?.span.end ?? claim.verb.end)?.reason ?? null,
  };
}

function spansOf(found: readonly { span: Span }[]): Span[] {
  return found.map(({ span }) => span);
}
