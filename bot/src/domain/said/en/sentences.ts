import type { Span } from '../text.ts';

/** A full stop that only shortens a word. */
const shortened =
  /(?:^|[\s(])(?:approx|incl|excl|no|nr|qty|vs|etc|inc|ltd|co|corp|st|dr|mr|mrs|ms|e\.g|i\.e|a\.m|p\.m|p\.a|p\.p|rs|kr|lic|max|min|dept|sub|subs|acct|govt|u\.s)\.$/i;
/** A line that goes on with what the line before began: a point of a list, a figure, a small letter. */
const goesOn = /^(?:[-–—•·+($€£¥₹(]|\d|\p{Ll})/u;

/**
 * The sentences of a text, end to end. A line break ends one, unless the line before announces something ("I bought this:")
 * or the next line goes on with it.
 */
export function sentencesOf(text: string): Span[] {
  const found: Span[] = [];
  let start = 0;
  for (const boundary of text.matchAll(/[.!?]+(?=\s|$)|\n/g)) {
    const end = boundary.index + boundary[0].length;
    const before = text.slice(Math.max(start, end - 12), end);
    if (boundary[0] === '\n' ? isSoft(before.trimEnd(), text.slice(end, end + 4)) : shortened.test(before)) continue;
    found.push({ start, end });
    start = end;
  }
  if (start < text.length) found.push({ start, end: text.length });
  return found;
}

function isSoft(before: string, next: string): boolean {
  return !/[.!?]$/.test(before) && (/[:,]$/.test(before) || goesOn.test(next));
}

/** The sentence around a position. */
export function sentenceAt(sentences: readonly Span[], position: number): Span {
  return sentences.find(({ end }) => end > position) ?? { start: position, end: position };
}
