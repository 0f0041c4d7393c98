import type { Refusal } from '../errors.ts';
import { en, type Words } from './en.ts';

/** Every language there is, by its primary subtag. A new one is a file beside `en.ts` and a line here. */
const languages: Record<string, Words> = { en };

/** The messages for a reader: the locale's language if there is one, English otherwise. */
export function wordsFor(locale: string): Words {
  return languages[locale.slice(0, 2).toLowerCase()] ?? en;
}

/** A locale that `Intl` accepts; anything odd becomes the fallback. */
export function safeLocale(locale: string | null | undefined, fallback = 'en'): string {
  if (!locale) return fallback;
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? fallback;
  } catch {
    return fallback;
  }
}

/** The sentence of a refusal, in the reader's language. */
export function refusalSentence(refusal: Refusal, locale: string): string {
  return wordsFor(locale).refusals[refusal.code](refusal.params, locale);
}
