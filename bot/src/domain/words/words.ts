import type { Refusal } from '../errors.ts';
import { en, type Words } from './en.ts';

/** Every language there is, by its primary subtag. A new one is a file beside `en.ts` and a line here. */
const languages: Record<string, Words> = { en };

/** The messages for a reader: the locale's language if there is one, English otherwise. */
export function wordsFor(locale: string): Words {
  return languages[locale.slice(0, 2).toLowerCase()] ?? en;
}

/** The sentence of a refusal, in the reader's language. */
export function refusalSentence(refusal: Refusal, locale: string): string {
  return wordsFor(locale).refusals[refusal.code](refusal.params, locale);
}
