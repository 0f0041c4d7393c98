import type { Asset } from '../domain/asset.ts';
import { dateFilters } from '../domain/date-filters.ts';
import { formatDay } from '../domain/format.ts';
import type { Words } from '../domain/words/en.ts';
import type { ExportSpec, Narrowing } from './export-spec.ts';

const people = ['purchaser', 'owner', 'manager'] as const;
type Who = (typeof people)[number];

/** Remembers the names of the people that an export was narrowed to, from the rows that it holds. */
export function namesOf({ query }: ExportSpec) {
  const names = new Map<string, string>();
  return {
    learn(asset: Asset) {
      for (const who of people) {
        const person = asset[who];
        if (person && query?.filters[who]?.includes(person.id)) names.set(person.id, person.displayName);
      }
    },
    nameOf: (id: string) => names.get(id) ?? id,
  };
}

/** What an export was narrowed to, a line each, as its reader says it. */
export function narrowingIn(
  words: Words,
  { query, locale }: { query: Narrowing; locale: string },
  nameOf: (id: string) => string,
): [string, string][] {
  const { search, filters, flags, renewsAfter, renewsBefore, dates, costFrom } = query;
  const { list } = words.tab;
  const titles: Record<string, string> = list.column;
  const valueWords: Record<string, Record<string, string>> = {
    status: words.status,
    source: list.source,
    renewal: list.renewal,
    price: list.price,
    evidence: list.evidence,
    running: words.running,
    flag: words.flag,
  };
  const wordOf = (key: string, value: string) =>
    people.includes(key as Who) ? nameOf(value) : (valueWords[key]?.[value] ?? value);
  return [
    ...(search.trim() === '' ? [] : [[words.tab.export.about.search, search] satisfies [string, string]]),
    ...Object.entries({ ...filters, flag: flags }).flatMap(([key, values]): [string, string][] =>
      values.length === 0 ? [] : [[titles[key] ?? key, values.map((value) => wordOf(key, value)).join(', ')]],
    ),
    ...(renewsAfter === null ? [] : [line(list.renewsAfter(formatDay(renewsAfter, locale)))]),
    ...(renewsBefore === null ? [] : [line(list.renewsBefore(formatDay(renewsBefore, locale)))]),
    ...(costFrom === null
      ? []
      : [[list.column.perMonth, list.costFrom(costFrom.toLocaleString(locale))] satisfies [string, string]]),
    ...dateFilters.flatMap((name): [string, string][] => {
      const day = dates[name];
      return day === undefined ? [] : [[words.tab.export.about.day, list.dates[name](formatDay(day, locale))]];
    }),
  ];

  function line(text: string): [string, string] {
    return [list.column.renewsOn, text];
  }
}
