import {
  approvalOf,
  awaitsPrice,
  decidedIn,
  openQuestion,
  surplusOf,
  surplusPerTerm,
} from '../../domain/approval-scope.ts';
import type { Asset, Decided } from '../../domain/asset.ts';
import { limits } from '../../domain/declare.ts';
import { formatDay, formatInstant } from '../../domain/format.ts';
import { priceOfSeats } from '../../domain/lots.ts';
import { formatMoney, type Money } from '../../domain/money.ts';
import { wordsFor } from '../../domain/words/words.ts';
import type { DecisionAround } from './approval-card.ts';
import { evidenceLine, othersLine, priceInFull, productLine } from './asset-lines.ts';
import { decidedParts } from './decided-parts.ts';
import { askedParts, decisionButtons } from './decision-parts.ts';
import {
  actions,
  type Card,
  type CardContext,
  card,
  type Element,
  execute,
  facts,
  heading,
  line,
  openLink,
  quote,
  shorten,
  textInput,
  title,
} from './parts.ts';

type Parts = { speak: string; body: Element[] };

/** The card of someone who decides about what goes beyond an approval since an entry (`round`). */
export function surplusCard(asset: Asset, round: number, around: DecisionAround, context: CardContext): Card {
  const { fallback } = wordsFor(context.locale).card;
  const isOpen = asset.surplus?.since === round && asset.surplus.rejected === null && !awaitsPrice(asset);
  if (!isOpen) return card(context, { ...settled(asset, round, context, false), fallback });
  return card(context, { ...open(asset, round, around, context), fallback });
}

/** The owner's card of the same: what they have to say, what waits for whom, or how it ended and what is next. */
export function surplusOwnerCard(
  asset: Asset,
  round: number,
  around: { deciders: readonly string[]; canDeclare: boolean; canAnswer: boolean },
  context: CardContext,
): Card {
  const { fallback } = wordsFor(context.locale).card;
  const isUndecided = asset.surplus?.since === round && asset.surplus.rejected === null;
  const parts = !isUndecided
    ? settled(asset, round, context, true)
    : awaitsPrice(asset)
      ? pricing(asset, around.canDeclare, context)
      : waiting(asset, round, around, context);
  return card(context, { ...parts, fallback });
}

/** `57 more of Power BI Pro than was approved`, or what else goes beyond. */
export function surplusLine(asset: Asset, locale: string): string | null {
  const found = surplusOf(asset);
  if (!found) return null;
  const words = wordsFor(locale).card.surplus.what;
  const { name } = asset.product;
  if (found.seats > 0) return words.seats(found.seats, name);
  return (found.isPaidNow ? words.paid : found.isDearer ? words.dearer : words.term)(name);
}

function open(asset: Asset, round: number, around: DecisionAround, context: CardContext): Parts {
  const { locale, linkTo } = context;
  const words = wordsFor(locale).card;
  const { surplus, fact } = words;
  const sentence = surplus.title(surplusLine(asset, locale) ?? productLine(asset));
  const answerer = asset.owner?.displayName ?? asset.purchaser?.displayName ?? words.channel.unknownPurchaser;
  return {
    speak: sentence,
    body: [
      heading(surplus.heading),
      title(sentence),
      line(askedLine(asset, locale), { isBold: true }),
      line(approvedLine(asset, locale)),
      facts([
        [surplus.now, [words.line.seats(asset.quantity), priceInFull(asset, locale)].filter(Boolean).join(', ')],
        [fact.owner, [answerer, asset.owner?.department].filter(Boolean).join(', ')],
        [fact.reason, asset.reason],
        [fact.costCentre, asset.costCentre],
        [fact.renewsOn, asset.renewsOn ? formatDay(asset.renewsOn, locale) : fact.never],
        [fact.evidence, evidenceLine(asset, locale)],
        [fact.alreadyTheirs, othersLine(around.related.purchaser, locale)],
        [fact.alreadyTeam, othersLine(around.related.department, locale)],
      ]),
      ...askedParts(openQuestion(asset), answerer, locale),
      line(around.canDecide ? surplus.rejectLead : movedLead(around, locale), { isSubtle: true }),
      around.canDecide
        ? decisionButtons(asset, { assetId: asset.id, basis: asset.basis, round }, context)
        : actions([openLink(words.open, linkTo(asset.id))]),
    ],
  };
}

function movedLead({ bar, deciders }: DecisionAround, locale: string): string {
  const words = wordsFor(locale);
  if (bar !== null) return words.whyNot[bar];
  return deciders.length === 0
    ? words.card.waiting.leadNobody
    : shorten(words.card.surplus.decides(deciders.join(', ')));
}

/** `57 more for 1,140.00 USD a month`, or all of it where more than seats goes beyond. */
function askedLine(asset: Asset, locale: string): string {
  const words = wordsFor(locale);
  const found = surplusOf(asset);
  const money = priced(surplusPerTerm(asset), asset, locale) ?? words.card.fact.unknown;
  const isOfSeatsAlone = found && !found.isPaidNow && !found.isDearer && !found.isOtherTerm;
  return isOfSeatsAlone
    ? words.card.surplus.asked(found.seats, money)
    : words.card.surplus.askedAll(asset.quantity, priced(priceOfSeats(asset), asset, locale) ?? money);
}

/** Who approved what before, and when. */
function approvedLine(asset: Asset, locale: string): string {
  const words = wordsFor(locale).card.surplus;
  const approval = approvalOf(asset);
  if (!approval) return '';
  return shorten(
    words.approved(approval.by.displayName, formatInstant(approval.at, locale), scopeLine(approval, locale)),
  );
}

function scopeLine(scope: Decided, locale: string): string {
  const words = wordsFor(locale).card.line;
  const price = scope.isTrial ? words.trial : priced(priceOfSeats(scope), scope, locale);
  return [words.seats(scope.quantity), price].filter(Boolean).join(', ');
}

function priced(money: Money | null, { billingTerm }: Pick<Asset, 'billingTerm'>, locale: string): string | null {
  const words = wordsFor(locale);
  return money && billingTerm ? words.card.line.about(formatMoney(money, locale), words.term[billingTerm]) : null;
}

/** The owner of a trial that turned paid is asked what it costs. */
function pricing(asset: Asset, canDeclare: boolean, { locale, linkTo }: CardContext): Parts {
  const words = wordsFor(locale).card;
  const sentence = words.surplus.what.paid(asset.product.name);
  const button = canDeclare
    ? execute(words.noticed.declare, 'purchase.declare', { assetId: asset.id }, 'positive')
    : openLink(words.open, linkTo(asset.id));
  return {
    speak: sentence,
    body: [
      heading(words.surplus.priceHeading),
      title(sentence),
      line(approvedLine(asset, locale), { isSubtle: true }),
      line(words.surplus.priceLead),
      actions([button]),
    ],
  };
}

function waiting(
  asset: Asset,
  round: number,
  { deciders, canAnswer }: { deciders: readonly string[]; canAnswer: boolean },
  { locale, linkTo }: CardContext,
): Parts {
  const words = wordsFor(locale).card;
  const sentence = words.surplus.title(surplusLine(asset, locale) ?? productLine(asset));
  const question = openQuestion(asset);
  const about = [
    line(askedLine(asset, locale), { isBold: true }),
    line(approvedLine(asset, locale), { isSubtle: true }),
  ];
  if (question?.answer === null && canAnswer) {
    const asks = words.question.title(question.by.displayName, productLine(asset));
    return {
      speak: asks,
      body: [
        heading(words.question.heading),
        title(asks),
        ...about,
        quote(question.question),
        textInput('answer', words.question.answer, {
          isMultiline: true,
          maxLength: limits.freeText,
          isRequired: true,
          expects: wordsFor(locale).refusals['text.missing']({ field: 'answer' }, locale),
        }),
        actions([execute(words.question.send, 'purchase.answer', { assetId: asset.id, round }, 'positive')]),
      ],
    };
  }
  return {
    speak: sentence,
    body: [
      heading(words.surplus.heading),
      title(sentence),
      ...about,
      line(deciders.length === 0 ? words.waiting.leadNobody : shorten(words.surplus.waits(deciders.join(', ')))),
      ...(question?.answer ? [line(words.question.answered(question.answer), { isSubtle: true })] : []),
      actions([openLink(words.open, linkTo(asset.id))]),
    ],
  };
}

/** How it ended: decided, with what it was about then and what follows; or nothing goes beyond any more. */
function settled(asset: Asset, round: number, context: CardContext, isOwner: boolean): Parts {
  const { locale, linkTo } = context;
  const words = wordsFor(locale).card;
  const decided = decidedIn(asset, round);
  if (asset.status === 'retired') return decidedParts(asset, context, isOwner);
  const link = actions([openLink(words.open, linkTo(asset.id))]);
  if (!decided) {
    const isPriced = asset.surplus?.since === round && awaitsPrice(asset);
    const sentence = (isPriced ? words.surplus.pricedFirst : words.surplus.over)(productLine(asset));
    return {
      speak: sentence,
      body: [heading(words.surplus.heading), title(sentence), line(words.surplus.overLead, { isSubtle: true }), link],
    };
  }
  const before = earlierThan(asset, decided);
  const more = Math.max(0, decided.quantity - (before?.quantity ?? 0));
  const { name } = asset.product;
  const sentence = words.surplus.decided[decided.outcome](decided.by.displayName, more, name);
  const how = words.decided.when(formatInstant(decided.at, locale), decided.comment && shorten(decided.comment));
  return {
    speak: sentence,
    body: [
      heading(words.decided.heading[decided.outcome]),
      title(sentence),
      line(how),
      ...(before
        ? [
            line(
              words.surplus.stays[decided.outcome](
                scopeLine(decided.outcome === 'approved' ? decided : before, locale),
              ),
              { isSubtle: true },
            ),
          ]
        : []),
      ...(decided.outcome === 'rejected' ? [line(nextLine(asset, more, isOwner, locale))] : []),
      link,
    ],
  };
}

/** What stood approved when this was decided. */
function earlierThan({ decisions }: Asset, decided: Decided): Decided | null {
  return decisions.slice(0, decisions.indexOf(decided)).findLast(({ outcome }) => outcome === 'approved') ?? null;
}

/** Who has to do what now, and by when. */
function nextLine(asset: Asset, more: number, isOwner: boolean, locale: string): string {
  const words = wordsFor(locale).card.surplus.next;
  const by = asset.renewsOn && formatDay(asset.renewsOn, locale);
  if (!isOwner) return shorten(words.others(asset.owner?.displayName ?? wordsFor(locale).card.waiting.someone));
  return more > 0 ? words.seats(more, by) : words.all(by);
}
