import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { en, type Words } from '../../../bot/src/domain/words/en.ts';
import { wordsFor } from '../../../bot/src/domain/words/words.ts';
import { createFormats, type Formats } from './formats.ts';

type Language = { locale: string; words: Words; formats: Formats };

const LanguageContext = createContext<Language>({ locale: 'en', words: en, formats: createFormats('en') });

/** The reader's locale, with its words and formats made once: thousands of cells ask for them. */
export function LocaleProvider({ locale, children }: { locale: string; children: ReactNode }) {
  const language = useMemo(() => ({ locale, words: wordsFor(locale), formats: createFormats(locale) }), [locale]);
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

/** The reader's locale, as Teams or the browser tells it. */
export function useLocale(): string {
  return useContext(LanguageContext).locale;
}

/** Everything the tab says. */
export function useWords(): Words {
  return useContext(LanguageContext).words;
}

/** How the reader writes dates, numbers and money. */
export function useFormats(): Formats {
  return useContext(LanguageContext).formats;
}
