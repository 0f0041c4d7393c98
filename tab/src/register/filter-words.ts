import { dateFilters } from '../../../bot/src/domain/date-filters.ts';
import type { Words } from '../../../bot/src/domain/words/en.ts';
import type { Item } from '../../../bot/src/http/contract.ts';
import type { Formats } from '../components/formats.ts';
import { wordOf } from '../components/word-of.ts';
import { type FilterKey, filterKeys, type View, withFilter } from './views/view.ts';

/** A filter's value as people read it. People are named as far as the rows at hand know them. */
export function filterWord(key: FilterKey, value: string, words: Words, items: readonly Item[]): string {
  switch (key) {
    case 'status':
      return wordOf(words.status, value);
    case 'flag':
      return wordOf(words.flag, value);
    case 'renewal':
      return wordOf(words.tab.list.renewal, value);
    case 'price':
      return wordOf(words.tab.list.price, value);
    case 'evidence':
      return wordOf(words.tab.list.evidence, value);
    case 'running':
      return wordOf(words.running, value);
    case 'source':
      return wordOf(words.tab.list.source, value);
    case 'purchaser':
    case 'owner':
    case 'manager':
      return items.find((item) => item[key]?.id === value)?.[key]?.name ?? value;
    case 'waitsFor':
      if (value === 'anyone') return words.tab.list.anyone;
      return items.find((item) => item.manager?.id === value)?.manager?.name ?? value;
    default:
      return value;
  }
}

export type Chip = { key: string; text: string; without: View };

/** What narrows the view, one chip for each filter, and the view without it. */
export function chipsOf(view: View, words: Words, formats: Formats, items: readonly Item[]): Chip[] {
  const chips: Chip[] = filterKeys.flatMap((key) => {
    const values = view.filters[key];
    if (!values) return [];
    const text = values.map((value) => filterWord(key, value, words, items)).join(', ');
    return [
      { key, text: words.tab.list.filterValues(words.tab.list.column[key], text), without: withFilter(view, key, []) },
    ];
  });
  if (view.renewsAfter) {
    const text = words.tab.list.renewsAfter(formats.day(view.renewsAfter));
    chips.push({ key: 'renewsAfter', text, without: { ...view, renewsAfter: null } });
  }
  if (view.renewsBefore) {
    const text = words.tab.list.renewsBefore(formats.day(view.renewsBefore));
    chips.push({ key: 'renewsBefore', text, without: { ...view, renewsBefore: null } });
  }
  if (view.costFrom !== null) {
    const text = words.tab.list.costFrom(formats.count(view.costFrom));
    chips.push({ key: 'costFrom', text, without: { ...view, costFrom: null } });
  }
  for (const name of dateFilters) {
    const { [name]: day, ...dates } = view.dates;
    if (day) chips.push({ key: name, text: words.tab.list.dates[name](formats.day(day)), without: { ...view, dates } });
  }
  return chips;
}
