import type { Asset } from '../../domain/asset.ts';
import { limits } from '../../domain/declare.ts';
import { discovery } from '../../domain/entry.ts';
import { formatDay } from '../../domain/format.ts';
import { wordsFor } from '../../domain/words/words.ts';
import { productLine, summaryLine } from './asset-lines.ts';
import { decidedParts } from './decided-parts.ts';
import {
  actions,
  type Card,
  type CardContext,
  card,
  type Element,
  execute,
  heading,
  line,
  openLink,
  quote,
  shorten,
  textInput,
  title,
} from './parts.ts';
import { withRenewal } from './renewal-parts.ts';

/** Around the purchase: names of those who decide; where the reader stands in for the purchaser, what they may still do. */
export type PurchaserAround = {
  deciders: readonly string[];
  standIn: { canRead: boolean; canDeclare: boolean } | null;
  /** What the reader declared that this purchase, which Microsoft shows, may be. */
  near: readonly Asset[];
  /** The reader may decide about the renewal. */
  canRenew: boolean;
  /** It was handed over: to the reader, or by them to someone else; null where it was not, or is nothing to them. */
  handedOver: 'to-reader' | 'by-reader' | null;
};

/** The purchaser's card of an asset, as it stands now: noticed, waiting, asked, decided or retired. */
export function purchaserCard(asset: Asset, around: PurchaserAround, context: CardContext): Card {
  const words = wordsFor(context.locale).card;
  if (around.handedOver === 'by-reader')
    return card(context, { ...handedOver(asset, around, context), fallback: words.fallback });
  const parts = withHandOver(partsFor(asset, around, context), asset, around, context);
  // Whoever was asked to stand in and is no longer sees no more of the purchase than that.
  const isOver = around.standIn?.canRead === false;
  const { speak, body } = isOver ? parts : withRenewal(parts, asset, around.canRenew, context);
  return card(context, { speak, fallback: words.fallback, body });
}

type Parts = { speak: string; body: Element[] };

/** The former owner's card: where the purchase went. */
function handedOver(asset: Asset, { standIn }: PurchaserAround, { locale, linkTo }: CardContext): Parts {
  const words = wordsFor(locale).card;
  const owner = shorten(asset.owner?.displayName || words.handedOver.someone, mostOfName);
  const sentence = words.handedOver.title(productLine(asset), owner);
  return {
    speak: sentence,
    body: [
      heading(words.handedOver.heading),
      title(sentence),
      ...(asset.handedOver?.comment ? [quote(asset.handedOver.comment)] : []),
      line(words.handedOver.lead(owner), { isSubtle: true }),
      // Whoever owned it for a while, and never bought it, may no longer look.
      ...(standIn?.canRead === false ? [] : [actions([openLink(words.open, linkTo(asset.id))])]),
    ],
  };
}

/** For the new owner, how the purchase came to them stands below what it is about. */
function withHandOver(parts: Parts, asset: Asset, around: PurchaserAround, { locale }: CardContext): Parts {
  if (around.handedOver === null || !asset.handedOver) return parts;
  const { by, comment } = asset.handedOver;
  const [first, second, ...rest] = parts.body;
  const words = wordsFor(locale).card.handedOver;
  const said = line(shorten(by.id === discovery.id ? words.atMicrosoft : words.toYou(by.displayName, comment)));
  return { ...parts, body: [first, second, said, ...rest].filter((element) => element !== undefined) };
}

/** Names within a sentence. */
const mostOfName = 200;

function partsFor(asset: Asset, around: PurchaserAround, context: CardContext): Parts {
  const { locale } = context;
  const words = wordsFor(locale).card;
  const product = productLine(asset);
  const about = line(summaryLine(asset, locale), { isSubtle: true });

  if (asset.status === 'retired' || asset.decision) return decidedParts(asset, context, true);
  if (asset.status === 'detected') return noticed(asset, around, context);

  const open = asset.question !== null && asset.question.answer === null;
  if (asset.question && open) {
    const sentence = words.question.title(asset.question.by.displayName, product);
    return {
      speak: sentence,
      body: [
        heading(words.question.heading),
        title(sentence),
        about,
        quote(asset.question.question),
        textInput('answer', words.question.answer, {
          isMultiline: true,
          maxLength: limits.freeText,
          isRequired: true,
          expects: wordsFor(locale).refusals['text.missing']({ field: 'answer' }, locale),
        }),
        actions([execute(words.question.send, 'purchase.answer', { assetId: asset.id }, 'positive')]),
      ],
    };
  }
  const sentence = words.waiting.title(product);
  return {
    speak: sentence,
    body: [
      heading(words.waiting.heading),
      title(sentence),
      about,
      line(
        around.deciders.length === 0
          ? words.waiting.leadNobody
          : shorten(words.waiting.lead(around.deciders.join(', '))),
      ),
      ...(asset.question?.answer ? [line(words.question.answered(asset.question.answer), { isSubtle: true })] : []),
    ],
  };
}

function noticed(asset: Asset, { standIn, handedOver, near }: PurchaserAround, context: CardContext): Parts {
  const { locale } = context;
  const words = wordsFor(locale).card;
  const { noticed: said } = words;
  const product = productLine(asset);
  const sentence = standIn
    ? said.standInTitle(asset.purchaser?.displayName ?? said.someone, product)
    : asset.isTrial
      ? said.trialTitle(product)
      : said.title(product);
  const data = { assetId: asset.id };
  const body = [heading(said.heading), title(sentence), line(summaryLine(asset, locale), { isSubtle: true })];

  const open = openLink(words.open, context.linkTo(asset.id));

  if (standIn && !standIn.canDeclare) {
    const rest = standIn.canRead ? [actions([open])] : [];
    return { speak: said.standInOver, body: [...body, line(said.standInOver), ...rest] };
  }
  if (asset.isDisowned && !standIn) {
    return {
      speak: said.disowned,
      body: [...body, line(said.disowned), actions([execute(said.undo, 'purchase.declare', data)])],
    };
  }
  const [declared] = near;
  const day = declared?.purchasedOn ? formatDay(declared.purchasedOn, locale) : words.fact.unknown;
  const asks = declared ? [line(shorten(said.near(productLine(declared), day)), { isBold: true })] : [];
  const buttons = [
    ...(declared ? [execute(said.join, 'purchase.join', { ...data, declaredId: declared.id })] : []),
    execute(said.declare, 'purchase.declare', data, 'positive'),
    standIn ? open : execute(said.notMe, 'purchase.disown', data),
  ];
  const asked = asset.asked ? [line(shorten(said.asked(asset.asked.by.displayName, asset.asked.reason)))] : [];
  const lead = handedOver ? said.handedOverLead : standIn ? said.standInLead : said.lead;
  return { speak: sentence, body: [...body, ...asked, line(lead), ...asks, actions(buttons)] };
}
