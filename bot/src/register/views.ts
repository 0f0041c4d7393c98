import { odata, type TableClient } from '@azure/data-tables';
import type { SavedView } from '../domain/saved-view.ts';
import type { Row } from './limits.ts';
import { readable } from './rows.ts';
import { commit, isConflict, isNotFound, readRow, readWhere, type StoredRow } from './table.ts';

/** The partition of what people keep for themselves; it is no part of the journal. */
const partition = 'view';
const defaultKey = (personId: string) => `default|${personId}`;
const kinds = { view: 'view', default: 'default' } as const;

/** A view with how often it was written and the ETag that a later write must name. */
export type StoredView = { view: SavedView; version: number; etag: string };

/** The views that people saved, a row each, and who opens the register with which. */
export type Views = {
  /** Those that a person made, and everyone's shared ones. */
  visibleTo(personId: string): Promise<StoredView[]>;
  /** The rows of those that a person made. */
  rowsBy(personId: string): AsyncGenerator<StoredRow>;
  get(id: string): Promise<StoredView | null>;
  /** False when there is one of that id already. */
  create(view: SavedView): Promise<boolean>;
  /** Null when somebody else changed it since it was read. */
  replace(view: SavedView, before: StoredView): Promise<number | null>;
  /** False when somebody else changed it since it was read. */
  remove(before: StoredView): Promise<boolean>;
  /** Removes all that a person made. */
  removeAll(personId: string): Promise<void>;
  defaultOf(personId: string): Promise<string | null>;
  setDefault(personId: string, viewId: string | null): Promise<void>;
};

/** Opens the saved views in the register's table. */
export function openViews(table: TableClient): Views {
  async function* rowsBy(personId: string): AsyncGenerator<StoredRow> {
    const isTheirs = odata`PartitionKey eq ${partition} and kind eq ${kinds.view} and makerId eq ${personId}`;
    for await (const rows of readWhere(table, isTheirs)) yield* rows;
  }

  return {
    async visibleTo(personId) {
      const isVisible = odata`PartitionKey eq ${partition} and kind eq ${kinds.view} and (makerId eq ${personId} or isShared eq true)`;
      const views: StoredView[] = [];
      // One that somebody damaged is not to keep the others from being seen.
      for await (const rows of readWhere(table, isVisible)) {
        views.push(...rows.flatMap((row) => readable(row, storedView) ?? []));
      }
      return views;
    },

    rowsBy,

    async get(id) {
      const row = await readRow(table, partition, id);
      return row?.kind === kinds.view ? readable(row, storedView) : null;
    },

    async create(view) {
      return settled(commit(table, [{ kind: 'create', row: viewRow(view, 1) }]));
    },

    async replace(view, { version, etag }) {
      const row = viewRow(view, version + 1);
      return (await settled(commit(table, [{ kind: 'replace', row, etag }]))) ? version + 1 : null;
    },

    async remove({ view, etag }) {
      return settled(table.deleteEntity(partition, view.id, { etag }));
    },

    async removeAll(personId) {
      for await (const { rowKey } of rowsBy(personId)) await settled(table.deleteEntity(partition, rowKey));
    },

    async defaultOf(personId) {
      const row = await readRow(table, partition, defaultKey(personId));
      return row && row.viewId !== '' ? String(row.viewId) : null;
    },

    async setDefault(personId, viewId) {
      const row = {
        partitionKey: partition,
        rowKey: defaultKey(personId),
        kind: kinds.default,
        viewId: viewId ?? '',
      };
      // The last word counts, from whichever window it comes; it is still written over what was read only.
      for (let isWritten = false; !isWritten; ) {
        const before = await readRow(table, partition, row.rowKey);
        isWritten = await settled(
          commit(table, [before ? { kind: 'replace', row, etag: before.etag } : { kind: 'create', row }]),
        );
      }
    },
  };
}

/** Whether a write was made; false when somebody else was there before. */
async function settled(writing: Promise<unknown>): Promise<boolean> {
  try {
    await writing;
    return true;
  } catch (error) {
    if (isConflict(error) || isNotFound(error)) return false;
    throw error;
  }
}

function viewRow(view: SavedView, version: number): Row {
  const { id, makerId, isShared } = view;
  return {
    partitionKey: partition,
    rowKey: id,
    kind: kinds.view,
    makerId,
    isShared,
    version,
    json: JSON.stringify(view),
  };
}

function storedView(row: StoredRow): StoredView {
  return { view: viewOf(row), version: Number(row.version), etag: row.etag };
}

/** @throws {Error} when it can't be read: somebody damaged it */
export function viewOf({ rowKey, json }: StoredRow): SavedView {
  const view = JSON.parse(String(json)) as SavedView;
  if (view.id !== rowKey) throw new Error('This is another view, or none');
  return view;
}
