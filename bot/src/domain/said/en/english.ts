import { limits } from '../../declare.ts';
import { cover, only, type Span, spansOf } from '../text.ts';
import type { Grammar, Purchase } from '../understood.ts';
import { type Amount, amountsIn } from './amounts.ts';
import { type Claim, claimsOf, foundIn } from './claim.ts';
import { corrected } from './corrected.ts';
import { costCentreIn } from './cost-centre.ts';
import { datesIn } from './dates.ts';
import { isEnded, wantsEnd } from './ending.ts';
import { isGiven } from './given.ts';
import { type InFigures, inFigures } from './numbers.ts';
import { isPrice, priceOf } from './price.ts';
import { type Bought, isAboutIt, productByHand, productsIn } from './product.ts';
import { quantityIn } from './quantity.ts';
import { ownWords } from './quoted.ts';
import { reasonIn } from './reason.ts';
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

/** Reads on from a claim, covering what is understood so that no word counts twice. Null when it tells of no purchase. */
function readClaim(
  { text, written }: InFigures,
  claim: Claim,
  now: Date,
  locale: string | undefined,
): Purchase[] | 'ended' | null {
  const said = only(text, claim.zone);
  const listed = productsIn(said, claim);
  const [first] = listed;
  if (first && isAboutIt(said, first.span)) return null;
  const unnamed = cover(said, spansOf(listed));
  const { costCentre, spans: costCentreSpans } = costCentreIn(unnamed);
  const uncharged = cover(unnamed, costCentreSpans);
  const mentioned = amountsIn(uncharged, locale);
  const from = nameEnd(cover(uncharged, spansOf(mentioned)), listed, claim);
  const told = { text: uncharged, from: claim.verb.end, product: from };
  const amounts = mentioned.filter((amount) => isPrice(told, amount));
  if (claim.isWeak && !first && amounts.length === 0) return null;

  const unpriced = cover(uncharged, spansOf(amounts));
  const durations = durationsIn(cover(uncharged, spansOf(mentioned)));
  const untimed = cover(unpriced, spansOf(durations));
  const dates = datesIn(untimed, { now, locale, claim, reason: reasonIn(untimed, from) });
  const undated = cover(untimed, dates.spans);
  const byHand = first ? null : productByHand(undated, claim, written);
  if (byHand === 'none' || (claim.isWeak && !first && !byHand)) return null;
  const bought: (Bought | null)[] = first ? listed : [byHand];
  const after: Span = { start: bought[0]?.span.end ?? claim.verb.end, end: claim.zone.end };
  if (claim.isWeak && isGiven(said, { start: after.start, end: claim.sentence.end })) return null;
  if (isEnded(said, { start: claim.verb.end, end: claim.zone.end })) return 'ended';

  const [lasting] = durations;
  const term = termApart(unpriced) ?? (durations.length === 1 && amounts.length > 0 ? (lasting?.term ?? null) : null);
  const reason = reasonIn(undated, bought.at(-1)?.span.end ?? claim.verb.end);
  return bought.map((one) => {
    const stretch = one?.stretch ?? { start: claim.verb.end, end: claim.zone.end };
    const quantity = isRetold(said)
      ? null
      : quantityIn(
          undated,
          {
            from: stretch.start,
            to: Math.min(stretch.end, Math.max(claim.sentence.end, stretch.start)),
            end: stretch.end,
          },
          one?.span ?? null,
        );
    return {
      product: one?.product ?? null,
      isTrial: isTrialIn(said, claim, one),
      quantity,
      ...priceOf(pricesOf(one, bought, amounts), unpriced, quantity, term),
      purchasedOn: dates.purchasedOn,
      renewsOn: dates.renewsOn,
      costCentre,
      reason: reason && reasonText(written(reason.span.start, reason.span.end)),
    };
  });
}

/** "…. Sorry, 4.": another number than the one before, and it isn't told of what. */
function isRetold(text: string): boolean {
  return /\b(?:sorry|oops|correction|i meant?|make that|scratch that)\b[\s,:-]*\d/i.test(text);
}

function reasonText(words: string): string | null {
  const reason = words.trim().slice(0, limits.freeText).toWellFormed();
  return /^(?:an?|the|(?:[a-z]{1,3}\.? ?)?\d[\d.,]*(?: ?[a-z]{1,3}\.?)?|)$/i.test(reason) ? null : reason;
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

/** "a free trial of", "… trial": said of the product itself, not of one that ended before. */
function isTrialIn(text: string, { verb }: Claim, bought: Bought | null): boolean {
  if (!bought) return false;
  const ahead = text.slice(Math.max(verb.end, bought.stretch.start), bought.span.start);
  return (
    /\btrials?\b/i.test(ahead) ||
    /^ ?\(?(?:as an? )?(?:free )?(?:\d+[ -]day )?trial\b/i.test(text.slice(bought.span.end, bought.span.end + 32))
  );
}
