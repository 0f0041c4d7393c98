import type { Asset } from '../../domain/asset.ts';
import { type DeclarationInput, limits } from '../../domain/declare.ts';
import { formatDay } from '../../domain/format.ts';
import { wordsFor } from '../../domain/words/words.ts';
import {
  actions,
  type Card,
  type CardContext,
  card,
  type Element,
  execute,
  heading,
  line,
  shorten,
  title,
} from './parts.ts';

/** Longer than any number, date or term that the rules let pass. */
const mostOfNumber = 40;

const mostAsked = 5;
/** Chosen where it is none of those that are shown. */
export const anotherPurchase = 'another';

/**
 * Asks whether a declaration is about a purchase that is on the register already: one that the person declared before, or one
 * that Microsoft shows and that is near. It carries the whole form along.
 */
export function againCard(
  form: DeclarationInput,
  declarationId: string,
  existing: readonly Asset[],
  context: CardContext,
): Card {
  const { locale } = context;
  const words = wordsFor(locale);
  const { again } = words.card;
  const shown = existing.slice(0, mostAsked);
  const declared = shown.find(({ status }) => status !== 'detected');
  const product = existing[0]?.product.name ?? form.productName;
  const sentence = (declared ? again.title : again.nearTitle)(product);
  const rows = shown.map((asset, at) => {
    const day = asset.purchasedOn ? formatDay(asset.purchasedOn, locale) : words.card.fact.unknown;
    const said = again.existing(asset.quantity, asset.product.name, day, words.status[asset.status]);
    return line(shorten(shown.length > 1 ? `${at + 1}. ${said}` : said), { isSubtle: true });
  });
  const near = shown.flatMap(({ id, status }, at) => {
    const label = shown.length > 1 ? again.thisOf(at + 1) : again.this;
    return status === 'detected' ? [{ title: label, value: id }] : [];
  });
  const which: Element = {
    type: 'Input.ChoiceSet',
    id: 'assetId',
    label: again.which,
    style: 'expanded',
    value: '',
    isRequired: true,
    errorMessage: again.which,
    choices: [...near, { title: again.none, value: anotherPurchase }],
  };
  const sent = { declarationId, isAnother: true, form: carriedForm(form) };
  return card(context, {
    speak: sentence,
    fallback: words.card.fallback,
    body: [
      heading(declared ? again.heading : again.nearHeading),
      title(sentence),
      ...rows,
      ...(near.length > 0 ? [which] : []),
      actions([
        execute(near.length > 0 ? again.goOn : again.another, 'purchase.submit', sent),
        ...(declared ? [execute(again.same, 'purchase.keep', { assetId: declared.id })] : []),
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
    pricePer: oneLine(form.pricePer, mostOfNumber),
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
