import { Chrono, configuration, type ParsedResult } from 'chrono-node/en';
import { addDays, type Day, dayOf, daysBetween, isDay } from '../../day.ts';
import { limits } from '../../declare.ts';
import { cover, type Span, spansOf, understood } from '../text.ts';
import type { Claim } from './claim.ts';
import { licenceWords, peopleWords } from './words-of-trade.ts';
import { writtenDates } from './written-dates.ts';

export type Dates = { purchasedOn: Day | null; renewsOn: Day | null; spans: Span[] };

/** Figures are read by `dayIn`: a parser with days first would take the day in "Dec 20" for a year. */
const parser = new Chrono(configuration.createCasualConfiguration(false));

/** Dates are looked for this far from where the claim's sentence begins: reading takes time that grows with the square. */
const longestSearch = 400;

const renewal = /\b(?:auto-?)?(?:renew(?:s|al|als|ed|ing)?|expir(?:es|y|ing)|runs out|valid until|valid till)\b/gi;
const purchase =
  /\b(?:bought|bougth|purchased?|ordered|got|paid|signed up|subscribed|acquired|picked up|started|order date|date of purchase)\b/gi;
/** A date right after one of these is neither, even beside "renews": "around 3 May", "for today", "starting 3 May". */
const otherwise =
  /\b(?:by|before|after|since|from|around|about|circa|for|start(?:s|ing)?|ends?|ended|ending|due|between|maybe|perhaps|probably|(?<!valid )(?:until|till)|weeks?|months?|fortnight|days?)(?: (?:on|by|the|like))* ?$/i;
const isNegated = /n't\b|\b(?:not|no|never|without|stop|stopped|off|cancel\w*|disabled?|wont|doesnt|dont)\b/i;
/** It won't renew, so that no date is one of renewal: "expires 25 December, no auto-renew". */
const neverRenews =
  /(?:n't|\b(?:not|no|never|without|wont|doesnt)) (?:be )?(?:auto[- ]?)?renew|\b(?:turn\w*|switch\w*|shut) off (?:the |its )?(?:auto[- ]?)?renew|\b(?:cancel\w*|disabled?|stopped) (?:the |its )?(?:auto[- ]?)?renew|\brenewal(?:s)? (?:is |was |are )?(?:turned |switched )?(?:off|disabled|cancelled)\b/i;
/** What happens on a date besides buying: a charge, an approval, a meeting. */
const otherMatter =
  /\b(?:charge[ds]?|bill(?:ed|ing)?|payment|invoice[ds]?|debit(?:ed)?|approv\w+|agreed|turned|cancel\w*|disabled?|meeting|starts?|starting|begin\w*|trial|delivered|arriv\w+|deadline|due|needs?|needed|want\w*|expired|broke|launch\w*|kick-?off|demo|training|review|activated|assigned|installed|told|asked|said|emailed|valid|works?|go(?:es)?|going|live|available|ready|presented|present|audit|workshop|event|conference|left|leaves?|joined|joins|signed off|confirmed|requested|recommended|suggested|mentioned|negotiated|discussed)\b/i;
const numeric = /^\D*(\d{1,2})[-./](\d{1,2})(?:[-./](\d{2,4}))?/;
/** "first charge", "a second licence": no day of the month, unlike "the first of May" and "May first". */
const ordinal = /(?<!\b[a-z]{3,9} )\b(?:first|second|third|fourth|fifth)\b(?! of\b)|(?<=, )first\b/gi;
const partOfDay = /^(?:last|this) (?:morning|afternoon|evening|night)/i;
const reckonedFromNow = /\b(?:yesterday|today|tonight|ago|last|this|just now)\b/i;

type Around = {
  now: Date;
  locale: string | undefined;
  claim: Claim;
  reason: { start: number; isClause: boolean } | null;
};

/**
 * When it was bought and when it renews, from dates in words or figures. A purchase date looks back and a renewal
 * forward where no year is said. Null where a date is vague ("last week"), could be another ("03/04/2026" without a
 * locale to tell day from month), doesn't exist, is the date of something else, or where two dates contradict each other.
 *
 * @param text What was said, with product, prices and cost centre covered.
 * @param around.reason Where the reason begins: a date after it, with no comma between, may belong to the reason.
 */
export function datesIn(text: string, around: Around): Dates {
  const { now, locale, claim, reason } = around;
  const today = dayOf(now);
  const from = claim.zone.start;
  const searched = text.slice(from, Math.min(claim.zone.end, from + longestSearch));
  const own = writtenDates(searched, today);
  const order = /\d[-/]\d/.test(searched) ? isDayFirst(locale) : null;
  const rest = cover(searched, spansOf(own)).replace(ordinal, (word) => understood.repeat(word.length));
  const parsed = parser.parse(rest, { instant: now, timezone: 0 }).map((result) => ({
    span: { start: result.index, end: result.index + result.text.length },
    day: isExact(result) ? dayIn(result, order) : null,
    result,
  }));
  const bought = new Set<Day | null>();
  const renewing = new Set<Day | null>();
  const spans: Span[] = [];
  for (const { span: local, day, result } of [...own.map((one) => ({ ...one, result: null })), ...parsed]) {
    const span = { start: from + local.start, end: from + local.end };
    const role = roleOf(text, span, claim, spans);
    if (isPartOfWord(text, span) || role === 'other' || isOnlyNow(text, span)) continue;
    if (role === 'renewal') {
      renewing.add(renewalDay(result, day, today));
    } else if (!isOfReason(text, span, reason)) {
      bought.add(purchaseDay(result, day, today));
    } else {
      continue;
    }
    spans.push(span);
  }
  return {
    purchasedOn: only(bought),
    renewsOn: neverRenews.test(text.slice(claim.zone.start, claim.zone.end)) ? null : only(renewing),
    spans,
  };
}

function only(days: ReadonlySet<Day | null>): Day | null {
  const [day = null] = days;
  return days.size === 1 ? day : null;
}

/** What the words before a date, in its part of the sentence, make of it: `other` when it is neither. */
function roleOf(
  text: string,
  { start }: Span,
  claim: Claim,
  before: readonly Span[],
): 'renewal' | 'purchase' | 'other' {
  const from = Math.max(
    claim.zone.start,
    start - 120,
    ...before.filter(({ end }) => end <= start).map(({ end }) => end),
  );
  const sentence =
    text
      .slice(from, start)
      .split(/[.!?]\s|\n(?![-–•])/)
      .at(-1) ?? '';
  const clauses = sentence.split(/[,;(]|\b(?:and|but|so|because|which|while|that)\b/i);
  const clause = clauses.at(-1) ?? '';
  if (otherwise.test(sentence)) return 'other';
  const renews = [...clause.matchAll(renewal)].at(-1);
  const buys = [...clause.matchAll(purchase)].at(-1);
  if (renews && (buys?.index ?? -1) < renews.index) return isNegated.test(clause) ? 'other' : 'renewal';
  const own = buys ? clause.slice(buys.index + buys[0].length) : clause;
  if (otherMatter.test(own)) return 'other';
  // After the claim's own verb whatever it was bought for may stand; after another ("and got confirmation today") it may not.
  const keywordEnd = start - own.length;
  const isOwnVerb = keywordEnd > claim.verb.start && keywordEnd <= claim.verb.end;
  if (buys) return isOwnVerb || isBare(own) ? 'purchase' : 'other';
  const isOwnClause =
    start >= claim.sentence.start && start < claim.sentence.end && (start < claim.verb.start || isBare(clause));
  return isOwnClause ? 'purchase' : 'other';
}

/** Whether a part of a sentence has nothing of its own but what is understood and little words: ", on", "for me". */
function isBare(clause: string): boolean {
  return clause.split(/[\s:.()"–—-]+/).every((word) => word === '' || word.includes(understood) || little.test(word));
}

const little = new RegExp(
  `^(?:on|or|the|of|at|in|it|was|for|my|our|me|us|all|this|back|already|just|only|with|via|from|microsoft|online|by|team|finance|\\d+|x|${licenceWords}|${peopleWords}|each|month|year|monthly|yearly|card|company|credit|paypal|a|an|to|them|i|we|qty|quantity|count|date|dated|purchase|order|done|happened|exactly|renews?)$`,
  'i',
);

/** "for the board meeting on 9 December": the date of the meeting. "for the finance dashboards yesterday": of the purchase. */
function isOfReason(text: string, { start, end }: Span, reason: { start: number; isClause: boolean } | null): boolean {
  if (reason === null || start < reason.start || text.slice(reason.start, start).includes(',')) return false;
  return reason.isClause || !reckonedFromNow.test(text.slice(start, end));
}

/** "what should I do now" names no date; "just now" does. */
function isOnlyNow(text: string, { start, end }: Span): boolean {
  return /^now$/i.test(text.slice(start, end)) && !/\bjust $/i.test(text.slice(Math.max(0, start - 6), start));
}

/** "Monday" in "monday.com", "2026" in "12026". */
function isPartOfWord(text: string, { start, end }: Span): boolean {
  return (
    /[\p{L}\p{N}]$/u.test(text.slice(Math.max(0, start - 2), start)) ||
    /^(?:[.-]?[\p{L}\p{N}])/u.test(text.slice(end, end + 4))
  );
}

/** Whether a result names one day, rather than a week, a month, a time of day or a range. */
function isExact({ start, end, text }: ParsedResult): boolean {
  if (end || /\b(?:weeks?|months?|quarters?|years?)\b/i.test(text)) return false;
  return start.isCertain('day') || start.isCertain('weekday') || partOfDay.test(text);
}

/** The day that a result names, null when day and month can't be told apart. */
function dayIn({ start, text }: ParsedResult, order: boolean | null): Day | null {
  const [, first = '', second = '', year] = numeric.exec(text) ?? [];
  if (first !== '') return year === undefined ? null : numericDay(first, second, year, order);
  const weekday = start.isCertain('weekday') && start.isCertain('day') ? start.get('weekday') : null;
  const day = dayOfParts(String(start.get('year')), String(start.get('month')), String(start.get('day')));
  // "Monday 13 November", which was a Friday: one of the two is wrong, and it isn't told which.
  return day !== null && weekday !== null && new Date(day).getUTCDay() !== weekday ? null : day;
}

function numericDay(first: string, second: string, year: string, order: boolean | null): Day | null {
  const isDayFirst = Number(first) > 12 ? true : Number(second) > 12 || first === second ? false : order;
  if (isDayFirst === null) return null;
  return dayOfParts(year.padStart(4, '20'), isDayFirst ? second : first, isDayFirst ? first : second);
}

function dayOfParts(year: string, month: string, day: string): Day | null {
  const said = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(said) ? said : null;
}

function purchaseDay(result: ParsedResult | null, said: Day | null, today: Day): Day | null {
  const latest = addDays(today, 1);
  // Said the day after, "last Tuesday" is yesterday for some and a week before that for others.
  const isEither = said !== null && /\blast \w*day\b/i.test(result?.text ?? '') && daysBetween(said, today) <= 1;
  if (isEither) return null;
  const isAhead = said !== null && said > latest && !/\b(?:next|coming)\b/i.test(result?.text ?? '');
  const day = isAhead ? shift(result, said, -1) : said;
  return day !== null && day <= latest && day >= limits.oldestPurchase ? day : null;
}

function renewalDay(result: ParsedResult | null, said: Day | null, today: Day): Day | null {
  const day = said !== null && said < today ? shift(result, said, 1) : said;
  return day !== null && day >= today && daysBetween(today, day) <= limits.renewalHorizonInDays ? day : null;
}

/** The same date a year, or the same weekday a week, away; null when the date was said in full. */
function shift(result: ParsedResult | null, day: Day, direction: 1 | -1): Day | null {
  if (!result || result.start.isCertain('year')) return null;
  if (result.start.isCertain('weekday') && result.start.isCertain('day')) return null;
  if (!result.start.isCertain('day')) return addDays(day, 7 * direction);
  const shifted = `${Number(day.slice(0, 4)) + direction}${day.slice(4)}`;
  return isDay(shifted) ? shifted : null;
}

/** Whether a locale writes the day before the month; null when there is no locale, or no region in it, to tell. */
function isDayFirst(locale: string | undefined): boolean | null {
  if (!locale?.includes('-')) return null;
  try {
    const parts = new Intl.DateTimeFormat(locale, { calendar: 'gregory', dateStyle: 'short' }).formatToParts(0);
    const place = (type: string) => parts.findIndex((part) => part.type === type);
    return place('day') < place('month');
  } catch (thrown) {
    if (thrown instanceof RangeError) return null;
    throw thrown;
  }
}
