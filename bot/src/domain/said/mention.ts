import type { AssetProduct } from '../asset.ts';
import { assetProductOf } from '../catalogue.ts';
import { namedProducts } from '../product-names.ts';
import type { Span } from './text.ts';

/** A product of the catalogue that a text names, and where. */
export type Mention = { product: AssetProduct; span: Span };

const wordShape = /[\p{L}\p{N}]+|&/gu;
/** What may stand between the words of one name; "Visio, 2 seats" and "Visio - 2 seats" are not "Visio 2". */
const withinName = /^(?:[\s_/,(-]| \(|\) |_\()?$/;
const seatsFollow = /^\s?(?:[x×]|seats|licen[cs]es|users|subscriptions|copies)(?!\w)/i;

/** One spelling for what people write alike: "PowerBI Pro", "pbi pro" and "Microsoft Power BI Pro" are all `powerbipro`. */
function keyOf(words: readonly string[]): string {
  return words
    .map((word) => (word === '&' ? 'and' : word.toLowerCase()))
    .join('')
    .replace(/^(?:microsoft|ms)(?=.)/, '')
    .replace(/^m365/, '365')
    .replace(/^pbi/, 'powerbi');
}

/** Every spelling of every product: its name, its part numbers, its nicknames, and one-word nicknames after the family. */
const products = new Map(
  namedProducts.flatMap(({ sku, name, partNumbers, nicknames }) => {
    const abbreviations = nicknames.filter((nickname) => !nickname.includes(' '));
    const spellings = [name, ...partNumbers, ...nicknames, ...abbreviations.map((short) => `${sku.family} ${short}`)];
    const product = assetProductOf(sku.skuId, sku.skuPartNumber);
    return spellings.map((spelling) => [keyOf(spelling.match(wordShape) ?? []), product] as const);
  }),
);
const longestName = Math.max(
  ...namedProducts.flatMap(({ name, partNumbers }) =>
    [name, ...partNumbers].map((one) => one.match(wordShape)?.length ?? 0),
  ),
);

/** The catalogue's products that a text names from a position on, in order; of names that overlap, the longest. */
export function mentionsIn(text: string, from: number): Mention[] {
  const words = [...text.slice(from).matchAll(wordShape)].map(({ 0: word, index }) => ({ word, start: from + index }));
  const found: Mention[] = [];
  for (let at = 0; at < words.length; ) {
    const longest = longestFrom(text, words.slice(at, at + longestName));
    if (longest) found.push(longest.mention);
    at += longest?.length ?? 1;
  }
  return found;
}

function longestFrom(text: string, words: readonly { word: string; start: number }[]) {
  let longest: { mention: Mention; length: number } | null = null;
  for (const [index, { word, start }] of words.entries()) {
    const previous = words[index - 1];
    if (previous && !withinName.test(text.slice(previous.start + previous.word.length, start))) break;
    const end = start + word.length;
    const product = products.get(keyOf(words.slice(0, index + 1).map((one) => one.word)));
    // In "Visio 2 seats" the number counts seats; only "Visio 2" by itself names Plan 2.
    const isCount = index === 1 && /^\d$/.test(word) && seatsFollow.test(text.slice(end));
    if (product && !isCount)
      longest = { mention: { product, span: { start: words[0]?.start ?? 0, end } }, length: index + 1 };
  }
  return longest;
}
