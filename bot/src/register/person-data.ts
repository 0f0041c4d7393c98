import type { TableClient } from '@azure/data-tables';
import type { Entry, EntryActor, EntryOf } from '../domain/entry.ts';
import { erasePerson } from '../domain/erase.ts';
import type { SettingsFact } from '../domain/settings.ts';
import { type Aside, type AsideDatum, asideOf, eraseAside } from './kept-aside.ts';
import { personalPathsOf } from './personal.ts';
import type { Register } from './register.ts';
import { keys, type NoticeRecord, noticeOf, storedEntry } from './rows.ts';
import { settingsPartition } from './settings.ts';
import { shards } from './shards.ts';
import { commit, readRange, type StoredRow } from './table.ts';

type AnyEntry = Entry | EntryOf<SettingsFact>;

/** One thing that the store holds about a person. */
export type PersonDatum =
  | { kind: 'entry'; entry: AnyEntry }
  | { kind: 'notice'; notice: NoticeRecord }
  /** The card of a matter in their chat: which conversation and message. */
  | { kind: 'card'; card: unknown }
  | AsideDatum;

/**
 * Everything that the store holds about a person: the entries in which they act or are named (all states follow from
 * these), the notices and cards that were for them, and all that is kept beside the journals.
 */
export async function* dataOfPerson(aside: Aside, personId: string): AsyncGenerator<PersonDatum> {
  const { table } = aside;
  for (const partition of [...shards, settingsPartition]) {
    for await (const { entry } of entriesOf(table, partition, personId)) yield { kind: 'entry', entry };
    for await (const rows of readRange(table, partition, keys.notices.from, keys.notices.to)) {
      for (const notice of rows.map(noticeOf)) if (notice.recipientId === personId) yield { kind: 'notice', notice };
    }
    for await (const rows of readRange(table, partition, keys.cards.from, keys.cards.to)) {
      for (const { rowKey, json } of rows) {
        if (rowKey.endsWith(`|${personId}`)) yield { kind: 'card', card: JSON.parse(String(json)) };
      }
    }
  }
  yield* asideOf(aside, personId);
}

export type Erasure = { assets: number; entries: number };

/**
 * Erases a person's name, address and words. The chain covers salted hashes of these and not the values, so that it stays
 * whole; their directory id stays. An entry of each asset that was touched says that this was done, and who did it.
 * Safe to repeat: what a run that broke off left is done by the next.
 */
export async function erasePersonData(
  deps: Aside & { register: Register },
  personId: string,
  actor: EntryActor,
): Promise<Erasure> {
  const { table, register } = deps;
  const assets = new Set<string>();
  let entries = 0;
  for (const partition of [...shards, settingsPartition]) {
    for await (const { row, entry, paths } of entriesOf(table, partition, personId)) {
      // The state is first: instances hear of it, and verification never meets a name that no entry vouches for.
      if (partition !== settingsPartition && !assets.has(entry.assetId)) {
        await eraseFromState(register, entry.assetId, personId, actor);
        assets.add(entry.assetId);
      }
      if (paths.length === 0) continue;
      const { etag, ...kept } = row;
      await commit(table, [
        { kind: 'replace', row: { ...kept, personal: without(String(row.personal), paths) }, etag },
      ]);
      entries += 1;
    }
  }
  await eraseAside(deps, personId);
  return { assets: assets.size, entries };
}

async function eraseFromState(register: Register, assetId: string, personId: string, actor: EntryActor): Promise<void> {
  const history = await register.history(assetId);
  await register.change({
    assetId,
    actor,
    decide: (asset) => (asset && history ? erasePerson(asset, history.entries, personId) : []),
  });
}

type Found = { row: StoredRow; entry: AnyEntry; paths: string[] };

/** The entries in which a person acts or is named, and where in them something of theirs is still held. */
async function* entriesOf(table: TableClient, partition: string, personId: string): AsyncGenerator<Found> {
  for await (const rows of readRange(table, partition, keys.entries.from, keys.entries.to)) {
    for (const row of rows) {
      // The id stands in the body as it is: most entries are told apart by that alone.
      if (!String(row.body).includes(personId)) continue;
      const stored = storedEntry(row);
      if (!stored) continue;
      const { entry, personal } = stored;
      yield { row, entry, paths: personalPathsOf(entry, personId).filter((path) => path in personal) };
    }
  }
}

function without(personal: string, paths: readonly string[]): string {
  const parts = JSON.parse(personal) as Record<string, unknown>;
  return JSON.stringify(Object.fromEntries(Object.entries(parts).filter(([path]) => !paths.includes(path))));
}
