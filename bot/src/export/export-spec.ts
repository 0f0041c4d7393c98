import type { Asset } from '../domain/asset.ts';
import type { DateFilter } from '../domain/date-filters.ts';
import type { Day } from '../domain/day.ts';
import type { Money } from '../domain/money.ts';
import type { ListPrice } from '../domain/settings.ts';

/** What an export was narrowed to, with the register's own names for its columns. People are directory ids. */
export type Narrowing = {
  search: string;
  filters: Readonly<Record<string, readonly string[]>>;
  flags: readonly string[];
  renewsAfter: Day | null;
  renewsBefore: Day | null;
  costFrom: number | null;
  dates: Readonly<Partial<Record<DateFilter, Day>>>;
  sort: { by: string; isDescending: boolean };
};

/** What a file says of itself. Plain data, so that it can be handed to a worker. */
export type ExportSpec = {
  format: 'csv' | 'xlsx';
  /** The reader's, for every word in the file. */
  locale: string;
  by: string;
  at: string;
  version: string;
  total: number;
  totals: readonly Money[];
  estimates: readonly Money[];
  unpriced: number;
  /** What estimates are made by. */
  priceBook: readonly ListPrice[];
  /** Null where the rows were picked one by one. */
  query: Narrowing | null;
};

/** Assets to write. `duplicates`: ids of those that are possible duplicates. */
export type ExportPage = { assets: readonly Asset[]; duplicates: readonly string[] };

/** Writes a file piece by piece: each answer holds the bytes that have become ready. */
export type ExportWriter = {
  write: (page: ExportPage) => Promise<Uint8Array<ArrayBuffer>[]>;
  end: () => Promise<Uint8Array<ArrayBuffer>[]>;
};
