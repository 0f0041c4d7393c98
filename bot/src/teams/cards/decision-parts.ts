import type { Asset } from '../../domain/asset.ts';
import { limits } from '../../domain/declare.ts';
import { wordsFor } from '../../domain/words/words.ts';
import {
  actions,
  type CardContext,
  type Element,
  execute,
  line,
  openLink,
  quote,
  reveal,
  shorten,
  textInput,
} from './parts.ts';

/** Names in buttons and labels, which stand on one line. */
const mostOfName = 40;
/** Longer than any address that Entra lets people sign in with. */
const mostOfAddress = 200;

/** What was asked about a purchase, and what was answered; nothing where nobody asked. */
export function askedParts(question: Asset['question'], answerer: string, locale: string): Element[] {
  if (!question) return [];
  const { approval } = wordsFor(locale).card;
  return [
    line(shorten(approval.askedBy(question.by.displayName, question.question)), { isSubtle: true }),
    question.answer === null
      ? line(approval.noAnswer, { isSubtle: true })
      : quote(approval.answered(answerer, question.answer)),
  ];
}

/** All that can be decided, and the way to the purchase. `data`: what each of the buttons says it is about. */
export function decisionButtons(asset: Asset, data: Record<string, unknown>, context: CardContext): Element {
  const { locale } = context;
  const words = wordsFor(locale).card;
  const { approval } = words;
  const answerer = asset.owner?.displayName ?? asset.purchaser?.displayName ?? words.channel.unknownPurchaser;
  const missing = (field: string) => wordsFor(locale).refusals['text.missing']({ field }, locale);
  return actions([
    execute(approval.approve, 'purchase.approve', data, 'positive'),
    reveal(
      approval.reject,
      [
        textInput('comment', approval.rejectComment, {
          isMultiline: true,
          maxLength: limits.freeText,
          isRequired: true,
          expects: missing('comment'),
        }),
      ],
      execute(approval.rejectSend, 'purchase.reject', data, 'destructive'),
    ),
    reveal(
      approval.ask(shorten(answerer, mostOfName)),
      [
        textInput('question', approval.question(shorten(answerer, mostOfName)), {
          isMultiline: true,
          maxLength: limits.freeText,
          isRequired: true,
          expects: missing('question'),
        }),
      ],
      execute(approval.askSend, 'purchase.ask', data),
    ),
    reveal(
      approval.handOn,
      [
        textInput('to', approval.handOnTo, {
          maxLength: mostOfAddress,
          placeholder: approval.handOnPlaceholder,
          isRequired: true,
          expects: wordsFor(locale).refusals['hand-on.missing']({}, locale),
        }),
        textInput('handOnComment', approval.handOnComment, {
          isMultiline: true,
          maxLength: limits.freeText,
          expects: approval.handOnCommentExpects(limits.freeText),
        }),
      ],
      execute(approval.handOnSend, 'purchase.hand-on', data),
    ),
    openLink(words.open, context.linkTo(asset.id)),
  ]);
}
