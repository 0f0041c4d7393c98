import type { BillingTerm } from '../../asset.ts';
import { currencyOfSign, mayMean, signPattern } from '../../currency-signs.ts';
import { Refusal } from '../../errors.ts';
import { decimalsOf, isCurrency, type Money, parseMoney } from '../../money.ts';
import type { Span } from '../text.ts';
import { type Qualified, qualify } from './terms.ts';
import { licenceWords, peopleWords } from './words-of-trade.ts';

/** An amount with its currency, as a text tells it. `money` is null for an estimate, a range, or an amount that can't be. */
export type Amount = {
  money: Money | null;
  /** Said to be for each seat or for all of them; null when neither is said. */
  per: 'seat' | 'total' | null;
  /** "$15 x 2": how many times. */
  times: number | null;
  billingTerm: BillingTerm | null;
  /** The amount with what belongs to it, such as "$42 a month". */
  span: Span;
  /** Where what is said before it ends, and what is said after it begins. */
  start: number;
};

/** Names of currencies, in the singular. Dollars, rupees and crowns are the reader's, as their signs are. */
const names = new Map([
  ...Object.entries({ dollar: '$', buck: '$', euro: '€', pound: '£', 'pound sterling': '£', quid: '£', rupee: 'rs' }),
  ...Object.entries({ kroner: 'kr', krone: 'kr', yuan: 'rmb', renminbi: 'rmb', zloty: 'zł', rand: 'ZAR' }),
  ...Object.entries({ yen: 'JPY', kronor: 'SEK', krona: 'SEK', 'swedish krona': 'SEK', 'danish krone': 'DKK' }),
  ...Object.entries({
    'us dollar': 'USD',
    american: 'USD',
    canadian: 'CAD',
    australian: 'AUD',
    aussie: 'AUD',
    'canadian dollar': 'CAD',
    'australian dollar': 'AUD',
    'singapore dollar': 'SGD',
  }),
  ...Object.entries({
    'new zealand dollar': 'NZD',
    'swiss franc': 'CHF',
    'hong kong dollar': 'HKD',
    'american dollar': 'USD',
  }),
  ...Object.entries({ 'norwegian krone': 'NOK', 'indian rupee': 'INR', forint: 'HUF', shekel: 'ILS' }),
]);

/** Codes that are English words in capitals. */
const shouted = new Set(['ALL', 'TOP']);
/** Codes that are read in small letters too; others, such as "try" and "cup", are English words. */
const everydayCodes = new Set(
  'usd eur gbp jpy chf cad aud nzd sek nok dkk pln czk huf inr cny sgd hkd brl mxn krw zar'.split(' '),
);

const word =
  '(?:(?:us|american|canadian|australian|aussie|new zealand|singapore|hong kong|indian) )?(?:dollars?|rupees?)|(?:american|canadian|australian|aussie)|swiss francs?|bucks?|euros?|pounds?(?: sterling)?|quid|yen|(?:swedish |danish |norwegian )?kron(?:or|er|a|e)|yuan|renminbi|zloty(?:s|ch)?|forints?|rand|shekels?|[a-z]{3}';
/** Figures, grouped by points, commas, apostrophes, or by spaces in threes; ",-" and ".-" stand for no cents. */
const figures = "\\d{1,3}(?: \\d{3})+(?:[.,]\\d{1,3})?(?![\\d.,]*\\d)|\\d{1,15}(?:[.,']\\d{1,15}){0,6}";
const mention = new RegExp(
  `(?:(?<![\\p{L}\\d])((?:(?:${[...everydayCodes].join('|')}) ?)?(?:${signPattern})|[a-z]{3}) ?)?(?<!\\d|\\d[.,])(${figures})(?:[.,][-–](?!\\d))?(?: ?((?:${signPattern})(?![\\p{L}\\d])|(?:${word})(?!\\p{L})))?`,
  'giud',
);
const cents = /^,? (?:and )?(\d{1,2}) ?(?:cents?|pence|p\b|¢)/i;

/** An amount after this is an estimate, the end of a range, or negative. */
const doubtAhead =
  /(?:[-−~±<>≈]|\d ?[-–—] |\d (?:and|to|or) |\b(?:about|around|approx(?:\.|imately)?|roughly|circa|ca\.|under|over|up to|less than|more than|at least|at most|nearly|almost|maybe|perhaps|probably|between|from|instead of|or|like|something like|max|maximum|minimum|below|above) )$/iu;
/** An amount before this is a range, an estimate, or a part of a longer or shortened number. */
const doubtBehind =
  /^(?: ?(?:k|m|mn|mio|bn|thousand|million|billion|lakh|crore|%)(?!\p{L})| ?(?:[-–—]|to|or) ?[$€£¥]?\d| \d|-?ish\b| or so\b| or (?:less|more)\b| ?\+| (?:off|discount|cheaper|less|more)\b)/iu;

/** Every amount in a text that has a currency by sign, code or word. */
export function amountsIn(text: string, locale: string | undefined): Amount[] {
  return [...text.matchAll(mention)].flatMap((match) => {
    const before = currencyOf(match[1], locale);
    const after = currencyOf(match[3], locale);
    const [digitsStart = 0, digitsEnd = 0] = match.indices?.[2] ?? [];
    if (!before && !after) return [];
    const start = before ? match.index : digitsStart;
    const end = after || !match[3] ? match.index + match[0].length : digitsEnd;
    const ahead = text.slice(Math.max(0, start - 60), start);
    const small = cents.exec(text.slice(end, end + 20));
    const behind = text.slice(end + (small?.[0].length ?? 0), end + 120);
    const isPartOfNumber = !before && /\d[ ']$/.test(ahead);
    const isDoubtful = isPartOfNumber || doubtAhead.test(ahead) || doubtBehind.test(behind);
    const currency = agreed(before, after, match[1], match[3]);
    const { length, ...said } = qualify(ahead, behind);
    const money = isDoubtful || !currency ? null : read(match[2] ?? '', currency, small?.[1]);
    return [
      { money, ...multiplied(ahead, said), start, span: { start, end: end + (small?.[0].length ?? 0) + length } },
    ];
  });
}

const factorAhead = new RegExp(`(?:^|[\\s(])(\\d{1,6}) ?(?:${licenceWords}|${peopleWords})? ?[x×] ?$`, 'i');

/** "2 x $15" is as much as "$15 x 2": a price for each. */
function multiplied(ahead: string, said: Omit<Qualified, 'length'>): Omit<Qualified, 'length'> {
  const factor = factorAhead.exec(ahead)?.[1];
  return factor === undefined ? said : { ...said, per: 'seat', times: Number(factor) };
}

function currencyOf(said: string | undefined, locale: string | undefined): string | null {
  if (said === undefined) return null;
  const small = said.toLowerCase();
  const [, code, sign] = /^([a-z]{3}) ?([^a-z\s.].*)$/i.exec(said) ?? [];
  if (code && sign && currencyOfSign(small, locale) === null) {
    return isCurrency(code.toUpperCase()) && mayMean(sign, code.toUpperCase()) ? code.toUpperCase() : null;
  }
  const named = names.get(small) ?? names.get(small.replace(/s(?= sterling|$)/, ''));
  const known = currencyOfSign(named ?? small, locale);
  if (known) return known;
  if (named) return isCurrency(named) ? named : null;
  const isCode = said === said.toUpperCase() ? isCurrency(said) && !shouted.has(said) : everydayCodes.has(small);
  return isCode ? said.toUpperCase() : null;
}

/** The one currency that stands before and after an amount; `$42 CAD` are Canadian dollars, `€42 USD` are neither. */
function agreed(
  before: string | null,
  after: string | null,
  ahead: string | undefined,
  behind: string | undefined,
): string | null {
  if (before === null || after === null || before === after) return before ?? after;
  if (mayMean(ahead ?? '', after)) return after;
  return mayMean(behind ?? '', before) ? before : null;
}

function read(digits: string, currency: string, small: string | undefined): Money | null {
  if (small !== undefined && (/[.,]\d{1,2}$/.test(digits) || decimalsOf(currency) !== 2)) return null;
  try {
    const money = parseMoney(digits, currency);
    return small === undefined ? money : { ...money, minor: money.minor + Number(small) };
  } catch (thrown) {
    if (thrown instanceof Refusal) return null;
    throw thrown;
  }
}
