import type { Refusal } from '../errors.ts';
import { en, type Words } from './en.ts';

/** Every language there is, by its primary subtag. A new one is a file beside `en.ts` and a line here. */
const languages: Record<string, Words> = { en };

/** The language that a reader is answered in, by two letters: the locale's if there are words in it, English otherwise. */
export function languageFor(locale: string): string {
  const [language = ''] = locale.toLowerCase().split('-');
  return Object.hasOwn(languages, language) ? language : 'en';
}

/** The messages for a reader, in their language. */
export function wordsFor(locale: string): Words {
  return languages[languageFor(locale)] ?? en;
}

/** The sentence of a refusal, in the reader's language. */
export function refusalSentence(refusal: Refusal, locale: string): string {
  return wordsFor(locale).refusals[refusal.code](refusal.params, locale);
}
