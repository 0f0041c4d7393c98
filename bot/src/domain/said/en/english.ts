import type { BillingTerm } from '../../asset.ts';
import { cover, only, spansOf } from '../text.ts';
import type { Grammar, Purchase } from '../understood.ts';
import { type Amount, amountsIn } from './amounts.ts';
import { type Claim, claimsOf, foundIn } from './claim.ts';
import { corrected, isCorrectedLater } from './corrected.ts';
import { costCentreIn } from './cost-centre.ts';
import { type Dates, datesIn } from './dates.ts';
import { isEnded, wantsEnd } from './ending.ts';
import { isGiven } from './given.ts';
import { type InFigures, inFigures } from './numbers.ts';
import { isPrice, priceOf } from './price.ts';
import { type Bought, isAboutIt, isTrial, productByHand, productsIn } from './product.ts';
import { quantityIn } from './quantity.ts';
import { ownWords } from './quoted.ts';
import { reasonIn, reasonText } from './reason.ts';
import { durationsIn, termApart } from './terms.ts';

/** How many "I got …" are tried before a text is taken for talk. */
const mostClaims = 6;

/** English, as people type it to a bot. */
export const english: Grammar = (typed, now, locale) => {
  const figures = inFigures(corrected(ownWords(typed)));
  const found = foundIn(figures.text).slice(0, mostClaims);
  const claims = claimsOf(found, figures.text);
  if (wantsEnd(figures.text, claims)) return { purchases: [], ending: 'wanted' };
  const read = claims.map((claim) => readClaim(figures, claim, now, locale));
  // "I paid $42 for them" is no purchase of its own: it goes on about the one before.
  const real = found.filter(({ isWeak }, at) => !isWeak || read[at] !== null);
  const again =
    real.length === found.length
      ? read
      : claimsOf(real, figures.text).map((claim) => readClaim(figures, claim, now, locale));
  const purchases = again.flatMap((one) => (one === 'ended' || one === null ? [] : one));
  return { purchases, ending: purchases.length === 0 && again.includes('ended') ? 'done' : null };
};

/** What stands in the words around a claim, each with what was read before it covered, so that no word counts twice. */
type Parts = {
  said: string;
  /** One for each thing bought; null for one that has no name. */
  bought: (Bought | null)[];
  costCentre: string | null;
  amounts: Amount[];
  /** Said of the price apart from it. */
  term: BillingTerm | null;
  dates: Dates;
  /** With product, cost centre and prices covered. */
  unpriced: string;
  /** With lengths of time and dates covered as well. */
  undated: string;
};

/** Reads on from a claim. Null when it tells of no purchase. */
function readClaim(
  figures: InFigures,
  claim: Claim,
  now: Date,
  locale: string | undefined,
): Purchase[] | 'ended' | null {
  const parts = partsOf(figures, claim, now, locale);
  if (parts === null) return null;
  const { said, bought } = parts;
  const after = bought[0]?.span.end ?? claim.verb.end;
  if (claim.isWeak && isGiven(said, { start: after, end: claim.sentence.end })) return null;
  if (isEnded(said, { start: claim.verb.end, end: claim.zone.end })) return 'ended';
  return bought.map((one) => purchaseOf(one, parts, claim, figures));
}

function partsOf({ text, written }: InFigures, claim: Claim, now: Date, locale: string | undefined): Parts | null {
  const said = only(text, claim.zone);
  const listed = productsIn(said, claim);
  const [first] = listed;
  if (first && isAboutIt(said, first.span)) return null;
  const unnamed = cover(said, spansOf(listed));
  const { costCentre, spans: costCentreSpans } = costCentreIn(unnamed);
  const uncharged = cover(unnamed, costCentreSpans);
  const mentioned = amountsIn(uncharged, locale);
  const from = nameEnd(cover(uncharged, spansOf(mentioned)), listed, claim);
  const amounts = mentioned.filter((one) => isPrice({ text: uncharged, from: claim.verb.end, product: from }, one));
  if (claim.isWeak && !first && amounts.length === 0) return null;

  const unpriced = cover(uncharged, spansOf(amounts));
  const durations = durationsIn(cover(uncharged, spansOf(mentioned)));
  const untimed = cover(unpriced, spansOf(durations));
  const dates = datesIn(untimed, { now, locale, claim, reason: reasonIn(untimed, from) });
  const undated = cover(untimed, dates.spans);
  const byHand = first ? null : productByHand(undated, claim, written);
  if (byHand === 'none' || (claim.isWeak && !first && !byHand)) return null;

  const [lasting, ...others] = durations;
  const isTermOfPrice = lasting !== undefined && others.length === 0 && amounts.length > 0;
  const term = termApart(unpriced) ?? (isTermOfPrice ? lasting.term : null);
  return { said, bought: first ? listed : [byHand], costCentre, amounts, term, dates, unpriced, undated };
}

function purchaseOf(one: Bought | null, parts: Parts, claim: Claim, { written }: InFigures): Purchase {
  const { said, bought, costCentre, amounts, term, dates, unpriced, undated } = parts;
  const { start, end } = one?.stretch ?? { start: claim.verb.end, end: claim.zone.end };
  const stretch = { from: start, to: Math.min(end, Math.max(claim.sentence.end, start)), end };
  const quantity = isCorrectedLater(said) ? null : quantityIn(undated, stretch, one?.span ?? null);
  const reason = reasonIn(undated, bought.at(-1)?.span.end ?? claim.verb.end);
  return {
    product: one?.product ?? null,
    isTrial: one !== null && isTrial(said, one),
    quantity,
    ...priceOf(pricesOf(one, bought, amounts), unpriced, quantity, term),
    purchasedOn: dates.purchasedOn,
    renewsOn: dates.renewsOn,
    costCentre,
    reason: reason && reasonText(written(reason.span.start, reason.span.end)),
  };
}

/** Where the name of what was bought ends, as far as it can be told before dates are read. */
function nameEnd(text: string, listed: readonly Bought[], claim: Claim): number {
  const last = listed.at(-1) ?? productByHand(text, claim, (start, end) => text.slice(start, end));
  return last && last !== 'none' ? last.span.end : claim.verb.end;
}

/** The amounts for one of several things bought: its own, where each of them has one and no more are named. */
function pricesOf(one: Bought | null, all: readonly (Bought | null)[], amounts: readonly Amount[]): readonly Amount[] {
  if (!one?.isOneOfMany) return amounts;
  const own = all.map((each) =>
    amounts.filter(({ start }) => each && start >= each.stretch.start && start < each.stretch.end),
  );
  const isOwn = all.length > 1 && own.every(({ length }) => length === 1);
  return isOwn ? (own[all.indexOf(one)] ?? []) : [];
}
