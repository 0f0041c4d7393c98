import { limits } from '../declare.ts';
import { isCurrency } from '../money.ts';
import { namesOnlyFamily, productMisspelt } from '../product-search.ts';
import type { Claim } from './claim.ts';
import { type Mention, mentionsIn } from './mention.ts';
import { licenceWords, numberWords } from './quantity.ts';
import { understood } from './text.ts';

const licenceWord = new RegExp(`^(?:${licenceWords}|purchases?)$`, 'i');
const article = new Set(
  'a an another the my our some this these more new additional extra dozen few couple several'.split(' '),
);
const besides = new Set(
  `x × of for to from per each month mo year yr seat trial ms microsoft purchase pack individual paid annual monthly yearly
  dollar dollars euro euros pound pounds yen yesterday today on last week just`.split(/\s+/),
);

function isNumber(word: string): boolean {
  return /^-?\d[\d.,]*[x×]?$/.test(word) || numberWords.has(word.toLowerCase());
}

/** Whether words may stand between the verb and the product: how many, what it cost, when, and little words. */
function isLead(text: string): boolean {
  return text.split(/[\s(),:"'/]+/).every((word) => {
    const small = word.toLowerCase();
    return (
      word === '' ||
      article.has(small) ||
      besides.has(small) ||
      licenceWord.test(word) ||
      isNumber(word) ||
      isCurrency(word) ||
      /^[$€£¥]\d[\d.,]*$|^\d[\d.,]*[€£$]$/.test(word)
    );
  });
}

/** How far after the verb what was bought is looked for. */
const longestObject = 300;

/** Another product right after one: "and 2 Figma", ", Miro and Figma". */
const goesOn = /^(?: [a-z]+){0,2}(?:, (?!I\b)[A-Z][\w ]{0,40})*,? (?:and|plus|&|\+) (?:\d+ \w|(?:an? )?(?!I\b)[A-Z])/;

/** The catalogue's product that was bought, and whether more are named with it ("and 2 Visio Plan 2"). */
export function productIn(text: string, claim: Claim): (Mention & { isOneOfMany: boolean }) | null {
  const [first, second] = mentionsIn(
    text.slice(0, Math.min(claim.sentence.end, claim.verb.end + longestObject)),
    claim.verb.end,
  );
  if (!first || !isLead(text.slice(claim.verb.end, first.span.start))) return null;
  const between = second && text.slice(first.span.end, second.span.start).replace(/\b(?:and|plus)\b|[&+]/gi, ' ');
  const isOneOfMany = between ? isLead(between) : goesOn.test(text.slice(first.span.end));
  return { ...first, isOneOfMany };
}

const endOfName = new Set(
  `for at on in from to because since so with via using as by and but which that who when per each yesterday today last
  is was are next this renews renewing costing costs cost price priced billed paid worth until it we i my`.split(/\s+/),
);
/** What people say instead of a name. */
const noName =
  /^(?:it|them|that|those|something|anything|everything|me|us|myself)\b|^(?:stuff|things?|software|tools?|apps?|programs?|products?|ones?|[Ii]t|plan|trial)$/;

/**
 * The product that was bought in the writer's own words, for what the catalogue doesn't hold; a misspelt product of the
 * catalogue is recognised. Null where the words name no one product. `text` has prices and dates covered.
 */
export function productByHand(text: string, claim: Claim): (Mention & { isOneOfMany: boolean }) | null {
  const words = [...text.slice(0, claim.sentence.end).matchAll(/\S+/g)].filter(({ index }) => index >= claim.verb.end);
  const start = words.findIndex(
    ([word], at) => !isBeforeName(words.slice(0, at).at(-1)?.[0], word, words[at + 1]?.[0]),
  );
  const name: string[] = [];
  let end = claim.verb.end;
  for (const { 0: word, index } of start < 0 ? [] : words.slice(start)) {
    const bare = word.replace(/[,:;!?)]+$|\.+$/, '');
    if (endOfName.has(bare.toLowerCase()) || bare.includes(understood) || /^[-–—(]/.test(bare)) break;
    if (name.length > 0 && (/^[x×]\d*$/i.test(bare) || licenceWord.test(bare))) break;
    name.push(bare);
    end = index + bare.length;
    if (bare !== word) break;
  }
  const called = name.join(' ').replace(/^["'\s]+|["'\s]+$/g, '');
  const begin = words[start]?.index ?? claim.verb.end;
  if (!/\p{L}/u.test(called) || called.length > limits.productName || noName.test(called) || namesOnlyFamily(called)) {
    return null;
  }
  const product = productMisspelt(called) ?? {
    name: called,
    publisher: '',
    family: null,
    skuId: null,
    skuPartNumber: null,
  };
  return { product, span: { start: begin, end }, isOneOfMany: goesOn.test(text.slice(end)) };
}

/** "3", "licences of", "a": words that come before a name. "for the" after licences tells whom they are for, not what they are. */
function isBeforeName(previous: string | undefined, word: string, next: string | undefined): boolean {
  const isCounting = article.has(word.toLowerCase()) || licenceWord.test(word) || isNumber(word);
  if (isCounting || word.includes(understood)) return true;
  if (previous === undefined) return false;
  if (/^[x×]$/i.test(word)) return isNumber(previous);
  const mayJoin = previous.includes(understood) || licenceWord.test(previous);
  return mayJoin && /^(?:of|to|for)$/i.test(word) && !/^(?:the|our|my|a|an|me|us|him|her|them)$/i.test(next ?? 'me');
}
