import type { TableClient } from '@azure/data-tables';
import { saidLater, saysAll } from '../domain/asset.ts';
import { readSeqs } from './entry-lists.ts';
import { type Folded, foldEntry } from './fold.ts';
import { entriesNamed } from './named-entries.ts';
import { assetOf, assetRow, readable } from './rows.ts';
import type { StoredRow } from './table.ts';

/** Rows of entries that are read at once, for one asset. */
const readAtOnce = 100;

/**
 * An asset's row as it would be written now. States of earlier versions don't say who had a hand in the purchase, and who
 * handed it on, though its entries do: these are folded before anyone decides on it. Taking it out of a state so changes
 * nothing. Where an entry is missing it stays unknown, which lets nobody decide, and no former manager look.
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
  // What the state does say stands, so that verification finds it where it is not so.
  const said = folded
    ? Object.fromEntries(saidLater.map((field) => [field, asset[field] ?? folded?.asset[field] ?? null]))
    : {};
  return { ...row, ...assetRow(shard, { ...found, asset: { ...asset, ...said } }) };
}

/** Null where an entry does not follow: it is not known then either. */
function foldedOrNot(...parts: Parameters<typeof foldEntry>): Folded | null {
  try {
    return foldEntry(...parts);
  } catch {
    return null;
  }
}
