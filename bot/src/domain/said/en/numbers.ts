const units = 'one two three four five six seven eight nine'.split(' ');
const teens = 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

const values = new Map([
  ...units.map((word, index) => [word, index + 1] as const),
  ...teens.map((word, index) => [word, index + 10] as const),
  ...tens.map((word, index) => [word, (index + 2) * 10] as const),
  ...([
    ['fourty', 40],
    ['fivety', 50],
    ['a', 1],
    ['an', 1],
  ] as const),
]);

const small = `(?:(?:${[...tens, 'fourty'].join('|')})(?:[ -](?:${units.join('|')}))?|${[...teens, ...units].join('|')})`;
const hundreds = `(?:(?:(?:a |${small} )?hundred(?: and ${small}| ${small})?)|${small})`;
const thousands = `(?:(?:(?:a |${hundreds} )thousand(?:,? (?:and )?${hundreds})?)|${hundreds})`;
/** "one" that counts nothing, and what is part of another word: "no one", "this one", "one-off", "one of". */
const spelled = new RegExp(
  `(?<![\\w'.-])(?:(half a|a half|an?|${small}|\\d{1,4}) dozen|a pair(?= of)|a single|${thousands})(?![\\w'-])`,
  'gi',
);
const noCount =
  /(?:\b(?:no|this|that|the|which|each|any|every|some|new|another|old|last|first|only|wrong|right|other|free|good|big) ?)$/i;

/** The value of a number that the patterns above took for one. */
function numberOf(said: string): number {
  if (/^\d+$/.test(said)) return Number(said);
  if (/half/i.test(said)) return 0.5;
  if (/pair/i.test(said)) return 2;
  let whole = 0;
  let part = 0;
  for (const word of said.toLowerCase().split(/[\s,-]+/)) {
    if (word === 'thousand') {
      whole += Math.max(part, 1) * 1000;
      part = 0;
    } else if (word === 'hundred') {
      part = Math.max(part, 1) * 100;
    } else {
      part += values.get(word) ?? 0;
    }
  }
  return whole + part;
}

/** A text with numbers in figures, and the words as they were written for any stretch of it. */
export type InFigures = { text: string; written: (start: number, end: number) => string };

/** Writes numbers in words as figures: "twenty five", "one hundred and fifty", "half a dozen", "a pair of". */
export function inFigures(said: string): InFigures {
  const pieces: { start: number; figures: string; words: string }[] = [];
  let shift = 0;
  const text = said.replace(spelled, (words, dozen: string | undefined, at: number) => {
    if (
      /^one$/i.test(words) &&
      (noCount.test(said.slice(Math.max(0, at - 12), at)) || /^ (?:of|day|time)\b/i.test(said.slice(at + 3, at + 9)))
    )
      return words;
    const value = dozen === undefined ? numberOf(words) : numberOf(dozen) * 12;
    const figures = String(value);
    pieces.push({ start: at + shift, figures, words });
    shift += figures.length - words.length;
    return figures;
  });
  const written = (start: number, end: number) => {
    let original = '';
    let from = start;
    for (const piece of pieces) {
      if (piece.start < from || piece.start >= end) continue;
      original += text.slice(from, piece.start) + piece.words;
      from = piece.start + piece.figures.length;
    }
    return original + text.slice(from, Math.max(from, end));
  };
  return { text, written };
}
