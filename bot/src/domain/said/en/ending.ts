import { mentionsIn } from '../mention.ts';
import type { Span } from '../text.ts';
import type { Claim } from './claim.ts';

const licence = 'licen[cs]es?|seats?|subscriptions?|purchases?|orders?|trials?|renewals?|plans?|payments?|charges?';

/** "please cancel", "how do I get a refund for": what somebody wants to come to an end. */
const wish =
  /(?:^|[\n,;:.!?]\s*|\b(?:please|pls|plz|(?:want|need|like|have|wish|how|trying|try|able|asking?|you) to|can you|could you|can i|could i|can we|do i|do we|should i|just|let's) )(?:(?:please|pls|plz|now|also|just|immediately) )?(?:cancel|cancle|terminate|refund|unsubscribe(?: from)?|return|undo|discontinue|get rid of|give back|get (?:a|my|our|the) (?:refund|money back)(?: (?:for|on|of))?|(?:end|stop|drop|remove)(?= (?:my|our|the|this|it|that|these|\d)\b))(?![\w-])|\b(?:want|need|like|get) (?:a|my) (?:refund|money back)\b/gi;

const thing = new RegExp(`\\b(?:${licence})\\b`, 'i');
const ofTheirs = /\b(?:i|we) (?:bought|purchased|ordered|got)\b/i;
const pronoun = /^ (?:it|them|this|that|those|these|both|all)\b/i;

/** How far after the wish what it is about is looked for. */
const reach = 80;

/**
 * Whether a text asks to end a purchase: one that it names, or the one that it tells of. "I bought Visio Plan 2, so I need
 * to cancel Visio Plan 1" tells of a purchase and ends another.
 */
export function wantsEnd(text: string, claims: readonly Claim[]): boolean {
  for (const match of text.matchAll(wish)) {
    const end = match.index + match[0].length;
    const object = (text.slice(end, end + reach).split(/[.!?\n]/)[0] ?? '').replace(/,.*$/s, '');
    const [named] = mentionsIn(object, 0);
    const told = claims.flatMap(({ verb, sentence }) => mentionsIn(text.slice(verb.end, sentence.end), 0).slice(0, 1));
    const isAnother =
      named !== undefined && told.length > 0 && !told.some(({ product }) => product.name === named.product.name);
    if (isAnother) continue;
    if (
      named ||
      thing.test(object) ||
      ofTheirs.test(object) ||
      (claims.length > 0 && (pronoun.test(object) || /^\s*$/.test(object)))
    )
      return true;
  }
  return false;
}

const over = 'sold|cancell?ed|canceld|cancled|returned|refunded|reversed|terminated|undone|voided';
const object =
  'it|them|this|that|those|both|all|everything|again|already|right away|straight away|immediately|afterwards|later|since|today|yesterday|on|after|within|because|since|due|as|before|last|one|by|too|now|the (?:order|purchase|subscription|licen[cs]es?|seats?|whole|thing|same|next|lot)|my (?:order|purchase|subscription|licen[cs]es?)|\\d';
/** "but cancelled it", "and then returned them". */
const ended = new RegExp(`\\b(?:${over})(?=\\s*(?:$|[.,;!)\\n–-]|(?: |\\n)(?:${object})\\b))(?! (?:on )?auto)`, 'gi');
/** "it has been cancelled", "the order was declined", "which expired". */
const isOver =
  /(?:^|[.,;!(\n–-]|\b(?:but|and|then|however|which|that))\s*(?:(?:unfortunately|sadly|however|then|but|and|now|later) )?(?:it|they|this|that|which|the (?:order|purchase|subscription|licen[cs]es?|seats?|payment|charge))(?:'s|'ve)?(?: (?:is|was|were|are|has|have|got|been|already|since|just|now|long|immediately))* (?:cancell?ed|canceld|refunded|expired|ended|lapsed|terminated|over|returned|voided|reversed|stopped|failed|declined|rejected|gone)\b/i;
/** "I bought and cancelled …". */
const atOnce = new RegExp(`^,? ?(?:and|but|then)(?: \\w+){0,2} (?:${over})\\b`, 'i');
const gotBack =
  /\b(?:got|had|received|have) (?:a |my |our |the |full )*(?:refund|money back)\b|\b(?:gave|sent) (?:it|them) back\b|\b(?:didn't|did not|never|didnt) go through\b/i;
/** Before a word of ending: it did not happen, may happen, or is another's. */
const notSo =
  /(?:n't|\b(?:not|never|no|cannot|can|could|may|might|if|when|until|unless|before|to be|be|would|will|should|without|nothing|whether|get|getting|cant|wont|havent|wasnt|his|her|their|old|my colleague|he|she))(?: \w+)? $/i;

/** Whether a purchase that is told is over already, by what follows it. */
export function isEnded(text: string, { start, end }: Span): boolean {
  const told = text.slice(start, end);
  if (gotBack.test(told) || atOnce.test(told)) return true;
  const passive = isOver.exec(told);
  if (passive && !/\bbecause\b[^.!?]*$/i.test(told.slice(0, passive.index))) return true;
  return told.matchAll(ended).some((match) => {
    const before = told.slice(Math.max(0, match.index - 30), match.index);
    const rest = told.slice(match.index + match[0].length, match.index + match[0].length + reach);
    return !notSo.test(before) && !/\bbecause\b[^.!?]*$/i.test(before) && !/^ the (?:old|other|previous)/i.test(rest);
  });
}
