import { setImmediate as giveWay } from 'node:timers/promises';
import type { TableClient } from '@azure/data-tables';
import type { Asset } from '../domain/asset.ts';
import type { Entry } from '../domain/entry.ts';
import { assetAfter } from '../domain/history.ts';
import { places } from '../places.ts';
import { lengthOf, readSeqs } from './entry-lists.ts';
import { type Folded, foldEntry, isStateOf } from './fold.ts';
import { entriesNamed } from './named-entries.ts';
import { alterationsOf, type StoredAsset, type StoredEntry } from './rows.ts';
import { shardOf } from './shards.ts';

/** Which part of a history: at most so many entries, the newest of those of which `until` come from the beginning; null for all. */
export type HistoryPart = { until: number | null; limit: number };

/** A part of an asset's history. */
export type HistoryPage = {
  /** Oldest first; one that can't be read any more is left out. */
  entries: Entry[];
  /** The asset as it was before the first of them; null where it was not there yet, and where the entries no longer tell. */
  before: Asset | null;
  /** How many entries come before this page. */
  older: number;
  total: number;
  /** Whether each entry is as it was written, and the asset's state follows from all of them. */
  isIntact: boolean;
};

export type Histories = {
  /** All entries, oldest first. */
  whole(stored: StoredAsset): Promise<{ entries: Entry[]; isIntact: boolean }>;
  /**
   * A part. The newest is told after all entries were read and checked, which those share who ask for it at the same time;
   * of an older one, its own entries are checked, and of the others holds what was found then.
   */
  part(stored: StoredAsset, part: HistoryPart): Promise<HistoryPage>;
};

/** Entries that are read and checked in one go, in which nothing else happens in this process: some five milliseconds. */
const sliceSize = 100;
/** Slices under way at once, of all histories together: those who read must not hold up those who work. */
const slicesAtOnce = 4;
/** How many assets are remembered by what their history came to; little is kept of each. */
const mostRemembered = 50;

/** An entry where one is named; null where it is gone, or can't be read any more. */
type Slice = readonly (StoredEntry | null)[];

/** What came of reading all entries. `begins`: the asset before each slice. */
type Walk = { seqs: readonly number[]; begins: readonly (Asset | null)[]; isIntact: boolean };

/** Reads the histories of assets slice by slice, however many ask, and however long they are. */
export function openHistories(table: TableClient): Histories {
  const turns = places({ most: slicesAtOnce, mostEach: slicesAtOnce });
  const underWay = new Map<string, Promise<Walk & { newest: Slice }>>();
  const remembered = new Map<string, Walk>();

  /** Reads entries and does with them what has to be done in one go. */
  function withSlice<T>(assetId: string, seqs: readonly number[], use: (slice: Slice) => T): Promise<T> {
    return turns.during('', async () => {
      const result = use(await entriesNamed(table, shardOf(assetId), seqs));
      await giveWay();
      return result;
    });
  }

  /** Reads all entries, a slice after the other. */
  async function walk({ asset, list }: StoredAsset, take: (slice: Slice) => void): Promise<Walk> {
    const seqs = await readSeqs(table, shardOf(asset.id), asset.id, list);
    const begins: (Asset | null)[] = [];
    let folded = null as Folded | null;
    let isWhole = true;
    for (let from = 0; from < seqs.length; from += sliceSize) {
      begins.push(folded?.asset ?? null);
      const named = seqs.slice(from, from + sliceSize);
      await withSlice(asset.id, named, (slice) => {
        isWhole &&= isAsWritten(slice, asset.id, named);
        for (const one of slice) {
          try {
            folded = one ? foldEntry(folded, one) : folded;
          } catch {
            isWhole = false;
          }
        }
        take(slice);
      });
    }
    return { seqs, begins, isIntact: isWhole && folded !== null && isStateOf(folded, asset) };
  }

  /** Walks once for all who ask for the same version at the same time. `newest`: the last slices, which they have asked for. */
  function walkTogether(stored: StoredAsset): Promise<Walk & { newest: Slice }> {
    const { id, version } = stored.asset;
    const key = `${id} ${version}`;
    const others = underWay.get(key);
    if (others) return others;
    let [last, newest]: [Slice, Slice] = [[], []];
    const done = walk(stored, (slice) => {
      newest = [...last, ...slice];
      last = slice;
    })
      .then((walked) => {
        remember(id, walked);
        return { ...walked, newest };
      })
      .finally(() => underWay.delete(key));
    underWay.set(key, done);
    return done;
  }

  function remember(assetId: string, walked: Walk): void {
    remembered.delete(assetId);
    remembered.set(assetId, walked);
    const [oldest] = remembered.keys();
    if (remembered.size > mostRemembered && oldest !== undefined) remembered.delete(oldest);
  }

  return {
    async whole(stored) {
      const entries: Entry[] = [];
      const { isIntact } = await walk(stored, (slice) => entries.push(...entriesOf(slice)));
      return { entries, isIntact };
    },

    async part(stored, { until, limit }) {
      const { id } = stored.asset;
      const known = until === null ? undefined : remembered.get(id);
      const isKnown = known !== undefined && until !== null && until <= known.seqs.length;
      const { seqs, begins, isIntact, newest } = isKnown ? { ...known, newest: [] } : await walkTogether(stored);
      const end = Math.min(until ?? seqs.length, seqs.length);
      const start = Math.max(0, end - limit);
      const from = Math.floor(start / sliceSize) * sliceSize;
      const heldFrom = seqs.length - newest.length;
      const named = seqs.slice(from, end);
      const slice =
        from >= heldFrom
          ? newest.slice(from - heldFrom, end - heldFrom)
          : await withSlice(id, named, (read): Slice => read);
      return {
        entries: entriesOf(slice.slice(start - from)),
        before: entriesOf(slice.slice(0, start - from)).reduce(assetAfter, begins[from / sliceSize] ?? null),
        older: start,
        total: Math.max(seqs.length, lengthOf(stored.list)),
        isIntact: isIntact && isAsWritten(slice, id, named),
      };
    },
  };
}

function entriesOf(slice: Slice): Entry[] {
  return slice.flatMap((one) => (one ? [one.entry] : []));
}

/** Whether each entry that is named is there, is about the asset, and is as it was written. */
function isAsWritten(slice: Slice, assetId: string, seqs: readonly number[]): boolean {
  return slice.every(
    (one, at) => one?.entry.assetId === assetId && one.entry.seq === seqs[at] && alterationsOf(one).length === 0,
  );
}
