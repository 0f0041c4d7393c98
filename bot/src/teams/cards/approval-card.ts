import type { Asset } from '../../domain/asset.ts';
import type { Bar } from '../../domain/duties.ts';
import { formatDay } from '../../domain/format.ts';
import { wordsFor } from '../../domain/words/words.ts';
import { evidenceLine, othersLine, priceInFull, productLine, seenLine, summaryLine } from './asset-lines.ts';
import { decidedParts } from './decided-parts.ts';
import { askedParts, decisionButtons } from './decision-parts.ts';
import {
  actions,
  type Card,
  type CardContext,
  card,
  type Element,
  facts,
  heading,
  line,
  openLink,
  quote,
  shorten,
  title,
} from './parts.ts';

/** What else the purchaser and their department have of the product. */
export type Related = { purchaser: readonly Asset[]; department: readonly Asset[] };

/** What stands around a decision, and what the card's reader may still do about it. */
export type DecisionAround = {
  related: Related;
  /** Names of those who are asked to decide. */
  deciders: readonly string[];
  canRead: boolean;
  canDecide: boolean;
  /** What keeps the reader from deciding, where that is something of their own; null where it is not. */
  bar: Bar | null;
};

/** Names within a sentence. */
const mostOfNames = 200;

type Parts = { speak: string; body: Element[] };

/**
 * The decider's card: all that the decision needs, and its buttons; after the decision, how it ended; for a reader whose
 * decision it is no longer, whose it is.
 */
export function approvalCard(asset: Asset, around: DecisionAround, context: CardContext): Card {
  const parts = partsFor(asset, around, context);
  return card(context, { ...parts, fallback: wordsFor(context.locale).card.fallback });
}

function partsFor(asset: Asset, around: DecisionAround, context: CardContext): Parts {
  // How it ended, or what it is now, is not for someone whose it is no longer.
  if (!around.canRead) return moved(asset, around, context);
  if (asset.decision || asset.status === 'retired') return decidedParts(asset, context, false);
  if (asset.status === 'detected') return undeclared(asset, context);
  return around.canDecide ? open(asset, around.related, context) : moved(asset, around, context);
}

/** The decision is someone else's now: nothing to press, and a link for whoever may follow it. */
function moved(asset: Asset, { deciders, canRead, bar }: DecisionAround, context: CardContext): Parts {
  const words = wordsFor(context.locale).card;
  const { approval } = words;
  const { handedOn, manager } = asset;
  const product = productLine(asset);
  const named = (name: string) => shorten(name || words.waiting.someone, mostOfNames);
  const sentence =
    deciders.length === 0
      ? approval.nobodyTitle(product)
      : handedOn
        ? approval.handedOnTitle(product, named(manager?.displayName ?? ''), named(handedOn.by.displayName))
        : approval.movedTitle(product, named(deciders.join(', ')));
  return {
    speak: sentence,
    body: [
      heading(approval.movedHeading),
      title(sentence),
      ...(handedOn?.comment && canRead ? [quote(handedOn.comment)] : []),
      line(canRead && bar !== null ? wordsFor(context.locale).whyNot[bar] : approval.movedLead, { isSubtle: true }),
      ...(canRead ? [actions([openLink(words.open, context.linkTo(asset.id))])] : []),
    ],
  };
}

/** ITAM staff moved it back to the start: there is nothing to decide until it is declared again. */
function undeclared(asset: Asset, context: CardContext): Parts {
  const { channel, noticed, open: openWords } = wordsFor(context.locale).card;
  const sentence = channel.title(asset.purchaser?.displayName ?? channel.unknownPurchaser, productLine(asset));
  const waits = channel.waitsForDeclaration(asset.owner?.displayName ?? noticed.someone);
  return {
    speak: sentence,
    body: [
      heading(noticed.heading),
      title(sentence),
      line(summaryLine(asset, context.locale)),
      line(shorten(waits), { isSubtle: true }),
      actions([openLink(openWords, context.linkTo(asset.id))]),
    ],
  };
}

function open(asset: Asset, related: Related, context: CardContext): Parts {
  const { locale } = context;
  const words = wordsFor(locale).card;
  const { approval, fact } = words;
  const purchaser = asset.purchaser?.displayName ?? words.channel.unknownPurchaser;
  // Whoever owns it answers for it, and may have declared it in the purchaser's stead.
  const answerer = asset.owner?.displayName ?? purchaser;
  const sentence = approval.title(answerer, productLine(asset));
  const data = { assetId: asset.id, basis: asset.basis };
  const { question, handedOn } = asset;

  return {
    speak: sentence,
    body: [
      heading(approval.heading),
      title(sentence),
      line(priceInFull(asset, locale) ?? fact.unknown, { isBold: true }),
      ...(asset.reason === null ? [] : [quote(asset.reason)]),
      facts([
        [fact.purchaser, [purchaser, asset.purchaser?.department].filter(Boolean).join(', ')],
        [fact.product, `${asset.product.name}, ${asset.product.publisher}`],
        [fact.seats, String(asset.quantity)],
        [fact.costCentre, asset.costCentre],
        [fact.purchasedOn, asset.purchasedOn && formatDay(asset.purchasedOn, locale)],
        [fact.renewsOn, asset.renewsOn ? formatDay(asset.renewsOn, locale) : fact.never],
        [fact.seen, seenLine(asset, locale) ?? fact.elsewhere],
        [fact.evidence, evidenceLine(asset, locale)],
        [fact.alreadyTheirs, othersLine(related.purchaser, locale)],
        [fact.alreadyTeam, othersLine(related.department, locale)],
      ]),
      ...(handedOn ? [line(shorten(approval.handedOnBy(handedOn.by.displayName, handedOn.comment)))] : []),
      ...askedParts(question, answerer, locale),
      decisionButtons(asset, data, context),
    ],
  };
}
