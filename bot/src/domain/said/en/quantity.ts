import { limits } from '../../declare.ts';
import { type Span, understood } from '../text.ts';
import { licenceWords, peopleWords } from './words-of-trade.ts';

const adjectives = `more|new|additional|extra|further|other|individual|single|separate|paid|annual|monthly|yearly|free|trial|microsoft|ms|full|user|lifetime|perpetual|permanent`;
/** What may stand between a number and what it counts. */
const between = new RegExp(
  `^\\)?[\\s${understood}]*(?:[x×*–—-]\\s*)?(?:(?:${adjectives})\\s+)*(?:(?:${licenceWords}|trials?|versions?|packs?)\\s*)?(?:(?:of|for|to)\\s+)?(?:(?:the|my|our)\\s+)?(?:(?:${adjectives})\\s+)*["':(]*\\s*$`,
  'i',
);
const number = /(?<![\w.,/#'-])(-?\d[\d.,]*|an?|another)(?![\w'.,-]*\d)(?=[\s)x×:-])/gi;
const figure = /(?<![\w.,/#'])(-?\d(?:[\d.,]*\d)?)/g;

/** The number is a guess, a bound or one end of a range. */
const vagueAhead =
  /(?:[~≈<>±]|\d ?[-–—] ?|\b(?:about|around|approx(?:\.|imately)?|roughly|circa|ca\.?|up to|at least|at most|less than|more than|over|under|nearly|almost|maybe|perhaps|probably|some|between|or|to|like|minimum|maximum|max|min) )$/i;
const vagueBehind =
  /^(?: ?[-–—] ?\d| ?(?:or|to) \d|[-+]|\+|ish\b|-ish\b| or (?:so|more|less|fewer)\b|%| ?percent|(?:st|nd|rd|th)\b| ?k\b)/i;

/** After what is counted: "(3 seats)", "x 3", "for 3 users", "quantity: 3", ", 3 of them". */
const counted = new RegExp(
  `\\((\\d{1,6})\\)|(?:^|[\\s(,:;–—-])(?:(?:[x×]|qty|quantity|count|number of (?:seats|users|licen[cs]es)|seats|licen[cs]es|users|how many)\\s?[:=]?\\s?(-?\\d[\\d.,]*)(?![\\w%])|(-?\\d[\\d.,]*)\\s?(?:[x×](?!\\s?[\\d$€£¥])|(?:${adjectives}|of (?:the|our|my)|different)?\\s?(?:${licenceWords}|${peopleWords}|of (?:them|those|these)|pcs|pieces|each)(?!\\w)))`,
  'gi',
);
/** "for me and 2 for my team", ", 5 for finance and 3 for HR". */
const share =
  /(?<![\w.,$€£¥₹])(\d[\d,]*|another|one)(?: (?:more|extra|licen[cs]es?|seats?))* for (?!\d|[$€£¥]|an? |the (?:month|year|price))/gi;
/** The number before the product was the first share: "for me and 2 for my team". */
const sharedOn = /^[^.,;:(]{0,60} for [^.;:(]{1,60}\b(?:and|plus|&) (?:\d|another|one)/i;

/** "for me and 2 colleagues": the writer is one more. */
const meAndOthers = new RegExp(
  `^[^.,;]{0,20}\\bfor (?:me|myself) (?:and|plus|&) (\\d+)(?: (?:more|other|of my|new))? (?:\\w+ )?(?:${peopleWords})\\b`,
  'i',
);

/** From the verb to the end of its sentence, and on to the end of all that may tell of the purchase. */
type Stretch = { from: number; to: number; end: number };

/** A sentence that tells a number of seats and nothing else: "Seats: 6.", "6 users". */
const labelled = new RegExp(
  `(?:^|[.!?\\n;]) ?((?:number of |how many |no\\. of )?(?:seats?|users?|licen[cs]es?|quantity|qty|count) ?[:=]? ?\\d[\\d,]*|(?:it's |that's |for )?\\d[\\d,]* (?:${licenceWords}|${peopleWords}))(?=[.!?\\n;,]|$)`,
  'gi',
);

function labelledIn(text: string): string {
  return [...text.matchAll(labelled)].map(([, told]) => `, ${told}`).join('');
}

/**
 * How many seats were bought: the number before the product, or else the one number of seats after it; or the sum of what is
 * shared out ("1 for me and 2 for my team"). Null when none is said, when numbers contradict each other, when it is a guess,
 * and for what can't be a number of seats.
 *
 * @param text With prices, dates and terms covered.
 */
export function quantityIn(text: string, { from, to, end }: Stretch, product: Span | null): number | null {
  const behind = text.slice(product?.end ?? from, to) + labelledIn(text.slice(to, end));
  const ahead = product ? aheadOf(text.slice(from, product.start), behind) : undefined;
  const shares = sharesIn(behind);
  if (ahead !== undefined) {
    if (ahead === null || shares.length === 0) return ahead;
    const sum = shares.reduce((total, one) => total + one, 0);
    if (shares.length === 1 && sharedOn.test(behind)) return within(ahead + sum);
    return sum === ahead ? ahead : null;
  }
  if (shares.length > 1) return within(shares.reduce((total, one) => total + one, 0));
  const together = meAndOthers.exec(behind)?.[1];
  if (together !== undefined) return within(Number(together) + 1);
  const said = countsIn(behind).map((match) => {
    const figures = figuresOf(match);
    const at = match.index + match[0].indexOf(figures);
    const isVague = vagueAhead.test(behind.slice(0, at)) || vagueBehind.test(behind.slice(at + figures.length));
    return isVague || /\b(?:than|with|of|for my team of) $/i.test(behind.slice(0, at)) ? null : seats(figures);
  });
  const [first, ...others] = new Set(said);
  return others.length === 0 ? (first ?? null) : null;
}

/** The number before a product; undefined where there is none, null where it is unsure. */
function aheadOf(before: string, behind: string): number | null | undefined {
  const figures = [...before.matchAll(figure)];
  const last = [...before.matchAll(number)].at(-1);
  if (figures.length > 1) return null;
  if (!last) return figures.length === 0 ? undefined : null;
  const said = last[1] ?? '';
  const end = last.index + said.length;
  if (figures.length === 1 && !/^-?\d/.test(said)) return null;
  if (
    /\b(?:first|second|third|fourth|fifth|few|several|couple|bunch|dozens?|hundreds|pack|packs|bundle|set|batch)\b/i.test(
      before,
    )
  ) {
    return /^(?:an?|another)$/i.test(said) && /\b(?:first|second|third|fourth|fifth)\b/i.test(before) ? 1 : null;
  }
  if (vagueAhead.test(before.slice(0, last.index)) || vagueBehind.test(before.slice(end))) return null;
  if (!between.test(before.slice(end))) return null;
  return /^(?:an?|another)$/i.test(said) ? oneOf(behind) : seats(said);
}

/** The counts in a part of the text that speaks of nothing else: "to host webinars for 200 people" counts no seats. */
function countsIn(behind: string): RegExpExecArray[] {
  return [...behind.matchAll(counted)].filter(({ index }) => {
    const part =
      behind
        .slice(0, index)
        .split(/[,;:(\n]|[.!?]\s| [-–—] /)
        .at(-1) ?? '';
    return part.split(/\s+/).every((word) => word === '' || word.includes(understood) || plain.test(word));
  });
}

const plain = new RegExp(
  `^(?:[-–—•]|for|or|with|covering|x|×|[x×]?\\d+|all|the|our|my|a|an|of|in|total|altogether|and|plus|we|i|are|is|it's|that's|there|have|has|need|they|it|which|each|just|only|so|at|to|on|team|me|myself|both|used|by|${licenceWords})$`,
  'i',
);

function figuresOf([, alone, behindWord, ahead]: RegExpExecArray): string {
  return alone ?? behindWord ?? ahead ?? '';
}

/** "a Power BI Pro licence" is one; "a Power BI Pro for 5 users" or "a 5-user pack" is not surely. */
function oneOf(behind: string): number | null {
  const more = countsIn(behind).map((match) => seats(figuresOf(match)));
  return more.some((one) => one !== 1) ? null : 1;
}

function sharesIn(behind: string): number[] {
  return [...behind.matchAll(share)].flatMap(([, said = '']) => {
    const count = /^\d/.test(said) ? seats(said) : 1;
    return count === null ? [] : [count];
  });
}

function seats(said: string): number | null {
  const bare = said.replace(/[.,]+$/, '');
  const isWhole = /^\d+$|^[1-9]\d{0,2}(?:,\d{3})+$/.test(bare);
  return isWhole ? within(Number(bare.replaceAll(',', ''))) : null;
}

function within(count: number): number | null {
  return count >= 1 && count <= limits.seats ? count : null;
}
