import { isBlank, tidy } from './declare.ts';
import { Refusal } from './errors.ts';

/** What a person kept of the register's page to come back to. */
export type SavedView = {
  /** Chosen by whoever makes it. */
  id: string;
  makerId: string;
  makerName: string;
  name: string;
  /** Filters, search and order, as parameters of the register's address. */
  query: string;
  /** The columns in order; null for those that fit. */
  columns: readonly string[] | null;
  /** Of columns that were sized, in pixels. */
  widths: Readonly<Record<string, number>>;
  density: 'comfortable' | 'compact';
  isShared: boolean;
};

/** So many one person may have. */
export const mostViews = 100;
const longestName = 80;

/** Reads a view's name. @throws {Refusal} `view.name-missing`, `view.name-too-long` */
export function parseViewName(text: string): string {
  const name = tidy(text);
  if (isBlank(name)) throw new Refusal('invalid', 'view.name-missing');
  if (name.length > longestName) throw new Refusal('invalid', 'view.name-too-long', { most: longestName });
  return name;
}
