import type { BillingTerm } from '../../asset.ts';
import type { Money } from '../../money.ts';
import { understood } from '../text.ts';
import type { Amount } from './amounts.ts';
import { licenceWords } from './words-of-trade.ts';

export type Price = { price: Money | null; pricePer: 'seat' | 'total' | null; billingTerm: BillingTerm | null };

/** What leads from a purchase to its price, in the part of the sentence that tells of it. */
const leadsIn =
  /(?:[=@–—-]|\b(?:for|at|cost(?:s|ing)?|priced at|charged|billed|tot(?:al|als|alling|aling)(?: of)?|price(?: of| is)?|fee of|sum of|amount of)(?: (?:me|us|only|just|exactly|a total of))*:?) ?$/iu;
/** A "$30 monthly fee" is a price like "$30 a month". */
const fee =
  /^ ?(?:(?:monthly|yearly|annual|recurring|one[- ]time|flat|total) )*(?:fee|price|charge|subscription|bill|total|cost|payment|plan)\b/iu;
const article = /\b(?:an?|the) ?$/iu;
/** What makes an amount another matter, anywhere before it in its part of the sentence. */
const otherMatter =
  /\b(?:budget|sav(?:es?|ings?|ed)|worth|gift|vouchers?|coupons?|credit of|limit|refund|discount|approv\w+|instead|revenue|client|customer|deal|salary|fine|bonus|threshold|sold|earn\w*|lunch|valued|capped|estimated|quoted|limited|rated|invested|list price|normal\w*|regular\w*|usual\w*|old|original\w*|full price|retail|previous\w*|before|down|competitors?)\b/iu;
/** A reason in a sentence of its own, which may hold amounts of other matters. */
const reason = /\b(?:because|cause|cuz|so that|in order to|to (?!cost|cc)(?=[a-z]{3,} ))/iu;
const boundary =
  /[,;(\n]|[.!?](?=\s|$)|\b(?:and|but|so|because|cause|cuz|which|that|who|whose|where|while|although|since|as)\b/giu;

/** Words that speak of a price and nothing else. */
const plainly = new RegExp(
  `^(?:[\\s,:;=.!()@${understood}'•–—+x×-]|\\d|(?:it|they|that|this|these|them|the|all|each|both|prices?|costs?|costing|total|totals|was|were|is|are|be|will|comes?|came|works?|out|to|of|for|at|i|we|paid|pay|paying|spent|per|${licenceWords}|month|year|monthly|yearly|annual|annually|fee|charge[ds]?|sum|amount|bills?|billed|invoice[ds]?|only|just|in|a|an|my|our|me|us|card|company|corporate|team|together|altogether|and|set|back|so|far|on|credit|it's|that's|they're|its|which|whole|thing|also|exactly|currently|rn|now|ea|apiece|one|price is|yesterday|today|online|myself|already)(?![\\p{L}\\d]))*$`,
  'iu',
);
/** How a sentence goes on after a price; any other word makes the amount an attribute: a "$100 gift card". */
const goesOn = new RegExp(
  `^(?: ?$| ?[.,;:!?()\\n–—=+"'/-]| ?${understood}| ?(?:and|but|or|for|to|from|on|at|in|because|cause|cuz|since|so|with|via|by|through|using|yesterday|today|tonight|last|this|that|which|it|they|per|each|paid|bill\\w*|charged|invoiced|cost|reason|thanks?|thx|please|pls|as|until|till|starting|before|after|while|plus|incl\\w*|excl\\w*|total|is|was|came|i|we|my|our|all|now|just|only|upfront|x|×|a|every|the|when|out|ago|renew\\w*|auto\\w*|next|yearly|monthly|annual\\w*|once|${licenceWords}|worth|not|first|have|need\\w*|bought|ordered|got|purchased|ok|okay|btw|fyi|cheers|me|us|both|here|altogether|together|also|of|under|was|ends?|expir\\w*|hope)(?![\\p{L}\\d]))`,
  'iu',
);

/** What was said of one purchase, from its verb on, with what is understood covered. */
export type Told = { text: string; from: number; product: number };

/**
 * Whether an amount is what was paid. Only one that plainly is counts: it leads on from the purchase or stands in a part of
 * the text that speaks of nothing but the price, and it is no attribute of something else.
 */
export function isPrice({ text, from, product }: Told, { start, span, per, billingTerm }: Amount): boolean {
  const behind = text.slice(span.end, span.end + 40);
  const isFee = fee.test(behind);
  if (!isFee && !goesOn.test(behind)) return false;
  const lead = text.slice(from, start);
  const cut = [...lead.matchAll(boundary)].at(-1);
  const clause = cut ? lead.slice(cut.index + (/\w/.test(cut[0]) ? 0 : 1)) : lead;
  if (otherMatter.test(clause)) return false;
  if (article.test(clause)) return isFee && !reason.test(clause);
  const since = product > from && product <= start ? text.slice(product, start) : lead;
  if (plainly.test(clause) || plainly.test(since)) return true;
  // "to prepare the offer for $5000" is no price; "to prepare the offer for $15 a month" is.
  if (reason.test(clause) && per === null && billingTerm === null) return false;
  return !cut || !hasOwnVerb.test(clause) ? leadsIn.test(clause) : false;
}

const hasOwnVerb =
  /^ ?(?:because|cause|cuz|which|that|who|whose|where|while|although|since|as|so|but)\b|\b(?:i|we|he|she|it|they|manager|boss|colleague|company|team) \w+/iu;

/**
 * The price that the amounts of a text tell, as it was said. Two amounts give a price only when one is the other times
 * the seats; anything else would be a guess, and so is whose price an amount is while the seats are not known.
 */
export function priceOf(
  amounts: readonly Amount[],
  text: string,
  quantity: number | null,
  term: BillingTerm | null,
): Price {
  const told = theAmount(amounts, quantity);
  const billingTerm = told?.billingTerm ?? term;
  const isTimesOther = told?.times != null && quantity !== null && told.times !== quantity;
  if (!told?.money || isTimesOther) return { price: null, pricePer: null, billingTerm };
  const isAt = /(?:\bat(?: an?| the)?|@) ?$/i.test(text.slice(0, told.start));
  const isForAll = quantity === null ? several.test(text) : quantity === 1 || !isAt;
  return { price: told.money, pricePer: told.per ?? (isForAll ? 'total' : null), billingTerm };
}

/** More than one seat, and it isn't told how many: an amount is then no price of one. */
const several =
  /\b(?:licen[cs]es|seats|users|people|colleagues|accounts|copies|several|some|an? few|an? couple|many)\b/i;

function theAmount(amounts: readonly Amount[], quantity: number | null): Amount | null {
  const [first, second, ...others] = amounts;
  if (!first || others.length > 0) return null;
  if (!second) return first;
  return isMultiple(first, second, quantity) ?? isMultiple(second, first, quantity);
}

/** The smaller of two amounts where the larger is as many times as much as there are seats, or a year of its months. */
function isMultiple(seat: Amount, total: Amount, quantity: number | null): Amount | null {
  if (!seat.money || !total.money || seat.money.currency !== total.money.currency) return null;
  const isOfSeats =
    seat.per === 'seat' &&
    total.per !== 'seat' &&
    quantity !== null &&
    seat.money.minor * quantity === total.money.minor;
  const isOfYear =
    seat.per === total.per &&
    seat.billingTerm === 'monthly' &&
    total.billingTerm === 'yearly' &&
    seat.money.minor * 12 === total.money.minor;
  if (isOfSeats) return { ...seat, billingTerm: seat.billingTerm ?? total.billingTerm };
  return isOfYear ? seat : null;
}
