import { limits } from '../declare.ts';
import type { Claim } from './claim.ts';
import type { Span } from './text.ts';

/** Numbers in words, as far as people write them out. */
export const numberWords: ReadonlyMap<string, number> = new Map(
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'
    .split(' ')
    .map((word, index) => [word, index + 1] as const),
);
const word = `an|a|another|dozen|${[...numberWords.keys()].join('|')}`;
/** What people count when they buy seats; a pattern. */
export const licenceWords = 'seats?|licen[cs]es?|subscriptions?|users?|copy|copies|units?';

/** Right before what is counted: "3", "3 x", "two licences of", "5 more seats for". */
const before = new RegExp(
  `(?:^|[\\s(])(-?\\d[\\d.,]*|(?:${word})(?!\\S))\\s*[x×]?\\s*(?:(?:more|new|additional|extra|individual|paid|annual|monthly|yearly|microsoft|ms)\\s+)*(?:(?:${licenceWords})\\s+)?(?:(?:of|for|to)\\s+)?(?:(?:the|my|our)\\s+)?["']?$`,
  'i',
);

/** After what is counted: "(3 seats)", "x 3", "for 3 users", "quantity: 3". */
const after = new RegExp(
  `(?:^|[\\s(,])(?:(?:[x×]|qty|quantity|seats|licen[cs]es)\\s?[:=]?\\s?(-?\\d[\\d.,]*)(?![\\w%])|(-?\\d[\\d.,]*|${[...numberWords.keys()].join('|')})\\s?(?:[x×]|${licenceWords})(?!\\w))`,
  'gi',
);

/**
 * How many seats were bought: the number before the product, or else the one number of seats after it.
 * Null when none is said, when numbers contradict each other, and for what can't be a number of seats.
 * `text` has prices and dates covered.
 */
export function quantityIn(text: string, claim: Claim, product: Span | null): number | null {
  const counted = product ?? claim.verb;
  const ahead = product && before.exec(text.slice(claim.verb.end, product.start))?.[1];
  if (ahead) return seats(ahead);
  const behind = [...text.slice(counted.end, claim.sentence.end).matchAll(after)].map(
    ([, one, other]) => one ?? other ?? '',
  );
  const [first, ...others] = new Set(behind.map(seats));
  return others.length === 0 ? (first ?? null) : null;
}

function seats(said: string): number | null {
  const bare = said.toLowerCase().replace(/[.,]+$/, '');
  if (/^(?:an?|another)$/.test(bare)) return 1;
  if (bare === 'dozen') return 12;
  const isWhole = /^\d+$|^[1-9]\d{0,2}(?:,\d{3})+$/.test(bare);
  const count = numberWords.get(bare) ?? (isWhole ? Number(bare.replaceAll(',', '')) : 0);
  return count >= 1 && count <= limits.seats ? count : null;
}
