import { mentionsIn } from '../mention.ts';
import type { Span } from '../text.ts';
import { sentenceAt, sentencesOf } from './sentences.ts';

/** The words by which someone says that they bought something. */
export type Claim = {
  verb: Span;
  /** The sentence around it, up to where the next claim begins. */
  sentence: Span;
  /** All that may tell of this purchase: from where its sentence begins to where the next claim does. */
  zone: Span;
  /** A word such as "got", which tells of a purchase only when what was got is clearly a product. */
  isWeak: boolean;
};

const verb =
  /\b(?:(bought|bougth|bougt|boght|baught|purchased|purchsed|purcahsed|(?:new |my )?purchase:|(declare))|got|brought|bough|ordered|acquired|picked up|subscribed to|signed up (?:to|for)|started(?= (?:an?|my|our|the) (?:\w+ ){0,3}trial)|paid(?: for)?)(?![\w'-])/gi;

/** How many verbs are looked at before a text is taken for talk. */
const mostVerbs = 20;

/** Words that may stand between "I" and the verb, or before a verb without a subject. */
const filling = new Set(
  `a ago ahead actually accidentally afternoon all already also and at basically both btw cheers day days dear declaration
  earlier evening everyone fine finally folks friday fyi good great guys had has have heads hello hereby hey hi hiya i'd in info
  i've ive just last lately later monday month months morning my myself new news newly night note now of ok okay on once only our
  personally please pls plz ps quick quickly really recently saturday self sightline simply so sorry sunday team thanks the
  then there this thursday today tonight tuesday two three um up update we've weve wednesday week weekend weeks well went yes
  yesterday yep`.split(/\s+/),
);

const monthName =
  /^(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|january|february|march|april|august|september|october|november|december)$/;

/** Who bought it, right before the verb. */
const subject = /(?:^|\s)(?:i|we|(?:my|our) (?:\w+ )?(?:team|group|department|dept|unit|squad)|me and \w+|\w+ and me)$/;

/** Words before the verb that make it a question, a wish, a denial, a guess, or someone else's words. */
const doubt =
  /\b(?:if|whether|when|whenever|what|who|whom|which|why|how|where|can|could|should|would|shall|might|unless|until|wish|suppose|imagine|pretend|says?|said|told|tells|thinks?|thought|guess|maybe|perhaps|probably|unsure|not sure|claims?|asked|heard|never|not|cannot|nobody|almost|nearly|did|does|do|want|(?:going|plan|planning|like|about|try|trying|supposed|wanted|meant|hoped|hoping|allowed) to|need|(?:did|do|does|have|has|had|was|is|wo|ca|could|would|should)nt)\b|n't\b|\b(?:have|had|has|am|was) (?:i|we)\b/;

/** What only takes a purchase for granted: "since I bought it, my laptop is slow". */
const takenForGranted =
  /^(?:and |but |so )?(?:ever since|since|after|before|as soon as|although|though|even though|while|once i|once we|now that|given that|in case|by the time|every time|the (?:day|moment|week|month|minute)|that)\b/;

/** Announces the claim itself: "just to let you know that", "I'd like to report that". */
const announced =
  /^(?!.*(?:\b(?:how|why|what|when|where|who|did|does|do|should|never|not)\b|n't))[^?]{0,120}\b(?:let(?:ting)? (?:you|everyone|it|itam) know|tell(?:ing)? you|inform(?:ing)? you|confirm(?:ing)?|declar(?:e|ing)|to (?:say|report|register|mention)|note|be advised|fyi|know)(?: you)?[,:]?(?: that)?\s+(?=(?:i|we|i've|we've|my|our)\b)/;

/** Before "declare", wanting to is as good as doing so. */
const intent =
  /^(?:(?:hi|hello|hey|please|sightline|ok|okay|so|and|now|let me|i|i want to|i need to|i have to|i'd like to|i would like to|i'm going to|can i|could i)[\s,!:]+)*$/;

const nothingBought =
  /^\s*(?:nothing|none|no|neither|never|not|into|in|by|out|the idea|the wrong|rid|to know|hold of|stuck|used to|lost|back|attention|off|it wrong)\b|^ on ?:/i;

/** "I bought it before": at some time or other. */
const onceBefore = /(?<!\b(?:day|week|month|year) )\b(?:before|in the past)(?=\s*[,.?!]|\s*$)/i;

/** A sentence that tells first and asks after: "…, what should I do now?" */
const asksBesides =
  /(?:[,:;-]\s*(?:and |but |so )?(?:what|how|who|when|where|why|which|is|am|are|can|do|does|did|should|could|would|will|ok|okay)\b[^,]*| (?:what|how|where) (?:do|should|can|now|must|is|are|to)\b[^,]*| (?:should i|do i|can you|could you|is that|is this)\b[^,]*)\?+\s*$/i;

/** Other people's words follow: "Alex wrote", "this mail", "for example". */
const reports =
  /(?:\b(?:says?|said|wrote|writes|told|tells|asked|asks|claims?|claimed|heard|mentioned|reports?|reported|emailed|mailed|replied|answered|posted|quote[sd]?|saying)(?: (?:to )?(?:me|us|him|her|them|you|it))?|\b(?:e-?mail|mail|message|note from \w+|msg|ticket|post|quote|invoice|subject|chat|example|for instance|e\.g\.?|such as|like|type|write|typing|test|say)),?$/;
const ownWords = /\b(?:i|we)(?:'ve| have)? (?:already )?(?:said|told|wrote|mentioned|asked|reported|emailed)\b[^,:]*$/;

/** What a thing is called that somebody bought before; "the tool I bought" tells of no new purchase. */
const boughtThing =
  /\b(?:licen[cs]es?|seats?|subscriptions?|purchases?|orders?|stuff|software|tools?|apps?|products?|plans?|version|trial|ones?|everything|something|anything|all|things?|copy|copies|accounts?)$/;
const determiner = /(?:^|\s)(?:the|my|our|these|those|this|that|an?|any|all|both|each|every|your|his|her|their)\s/;
const opener =
  /^(?:in|on|at|during|for|with|due to|because of|because|thanks to|following|as part of|to|under|via|together with|per|as|by|from|within|over|hence|therefore|that's why|thus|luckily|unfortunately|sadly|happily)\b/;

/** A verb that says it, and where its clause begins. */
export type Found = Pick<Claim, 'verb' | 'isWeak'> & { sentence: Span; clauseStart: number };

/** Everywhere in a text that the writer says, of themselves or their team, that they bought something; never a question. */
export function foundIn(text: string): Found[] {
  const sentences = sentencesOf(text);
  return text
    .matchAll(verb)
    .take(mostVerbs)
    .toArray()
    .flatMap((match) => {
      const span = { start: match.index, end: match.index + match[0].length };
      const sentence = sentenceAt(sentences, span.start);
      const said = text.slice(sentence.start, span.start).toLowerCase();
      const after = text.slice(span.end, sentence.end);
      const isMeant = match[2] ? intent.test(said.trimStart()) : isTold(said, after);
      if (!isMeant || isInQuotes(text, span.start)) return [];
      const clauseStart = span.start - lastClause(said).clause.length;
      return [{ verb: span, sentence, clauseStart, isWeak: match[1] === undefined }];
    });
}

/** Claims, each with what may tell of it: up to where the next one begins. */
export function claimsOf(found: readonly Found[], text: string): Claim[] {
  return found.map(({ verb, sentence, isWeak, clauseStart }, at) => {
    const previous = found[at - 1];
    const next = found[at + 1];
    const start = previous?.sentence.start === sentence.start ? clauseStart : sentence.start;
    const isNextApart = next !== undefined && next.sentence.start !== sentence.start;
    const end = (isNextApart ? next.sentence.start : next?.clauseStart) ?? text.length;
    return { verb, isWeak, sentence: { start, end: Math.min(sentence.end, end) }, zone: { start, end } };
  });
}

/** Whether a sentence tells that its writer bought something: no question, no wish, no denial, nobody else's purchase. */
function isTold(said: string, after: string): boolean {
  if (/\?+\s*$/.test(after) && !asksBesides.test(after)) return false;
  if (nothingBought.test(after) || onceBefore.test(after)) return false;
  const { head, clause, isColon } = lastClause(said.replace(announced, ''));
  if (reports.test(head) && !ownWords.test(head)) return false;
  if (isColon && !isFilled(head)) return false;
  return !doubt.test(clause) && !takenForGranted.test(clause.trimStart()) && isFirstPerson(clause);
}

/**
 * The last clause before the verb where it has its own "I" or "we", otherwise all that stands before it; and what comes
 * before the clause.
 */
function lastClause(said: string): { head: string; clause: string; isColon: boolean } {
  const cut = [...said.matchAll(/[,:;]\s|\s(?:so|but|and|then)\s|\n(?:[-–—•] ?)?|\s[-–—]\s|[)"]\s/g)].at(-1);
  if (!cut) return { head: '', clause: said, isColon: false };
  const clause = said.slice(cut.index + cut[0].length);
  const head = said.slice(0, cut.index).trim();
  const isOwn = /^(?:\S+ ){0,8}(?:i|we|i've|we've|ive|weve|my (?:\w+ )?team|our (?:\w+ )?team)\b/.test(clause);
  const isLine = cut[0].startsWith('\n');
  if (isOwn || isLine || (clause.trim() === '' && cut[0].startsWith(':')))
    return { head, clause, isColon: cut[0].startsWith(':') };
  return { head: '', clause: said, isColon: false };
}

function isInQuotes(text: string, position: number): boolean {
  return (text.slice(0, position).match(/"/g)?.length ?? 0) % 2 === 1;
}

/** Whether the words before the verb leave the writer as the one who bought: "I have just", "yesterday we", or no subject. */
function isFirstPerson(clause: string): boolean {
  const words = clause.split(/[\s,:;!.]+/).filter(Boolean);
  const isFilling = fillingIn(words);
  const last = words.findLastIndex((word) => !isFilling(word));
  if (last < 0) return true;
  const upTo = words.slice(0, last + 1).join(' ');
  const who = subject.exec(upTo);
  return who !== null && opens(upTo.slice(0, who.index).trim());
}

/** Whether what stands before "I" leaves the sentence open, and is no thing that "I bought" only describes. */
function opens(prefix: string): boolean {
  if (prefix === '' || isFilled(prefix)) return true;
  if (boughtThing.test(prefix) || mentionsIn(prefix, 0).length > 0) return false;
  return opener.test(prefix) || !determiner.test(` ${prefix} `);
}

function isFilled(text: string): boolean {
  const words = text.split(/[\s,:;!.\n-]+/).filter(Boolean);
  return words.every(fillingIn(words));
}

function fillingIn(words: readonly string[]): (word: string) => boolean {
  const hasNumber = words.some((word) => /^\d/.test(word));
  return (word) => {
    const bare = word.replace(/[^\p{L}\p{N}']/gu, '');
    return bare === '' || filling.has(bare) || /^\d/.test(bare) || (hasNumber && monthName.test(bare));
  };
}
