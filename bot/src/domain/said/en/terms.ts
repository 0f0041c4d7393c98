import { type BillingTerm, billingTerms, monthsPerTerm } from '../../asset.ts';
import { type Span, understood } from '../text.ts';
import { licenceWords, peopleWords } from './words-of-trade.ts';

/** What stands around an amount. */
export type Qualified = {
  per: 'seat' | 'total' | null;
  times: number | null;
  billingTerm: BillingTerm | null;
  /** How far what follows belongs to it. */
  length: number;
};

const every = '(?:/ ?|per|an?|each|every|for an?|for one|for 1|p/)';
const terms: readonly (readonly [BillingTerm, string])[] = [
  ['monthly', `${every} ?(?:months?|mo|mth|mnth|m)|monthly|pcm|pm|p\\.m\\.|p/m|mthly`],
  ['yearly', `${every} ?(?:years?|yr|annum|y)|yearly|annual(?:ly)?|pa|p\\.a\\.|p/a|p/y`],
  ['quarterly', `${every} ?(?:quarter|qtr|(?:3|three)[ -]months?)|quarterly|(?:3|three)-monthly`],
  [
    'half-yearly',
    `${every} ?(?:half[- ]year|(?:6|six)[ -]months?)|half[- ]yearly|semi-?annual(?:ly)?|(?:6|six)-monthly`,
  ],
  ['two-yearly', `${every} ?(?:2|two)[ -]years?|(?:2|two)-yearly|biennial(?:ly)?`],
  ['three-yearly', `${every} ?(?:3|three)[ -]years?|(?:3|three)-yearly`],
  ['once', 'once|one[- ](?:off|time)|lifetime|perpetual'],
];

type Qualifier = BillingTerm | 'seat' | 'seat-month' | 'seat-year' | 'total' | 'tax' | 'nothing';

/** What may follow an amount; "billed" and taxes are passed over. */
const qualifiers = (
  [
    ['seat-month', 'pupm|p/u/p/m|ppm|pppm|pspm|pu/pm|pupcm|/?u(?:ser)?/mo?(?:nth)?'],
    ['seat-year', 'pupy|pupa|pspy|/?u(?:ser)?/y(?:r|ear)?'],
    ...terms,
    [
      'seat',
      '(?:for )?each(?: (?:one|seat|user|licen[cs]e))?|apiece|a piece|(?:/ ?|per|an?|p/|for each|for every|for one) ?(?:seat|user|licen[cs]e|person|head|member|copy|unit|lic|pop|account|employee|u)|pp|p\\.p\\.|pu|ea\\.?',
    ],
    [
      'total',
      '(?:in |as a )?total|altogether|all (?:in|together)|overall|combined|for (?:all|both)(?: (?:of them|\\d+))?|for the lot|in all|all up',
    ],
    [
      'tax',
      '(?:(?:incl(?:uding|\\.)?|excl(?:uding|\\.)?|ex\\.?|plus|\\+|with|without|before|after|inc\\.?) )?(?:vat|gst|(?:sales )?tax(?:es)?)',
    ],
    ['nothing', 'billed|paid|charged|and|plus|\\+|net|gross|only|just|flat|upfront|up front'],
  ] satisfies readonly (readonly [Qualifier, string])[]
).map(([kind, words]) => ({
  kind,
  pattern: new RegExp(
    `^[ ,(]*(?:${words})(?![\\p{L}\\d]|[ ,]*ago\\b| (?:commitment|contract|plan|subscription|billing|licen[cs]es?|basis)\\b)\\)?`,
    'iu',
  ),
}));

const seatsBehind = new RegExp(`^[ ,]*for (?:all |the )?\\d+ (?:\\w+ )?(?:${licenceWords}|${peopleWords})\\b`, 'i');
const factorBehind = /^ ?[x×] ?(\d{1,6})(?![\d.,]*\d)/i;
const seatAhead =
  /\b(?:each|apiece|unit price|(?:price )?per (?:seat|user|licen[cs]e|person)|a (?:seat|licen[cs]e) (?:is|costs?))(?: (?:costs?|costing|is|was|of|at|for))*:? ?$/i;
const totalAhead =
  /\b(?:total(?: price| cost| bill)?|altogether|overall|together|all in)(?: (?:of|is|was|at|for|comes to|came to|amount(?:s|ing) to))*:? ?$/i;

/** Reads what stands around an amount. The first of each kind counts. */
export function qualify(ahead: string, behind: string): Qualified {
  let per: Qualified['per'] = seatAhead.test(ahead) ? 'seat' : totalAhead.test(ahead) ? 'total' : null;
  let billingTerm: BillingTerm | null = null;
  const factor = factorBehind.exec(behind);
  let length = factor?.[0].length ?? 0;
  for (let read = length; ; ) {
    const rest = behind.slice(read);
    const next = qualifiers.flatMap(({ kind, pattern }) => {
      const found = pattern.exec(rest);
      return found ? [{ kind, found }] : [];
    })[0];
    if (!next) break;
    read += next.found[0].length;
    // "and" and "plus" belong to it only where a qualifier follows: else they begin something else.
    if (next.kind !== 'nothing') length = read;
    if (next.kind === 'seat' || next.kind === 'total') per ??= next.kind;
    else if (next.kind === 'seat-month' || next.kind === 'seat-year') {
      per ??= 'seat';
      billingTerm ??= next.kind === 'seat-month' ? 'monthly' : 'yearly';
    } else if (next.kind !== 'nothing' && next.kind !== 'tax') billingTerm ??= next.kind;
  }
  if (factor) per = 'seat';
  else if (seatsBehind.test(behind.slice(length))) per ??= 'total';
  return { per, times: factor ? Number(factor[1]) : null, billingTerm, length };
}

/** How often it is paid, told apart from the amount: "billed yearly". */
const billed = termsApart(
  (words) =>
    `\\b(?:bill(?:ed|ing)|pay(?:ing|ment)?|paid|charged|invoiced|renew(?:s|ed|ing)?)(?: (?:it|is|term|me|us))*:? (?:${words})(?!\\p{L})`,
);
/** What it is called: "a monthly subscription", "on an annual plan", "an annual Visio licence". */
const called = termsApart(
  (words) =>
    `\\b(?:${words}) (?:subscription|billing|licen[cs]e|payment|contract|commitment|fee|plan)s?(?!\\p{L})` +
    `|\\bon an? (?:${words}) (?:plan|basis)\\b|\\b(?:${words}) ${understood}`,
);

function termsApart(pattern: (words: string) => string) {
  return terms.map(([term, words]) => ({ term, pattern: new RegExp(pattern(words), 'iu') }));
}

/** The one term that is told apart from any amount: how it is billed before what it is called. Null where there are several. */
export function termApart(text: string): BillingTerm | null {
  for (const told of [billed, called]) {
    const [term, ...others] = told.flatMap((one) => (one.pattern.test(text) ? [one.term] : []));
    if (term) return others.length === 0 ? term : null;
  }
  return null;
}

const length = '(\\d{1,3}|an?)[ -]?(months?|mths?|mos|years?|yrs?|weeks?|days?|quarters?)';
/** "for 12 months", "2 years of", "a 30-day". */
const duration = new RegExp(
  `(?<![\\w.,-])(?:for (?:the )?(?:next |first |full |whole )?${length}(?! of)|${length}(?:'s?)? (?:worth )?(?:of|for|in advance|up ?front|prepaid)|(\\d{1,3})[ -](month|year|day|week))(?![\\w-]| ago\\b)`,
  'gi',
);

/** How long something is bought for. `term` is null where it is no term that is billed by. */
export type Duration = { term: BillingTerm | null; span: Span };

/** Lengths of time: they count no seats. */
export function durationsIn(text: string): Duration[] {
  return [...text.matchAll(duration)].map(({ 0: whole, index, ...parts }) => {
    const [count = '', unit = ''] = [parts[1] ?? parts[3] ?? parts[5], parts[2] ?? parts[4] ?? parts[6]];
    return {
      term: termOf(/^an?$/i.test(count) ? 1 : Number(count), unit.toLowerCase()),
      span: { start: index, end: index + whole.length },
    };
  });
}

function termOf(count: number, unit: string): BillingTerm | null {
  const months = /^y/.test(unit) ? count * 12 : /^m/.test(unit) ? count : null;
  return billingTerms.find((term) => term !== 'once' && monthsPerTerm[term] === months) ?? null;
}
