import type { Words } from '../../../../bot/src/domain/words/en.ts';
import type { BulkRow, ManyAction } from '../../../../bot/src/http/contract.ts';
import { fieldWord, valueWord } from '../../components/change-words.ts';
import type { Formats } from '../../components/formats.ts';

export type BulkGroup = { outcome: BulkRow['outcome']; rows: BulkRow[] };

/** What needs a look comes first. */
const outcomes: readonly BulkRow['outcome'][] = ['refused', 'changed', 'unchanged'];

/** Said of what was left out since the connection broke off or the person stopped. */
const notTried = 'not-tried';
/** Refused for no fault of the asset's: another try may go through. */
const passing: ReadonlySet<string | null> = new Set([notTried, 'asset.busy', 'internal']);

/** The rows by what becomes of them. Groups without rows are left out. */
export function groupsOf(rows: readonly BulkRow[]): BulkGroup[] {
  return outcomes
    .map((outcome) => ({ outcome, rows: rows.filter((row) => row.outcome === outcome) }))
    .filter((group) => group.rows.length > 0);
}

/** The ids of those to which something happens. */
export function changedIds(rows: readonly BulkRow[]): string[] {
  return rows.flatMap(({ id, outcome }) => (outcome === 'changed' ? [id] : []));
}

/** The ids of those that may go through at another try. */
export function retryIds(rows: readonly BulkRow[]): string[] {
  return rows.flatMap(({ id, code }) => (passing.has(code) && code !== null ? [id] : []));
}

/** The rows, with what trying some of them came to. */
export function withTried(rows: readonly BulkRow[], some: readonly string[], tried: readonly BulkRow[]): BulkRow[] {
  const wanted = new Set(some);
  const newest = new Map(tried.map((row) => [row.id, row]));
  return rows.map((row) => {
    if (!wanted.has(row.id)) return row;
    return newest.get(row.id) ?? { ...row, outcome: 'refused', changes: [], code: notTried, detail: null };
  });
}

/** What becomes of one asset, or became of it, in a sentence. */
export function becomesText(
  { outcome, changes, code, detail, owner }: BulkRow,
  action: ManyAction,
  isDone: boolean,
  words: Words,
  formats: Formats,
): string {
  const { bulk } = words.tab;
  if (code === notTried) return bulk.notTried;
  if (outcome === 'refused') return detail ?? words.tab.trouble.refused.title;
  if (outcome === 'unchanged') return bulk.already;
  if (action === 'ask-again') return (isDone ? bulk.asked : bulk.asks)(owner?.name ?? words.tab.nobody);
  const value = (field: string, one: unknown) => valueWord(field, one, words, formats);
  return changes
    .map(({ field, from, to }) => bulk.change(fieldWord(field, words), value(field, from), value(field, to)))
    .join('; ');
}

/** Which asset a row is about, in words. */
export function whatText({ product, quantity }: BulkRow, words: Words, formats: Formats): string {
  return product === null || quantity === null
    ? words.tab.bulk.gone
    : words.tab.product(formats.count(quantity), product);
}
