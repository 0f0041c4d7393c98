import { type Span, sentenceAt } from './text.ts';

/** The words by which someone says that they bought something. */
export type Claim = {
  verb: Span;
  sentence: Span;
  /** A word such as "got", which tells of a purchase only when what was got is clearly a product. */
  isWeak: boolean;
};

const verb =
  /\b(?:(bought|purchased|(?:new |my )?purchase:|(declare))|got|ordered|acquired|picked up|subscribed to|signed up (?:to|for)|paid(?: for)?)(?![\w'-])/gi;

/** How many verbs are looked at before a text is taken for talk. */
const mostVerbs = 20;

/** Words that may stand between "I" and the verb, or before a verb without a subject. */
const filling = new Set(
  `a ago ahead actually accidentally afternoon already also and at day days dear evening finally fyi friday had have
  hello hereby hey hi i'd in i've ive just last lately monday month months morning my new newly night now of ok okay on
  only personally please recently saturday sightline so sunday team the then there this thursday today tuesday two three
  we've weve wednesday week weeks went yes yesterday`.split(/\s+/),
);

const monthName =
  /^(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|january|february|march|april|august|september|october|november|december)$/;

const subject = /(?:^|\s)(?:i|we|(?:my|our) (?:team|group|department))$/;

/** Words before the verb that make it a question, a wish, a denial, or someone else's words. */
const doubt =
  /\b(?:if|whether|when|whenever|what|who|whom|which|why|how|where|can|could|should|would|shall|might|unless|until|wish|suppose|says?|said|told|tells|thinks?|claims?|asked|heard|never|not|cannot|nobody|almost|nearly|did|does|do|want|going to|plan to|planning to|like to|need)\b|n't\b/;

/** Before "declare", wanting to is as good as doing so. */
const intent =
  /^(?:(?:hi|hello|hey|please|sightline|ok|okay|so|and|now|let me|i|i want to|i need to|i have to|i'd like to|i would like to|i'm going to|can i|could i)[\s,!:]+)*$/;

const nothingBought = /^\s*(?:nothing|none|no|neither|never|not|into|in|by|the idea|the wrong)\b/i;

/** A sentence that tells first and asks after: "…, what should I do now?" */
const asksBesides =
  /[,:-]\s*(?:and |but |so )?(?:what|how|who|when|where|why|which|is|am|are|can|do|does|did|should|could|would|will|ok|okay)\b[^,]*\?\s*$/i;

/** Everywhere in a text that the writer says, of themselves or their team, that they bought something; never a question. */
export function claimsIn(text: string): Claim[] {
  return text
    .matchAll(verb)
    .take(mostVerbs)
    .toArray()
    .flatMap((match) => {
      const span = { start: match.index, end: match.index + match[0].length };
      const sentence = sentenceAt(text, span.start);
      const before = clauseBefore(text.slice(sentence.start, span.start).trimStart().toLowerCase());
      const after = text.slice(span.end, sentence.end);
      const isMeant = match[2] ? intent.test(before) : isTold(before, after);
      return isMeant ? [{ verb: span, sentence, isWeak: match[1] === undefined }] : [];
    });
}

/** Whether a sentence tells that its writer bought something: no question, no wish, no denial, nobody else's purchase. */
function isTold(before: string, after: string): boolean {
  const isAsked = after.trimEnd().endsWith('?') && !asksBesides.test(after);
  return !isAsked && !doubt.test(before) && !nothingBought.test(after) && isFirstPerson(before);
}

/** The last clause before the verb when it has its own "I" or "we", otherwise all that stands before it. */
function clauseBefore(before: string): string {
  const clause = before.split(/[,:]\s|\s(?:so|but|and)\s/).at(-1) ?? '';
  return /\b(?:i|we|i've|we've|my team|our team)\b/.test(clause) ? clause : before;
}

/** Whether the words before the verb leave the writer as the one who bought: "I have just", "yesterday we", or no subject. */
function isFirstPerson(before: string): boolean {
  const words = before.split(/[\s,:]+/).filter(Boolean);
  const hasNumber = words.some((word) => /^\d/.test(word));
  const isFilling = (word: string) => {
    const bare = word.replace(/[^\p{L}\p{N}']/gu, '');
    return bare === '' || filling.has(bare) || /^\d/.test(bare) || (hasNumber && monthName.test(bare));
  };
  const last = words.findLastIndex((word) => !isFilling(word));
  return last < 0 || subject.test(words.slice(0, last + 1).join(' '));
}
