import type { TableClient } from '@azure/data-tables';
import { type Asset, rulesOfToday, saysAll } from '../domain/asset.ts';
import { readSeqs } from './entry-lists.ts';
import { type Folded, foldedOrNot } from './fold.ts';
import { entriesNamed } from './named-entries.ts';
import { unsaidIn } from './packed.ts';
import { assetOf, assetRow, keys, readable } from './rows.ts';
import { commit, isConflict, readRow, type StoredRow, type Write } from './table.ts';

/** Rows of entries that are read at once, for one asset. */
const readAtOnce = 100;

/**
 * An asset's row as it would be written now. States by earlier rules don't say all that their entries do, such as who had a
 * hand in the purchase: these are folded before anyone decides on it. Taking it out of a state so changes nothing. Where an
 * entry is missing it stays unknown, which lets nobody decide, and no former manager look.
 */
export async function sayingAll(table: TableClient, row: StoredRow): Promise<StoredRow> {
  // Whoever needs a row that can't be read says so themselves.
  const found = readable(row, assetOf);
  if (!found || 'linkedTo' in found || saysAll(found.asset)) return row;
  const { asset, list } = found;
  const shard = row.partitionKey;
  const seqs = await readSeqs(table, shard, asset.id, list);
  let folded: Folded | null = null;
  for (let from = 0; from < seqs.length; from += readAtOnce) {
    const some = seqs.slice(from, from + readAtOnce);
    for (const stored of await entriesNamed(table, shard, some)) {
      const next: Folded | null = stored && foldedOrNot(folded, stored);
      if (!next) return row;
      folded = next;
    }
  }
  if (!folded) return row;
  // What the state does say stands, so that verification finds it where it is not so.
  const unsaid = Object.keys(unsaidIn(asset)) as (keyof Asset)[];
  const said = Object.fromEntries(unsaid.map((field) => [field, folded?.asset[field]]));
  return { ...row, ...assetRow(shard, { ...found, asset: { ...asset, ...said, rules: rulesOfToday } }) };
}

/** What is completed at once, in one transaction: the rows of so many assets are far from its limits. */
const completedAtOnce = 25;

/**
 * Assets of a shard whose rows don't say all, as they would be written now, some at a time. They are written so too, that the
 * next start has nothing to fold; a row that somebody changes meanwhile is left to them.
 */
export async function* completedStates(
  table: TableClient,
  shard: string,
  assetIds: readonly string[],
): AsyncGenerator<Asset[]> {
  for (let from = 0; from < assetIds.length; from += completedAtOnce) {
    const ids = assetIds.slice(from, from + completedAtOnce);
    const read = await Promise.all(ids.map((id) => readRow(table, shard, keys.asset(id))));
    const rows = await Promise.all(read.flatMap((row) => (row ? [sayingAll(table, row)] : [])));
    const changed = rows.filter((row) => !read.includes(row));
    const writes = changed.map(({ etag, ...row }): Write => ({ kind: 'replace', row, etag }));
    try {
      if (writes.length > 0) await commit(table, writes);
    } catch (error) {
      if (!isConflict(error)) throw error;
    }
    yield rows.flatMap((row) => {
      const found = readable(row, assetOf);
      return found && 'asset' in found ? [found.asset] : [];
    });
  }
}
