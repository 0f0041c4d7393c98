import { describe, expect, it } from 'vitest';
import { faultsOf, partsOf, placesOf } from '../../../test/support/adaptive-card.ts';
import {
  acrobat,
  aDecidedAsset,
  aDeclaredAsset,
  aForm,
  aHandedOnAsset,
  anAsset,
  aPerson,
  aQuestion,
  aSubscription,
  at,
} from '../../../test/support/builders.ts';
import { textsOf } from '../../../test/support/fake-connector.ts';
import type { Asset } from '../../domain/asset.ts';
import { verbs } from '../verbs.ts';
import { againCard, keptCard } from './again-card.ts';
import { approvalCard, type DecisionAround } from './approval-card.ts';
import { channelCard } from './channel-card.ts';
import { declareForm, emptyForm, type FormValues, formFor, withListPrice } from './declare-form.ts';
import { digestCard } from './digest-card.ts';
import { attachedCard, whichPurchaseCard } from './evidence-card.ts';
import { type Card, type CardContext, withProblem } from './parts.ts';
import { purchaserCard } from './purchaser-card.ts';
import { purchasesCard } from './purchases-card.ts';

const context: CardContext = {
  locale: 'en-GB',
  today: '2026-11-24',
  linkTo: (assetId) => `https://sightline.example/tab/register/${assetId}`,
};

const attack = '**bold** [x](http://evil.example) <at>everyone</at> <script>alert(1)</script> ';

/** What people wrote or are called: as they would, or as someone would who means harm, in the longest that is let pass. */
type Texts = { name: string; department: string; product: string; costCentre: string; text: string; policy: string };
const ordinary: Texts = {
  name: 'Alex Wilber',
  department: 'Finance',
  product: 'Acrobat Pro',
  costCentre: 'CC-4410',
  text: 'Board dashboards, every Monday',
  policy: 'Buy for work only what your team does not have already.',
};
const filledWith = (pattern: string): Texts => {
  const long = (length: number) => `${attack}${pattern.repeat(length)}`.slice(0, length);
  return {
    name: long(1_000),
    department: long(256),
    product: long(120),
    costCentre: `${pattern}evil.example`.slice(-40),
    text: long(1_000),
    policy: pattern.repeat(4_000).slice(0, 4_000),
  };
};
const kinds: [string, Texts][] = [
  ['ordinary text', ordinary],
  ['hostile text', filledWith(attack)],
  ['hostile text in Japanese', filledWith('購入の理由')],
  ['hostile text in emoji', filledWith('📊👩‍👩‍👧')],
  ['hostile text from right to left', filledWith('لوحات מחוונים ')],
  ['hostile text full of quotes and line breaks', filledWith('"\\\n')],
];

/** Around a decider's card: nothing else of the product, and a reader who may decide. */
const asDecider: DecisionAround = {
  related: { purchaser: [], department: [] },
  deciders: ['Lee Gu'],
  canRead: true,
  canDecide: true,
  bar: null,
};

const soldByMicrosoft = anAsset().product;

/** Every card in every state that it can be in. */
function cardsOf(texts: Texts): [string, Card][] {
  const person = aPerson({ displayName: texts.name, department: texts.department });
  const other = { ...person, id: 'id-other' };
  const doer = { id: 'id-megan', displayName: texts.name };
  const around = {
    purchaser: person,
    owner: person,
    manager: other,
    product: { ...acrobat, name: texts.product, publisher: texts.product },
  };
  const said = { ...around, reason: texts.text, costCentre: texts.costCentre };
  const question = aQuestion({ question: texts.text, by: doer });
  const answered = { ...question, answer: texts.text, answeredAt: at };
  const decision = { by: doer, at, comment: texts.text };
  const retirement = { reason: texts.text, by: doer, at };

  const seen = anAsset(around);
  const declared = aDeclaredAsset(said);
  const elsewhere = aDeclaredAsset({ ...said, source: 'declaration', subscription: null, confidence: null });
  const approved = aDecidedAsset('approved', { ...said, decision: { ...decision, outcome: 'approved' } });
  const rejected = aDecidedAsset('rejected', { ...said, decision: { ...decision, outcome: 'rejected' } });
  const handedOn = aHandedOnAsset({ ...said, handedOn: { from: 'id-other', by: doer, at, comment: texts.text } });
  const silent = aDecidedAsset('approved', { ...said, decision: { ...decision, outcome: 'approved', comment: null } });
  const retired = anAsset({ ...around, status: 'retired', retirement });
  const nobody = anAsset({ ...around, purchaser: null, owner: null, manager: null });
  const troubled = anAsset({
    ...around,
    isDisowned: true,
    ownerGone: 'deleted',
    manager: null,
    isTrial: true,
    subscription: aSubscription({ status: 'Warning', isListed: false }),
    confidence: { level: 'low', score: 0, reasons: ['bought-through-partner', 'no-owner'] },
  });

  const renewal = { decision: 'end', reason: texts.text, by: doer, at, renewsOn: '2026-12-20' } as const;
  const reminder = { renewsOn: '2026-12-20', daysBefore: 7 };

  const handedOver = { from: 'id-other', by: doer, at, comment: texts.text };
  const over = { ...seen, handedOver };
  const file = { hash: 'a'.repeat(64), fileName: texts.name, mediaType: 'application/pdf', bytes: 42 } as const;
  const evidence = Array.from({ length: 20 }, () => ({ ...file, kind: 'invoice', by: doer, at }) as const);
  const mine = { deciders: [texts.name, texts.name], standIn: null, canRenew: false, handedOver: null };
  const renewing = { ...mine, canRenew: true };
  const standIn = { ...mine, standIn: { canRead: true, canDeclare: true } };
  const none = { ...asDecider, deciders: Array<string>(20).fill(texts.name) };
  const related = {
    purchaser: [declared, { ...declared, unitPrice: { minor: 5, currency: 'EUR' } }],
    department: [seen],
  };
  const some = { ...none, related };
  const settings = { policy: { version: '1', text: texts.policy }, priceBook: [] };
  const form = aForm({
    productName: texts.product,
    publisher: texts.product,
    costCentre: texts.costCentre,
    reason: texts.text,
    purchasedOn: texts.text,
    renewsOn: texts.text,
    billingTerm: texts.text,
    currency: texts.text,
    price: texts.text,
    quantity: texts.text,
  });
  const about = (asset: Asset | null) => ({ asset, declarationId: '01KB0000000000000000000000', settings });

  return [
    ['purchaser, noticed', purchaserCard(seen, mine, context)],
    ['purchaser, trial', purchaserCard({ ...seen, isTrial: true }, mine, context)],
    [
      'purchaser, one seat of a listed product',
      purchaserCard({ ...seen, quantity: 1, product: soldByMicrosoft }, mine, context),
    ],
    ['purchaser, disowned', purchaserCard({ ...seen, isDisowned: true }, mine, context)],
    ['new owner, undeclared', purchaserCard(over, { ...standIn, handedOver: 'to-reader' }, context)],
    [
      'new owner, decided',
      purchaserCard({ ...approved, handedOver }, { ...standIn, handedOver: 'to-reader' }, context),
    ],
    ['former owner', purchaserCard(over, { ...mine, handedOver: 'by-reader' }, context)],
    [
      'former owner, who may no longer look',
      purchaserCard(
        over,
        { ...mine, standIn: { canRead: false, canDeclare: false }, handedOver: 'by-reader' },
        context,
      ),
    ],
    ['decider, with evidence', approvalCard({ ...declared, evidence }, some, context)],
    ['file, attached', attachedCard({ ...declared, evidence }, file, context)],
    ['file, asked about', whichPurchaseCard(file, 'invoice', Array<Asset>(20).fill(declared), context)],
    ['stand-in', purchaserCard(seen, standIn, context)],
    ['stand-in for nobody known', purchaserCard(nobody, standIn, context)],
    [
      'stand-in, no longer asked',
      purchaserCard(seen, { ...mine, standIn: { canRead: false, canDeclare: false } }, context),
    ],
    [
      'stand-in, no longer asked, who may read',
      purchaserCard(seen, { ...mine, standIn: { canRead: true, canDeclare: false } }, context),
    ],
    ['purchaser, waiting', purchaserCard(declared, mine, context)],
    ['purchaser, waiting for anyone', purchaserCard(declared, { ...mine, deciders: [] }, context)],
    ['purchaser, asked', purchaserCard({ ...declared, question }, mine, context)],
    ['purchaser, answered', purchaserCard({ ...declared, question: answered }, mine, context)],
    ['purchaser, approved', purchaserCard(approved, mine, context)],
    ['purchaser, rejected', purchaserCard(rejected, mine, context)],
    ['purchaser, retired', purchaserCard(retired, mine, context)],
    ['purchaser, reminded before declaring', purchaserCard({ ...seen, reminder }, renewing, context)],
    ['purchaser, reminded while waiting', purchaserCard({ ...declared, reminder }, renewing, context)],
    ['purchaser, reminded and asked', purchaserCard({ ...declared, question, reminder }, renewing, context)],
    ['purchaser, reminded of a trial', purchaserCard({ ...approved, isTrial: true, reminder }, renewing, context)],
    ['purchaser, reminded of what was rejected', purchaserCard({ ...rejected, reminder }, renewing, context)],
    ['purchaser, reminded, who may not decide', purchaserCard({ ...approved, reminder }, mine, context)],
    ['purchaser, letting it end', purchaserCard({ ...approved, reminder, renewal }, renewing, context)],
    [
      'purchaser, keeping it',
      purchaserCard({ ...approved, reminder, renewal: { ...renewal, decision: 'keep' } }, renewing, context),
    ],
    [
      'purchaser, renewal moved on',
      purchaserCard({ ...approved, renewsOn: '2027-12-20', reminder }, renewing, context),
    ],
    ['purchaser, ended and retired', purchaserCard({ ...retired, reminder, renewal }, renewing, context)],
    [
      'stand-in, no longer asked, reminded',
      purchaserCard({ ...seen, reminder }, { ...mine, standIn: { canRead: false, canDeclare: false } }, context),
    ],
    ['channel, reminded', channelCard({ ...declared, reminder }, [], context)],
    ['channel, reminded after the decision', channelCard({ ...approved, reminder }, [], context)],
    ['channel, let end', channelCard({ ...approved, renewal }, [], context)],
    ['decider, declared', approvalCard(declared, none, context)],
    ['decider, declared, bought elsewhere', approvalCard(elsewhere, some, context)],
    ['decider, no purchaser known', approvalCard({ ...declared, purchaser: null, owner: null }, none, context)],
    ['decider, asked', approvalCard({ ...declared, question }, none, context)],
    ['decider, answered', approvalCard({ ...declared, question: answered }, some, context)],
    ['decider, moved back to the start', approvalCard({ ...declared, status: 'detected' }, none, context)],
    ['decider, handed on to', approvalCard(handedOn, none, context)],
    ['decider, handed on', approvalCard(handedOn, { ...some, canDecide: false }, context)],
    [
      'decider, handed on without a word, long ago',
      approvalCard(
        aHandedOnAsset({ ...said, handedOn: { from: null, by: doer, at, comment: null } }),
        { ...some, canRead: false, canDecide: false },
        context,
      ),
    ],
    ['decider, no longer asked', approvalCard(declared, { ...some, canRead: false, canDecide: false }, context)],
    ['decider, no longer asked, who may read', approvalCard(declared, { ...some, canDecide: false }, context)],
    [
      'decider, no longer asked, decided since',
      approvalCard(approved, { ...some, canRead: false, canDecide: false }, context),
    ],
    ['decider, approved', approvalCard(approved, none, context)],
    ['decider, approved without a word', approvalCard(silent, none, context)],
    ['decider, rejected', approvalCard(rejected, none, context)],
    ['decider, retired', approvalCard({ ...approved, status: 'retired', retirement }, none, context)],
    ['decider, refused', withProblem(approvalCard(declared, none, context), texts.text)],
    ['channel, seen', channelCard(seen, [texts.name], context)],
    ['channel, nobody known', channelCard(nobody, [], context)],
    ['channel, all that can be wrong', channelCard(troubled, [], context)],
    ['channel, declared', channelCard(declared, [texts.name, texts.name], context)],
    ['channel, bought elsewhere', channelCard(elsewhere, [], context)],
    ['channel, asked', channelCard({ ...declared, question }, [texts.name], context)],
    ['channel, rejected', channelCard(rejected, [], context)],
    ['channel, retired', channelCard(retired, [], context)],
    ['form, empty', declareForm(about(null), emptyForm, null, context)],
    ['form, of what was said, refused', declareForm(about(null), form, texts.text.slice(0, 300), context)],
    ['form, of what was seen', declareForm(about(seen), formFor(seen, []), null, context)],
    [
      'form, of a trial',
      declareForm(about({ ...seen, isTrial: true }), formFor({ ...seen, isTrial: true }, []), null, context),
    ],
    ['form, of what was declared', declareForm(about(declared), formFor(declared, []), null, context)],
    ['form, of what was bought elsewhere', declareForm(about(elsewhere), formFor(elsewhere, []), null, context)],
    ['again', againCard(form, '01KB0000000000000000000000', Array(12).fill(declared), context)],
    [
      'again, dates not known',
      againCard(form, '01KB0000000000000000000000', [{ ...seen, purchasedOn: null }], context),
    ],
    ['kept', keptCard(context)],
    ['purchases, one', purchasesCard([seen], context)],
    ['purchases, many', purchasesCard([...Array(12).fill(seen), approved, troubled], context)],
    ['digest', digestCard(JSON.stringify({ total: 1_000_000, selfService: 12, central: 999_988 }), context)],
  ];
}

describe.each(kinds)('every card, with %s', (_kind, texts) => {
  const cards = cardsOf(texts);

  it.each(cards)(
    'given %s, when shown, then it is a valid card of version 1.5 that clients of any age can use',
    (_name, card) => {
      expect(faultsOf(card)).toEqual([]);
    },
  );

  it.each(cards)('given %s, when shown, then it is smaller than 28 kB', (_name, card) => {
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(28_000);
  });

  it.each(cards)('given %s, when shown, then each of its buttons has an answer', (_name, card) => {
    const used = partsOf(card).flatMap(({ part }) => (part.type === 'Action.Execute' ? [part.verb] : []));
    expect(used.filter((verb) => !verbs.some((known) => known === verb))).toEqual([]);
  });
});

/**
 * Where people's words may stand: where clients show them as they are. A TextBlock reads Markdown, so it is not among them.
 */
const harmlessPlaces = new Set([
  'TextRun.text',
  'AdaptiveCard.speak',
  'Input.Text.value',
  'Input.Text.label',
  'Action.ShowCard.title',
  'Action.Execute.data',
  'Action.Submit.data',
]);

describe('people’s words on cards', () => {
  const cards = cardsOf(filledWith(attack));

  it.each(cards)(
    'given %s, when they hold Markdown, HTML and mentions, then nothing reads them as such',
    (_name, card) => {
      expect(
        ['**', 'evil.example', '<at>', '<script>']
          .flatMap((mark) => placesOf(card, mark))
          .filter((place) => !harmlessPlaces.has(place)),
      ).toEqual([]);
    },
  );

  it('given all cards together, when looked through, then those words are there at all', () => {
    const places = new Set(cards.flatMap(([, card]) => placesOf(card, '<script>')));
    expect([...places].sort()).toContain('TextRun.text');
    expect(places.size).toBeGreaterThan(4);
  });

  it('given a card with them in a TextBlock, when looked through, then that would be seen', () => {
    const wrong = { type: 'AdaptiveCard', body: [{ type: 'TextBlock', text: attack }] };
    expect(placesOf(wrong, '<at>')).toEqual(['TextBlock.text']);
  });
});

describe('the check of cards itself', () => {
  const [, good] = cardsOf(ordinary)[0] ?? [];

  it.each<[string, unknown]>([
    ['an unknown element', { type: 'Table', rows: [] }],
    ['an unknown property', { type: 'TextBlock', text: 'x', wrap: true, markdown: false }],
    ['an input without a label', { type: 'Input.Text', id: 'a', value: '', maxLength: 10 }],
    [
      'a required input without a message',
      { type: 'Input.Text', id: 'a', label: 'A', value: '', maxLength: 10, isRequired: true },
    ],
    ['a date that is none', { type: 'Input.Date', id: 'a', label: 'A', value: 'soon' }],
    [
      'a button without a fallback',
      { type: 'ActionSet', actions: [{ type: 'Action.Execute', title: 'x', verb: 'v', data: {} }] },
    ],
    [
      'a fallback that sends something else',
      {
        type: 'ActionSet',
        actions: [
          {
            type: 'Action.Execute',
            title: 'x',
            verb: 'v',
            data: { assetId: 'a' },
            fallback: { type: 'Action.Submit', title: 'x', data: { verb: 'v' } },
          },
        ],
      },
    ],
    ['a button outside of a set', { type: 'Action.OpenUrl', title: 'x', url: 'https://sightline.example' }],
  ])('given a card with %s, when checked, then it is found', (_what, element) => {
    const body = Array.isArray(good?.body) ? good.body : [];
    expect(faultsOf({ ...good, body: [...body, element] })).not.toEqual([]);
  });

  it.each(['speak', 'version', 'fallbackText'])('given a card without %s, when checked, then it is found', (key) => {
    expect(faultsOf({ ...good, [key]: undefined })).not.toEqual([]);
  });
});

describe('which buttons a card has', () => {
  const verbsOf = (card: Card) =>
    partsOf(card).flatMap(({ part }) => (part.type === 'Action.Execute' ? [String(part.verb)] : []));
  const byName = new Map(cardsOf(ordinary));

  it.each<[string, string[]]>([
    ['purchaser, noticed', ['purchase.declare', 'purchase.disown']],
    ['purchaser, disowned', ['purchase.declare']],
    ['stand-in', ['purchase.declare']],
    ['stand-in, no longer asked', []],
    ['stand-in, no longer asked, who may read', []],
    ['purchaser, waiting', []],
    ['purchaser, asked', ['purchase.answer']],
    ['purchaser, answered', []],
    ['purchaser, approved', []],
    ['purchaser, rejected', []],
    ['purchaser, retired', []],
    [
      'purchaser, reminded before declaring',
      ['purchase.renew-keep', 'purchase.renew-end', 'purchase.declare', 'purchase.disown'],
    ],
    ['purchaser, reminded while waiting', ['purchase.renew-keep', 'purchase.renew-end']],
    ['purchaser, reminded and asked', ['purchase.answer']],
    ['purchaser, reminded of what was rejected', ['purchase.renew-end']],
    ['purchaser, reminded, who may not decide', []],
    ['purchaser, letting it end', ['purchase.renew-keep']],
    ['purchaser, keeping it', ['purchase.renew-end']],
    ['purchaser, renewal moved on', []],
    ['purchaser, ended and retired', []],
    ['stand-in, no longer asked, reminded', []],
    ['channel, reminded', []],
    ['decider, declared', ['purchase.approve', 'purchase.reject', 'purchase.ask', 'purchase.hand-on']],
    ['decider, handed on to', ['purchase.approve', 'purchase.reject', 'purchase.ask', 'purchase.hand-on']],
    ['decider, handed on', []],
    ['decider, moved back to the start', []],
    ['decider, no longer asked', []],
    ['decider, no longer asked, who may read', []],
    ['decider, no longer asked, decided since', []],
    ['decider, approved', []],
    ['decider, rejected', []],
    ['decider, retired', []],
    ['channel, seen', []],
    ['channel, declared', []],
    ['form, empty', ['purchase.submit']],
    ['again', ['purchase.submit', 'purchase.keep']],
    ['kept', []],
    ['purchases, one', ['purchase.declare']],
    ['digest', []],
  ])('given %s, when shown, then its buttons are %j', (name, expected) => {
    expect(verbsOf(byName.get(name) as Card)).toEqual(expected);
  });

  it.each(['stand-in, no longer asked', 'decider, no longer asked', 'decider, no longer asked, decided since'])(
    'given %s, when shown, then it leads nowhere that its reader may not go',
    (name) => {
      const linksOf = (one: string) => partsOf(byName.get(one)).filter(({ part }) => part.type === 'Action.OpenUrl');
      expect(linksOf(name)).toEqual([]);
      expect(linksOf('decider, no longer asked, who may read')).toHaveLength(1);
    },
  );

  it('given a decider’s card, when pressed, then it says which purchase it is and which state it showed', () => {
    const card = approvalCard(aDeclaredAsset({ basis: 7 }), asDecider, context);
    const sent = partsOf(card).flatMap(({ part }) => (part.type === 'Action.Execute' ? [part.data] : []));
    expect(sent).toEqual(Array(4).fill({ assetId: 'sub-1', basis: 7 }));
  });
});

describe('what a card says', () => {
  const thousand = `${'why '.repeat(249)}end!`;

  it('given a reason, a question and an answer as long as may be, when shown, then none of them is cut', () => {
    const asset = aDeclaredAsset({ reason: thousand, question: aQuestion({ question: thousand, answer: thousand }) });
    const shown = textsOf(approvalCard(asset, asDecider, context));
    expect(shown.split('end!')).toHaveLength(4);
    expect(shown).not.toContain('…”');
  });

  it('given a purchase that someone declared in the purchaser’s stead, when shown, then it is them who ask and are asked', () => {
    const asset = aDeclaredAsset({ owner: aPerson({ id: 'id-debra', displayName: 'Debra Berger' }) });
    const shown = textsOf(approvalCard(asset, asDecider, context));
    expect(shown).toContain('Debra Berger asks you to approve');
    expect(shown).toContain('Ask Debra Berger …');
    expect(shown).toContain('Alex Wilber, Finance');
  });

  it('given a decision that is someone else’s now, when shown, then it says whose, and not what it is about', () => {
    const around = { ...asDecider, canRead: false, canDecide: false };
    for (const asset of [aDeclaredAsset(), aDecidedAsset('rejected'), anAsset()]) {
      const shown = textsOf(approvalCard(asset, around, context));
      expect(shown).toContain('moved to Lee Gu');
      expect(shown).not.toMatch(/Board dashboards|CC-4410|For this quarter|Rejected/);
    }
  });

  it('given a decision that was handed on, when shown to either, then it says by whom, to whom and why', () => {
    const received = textsOf(approvalCard(aHandedOnAsset(), asDecider, context));
    expect(received).toContain('Megan Bowen handed this on to you: “I am away”');
    const around = { ...asDecider, deciders: ['Debra Berger'], canDecide: false };
    const given = textsOf(approvalCard(aHandedOnAsset(), around, context));
    expect(given).toContain('was handed on to Debra Berger by Megan Bowen');
    expect(given).toContain('“I am away”');
    expect(textsOf(approvalCard(aHandedOnAsset(), { ...around, canRead: false }, context))).not.toContain('I am away');
  });

  it('given a hand-over, when shown, then the new owner reads from whom, and the former one where it went', () => {
    const around = { deciders: [], standIn: { canRead: true, canDeclare: true }, canRenew: false };
    const by = { id: 'id-alex', displayName: 'Alex Wilber' };
    const asset = anAsset({
      owner: aPerson({ id: 'id-debra', displayName: 'Debra Berger' }),
      handedOver: { from: 'id-alex', by, at, comment: 'I move to Sales' },
    });
    const received = textsOf(purchaserCard(asset, { ...around, handedOver: 'to-reader' }, context));
    expect(received).toContain('Alex Wilber handed it over to you: “I move to Sales”');
    expect(received).not.toContain('They can’t answer here themselves');
    const given = textsOf(purchaserCard(asset, { ...around, standIn: null, handedOver: 'by-reader' }, context));
    expect(given).toContain('3 × Power BI Pro was handed over to Debra Berger');
    expect(given).not.toContain('Declare it');
  });

  const asOwner = { deciders: [], standIn: null, canRenew: true, handedOver: null };
  const reminder = { renewsOn: '2026-12-20', daysBefore: 7 };
  const by = { id: 'id-alex', displayName: 'Alex Wilber' };
  const end = { decision: 'end', reason: 'Nobody opens it', by, at, renewsOn: '2026-12-20' } as const;

  it.each<[string, Partial<Asset>, string]>([
    ['with its cost', {}, '3 × Power BI Pro renews on 20 December 2026 for 42.00 USD'],
    ['without a cost that nobody knows', { unitPrice: null }, '3 × Power BI Pro renews on 20 December 2026\n'],
    ['of a trial', { isTrial: true }, 'The trial of 3 × Power BI Pro ends on 20 December 2026 and may turn paid then'],
  ])('given a reminder, when shown, then the renewal stands there %s', (_how, over, sentence) => {
    const shown = textsOf(purchaserCard(aDeclaredAsset({ reminder, ...over }), asOwner, context));
    expect(`${shown}\n`).toContain(sentence);
  });

  it.each<[string, Partial<Asset>, string]>([
    ['in the admin center', {}, 'admin.microsoft.com'],
    [
      'through the purchaser, where someone else owns it',
      { owner: aPerson({ id: 'id-debra' }) },
      'please ask Alex Wilber or ITAM staff',
    ],
    [
      'where it was bought, for another publisher',
      { product: acrobat },
      'where it was bought, before 20 December 2026',
    ],
  ])('given that it is to end, when shown, then it says how that is done: %s', (_how, over, sentence) => {
    const shown = textsOf(purchaserCard(aDecidedAsset('approved', { renewal: end, ...over }), asOwner, context));
    expect(shown).toContain('Alex Wilber lets it end on 20 December 2026');
    expect(shown).toContain('“Nobody opens it”');
    expect(shown).toContain(sentence);
  });

  it('given a reminder or a decision, when the channel’s card is shown, then it says so', () => {
    expect(textsOf(channelCard(aDeclaredAsset({ reminder }), [], context))).toContain('Nobody has decided yet');
    expect(textsOf(channelCard(aDeclaredAsset({ reminder, renewal: end }), [], context))).toContain(
      '“Nobody opens it”',
    );
  });

  it('given other purchases in two currencies, when shown, then the sums stay apart', () => {
    const dollars = aDeclaredAsset({ quantity: 2 });
    const euros = aDeclaredAsset({ quantity: 1, unitPrice: { minor: 1_000, currency: 'EUR' } });
    const shown = textsOf(
      approvalCard(
        aDeclaredAsset(),
        { ...asDecider, related: { purchaser: [dollars, euros], department: [] } },
        context,
      ),
    );
    expect(shown).toContain('2 other purchases, 3 seats, 28.00 USD a month, 10.00 EUR a month');
  });

  it.each<[string, Asset, string[]]>([
    ['seen', anAsset(), ['acceptsPolicy', 'billingTerm', 'costCentre', 'currency', 'price', 'reason']],
    [
      'seen without dates',
      anAsset({ purchasedOn: null, renewsOn: null }),
      ['acceptsPolicy', 'billingTerm', 'costCentre', 'currency', 'price', 'purchasedOn', 'reason', 'renewsOn'],
    ],
  ])(
    'given a purchase that was %s, when declared, then only what Microsoft did not say is asked',
    (_what, asset, ids) => {
      const form = declareForm(
        { asset, declarationId: 'x', settings: { policy: { version: '1', text: 'x' }, priceBook: [] } },
        formFor(asset, []),
        null,
        context,
      );
      const asked = partsOf(form).flatMap(({ part }) =>
        String(part.type).startsWith('Input.') ? [String(part.id)] : [],
      );
      expect(asked.sort()).toEqual(ids);
    },
  );

  describe('the list price', () => {
    const hint = 'This is the list price from your organisation’s price book';
    const monthly = {
      product: 'Power BI Pro',
      billingTerm: 'monthly',
      unitPrice: { minor: 900, currency: 'EUR' },
    } as const;
    const settings = { policy: { version: '1', text: 'x' }, priceBook: [monthly] };
    const shown = (asset: Asset | null, values: FormValues) =>
      textsOf(declareForm({ asset, declarationId: 'x', settings }, values, null, context));

    it('given one in the price book, when a purchase is declared, then it starts with it and says what it is', () => {
      const values = formFor(anAsset(), [monthly]);
      expect(values).toMatchObject({ price: '9.00', currency: 'EUR', billingTerm: 'monthly' });
      expect(shown(anAsset(), values)).toContain(hint);
      expect(shown(anAsset(), { ...values, price: '8.00' })).not.toContain(hint);
    });

    it('given a price that is known, or a trial, when it is declared, then the list price is not asked', () => {
      const known = anAsset({ unitPrice: { minor: 500, currency: 'USD' } });
      expect(formFor(known, [monthly])).toMatchObject({ price: '5.00', currency: 'USD' });
      expect(formFor(anAsset({ isTrial: true }), [monthly])).toMatchObject({ price: '0.00' });
    });

    it('given a purchase told without its price, then it stands in the form; a price that was told stays', () => {
      const told = { ...emptyForm, productName: 'Power BI Pro' };
      expect(withListPrice(told, [monthly])).toMatchObject({ price: '9.00', currency: 'EUR', billingTerm: 'monthly' });
      expect(withListPrice({ ...told, price: '7' }, [monthly])).toMatchObject({ price: '7', currency: 'USD' });
      expect(withListPrice({ ...told, billingTerm: 'once' }, [monthly])).toMatchObject({ price: '' });
      expect(withListPrice(emptyForm, [monthly])).toEqual(emptyForm);
      expect(shown(null, withListPrice(told, [monthly]))).toContain(hint);
    });
  });

  it('given a form padded with 100,000 spaces, when asked about again, then the card carries the words alone', () => {
    const padded = aForm({ reason: `why${' '.repeat(100_000)}`, productName: `Acrobat${' '.repeat(100_000)}Pro` });
    const card = againCard(padded, '01KB0000000000000000000000', [aDeclaredAsset()], context);
    const sent = partsOf(card).find(({ part }) => part.verb === 'purchase.submit')?.part.data;
    expect(sent).toMatchObject({ isAnother: true, form: { reason: 'why', productName: 'Acrobat Pro' } });
  });
});
