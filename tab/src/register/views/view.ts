import { type DateFilter, dateFilters } from '../../../../bot/src/domain/date-filters.ts';
import { type Day, isDay } from '../../../../bot/src/domain/day.ts';
import type { SortKey } from '../../../../bot/src/http/contract.ts';
import { type Layout, parseLayout, setLayoutParams } from '../columns/layout.ts';
import { isSortKey } from '../columns/sort-keys.ts';

export const filterKeys = [
  'status',
  'product',
  'publisher',
  'source',
  'purchaser',
  'owner',
  'manager',
  'waitsFor',
  'department',
  'costCentre',
  'renewal',
  'price',
  'currency',
  'evidence',
  'running',
  'flag',
] as const;
export type FilterKey = (typeof filterKeys)[number];
export type Filters = Readonly<Partial<Record<FilterKey, readonly string[]>>>;

export type Sort = { key: SortKey; isDescending: boolean };

/** What the register shows. It stands in the address, with the API's own names, so a link is the whole view. */
export type View = {
  search: string;
  /** Of one key, the values are alternatives. A key without values is absent. */
  filters: Filters;
  renewsAfter: Day | null;
  renewsBefore: Day | null;
  dates: Readonly<Partial<Record<DateFilter, Day>>>;
  /** A month, in whole units of whichever currency. */
  costFrom: number | null;
  sort: Sort;
  layout: Layout;
  /** The saved view that this came from; `all` for the whole register, chosen although another opens by itself. */
  savedId: string | null;
};

const newestFirst: Sort = { key: 'updatedAt', isDescending: true };

/** Reads a view from an address. What it doesn't know it leaves out, so that an old or mistyped link still opens. */
export function parseView(params: URLSearchParams): View {
  const day = (name: string) => {
    const text = params.get(name);
    return text !== null && isDay(text) ? text : null;
  };
  const filters: Partial<Record<FilterKey, readonly string[]>> = {};
  for (const key of filterKeys) {
    const values = [...new Set(params.getAll(key).filter((value) => value !== ''))];
    if (values.length > 0) filters[key] = values;
  }
  return {
    search: params.get('search') ?? '',
    filters,
    renewsAfter: day('renewsAfter'),
    renewsBefore: day('renewsBefore'),
    dates: Object.fromEntries(
      dateFilters.flatMap((name) => {
        const given = day(name);
        return given === null ? [] : [[name, given]];
      }),
    ),
    costFrom: parseCost(params.get('costFrom') ?? ''),
    sort: parseSort(params.get('sort')),
    layout: parseLayout(params),
    savedId: params.get('view') || null,
  };
}

/** Reads an amount as people type it; null for what is none. */
export function parseCost(text: string): number | null {
  const typed = text.trim().replace(',', '.');
  return /^\d{1,9}(\.\d{1,2})?$/.test(typed) ? Number(typed) : null;
}

function parseSort(text: string | null): Sort {
  const key = text?.replace(/^-/, '');
  if (key === undefined || !isSortKey(key)) return newestFirst;
  return { key, isDescending: text?.startsWith('-') ?? false };
}

/** The whole view as parameters of the address; what is as usual is left out. */
export function addressParams(view: View): URLSearchParams {
  const params = viewParams(view);
  setLayoutParams(params, view.layout);
  if (view.savedId !== null) params.set('view', view.savedId);
  return params;
}

/** What the view shows, as parameters of the API and of the address alike; what is as usual is left out. */
export function viewParams(view: View): URLSearchParams {
  const params = new URLSearchParams();
  if (view.search.trim() !== '') params.set('search', view.search);
  for (const key of filterKeys) {
    for (const value of view.filters[key] ?? []) params.append(key, value);
  }
  if (view.renewsAfter) params.set('renewsAfter', view.renewsAfter);
  if (view.renewsBefore) params.set('renewsBefore', view.renewsBefore);
  for (const [name, given] of Object.entries(view.dates)) params.set(name, given);
  if (view.costFrom !== null) params.set('costFrom', String(view.costFrom));
  const { key, isDescending } = view.sort;
  if (key !== newestFirst.key || !isDescending) params.set('sort', `${isDescending ? '-' : ''}${key}`);
  return params;
}

/** The view with other values for one filter; none takes the filter away. */
export function withFilter(view: View, key: FilterKey, values: readonly string[]): View {
  const { [key]: _, ...others } = view.filters;
  return { ...view, filters: values.length > 0 ? { ...others, [key]: values } : others };
}

/** The whole register, in the order that the view has. */
export function withoutFilters(view: View): View {
  return { ...view, search: '', filters: {}, renewsAfter: null, renewsBefore: null, dates: {}, costFrom: null };
}

/** Whether the view shows less than everything. */
export function isNarrowed(view: View): boolean {
  return (
    view.search.trim() !== '' ||
    view.renewsAfter !== null ||
    view.renewsBefore !== null ||
    view.costFrom !== null ||
    Object.keys(view.dates).length > 0 ||
    Object.keys(view.filters).length > 0
  );
}

/** Dates and figures read best from the largest, words from A; the same column again turns the order round. */
export function nextSort(current: Sort, key: SortKey): Sort {
  if (current.key === key) return { key, isDescending: !current.isDescending };
  return { key, isDescending: key === 'quantity' || key === 'perMonth' || key === 'updatedAt' };
}
