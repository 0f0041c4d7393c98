import type { Asset } from '../../domain/asset.ts';
import { limits } from '../../domain/declare.ts';
import { formatDay } from '../../domain/format.ts';
import { wordsFor } from '../../domain/words/words.ts';
import { originLine, othersLine, priceInFull, productLine, reasonsLine } from './asset-lines.ts';
import { decidedParts } from './decided-parts.ts';
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
  reveal,
  textInput,
  title,
} from './parts.ts';

/** What else the purchaser and their department have of the product. */
export type Related = { purchaser: readonly Asset[]; department: readonly Asset[] };

/** The decider's card: all that the decision needs, and its buttons; after the decision, how it ended. */
export function approvalCard(asset: Asset, related: Related, context: CardContext): Card {
  const { locale } = context;
  const words = wordsFor(locale).card;
  const parts =
    asset.decision || asset.status === 'retired' ? decidedParts(asset, context, false) : open(asset, related, context);
  return card(context, { ...parts, fallback: words.fallback });
}

function open(asset: Asset, related: Related, context: CardContext): { speak: string; body: Element[] } {
  const { locale } = context;
  const words = wordsFor(locale).card;
  const { approval, fact } = words;
  const purchaser = asset.purchaser?.displayName ?? words.channel.unknownPurchaser;
  const sentence = approval.title(purchaser, productLine(asset));
  const data = { assetId: asset.id, basis: asset.basis };
  const missing = (field: string) => wordsFor(locale).refusals['text.missing']({ field }, locale);
  const { question } = asset;

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
        [fact.seen, asset.confidence ? `${originLine(asset, locale)} (${reasonsLine(asset, locale)})` : fact.elsewhere],
        [fact.alreadyTheirs, othersLine(related.purchaser, locale)],
        [fact.alreadyTeam, othersLine(related.department, locale)],
      ]),
      ...(question
        ? [
            line(approval.askedBy(question.by.displayName, question.question), { isSubtle: true }),
            question.answer === null
              ? line(approval.noAnswer, { isSubtle: true })
              : quote(approval.answered(purchaser, question.answer)),
          ]
        : []),
      actions([
        execute(approval.approve, 'purchase.approve', data, 'positive'),
        reveal(
          approval.reject,
          [
            textInput('comment', approval.rejectComment, {
              isMultiline: true,
              maxLength: limits.freeText,
              required: missing('comment'),
            }),
          ],
          execute(approval.rejectSend, 'purchase.reject', data, 'destructive'),
        ),
        reveal(
          approval.ask(purchaser),
          [
            textInput('question', approval.question(purchaser), {
              isMultiline: true,
              maxLength: limits.freeText,
              required: missing('question'),
            }),
          ],
          execute(approval.askSend, 'purchase.ask', data),
        ),
        openLink(words.open, context.linkTo(asset.id)),
      ]),
    ],
  };
}
