import type { Asset } from '../../src/domain/asset.ts';
import { againCard, keptCard } from '../../src/teams/cards/again-card.ts';
import { approvalCard, type DecisionAround } from '../../src/teams/cards/approval-card.ts';
import { channelCard } from '../../src/teams/cards/channel-card.ts';
import { declareForm, emptyForm, formFor } from '../../src/teams/cards/declare-form.ts';
import { digestCard } from '../../src/teams/cards/digest-card.ts';
import { attachedCard, whichPurchaseCard } from '../../src/teams/cards/evidence-card.ts';
import { type Card, type CardContext, withProblem } from '../../src/teams/cards/parts.ts';
import { purchaserCard } from '../../src/teams/cards/purchaser-card.ts';
import { purchasesCard } from '../../src/teams/cards/purchases-card.ts';
import { surplusCard, surplusOwnerCard } from '../../src/teams/cards/surplus-card.ts';
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
  folded,
} from './builders.ts';

/** What the sample cards are made for. */
export const context: CardContext = {
  locale: 'en-GB',
  today: '2026-11-24',
  linkTo: (assetId) => `https://sightline.example/tab/register/${assetId}`,
};

/** Markdown, a link, a mention and HTML: what a card has to show as the characters that they are. */
export const attack = '**bold** [x](http://evil.example) <at>everyone</at> <script>alert(1)</script> ';

/** What people wrote or are called: as they would, or as someone would who means harm, in the longest that is let pass. */
type Texts = { name: string; department: string; product: string; costCentre: string; text: string; policy: string };
/** As people would. */
export const ordinary: Texts = {
  name: 'Alex Wilber',
  department: 'Finance',
  product: 'Acrobat Pro',
  costCentre: 'CC-4410',
  text: 'Board dashboards, every Monday',
  policy: 'Buy for work only what your team does not have already.',
};
/** As someone would who means harm, over and over again. */
export const filledWith = (pattern: string): Texts => {
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
/** Each kind of text that the cards are made with, by its name. */
export const kinds: [string, Texts][] = [
  ['ordinary text', ordinary],
  ['hostile text', filledWith(attack)],
  ['hostile text in Japanese', filledWith('購入の理由')],
  ['hostile text in emoji', filledWith('📊👩‍👩‍👧')],
  ['hostile text from right to left', filledWith('لوحات מחוונים ')],
  ['hostile text full of quotes and line breaks', filledWith('"\\\n')],
];

/** Around a decider's card: nothing else of the product, and a reader who may decide. */
export const asDecider: DecisionAround = {
  related: { purchaser: [], department: [] },
  deciders: ['Lee Gu'],
  canRead: true,
  canDecide: true,
  bar: null,
};

const soldByMicrosoft = anAsset().product;

/** Names of the functions that the cards here were made with. */
export const madeWith = new Set<string>();

const make = noting({
  againCard,
  approvalCard,
  attachedCard,
  channelCard,
  declareForm,
  digestCard,
  keptCard,
  purchaserCard,
  purchasesCard,
  surplusCard,
  surplusOwnerCard,
  whichPurchaseCard,
  withProblem,
});

/** The functions as they are, with a note of each that is called. */
function noting<Makers extends object>(makers: Makers): Makers {
  return new Proxy(makers, {
    get(target, name, receiver) {
      madeWith.add(String(name));
      return Reflect.get(target, name, receiver);
    },
  });
}

/** Every card in every state that it can be in, by a name that says which. */
export function cardsOf(texts: Texts): [string, Card][] {
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

  const more = folded(approved, [{ type: 'seats-changed', from: 3, to: 60 }]);
  const round = more.surplus?.since ?? 0;
  const moreAsked = folded(more, [{ type: 'asked-back', question: texts.text }]);
  const moreApproved = folded(more, [{ type: 'surplus-approved', seats: 57, comment: texts.text }]);
  const moreRejected = folded(more, [{ type: 'surplus-rejected', seats: 57, comment: texts.text }]);
  const trial = aDecidedAsset('approved', { ...said, isTrial: true });
  const paid = folded(trial, [{ type: 'trial-converted', forgetsPrice: true }]);
  const holding = { deciders: [texts.name, texts.name], canDeclare: true, canAnswer: true };

  const renewal = { decision: 'end', reason: texts.text, by: doer, at, renewsOn: '2026-12-20' } as const;
  const reminder = { renewsOn: '2026-12-20', daysBefore: 7 };

  const handedOver = { from: 'id-other', by: doer, at, comment: texts.text };
  const over = { ...seen, handedOver };
  const file = { hash: 'a'.repeat(64), fileName: texts.name, mediaType: 'application/pdf', bytes: 42 } as const;
  const evidence = Array.from({ length: 20 }, () => ({ ...file, kind: 'invoice', by: doer, at }) as const);
  const mine = { deciders: [texts.name, texts.name], standIn: null, near: [], canRenew: false, handedOver: null };
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
    ['purchaser, noticed', make.purchaserCard(seen, mine, context)],
    ['purchaser, trial', make.purchaserCard({ ...seen, isTrial: true }, mine, context)],
    [
      'purchaser, one seat of a listed product',
      make.purchaserCard({ ...seen, quantity: 1, product: soldByMicrosoft }, mine, context),
    ],
    ['purchaser, near to what they declared', make.purchaserCard(seen, { ...mine, near: [elsewhere] }, context)],
    ['purchaser, disowned', make.purchaserCard({ ...seen, isDisowned: true }, mine, context)],
    ['new owner, undeclared', make.purchaserCard(over, { ...standIn, handedOver: 'to-reader' }, context)],
    [
      'new owner, decided',
      make.purchaserCard({ ...approved, handedOver }, { ...standIn, handedOver: 'to-reader' }, context),
    ],
    ['former owner', make.purchaserCard(over, { ...mine, handedOver: 'by-reader' }, context)],
    [
      'former owner, who may no longer look',
      make.purchaserCard(
        over,
        { ...mine, standIn: { canRead: false, canDeclare: false }, handedOver: 'by-reader' },
        context,
      ),
    ],
    ['decider, with evidence', make.approvalCard({ ...declared, evidence }, some, context)],
    ['file, attached', make.attachedCard({ ...declared, evidence }, file, context)],
    ['file, asked about', make.whichPurchaseCard(file, 'invoice', Array<Asset>(20).fill(declared), context)],
    ['stand-in', make.purchaserCard(seen, standIn, context)],
    ['stand-in for nobody known', make.purchaserCard(nobody, standIn, context)],
    [
      'stand-in, no longer asked',
      make.purchaserCard(seen, { ...mine, standIn: { canRead: false, canDeclare: false } }, context),
    ],
    [
      'stand-in, no longer asked, who may read',
      make.purchaserCard(seen, { ...mine, standIn: { canRead: true, canDeclare: false } }, context),
    ],
    ['purchaser, waiting', make.purchaserCard(declared, mine, context)],
    ['purchaser, waiting for anyone', make.purchaserCard(declared, { ...mine, deciders: [] }, context)],
    ['purchaser, asked', make.purchaserCard({ ...declared, question }, mine, context)],
    ['purchaser, answered', make.purchaserCard({ ...declared, question: answered }, mine, context)],
    ['purchaser, approved', make.purchaserCard(approved, mine, context)],
    ['purchaser, rejected', make.purchaserCard(rejected, mine, context)],
    ['purchaser, retired', make.purchaserCard(retired, mine, context)],
    ['purchaser, reminded before declaring', make.purchaserCard({ ...seen, reminder }, renewing, context)],
    ['purchaser, reminded while waiting', make.purchaserCard({ ...declared, reminder }, renewing, context)],
    ['purchaser, reminded and asked', make.purchaserCard({ ...declared, question, reminder }, renewing, context)],
    ['purchaser, reminded of a trial', make.purchaserCard({ ...approved, isTrial: true, reminder }, renewing, context)],
    ['purchaser, reminded of what was rejected', make.purchaserCard({ ...rejected, reminder }, renewing, context)],
    ['purchaser, reminded, who may not decide', make.purchaserCard({ ...approved, reminder }, mine, context)],
    ['purchaser, letting it end', make.purchaserCard({ ...approved, reminder, renewal }, renewing, context)],
    [
      'purchaser, keeping it',
      make.purchaserCard({ ...approved, reminder, renewal: { ...renewal, decision: 'keep' } }, renewing, context),
    ],
    [
      'purchaser, renewal moved on',
      make.purchaserCard({ ...approved, renewsOn: '2027-12-20', reminder }, renewing, context),
    ],
    ['purchaser, ended and retired', make.purchaserCard({ ...retired, reminder, renewal }, renewing, context)],
    [
      'stand-in, no longer asked, reminded',
      make.purchaserCard({ ...seen, reminder }, { ...mine, standIn: { canRead: false, canDeclare: false } }, context),
    ],
    ['channel, reminded', make.channelCard({ ...declared, reminder }, [], context)],
    ['channel, reminded after the decision', make.channelCard({ ...approved, reminder }, [], context)],
    ['channel, let end', make.channelCard({ ...approved, renewal }, [], context)],
    ['decider, declared', make.approvalCard(declared, none, context)],
    ['decider, declared, bought elsewhere', make.approvalCard(elsewhere, some, context)],
    ['decider, no purchaser known', make.approvalCard({ ...declared, purchaser: null, owner: null }, none, context)],
    ['decider, asked', make.approvalCard({ ...declared, question }, none, context)],
    ['decider, answered', make.approvalCard({ ...declared, question: answered }, some, context)],
    ['decider, moved back to the start', make.approvalCard({ ...declared, status: 'detected' }, none, context)],
    ['decider, handed on to', make.approvalCard(handedOn, none, context)],
    ['decider, handed on', make.approvalCard(handedOn, { ...some, canDecide: false }, context)],
    [
      'decider, handed on without a word, long ago',
      make.approvalCard(
        aHandedOnAsset({ ...said, handedOn: { from: null, by: doer, at, comment: null } }),
        { ...some, canRead: false, canDecide: false },
        context,
      ),
    ],
    ['decider, no longer asked', make.approvalCard(declared, { ...some, canRead: false, canDecide: false }, context)],
    ['decider, no longer asked, who may read', make.approvalCard(declared, { ...some, canDecide: false }, context)],
    [
      'decider, no longer asked, decided since',
      make.approvalCard(approved, { ...some, canRead: false, canDecide: false }, context),
    ],
    ['decider, approved', make.approvalCard(approved, none, context)],
    ['decider, approved without a word', make.approvalCard(silent, none, context)],
    ['decider, rejected', make.approvalCard(rejected, none, context)],
    ['decider, retired', make.approvalCard({ ...approved, status: 'retired', retirement }, none, context)],
    ['decider, beyond', make.surplusCard(more, round, some, context)],
    ['decider, beyond, not theirs', make.surplusCard(more, round, { ...none, canDecide: false }, context)],
    ['decider, beyond, nobody’s', make.surplusCard(more, round, { ...none, deciders: [], canDecide: false }, context)],
    ['decider, beyond, barred', make.surplusCard(more, round, { ...none, canDecide: false, bar: 'namer' }, context)],
    ['decider, beyond, asked', make.surplusCard(moreAsked, round, none, context)],
    ['decider, beyond, approved', make.surplusCard(moreApproved, round, none, context)],
    ['decider, beyond, rejected', make.surplusCard(moreRejected, round, none, context)],
    ['decider, beyond, over', make.surplusCard(approved, round, none, context)],
    ['decider, beyond, no price yet', make.surplusCard(paid, paid.surplus?.since ?? 0, none, context)],
    ['owner, beyond', make.surplusOwnerCard(more, round, holding, context)],
    ['owner, beyond, nobody may decide', make.surplusOwnerCard(more, round, { ...holding, deciders: [] }, context)],
    ['owner, beyond, asked', make.surplusOwnerCard(moreAsked, round, holding, context)],
    ['owner, beyond, approved', make.surplusOwnerCard(moreApproved, round, holding, context)],
    ['owner, beyond, rejected', make.surplusOwnerCard(moreRejected, round, holding, context)],
    ['owner, beyond, over', make.surplusOwnerCard(approved, round, holding, context)],
    ['owner, no price yet', make.surplusOwnerCard(paid, paid.surplus?.since ?? 0, holding, context)],
    ['channel, beyond', make.channelCard(more, [texts.name], context)],
    ['channel, beyond, nobody may decide', make.channelCard(more, [], context)],
    ['channel, beyond, rejected', make.channelCard(moreRejected, [texts.name], context)],
    ['channel, no price yet', make.channelCard(paid, [texts.name], context)],
    ['decider, refused', make.withProblem(make.approvalCard(declared, none, context), texts.text)],
    ['channel, seen', make.channelCard(seen, [texts.name], context)],
    ['channel, nobody known', make.channelCard(nobody, [], context)],
    ['channel, all that can be wrong', make.channelCard(troubled, [], context)],
    ['channel, declared', make.channelCard(declared, [texts.name, texts.name], context)],
    ['channel, bought elsewhere', make.channelCard(elsewhere, [], context)],
    ['channel, asked', make.channelCard({ ...declared, question }, [texts.name], context)],
    ['channel, rejected', make.channelCard(rejected, [], context)],
    ['channel, retired', make.channelCard(retired, [], context)],
    ['form, empty', make.declareForm(about(null), emptyForm, null, context)],
    ['form, of what was said, refused', make.declareForm(about(null), form, texts.text.slice(0, 300), context)],
    ['form, of what was seen', make.declareForm(about(seen), formFor(seen, []), null, context)],
    [
      'form, of a trial',
      make.declareForm(about({ ...seen, isTrial: true }), formFor({ ...seen, isTrial: true }, []), null, context),
    ],
    ['form, of what was declared', make.declareForm(about(declared), formFor(declared, []), null, context)],
    ['form, of what was bought elsewhere', make.declareForm(about(elsewhere), formFor(elsewhere, []), null, context)],
    ['again', make.againCard(form, '01KB0000000000000000000000', Array(12).fill(declared), context)],
    [
      'again, dates not known',
      make.againCard(form, '01KB0000000000000000000000', [{ ...seen, purchasedOn: null }], context),
    ],
    ['again, near to one', make.againCard(form, '01KB0000000000000000000000', [seen], context)],
    [
      'again, near to one and declared before',
      make.againCard(form, '01KB0000000000000000000000', [declared, seen, ...Array(9).fill(seen)], context),
    ],
    ['kept', make.keptCard(context)],
    ['purchases, one', make.purchasesCard([seen], context)],
    ['purchases, many', make.purchasesCard([...Array(12).fill(seen), approved, troubled], context)],
    ['digest', make.digestCard(JSON.stringify({ total: 1_000_000, selfService: 12, central: 999_988 }), context)],
  ];
}
