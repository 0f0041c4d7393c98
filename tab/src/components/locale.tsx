import { createContext, useContext, useMemo } from 'react';
import type { Words } from '../../../bot/src/domain/words/en.ts';
import { wordsFor } from '../../../bot/src/domain/words/words.ts';
import { createFormats, type Formats } from './formats.ts';

const LocaleContext = createContext('en');
export const LocaleProvider = LocaleContext.Provider;

/** The reader's locale, as Teams or the browser tells it. */
export function useLocale(): string {
  return useContext(LocaleContext);
}

/** Everything the tab says. */
export function useWords(): Words {
  return wordsFor(useLocale());
}

/** How the reader writes dates, numbers and money. */
export function useFormats(): Formats {
  const locale = useLocale();
  return useMemo(() => createFormats(locale), [locale]);
}
