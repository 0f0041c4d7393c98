import type { Asset } from '../domain/asset.ts';
import type { DateFilter } from '../domain/date-filters.ts';
import type { Money } from '../domain/money.ts';
import type { Deciders } from '../domain/routing.ts';

/** Columns that a facet counts and a filter selects. */
export const facetColumns = [
  'status',
  'product',
  'publisher',
  'source',
  'department',
  'costCentre',
  'renewal',
  'price',
  'currency',
  'evidence',
  'running',
] as const;
export type FacetColumn = (typeof facetColumns)[number];

export const personColumns = ['purchaser', 'owner', 'manager'] as const;
export type PersonColumn = (typeof personColumns)[number];

export const numberColumns = ['quantity', 'perMonth', 'purchasedOn', 'renewsOn', 'updatedAt'] as const;
export type NumberName = (typeof numberColumns)[number];

export type SortColumn = FacetColumn | PersonColumn | NumberName;

/** Whose assets: all, or those of which a person is purchaser, owner or manager, and what waits for their decision. */
export type Scope = { kind: 'all' } | { kind: 'own'; personId: string; deciders: Deciders };

/** Stands in for a person's id: what waits for anybody's decision. */
export const anybody = 'anyone';

/** What waits for the decision of any of these people; an empty id is what nobody may decide about. */
export type WaitsFor = { people: readonly string[]; deciders: Deciders };

/** What a list is asked for. Empty arrays filter nothing; several values of one filter are alternatives. */
export type RegisterQuery = {
  scope: Scope;
  search: string;
  filters: Record<FacetColumn | PersonColumn, readonly string[]>;
  flags: readonly string[];
  renewsBefore: string | null;
  renewsAfter: string | null;
  dates: Partial<Record<DateFilter, string>>;
  /** What an asset costs a month at least, known or estimated, in whole units of its own currency. */
  costFrom: number | null;
  waitsFor: WaitsFor | null;
  sort: { by: SortColumn; isDescending: boolean };
  limit: number;
  /** Where the page begins: after the last row of the page before, after so many rows, or (null) at the start. */
  after: PageMark | { rowsBefore: number } | null;
};

/** Filters that filter nothing. */
export const noFilters: RegisterQuery['filters'] = {
  status: [],
  product: [],
  publisher: [],
  source: [],
  department: [],
  costCentre: [],
  renewal: [],
  price: [],
  currency: [],
  evidence: [],
  running: [],
  purchaser: [],
  owner: [],
  manager: [],
};

/** Everything, the newest change first: what narrower questions begin with. */
export const wholeRegister: RegisterQuery = {
  scope: { kind: 'all' },
  search: '',
  filters: noFilters,
  flags: [],
  renewsBefore: null,
  renewsAfter: null,
  dates: {},
  costFrom: null,
  waitsFor: null,
  sort: { by: 'updatedAt', isDescending: true },
  limit: 50,
  after: null,
};

/** Where a page ended: sort value and id of its last row. Rows with other values never make it skip or repeat. */
export type PageMark = { value: string | number | null; id: string };

export type FacetCount = { value: string; count: number };

/** How many assets a person has of those that are asked for; null is nobody. */
export type PersonCount = { id: string | null; name: string | null; count: number };

/**
 * Everything that matched at one moment, in the order asked for: rows of this replica, to be read with `assetsAt`.
 * A row keeps its asset for as long as the replica lives.
 */
export type Selection = { rows: Int32Array; totals: Money[]; estimates: Money[]; unpriced: number; version: string };

export type RegisterPage = {
  assets: Asset[];
  /** Ids of those of the assets that are possible duplicates. */
  duplicates: string[];
  total: number;
  /** What is known to be paid a month, per currency. */
  totals: Money[];
  /** What those without a price cost a month by list price, per currency. */
  estimates: Money[];
  /** How many have neither, and are no trial. */
  unpriced: number;
  facets: Record<FacetColumn | 'flag', FacetCount[]>;
  next: PageMark | null;
  version: string;
};
