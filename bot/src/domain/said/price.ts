import type { BillingTerm } from '../asset.ts';
import { Refusal } from '../errors.ts';
import { isCurrency, type Money, parseMoney } from '../money.ts';
import type { Span } from './text.ts';

/** An amount with its currency, as a text tells it. `money` is null for an estimate, a range, or an amount that can't be. */
export type Amount = {
  money: Money | null;
  /** Said to be for each seat or for all of them; null when neither is said. */
  per: 'seat' | 'total' | null;
  /** Follows "at", which tells a price for each as well as a price for all. */
  isAt: boolean;
  billingTerm: BillingTerm | null;
  span: Span;
};

export type Price = { price: Money | null; pricePer: 'seat' | 'total' | null; billingTerm: BillingTerm | null };

/** A bare `$` is read as US dollars. */
const currencies = new Map([
  ...Object.entries({ $: 'USD', us$: 'USD', a$: 'AUD', au$: 'AUD', c$: 'CAD', ca$: 'CAD', nz$: 'NZD', hk$: 'HKD' }),
  ...Object.entries({ s$: 'SGD', r$: 'BRL', mx$: 'MXN', '€': 'EUR', '£': 'GBP', '¥': 'JPY', '₹': 'INR', '₩': 'KRW' }),
  ...Object.entries({ dollar: 'USD', buck: 'USD', euro: 'EUR', pound: 'GBP', 'pound sterling': 'GBP', quid: 'GBP' }),
  ...Object.entries({ yen: 'JPY', 'us dollar': 'USD', 'canadian dollar': 'CAD', 'australian dollar': 'AUD' }),
  ...Object.entries({ 'new zealand dollar': 'NZD', 'swiss franc': 'CHF' }),
]);

/** Codes that are English words in capitals. */
const shouted = new Set(['ALL', 'TOP']);
/** Codes that are read in small letters too; others, such as "try" and "cup", are English words. */
const everydayCodes = new Set(
  'usd eur gbp jpy chf cad aud nzd sek nok dkk pln czk huf inr cny sgd hkd brl mxn krw zar'.split(' '),
);

const symbol = '(?:us|au?|ca?|nz|hk|s|r|mx)?\\$|[€£¥₹₩]';
const word =
  '(?:us |canadian |australian |new zealand )?dollars?|swiss francs?|bucks?|euros?|pounds?(?: sterling)?|quid|yen|[a-z]{3}';
const mention = new RegExp(
  `(?:(?<!\\p{L})(${symbol}|[a-z]{3}) ?)?(?<![\\d.,])(\\d{1,15}(?:[.,']\\d{1,15}){0,6})(?: ?(${symbol}|(?:${word})(?!\\p{L})))?`,
  'giud',
);

/** An amount after this is an estimate, the end of a range, or negative. */
const doubtAhead =
  /(?:[-−~±<>≈]|\d ?[-–—] |\d (?:and|to|or) |\b(?:about|around|approx(?:\.|imately)?|roughly|circa|under|over|up to|less than|more than|at least|at most|nearly|almost|between|from|instead of|or) )$/iu;
/** An amount before this is a range, an estimate, or a part of a longer or shortened number. */
const doubtBehind =
  /^(?: ?(?:k|m|mn|mio|bn|thousand|million|billion|%)(?!\p{L})| ?(?:[-–—]|to|or) ?[$€£¥]?\d| (?:and )?\d|-?ish\b| or so\b| (?:off|discount)\b)/iu;

const terms: readonly (readonly [BillingTerm, string])[] = [
  ['monthly', '(?:/|per|an?|each|every|for an?|for one) ?(?:month|mo|mth)|monthly|pm|p\\.m\\.'],
  ['yearly', '(?:/|per|an?|each|every|for an?|for one) ?(?:year|yr|annum)|yearly|annual(?:ly)?|pa|p\\.a\\.'],
  ['three-yearly', '(?:/|per|every|for) ?(?:three|3)[ -]years?|three-yearly'],
  ['once', 'once|one[- ](?:off|time)|lifetime|perpetual'],
];

type Qualifier = BillingTerm | 'seat' | 'total' | 'nothing';

/** What may follow an amount; "billed" and taxes are passed over. */
const qualifiers = (
  [
    ...terms,
    [
      'seat',
      '(?:for )?each|apiece|(?:/|per|an?) ?(?:seat|user|licen[cs]e|person|head|member|copy|unit|lic)|pp|p\\.p\\.',
    ],
    ['total', '(?:in )?total|altogether|all (?:in|together)|overall|combined|for (?:all|both)(?: of them)?'],
    ['nothing', 'billed|paid|charged|and|plus|\\+|incl(?:uding|\\.)?|excl(?:uding|\\.)?|ex|vat|tax(?:es)?'],
  ] satisfies readonly (readonly [Qualifier, string])[]
).map(([kind, words]) => ({ kind, pattern: new RegExp(`^[ ,(]*(?:${words})(?![\\p{L}\\d]| ago\\b)\\)?`, 'iu') }));

const seatsBehind = /^[ ,]*for \d+ (?:seats|users|licen[cs]es|people)\b/i;
const seatAhead =
  /\b(?:each|apiece|unit price|per (?:seat|user|licen[cs]e))(?: (?:costs?|costing|is|was|of|at|for))*:? ?$/i;
const totalAhead = /\b(?:total(?: price| cost)?|altogether|overall)(?: (?:of|is|was|at|for|comes to))*:? ?$/i;

/** How often it is paid, told apart from the amount: "billed yearly", "a monthly subscription", "on an annual plan". */
const termsApart = terms.map(([term, words]) => ({
  term,
  pattern: new RegExp(
    `\\b(?:bill(?:ed|ing)|pay(?:ing)?|paid|charged|renew(?:s|ed|ing)?)(?: (?:it|is|term))*:? (?:${words})(?!\\p{L})` +
      `|\\b(?:${words}) (?:subscription|billing|licen[cs]e|payment|contract|commitment|fee)s?(?!\\p{L})` +
      `|\\bon an? (?:${words}) plan\\b`,
    'iu',
  ),
}));

/** Every amount in a text that has a currency by symbol, code or word. */
export function amountsIn(text: string): Amount[] {
  return [...text.matchAll(mention)].flatMap((match) => {
    const before = currencyOf(match[1]);
    const after = currencyOf(match[3]);
    const [digitsStart = 0, digitsEnd = 0] = match.indices?.[2] ?? [];
    if (!before && !after) return [];
    const start = before ? match.index : digitsStart;
    const end = after ? match.index + match[0].length : digitsEnd;
    const ahead = text.slice(Math.max(0, start - 40), start);
    const behind = text.slice(end, end + 80);
    const isPartOfNumber = !before && /\d[ ']$/.test(ahead);
    const isDoubtful = isPartOfNumber || doubtAhead.test(ahead) || doubtBehind.test(behind);
    const currency = agreed(before, after, match[1]);
    const { length, ...said } = qualify(ahead, behind);
    const money = isDoubtful || !currency ? null : read(match[2] ?? '', currency);
    return [{ money, ...said, isAt: /(?:\bat|@) ?$/i.test(ahead), span: { start, end: end + length } }];
  });
}

function currencyOf(said: string | undefined): string | null {
  if (said === undefined) return null;
  const small = said.toLowerCase();
  const known = currencies.get(small) ?? currencies.get(small.replace(/s(?= sterling|$)/, ''));
  if (known) return known;
  const isCode = said === said.toUpperCase() ? isCurrency(said) && !shouted.has(said) : everydayCodes.has(small);
  return isCode ? said.toUpperCase() : null;
}

/** The one currency that stands before and after an amount; `$42 CAD` are Canadian dollars, `€42 USD` are neither. */
function agreed(before: string | null, after: string | null, sign: string | undefined): string | null {
  if (before === null || after === null || before === after) return before ?? after;
  return sign === '$' ? after : null;
}

function read(digits: string, currency: string): Money | null {
  try {
    return parseMoney(digits, currency);
  } catch (thrown) {
    if (thrown instanceof Refusal) return null;
    throw thrown;
  }
}

/** Reads what stands around an amount; `length` is how far what follows belongs to it. The first of each kind counts. */
function qualify(ahead: string, behind: string): Pick<Amount, 'per' | 'billingTerm'> & { length: number } {
  let per: Amount['per'] = seatAhead.test(ahead) ? 'seat' : totalAhead.test(ahead) ? 'total' : null;
  let billingTerm: BillingTerm | null = null;
  let length = 0;
  for (let rest = behind; ; rest = behind.slice(length)) {
    const next = qualifiers.flatMap(({ kind, pattern }) => {
      const found = pattern.exec(rest);
      return found ? [{ kind, found }] : [];
    })[0];
    if (!next) break;
    length += next.found[0].length;
    if (next.kind === 'seat' || next.kind === 'total') per ??= next.kind;
    else if (next.kind !== 'nothing') billingTerm ??= next.kind;
  }
  if (seatsBehind.test(behind.slice(length))) per ??= 'total';
  return { per, billingTerm, length };
}

/**
 * The price that the amounts of a text tell, as it was said. Two amounts give a price only when one is the other times
 * the seats; anything else would be a guess, and so is whose price an amount is while the seats are not known.
 */
export function priceOf(amounts: readonly Amount[], text: string, quantity: number | null): Price {
  const told = theAmount(amounts, quantity);
  const apart = termsApart.filter(({ pattern }) => pattern.test(text)).map(({ term }) => term);
  const billingTerm = told?.billingTerm ?? (apart.length === 1 ? (apart[0] ?? null) : null);
  if (!told?.money) return { price: null, pricePer: null, billingTerm };
  const isForAll = quantity !== null && (quantity === 1 || !told.isAt);
  return { price: told.money, pricePer: told.per ?? (isForAll ? 'total' : null), billingTerm };
}

function theAmount(amounts: readonly Amount[], quantity: number | null): Amount | null {
  const [first, second, ...others] = amounts;
  if (!first || others.length > 0) return null;
  if (!second) return first;
  const [seat, total] = second.per === 'seat' ? [second, first] : [first, second];
  const isProduct =
    seat.per === 'seat' &&
    total.per !== 'seat' &&
    seat.money?.currency === total.money?.currency &&
    quantity !== null &&
    seat.money !== null &&
    seat.money.minor * quantity === total.money?.minor;
  return isProduct ? { ...seat, billingTerm: seat.billingTerm ?? total.billingTerm } : null;
}
