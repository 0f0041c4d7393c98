import { Chrono, configuration, type ParsedResult } from 'chrono-node/en';
import { addDays, type Day, dayOf, daysBetween, isDay } from '../day.ts';
import { limits } from '../declare.ts';
import type { Claim } from './claim.ts';
import type { Span } from './text.ts';

export type Dates = { purchasedOn: Day | null; renewsOn: Day | null; spans: Span[] };

const monthFirst = new Chrono(configuration.createCasualConfiguration(false));
const dayFirst = new Chrono(configuration.createCasualConfiguration(true));

/** Dates are looked for this far from where the claim's sentence begins: reading takes time that grows with the square. */
const longestSearch = 400;

const keyword =
  /\b(?:(renew(?:s|al|als|ed|ing)?|auto-?renews?|expir(?:es|y|ing|ed)|runs out|valid until|valid till)|(bought|purchased?|ordered|got|paid|signed up|subscribed))\b/gi;
/** A date right after one of these is neither, even beside "renews": "around 3 May", "for today", "starting 3 May". */
const otherwise =
  /\b(?:by|before|after|since|from|around|about|circa|for|start(?:s|ed|ing)?|ends?|ended|ending|due|(?<!valid )(?:until|till))(?: (?:on|by|the))* ?$/i;
const numeric = /^\D*(\d{1,2})[-./](\d{1,2})(?:[-./](\d{2,4}))?/;
const partOfDay = /^(?:last|this) (?:morning|afternoon|evening|night)/i;
const reckonedFromNow = /\b(?:yesterday|today|tonight|ago|last|this|just now)\b/i;

/**
 * When it was bought and when it renews, from dates in words or figures. A purchase date looks back and a renewal
 * forward where no year is said. Null where a date is vague ("last week"), could be another ("03/04/2026" without a
 * locale to tell day from month), doesn't exist, or where two dates contradict each other.
 *
 * @param text What was said, with product, prices and cost centre covered.
 * @param around.reason Where the reason begins: a date after it, with no comma between, may belong to the reason.
 */
export function datesIn(
  text: string,
  around: { now: Date; locale: string | undefined; claim: Claim; reason: { start: number; isClause: boolean } | null },
): Dates {
  const { now, locale, claim, reason } = around;
  const today = dayOf(now);
  const from = claim.sentence.start;
  const searched = text.slice(from, from + longestSearch);
  const order = /\d[-./]\d/.test(searched) ? isDayFirst(locale) : null;
  const parser = order === false ? monthFirst : dayFirst;
  const results = parser.parse(searched, { instant: now, timezone: 0 });
  const bought = new Set<Day | null>();
  const renewing = new Set<Day | null>();
  const spans: Span[] = [];
  let previousEnd = from;
  for (const result of results) {
    const span = { start: from + result.index, end: from + result.index + result.text.length };
    const role = roleOf(text.slice(Math.max(previousEnd, span.start - 40), span.start));
    previousEnd = span.end;
    if (isPartOfWord(text, span) || role === 'other' || isOnlyNow(text, span)) continue;
    const day = isExact(result) ? dayIn(result, order) : null;
    if (role === 'renewal') {
      renewing.add(renewalDay(result, day, today));
    } else if (role === 'purchase' || (isWithin(claim.sentence, span) && !isOfReason(text, span, reason))) {
      bought.add(purchaseDay(result, day, today));
    } else {
      continue;
    }
    spans.push(span);
  }
  return { purchasedOn: only(bought), renewsOn: only(renewing), spans };
}

function only(days: ReadonlySet<Day | null>): Day | null {
  const [day = null] = days;
  return days.size === 1 ? day : null;
}

/** What the words before a date make of it: null when they leave it open, `other` when it is neither. */
function roleOf(before: string): 'renewal' | 'purchase' | 'other' | null {
  const sentence = before.split(/[.!?;]\s|\n/).at(-1) ?? '';
  if (otherwise.test(sentence)) return 'other';
  const last = [...sentence.matchAll(keyword)].at(-1);
  return last ? (last[1] ? 'renewal' : 'purchase') : null;
}

function isWithin(outer: Span, inner: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

/** "for the board meeting on 9 December": the date of the meeting. "for the finance dashboards yesterday": of the purchase. */
function isOfReason(text: string, { start, end }: Span, reason: { start: number; isClause: boolean } | null): boolean {
  if (reason === null || start < reason.start || text.slice(reason.start, start).includes(',')) return false;
  return reason.isClause || !reckonedFromNow.test(text.slice(start, end));
}

/** "what should I do now" names no date; "just now" does. */
function isOnlyNow(text: string, { start, end }: Span): boolean {
  return /^now$/i.test(text.slice(start, end)) && !/\bjust $/i.test(text.slice(0, start));
}

/** "Monday" in "monday.com", "2026" in "12026". */
function isPartOfWord(text: string, { start, end }: Span): boolean {
  return /[\p{L}\p{N}]$/u.test(text.slice(0, start)) || /^(?:[.-]?[\p{L}\p{N}])/u.test(text.slice(end));
}

/** Whether a result names one day, rather than a week, a month, a time of day or a range. */
function isExact({ start, end, text }: ParsedResult): boolean {
  if (end || /\b(?:weeks?|months?|quarters?|years?)\b/i.test(text)) return false;
  return start.isCertain('day') || start.isCertain('weekday') || partOfDay.test(text);
}

/** The day that a result names, null when day and month can't be told apart. */
function dayIn({ start, text }: ParsedResult, order: boolean | null): Day | null {
  const [, first = '', second = '', year] = numeric.exec(text) ?? [];
  const isAmbiguous = order === null && first !== second && Number(first) <= 12 && Number(second) <= 12;
  if (first !== '' && (year === undefined || isAmbiguous)) return null;
  const [y, m, d] = [start.get('year'), start.get('month'), start.get('day')];
  const day = `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
  return isDay(day) ? day : null;
}

function purchaseDay(result: ParsedResult, said: Day | null, today: Day): Day | null {
  const latest = addDays(today, 1);
  const isAhead = said !== null && said > latest && !/\b(?:next|coming)\b/i.test(result.text);
  const day = isAhead ? shift(result, said, -1) : said;
  return day !== null && day <= latest && day >= limits.oldestPurchase ? day : null;
}

function renewalDay(result: ParsedResult, said: Day | null, today: Day): Day | null {
  const day = said !== null && said < today ? shift(result, said, 1) : said;
  return day !== null && day >= today && daysBetween(today, day) <= limits.renewalHorizonInDays ? day : null;
}

/** The same date a year, or the same weekday a week, away; null when the date was said in full. */
function shift({ start }: ParsedResult, day: Day, direction: 1 | -1): Day | null {
  if (start.isCertain('year')) return null;
  if (!start.isCertain('day')) return addDays(day, 7 * direction);
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
