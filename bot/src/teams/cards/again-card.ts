import type { Asset } from '../../domain/asset.ts';
import { type DeclarationInput, limits } from '../../domain/declare.ts';
import { formatDay } from '../../domain/format.ts';
import { wordsFor } from '../../domain/words/words.ts';
import { actions, type Card, type CardContext, card, execute, heading, line, shorten, title } from './parts.ts';

/** Longer than any number, date or term that the rules let pass. */
const mostOfNumber = 40;

/** Asks whether a declaration is about a purchase that the person declared before. It carries the whole form along. */
export function againCard(
  form: DeclarationInput,
  declarationId: string,
  existing: readonly Asset[],
  context: CardContext,
): Card {
  const { locale } = context;
  const words = wordsFor(locale);
  const { again } = words.card;
  const product = existing[0]?.product.name ?? form.productName;
  const carried = carriedForm(form);
  const sentence = again.title(product);
  const rows = existing.slice(0, 5).map((asset) => {
    const day = asset.purchasedOn ? formatDay(asset.purchasedOn, locale) : words.card.fact.unknown;
    return line(again.existing(asset.quantity, asset.product.name, day, words.status[asset.status]), {
      isSubtle: true,
    });
  });
  return card(context, {
    speak: sentence,
    fallback: words.card.fallback,
    body: [
      heading(again.heading),
      title(sentence),
      ...rows,
      actions([
        execute(again.another, 'purchase.submit', { assetId: null, declarationId, isAnother: true, form: carried }),
        execute(again.same, 'purchase.keep', { assetId: existing[0]?.id ?? null }),
      ]),
    ],
  });
}

/** The form without what its rules overlook, such as spaces around a text: a card has a size limit. */
function carriedForm(form: DeclarationInput): DeclarationInput {
  const oneLine = (text: string, most: number) => text.replace(/\s+/g, ' ').trim().slice(0, most);
  return {
    productName: oneLine(form.productName, limits.productName),
    publisher: oneLine(form.publisher, limits.productName),
    quantity: oneLine(form.quantity, mostOfNumber),
    price: oneLine(form.price, mostOfNumber),
    currency: oneLine(form.currency, mostOfNumber),
    billingTerm: oneLine(form.billingTerm, mostOfNumber),
    purchasedOn: oneLine(form.purchasedOn, mostOfNumber),
    renewsOn: oneLine(form.renewsOn, mostOfNumber),
    costCentre: oneLine(form.costCentre, limits.costCentre),
    reason: form.reason.trim().slice(0, limits.freeText),
    acceptsPolicy: form.acceptsPolicy,
    policyVersion: form.policyVersion,
  };
}

/** After "it's the same": nothing was added. */
export function keptCard(context: CardContext): Card {
  const words = wordsFor(context.locale).card;
  return card(context, {
    speak: words.again.kept,
    fallback: words.fallback,
    body: [heading(words.again.heading), line(shorten(words.again.kept))],
  });
}
