import { limits } from '../../declare.ts';
import { type Span, understood } from '../text.ts';
import { sentenceAt, sentencesOf } from './sentences.ts';

/** "reason: …", said outright. */
const labelled = /\b(?:reason|purpose|justification)(?: (?:is|was):?| ?[:=]) ?(?=\S)/gi;

/** "because …", "for the …", "to draw …"; not "for me", "for 3 users", "for a month", "to cost centre". */
const open = new RegExp(
  `\\bbecause(?: of)? |\\b(?:so that|in order to) |\\bfor (?![\\d${understood}$€£]|(?:me|myself|us|each|all|both|free|it|them|that|this|about|around|up to|over|under|between|roughly|circa|nearly|almost|now|today|only|just|less|more|one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|sixty|hundred|next|last)\\b|an? (?:month|year|week|day|trial|total|price|hundred)\\b)|(?<!\\b(?:compared|according|due|thanks|up|related|similar|prior|next|close|access|subscribed|belongs?|on|back) )\\b(?=to (?!(?:cost|cc|the|my|our|me|us|be|a|an|cost|last|next|this|that|his|her|their|them|him|it|date|each|all|about|around|month|year|work|home)\\b)(?-i:[a-z]{2,}))`,
  'gi',
);

/** Where another matter begins. */
const close =
  /(?:[,;]? (?:and |but )?(?:(?:it|which|that) )?(?:auto-?)?(?:renew(?:s|al|ing)?|expir(?:es|y|ing)|cost[ -]?cent(?:re|er)|billed|charged?|(?:at|for|costs?|costing|on|from|by|the price is|price is|price) ?\ue000)|\ue000|[,;] (?:thanks|thank you|cheers|please)\b)/i;

/** Why it was bought, in the writer's words. */
export type Reason = {
  /** Empty when only punctuation follows. */
  span: Span;
  start: number;
  /** Said with "because" or the like, so that a whole sentence may follow, with a date of its own. */
  isClause: boolean;
};

/** The first reason after a position. `text` has all that is understood already covered. */
export function reasonIn(text: string, from: number): Reason | null {
  const begin = match(labelled, text, 0) ?? match(open, text, from);
  if (!begin) return null;
  const said = text.slice(begin.end, sentenceAt(sentencesOf(text), begin.end).end);
  const stop = close.exec(said)?.index ?? said.length;
  const reason = said
    .slice(0, stop)
    .replace(/[\s,;:.!–—-]+$/, '')
    .replace(/\s(?:and|on|at|for|by|from|since)$/i, '')
    .trimEnd();
  const isClause = !/^(?:for|to|) ?$/i.test(text.slice(begin.start, begin.end));
  const length = /\p{L}/u.test(reason) ? reason.length : 0;
  return { span: { start: begin.end, end: begin.end + length }, start: begin.start, isClause };
}

/** A reason as it is kept; null for what is none by itself, such as an amount of an unknown currency. */
export function reasonText(words: string): string | null {
  const reason = words.trim().slice(0, limits.freeText).toWellFormed();
  return /^(?:an?|the|(?:[a-z]{1,3}\.? ?)?\d[\d.,]*(?: ?[a-z]{1,3}\.?)?|)$/i.test(reason) ? null : reason;
}

function match(pattern: RegExp, text: string, from: number): Span | null {
  pattern.lastIndex = from;
  const found = pattern.exec(text);
  return found && { start: found.index, end: found.index + found[0].length };
}
