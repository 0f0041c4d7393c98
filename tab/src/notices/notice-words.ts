import type { Words } from '../../../bot/src/domain/words/en.ts';
import type { Notice } from '../../../bot/src/http/contract.ts';
import { wordOf } from '../components/word-of.ts';

/** To whom: a person by name, or the ITAM channel. */
export function readerOf({ recipient }: Notice, words: Words): string {
  if (recipient.kind === 'channel') return words.tab.noticesPage.itamChannel;
  return recipient.name ?? words.tab.nobody;
}

/** What it is about: the product, or the first look. */
export function subjectOf({ product }: Notice, words: Words): string {
  return product === null ? words.tab.noticesPage.firstLook : words.tab.noticesPage.about(product);
}

/** Why they are told, and as what: "Told of the purchase, as purchaser". */
export function causeOf({ cause, role, recipient }: Notice, words: Words): string | null {
  if (cause === 'baseline') return null;
  const told = wordOf(words.tab.asset.notices.cause, cause);
  return recipient.kind === 'channel'
    ? words.tab.noticesPage.told(told)
    : words.tab.noticesPage.toldAs(told, wordOf(words.tab.noticesPage.as, role));
}
