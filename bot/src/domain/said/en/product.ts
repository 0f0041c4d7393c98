import type { AssetProduct } from '../../asset.ts';
import { limits } from '../../declare.ts';
import { isCurrency } from '../../money.ts';
import { namesOnlyFamily, productMisspelt } from '../../product-search.ts';
import { type Mention, mentionsIn } from '../mention.ts';
import { type Span, understood } from '../text.ts';
import type { Claim } from './claim.ts';
import { isAboutProduct, isKnownName, isNoLicence, licenceWords, peopleWords } from './words-of-trade.ts';

const licenceWord = new RegExp(`^(?:${licenceWords}|purchases?|trials?|packs?)$`, 'i');
const article = new Set(
  `a an another the my our some this these those more new additional extra further dozen few couple several single separate
  first second third fourth fifth brand full free trial own individual paid annual monthly yearly lifetime perpetual permanent
  following one half whole
  good old cheap cheaper bunch set batch lot`.split(/\s+/),
);
const besides = new Set(
  `x × of for to from per each at month months mo year years yr seat ms microsoft microsofts purchase pack packs dollar dollars
  euro euros pound pounds yen yesterday today tonight on last week just online now me myself us ourselves him her them you
  version versions worth software tool app program service product products called named upgrade also finally already and
  or up least most than some approx circa ca following - – — • · total cost only exactly about around roughly nearly almost`.split(
    /\s+/,
  ),
);

function isNumber(word: string): boolean {
  return /^[x×]\d{1,6}$|^[-~]?\d[\d.,]*(?:[x×+]|st|nd|rd|th)?$/i.test(word);
}

/** Whether words may stand between the verb and the product: how many, what it cost, when, and little words. */
function isLead(text: string): boolean {
  return text.split(/[\s(),:;"'/]+/).every((word) => {
    const small = word.toLowerCase();
    return (
      word === '' ||
      article.has(small) ||
      besides.has(small) ||
      licenceWord.test(word) ||
      isNumber(word) ||
      isCurrency(word) ||
      word.includes(understood) ||
      dateWord.test(word) ||
      /^[$€£¥₹]\d[\d.,]*$|^\d[\d.,]*[€£$]$|^\d+-(?:\d+|user|seat|day|week|month|year)$/.test(word)
    );
  });
}

/** A date may come before the product: "on 3 November: 5 Visio Plan 2". */
const dateWord =
  /^(?:\d{1,4}(?:[-./]\d{1,4}){1,2}|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|febr)uary|march|april|may|june|july|august|(?:sept|nov|dec)ember|october|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?$/i;

/** How far after the verb what was bought is looked for. */
const longestObject = 300;

/** Another product right after one: "and 2 Figma", ", Miro and Figma". */
const goesOn = new RegExp(
  `^(?: [a-z]+){0,2}(?:, (?!I\\b)[A-Z][\\w ]{0,40})*,? (?:and|plus|&|\\+) (?:\\d+ (?!(?:for|more|of|other|extra|my|\\w+ )?(?:${peopleWords})\\b|for\\b|more\\b|of\\b|extra\\b)\\w|(?:an?|some) (?!half|lot|few|bit|total|month|year|price|cost|fee|licen|seat|subscri|third|second|couple|dozen|single)[a-z]|(?:an? )?(?!I\\b|I'|My\\b|We\\b|Our\\b|It\\b)[A-Z])`,
);
/** What joins one product to the next in a list. */
const joins = /\b(?:and|plus|also|as well as|together with)\b|[&+,;\n•]|(?<=\s)[-–—](?=\s)/gi;

export type Bought = Mention & {
  /** More are named with it, so that an amount may be for all of them. */
  isOneOfMany: boolean;
  /** What may tell of this one alone. */
  stretch: Span;
};

/**
 * The catalogue's products that a claim names as bought, each with the stretch of text that tells of it: "3 Power BI Pro and
 * 2 Visio Plan 2" are two. @param amounts Where amounts stand, which may come between.
 */
export function productsIn(text: string, claim: Claim): Bought[] {
  const end = Math.min(claim.sentence.end, claim.verb.end + longestObject);
  const [first, ...further] = mentionsIn(text.slice(0, end), claim.verb.end);
  if (!first || !isLead(text.slice(claim.verb.end, first.span.start))) return [];
  const found = [{ mention: first, start: claim.verb.end }];
  for (const mention of further) {
    const from = found.at(-1)?.mention.span.end ?? 0;
    const between = text.slice(from, mention.span.start);
    const join = [...between.matchAll(joins)].at(-1);
    if (!join || !isBetween(between, join.index + join[0].length)) break;
    found.push({ mention, start: from + join.index });
  }
  const last = found.at(-1)?.mention.span.end ?? 0;
  const isOpen = goesOn.test(text.slice(last, claim.sentence.end));
  return found.map(({ mention, start }, at) => ({
    ...mention,
    isOneOfMany: found.length > 1 || isOpen,
    stretch: { start, end: found[at + 1]?.start ?? claim.zone.end },
  }));
}

/**
 * Whether words between two products belong to a list of what was bought: counts, prices, and what joins them; or whom the
 * first is for, and then a count of the next: "for the bridge project, and 1".
 */
function isBetween(text: string, joinEnd: number): boolean {
  if (isLead(text.replace(joins, ' ').replace(/[.]\s/g, ' '))) return true;
  const tail = text.slice(joinEnd);
  return isLead(tail) && /(?:^|\s)(?:\d[\d,]*|an?|another)(?:\s|$)/i.test(tail) && forWhom.test(text.slice(0, joinEnd));
}

const forWhom =
  /^ ?(?:licen[cs]es? |seats? )?for (?!.*\b(?:because|since|so|which|that|who|is|are|was|has|have|had|needs?|to|not|replac\w+)\b)[^.!?;]{1,80}$/is;

/** Whether a word right behind a product makes it something about the product: "a Power BI Pro course", "… refund". */
export function isAboutIt(text: string, product: Span): boolean {
  const [, word = ''] =
    /^(?:'s)? (?:(?:licen[cs]es?|subscription|trial|free|seats?|upgrade|renewal|online) ){0,2}([\w-]+)/.exec(
      text.slice(product.end, product.end + 60),
    ) ?? [];
  return isAboutProduct(word);
}

/** "a free trial of", "… trial": said of the product itself, not of one that ended before. */
export function isTrial(text: string, { stretch, span }: Bought): boolean {
  return (
    /\btrials?\b/i.test(text.slice(stretch.start, span.start)) ||
    /^ ?\(?(?:as an? )?(?:free )?(?:\d+[ -]day )?trial\b/i.test(text.slice(span.end, span.end + 32))
  );
}

const endOfName = new Set(
  `for at on in from to because since so with via using as by and but or which that who when while where per each yesterday today
  tonight last is was are were be been has have had does do did can could will would should next this these those renews renewing
  costing costs cost price priced billed paid worth until till it they we i my our me us then now also not only please thanks thx
  cheers starting through under over after before about instead if than just already online here there again`.split(
    /\s+/,
  ),
);
/** What people say instead of a name. */
const noName =
  /^(?:it|them|that|those|something|anything|everything|me|us|myself)\b|^(?:stuff|things?|software|tools?|apps?|programs?|products?|ones?|[Ii]t|plan|trial|some|more|all|both|off|up)$/i;

/**
 * What was bought in the writer's own words, for what the catalogue doesn't hold; a misspelt product of the catalogue is
 * recognised. Null where the words name no one product; `none` where they name what is no licence.
 *
 * @param text With prices and dates covered. @param written The words as they were written.
 */
export function productByHand(
  text: string,
  claim: Claim,
  written: (start: number, end: number) => string,
): Bought | 'none' | null {
  const words = [...text.slice(0, claim.sentence.end).matchAll(/\S+/g)].filter(({ index }) => index >= claim.verb.end);
  const start = words.findIndex(
    ([word], at) => !isBeforeName(words.slice(0, at).at(-1)?.[0], word, words[at + 1]?.[0]),
  );
  const begin = words[start]?.index ?? claim.verb.end;
  let end = begin;
  let behind = '';
  let count = 0;
  for (const [at, { 0: word, index }] of words.entries()) {
    if (start < 0 || at < start) continue;
    const bare = word.replace(/[,:;!?)]+$|\.+$/, '');
    behind = bare;
    if (text.slice(end, index).includes('\n') && count > 0) break;
    // "Figma plus 2 Miro" is two, "Notion Plus" a name.
    const isAnd = /^plus$/i.test(bare) && /^(?:\d|an?$|another$)/i.test(words[at + 1]?.[0] ?? '');
    if (
      isAnd ||
      (bare !== 'IT' && endOfName.has(bare.toLowerCase())) ||
      bare.includes(understood) ||
      /^(?:[-–—(|]|\$)/.test(bare)
    )
      break;
    if (count > 0 && (/^[x×]\d*$/i.test(bare) || licenceWord.test(bare))) break;
    count += 1;
    end = index + bare.length;
    behind = '';
    if (bare !== word) break;
  }
  const called = written(begin, end).replace(/^["'\s]+|["'\s]+$/g, '');
  if (namesNoLicence(called)) return 'none';
  if (!/\p{L}/u.test(called) || called.length > limits.productName || noName.test(called) || namesOnlyFamily(called)) {
    return null;
  }
  const product = productMisspelt(called) ?? byHand(called);
  const isCounted = licenceWord.test(behind) || countedAhead.test(text.slice(claim.verb.end, begin));
  const isNamed = product.skuId !== null || isName(called, text) || isCounted || edition.test(called);
  if (!isNamed && !countedBehind.test(text.slice(end, claim.sentence.end))) return 'none';
  const isOneOfMany = goesOn.test(text.slice(end));
  return { product, span: { start: begin, end }, isOneOfMany, stretch: { start: claim.verb.end, end: claim.zone.end } };
}

function byHand(name: string): AssetProduct {
  return { name, publisher: '', family: null, skuId: null, skuPartNumber: null };
}

/** Whether words are written as a name is: with a capital, figures or a sign in them, or known to be one. "bananas" is none. */
function isName(called: string, text: string): boolean {
  const isShouted = !/\p{Ll}/u.test(text.replaceAll(understood, ''));
  if (called.split(' ').some(isKnownName)) return true;
  return isShouted ? false : /\p{Lu}|\p{L}\d|\d\p{L}|\.\p{L}|[^\p{L}\p{N}\s'.,-]/u.test(called);
}

/** What makes a name of small letters one of software: that licences of it are counted, or that it has editions. */
const countedAhead = new RegExp(`\\b(?:${licenceWords})\\b|subscri`, 'i');
const countedBehind = new RegExp(
  `^[ ,(]*(?:for )?\\d+ (?:${licenceWords}|${peopleWords})\\b|(?:\\bper |/ ?)(?:user|seat|licen[cs]e)\\b`,
  'i',
);
const edition = /\b(?:pro|premium|enterprise|business|standard|plus|edition|software|saas|cloud|studio|suite)\b/i;

/** "lunch", "a Dell monitor", "an Adobe invoice"; but "Keyboard Maestro" is a name, as its capitals tell. */
function namesNoLicence(called: string): boolean {
  const words = called.split(/[\s-]+/);
  return (
    words.some((word, at) => isNoLicence(word) && (!/^\p{Lu}/u.test(word) || at === words.length - 1)) ||
    hardware.test(called)
  );
}

const hardware =
  /\b(?:macbooks?|iphones?|ipads?|imacs?|surface (?:pro|laptop|go|book)|thinkpads?|kindles?|airpods|playstation|xbox)\b/i;

/** "3", "licences of", "a": words that come before a name. "for the" after licences tells whom they are for, not what they are. */
function isBeforeName(previous: string | undefined, word: string, next: string | undefined): boolean {
  const small = word.toLowerCase();
  const isCounting = article.has(small) || licenceWord.test(word) || isNumber(word);
  if (isCounting || word.includes(understood) || /^[-–—•·]$/.test(word)) return true;
  if (/^(?:me|myself|us|ourselves|him|her|them)$/.test(small))
    return isNumber(next ?? '') || article.has((next ?? '').toLowerCase());
  if (/^(?:this|these|following):?$/i.test(word)) return true;
  if (previous === undefined) return false;
  if (/^[x×]$/i.test(word)) return isNumber(previous);
  const mayJoin = previous.includes(understood) || licenceWord.test(previous) || /^(?:months?|years?)$/i.test(previous);
  return (
    (mayJoin || isNumber(previous)) &&
    (/^(?:months?|years?)$/i.test(word) || /^(?:of|to|for)$/i.test(word)) &&
    !/^(?:the|our|my|a|an|me|us|him|her|them)$/i.test(next ?? 'me')
  );
}
