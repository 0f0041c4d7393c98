import { dateFilters } from '../domain/date-filters.ts';
import type { Settings } from '../domain/settings.ts';
import { waitingFor } from '../features/scope-of.ts';
import type { RegisterQuery, SortColumn } from '../projection/query.ts';
import type { ListQuery, Narrowing } from './contract.ts';
import { registerCursor } from './cursor.ts';

/** What a list is asked for. @throws {Refusal} `cursor.unreadable` */
export function registerQuery(
  { limit, cursor, offset, ...narrowing }: ListQuery,
  settings: Settings,
): Omit<RegisterQuery, 'scope'> {
  const whole = { ...narrowedQuery(narrowing, settings), limit, after: null };
  if (cursor === undefined) return offset === undefined ? whole : { ...whole, after: { rowsBefore: offset } };
  const { value, id } = registerCursor(cursor, narrowing.sort);
  return { ...whole, after: { value, id } };
}

/** What narrows and orders the register, for a list and for an export alike. */
export function narrowedQuery(
  narrowing: Narrowing,
  settings: Settings,
): Omit<RegisterQuery, 'scope' | 'limit' | 'after'> {
  const { waitsFor, search, flag, renewsBefore, renewsAfter, costFrom, sort, ...filters } = narrowing;
  return {
    search: search ?? '',
    filters: {
      status: filters.status,
      product: filters.product,
      publisher: filters.publisher,
      source: filters.source,
      purchaser: filters.purchaser,
      owner: filters.owner,
      manager: filters.manager,
      department: filters.department,
      costCentre: filters.costCentre,
      renewal: filters.renewal,
      price: filters.price,
      currency: filters.currency,
      evidence: filters.evidence,
      running: filters.running,
    },
    flags: flag,
    waitsFor: waitsFor.length === 0 ? null : waitingFor(waitsFor, settings),
    renewsBefore: renewsBefore ?? null,
    renewsAfter: renewsAfter ?? null,
    costFrom: costFrom ?? null,
    dates: Object.fromEntries(
      dateFilters.flatMap((name) => (filters[name] === undefined ? [] : [[name, filters[name]]])),
    ),
    sort: { by: sort.replace(/^-/, '') as SortColumn, isDescending: sort.startsWith('-') },
  };
}
