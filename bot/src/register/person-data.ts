import type { TableClient } from '@azure/data-tables';
import type { Entry, EntryActor, EntryOf, TypedAt } from '../domain/entry.ts';
import { erasePerson, needsErasure, personalOwners } from '../domain/erase.ts';
import type { SettingsFact } from '../domain/settings.ts';
import { erasedTyped, type Typed, textsOfState, typedBy } from '../domain/typed-texts.ts';
import { type Aside, type AsideDatum, asideOf, eraseAside, type Unreadable, unreadable } from './kept-aside.ts';
import type { PersonalParts } from './personal.ts';
import type { Register } from './register.ts';
import { keys, type NoticeRecord, noticeOf, readable, storedEntry } from './rows.ts';
import { type SettingsRegister, settingsId, settingsPartition } from './settings.ts';
import { shards } from './shards.ts';
import { isUnavailable } from './store-limits.ts';
import { commit, readRange, readRow, type StoredRow } from './table.ts';

type AnyEntry = Entry | EntryOf<SettingsFact>;

/** One thing that the store holds about a person. */
export type PersonDatum =
  | { kind: 'entry'; entry: AnyEntry }
  | { kind: 'notice'; notice: NoticeRecord }
  /** The card of a matter in their chat: which conversation and message. */
  | { kind: 'card'; card: unknown }
  /** A row that somebody damaged, which may be about anybody. */
  | Unreadable
  | AsideDatum;

/**
 * Everything that the store holds about a person: the entries in which they act or are named (all states follow from
 * these), the notices and cards that were for them, and all that is kept beside the journals.
 */
export async function* dataOfPerson(aside: Aside, personId: string): AsyncGenerator<PersonDatum> {
  const { table } = aside;
  for (const partition of [...shards, settingsPartition]) {
    for await (const found of entriesOf(table, partition, personId)) {
      yield 'entry' in found ? { kind: 'entry', entry: found.entry } : unreadable(found.unreadable);
    }
    for await (const rows of readRange(table, partition, keys.notices.from, keys.notices.to)) {
      for (const row of rows) {
        const notice = readable(row, noticeOf);
        if (!notice) yield unreadable(row);
        else if (notice.recipientId === personId) yield { kind: 'notice', notice };
      }
    }
    for await (const rows of readRange(table, partition, keys.cards.from, keys.cards.to)) {
      for (const row of rows) {
        if (row.rowKey.endsWith(`|${personId}`)) yield readable(row, cardDatum) ?? unreadable(row);
      }
    }
  }
  yield* asideOf(aside, personId);
}

function cardDatum({ json }: StoredRow): PersonDatum {
  return { kind: 'card', card: JSON.parse(String(json)) };
}

/** `entries`: those in which something of theirs was left. `failed`: what something of theirs may still stand in. */
export type Erasure = { assets: number; entries: number; failed: ErasureFailure[] };

/** `what`: the id of an asset, `settings`, or the row of an entry that can no longer be read, as `{shard}|{row key}`. */
export type ErasureFailure = { what: string; why: unknown };

/** What a person typed of a purchase, by the entry that holds it, and whether it can leave that entry. */
export type TypedEntry = { entryId: string; assetId: string; at: string; texts: Typed[]; isSealed: boolean };

/**
 * What a person typed of purchases: product, publisher, cost centre. As a rule that says nothing of anybody, so that somebody
 * has to look which of it is personal. `isSealed`: entries of earlier versions hold it in the clear and their hash covers it,
 * so that it can leave states and lists, yet not the entry.
 */
export async function* typedByPerson(
  { table, register }: { table: TableClient; register: Register },
  personId: string,
): AsyncGenerator<TypedEntry> {
  const seen = new Set<string>();
  for (const partition of shards) {
    for await (const found of entriesOf(table, partition, personId)) {
      // What can't be read, whoever erases is told of then.
      if ('unreadable' in found || seen.has(found.entry.assetId)) continue;
      const { entry } = found;
      seen.add(entry.assetId);
      const history = await historyOrNull(register, entry.assetId);
      const typed = typedBy(history?.entries ?? [], personId);
      for (const { seq, at, assetId } of history?.entries ?? []) {
        const texts = typed.filter((one) => one.seq === seq);
        const row = texts.length > 0 ? await readRow(table, partition, keys.entry(seq)) : null;
        if (!row) continue;
        const { personal } = storedEntry(row) ?? { personal: {} };
        const isSealed = texts.every(({ path }) => path in personal);
        yield { entryId: entryIdOf(partition, seq), assetId, at, texts, isSealed };
      }
    }
  }
}

/** The history of an asset; null where something in its rows is damaged, which whoever erases is told of then. */
async function historyOrNull(register: Register, assetId: string): ReturnType<Register['history']> {
  try {
    return await register.history(assetId);
  } catch (error) {
    if (isUnavailable(error)) throw error;
    return null;
  }
}

function entryIdOf(shard: string, seq: number): string {
  return `${shard}-${seq}`;
}

/**
 * Erases a person's name, address and words. The chain covers salted hashes of these and not the values, so that it stays
 * whole; their directory id stays. An entry of each asset that was touched, and one of the settings, says that this was done,
 * and who did it: it is written first, since verification takes a value for lost that is gone before an entry says why.
 * Safe to repeat: what a run that broke off left is done by the next. It goes on past what fails, and says what that is.
 *
 * @throws {Refusal} `store.unavailable`
 * @param chosen ids of entries, as {@link typedByPerson} has them, whose typed texts go as well
 */
export async function erasePersonData(
  deps: Aside & { register: Register; settings: SettingsRegister },
  personId: string,
  actor: EntryActor,
  chosen: ReadonlySet<string> = new Set(),
): Promise<Erasure> {
  const { table, register, settings } = deps;
  /** Up to which entry it is told of each asset, and of the settings, that the person was erased. */
  const told = new Map<string, Told>();
  const failed = new Map<string, unknown>();
  let entries = 0;

  async function eraseFrom({ row, entry, paths, personal }: Found): Promise<void> {
    // Whoever is erased may go on meanwhile.
    if (entry.seq > (told.get(entry.assetId)?.upTo ?? 0)) {
      const said =
        entry.shard === settingsPartition
          ? { upTo: await eraseFromSettings(settings, personId, actor), typed: [] }
          : await eraseFromState(register, entry, personId, actor, chosen);
      told.set(entry.assetId, said);
    }
    const typed = (told.get(entry.assetId)?.typed ?? []).filter(({ seq }) => seq === entry.seq);
    const gone = [...paths, ...typed.map(({ path }) => path)].filter((path) => path in personal);
    if (gone.length === 0) return;
    const { etag, ...kept } = row;
    await commit(table, [{ kind: 'replace', row: { ...kept, personal: without(String(row.personal), gone) }, etag }]);
    entries += 1;
  }

  for (const partition of [...shards, settingsPartition]) {
    for await (const found of entriesOf(table, partition, personId)) {
      if ('unreadable' in found) {
        failed.set(unreadable(found.unreadable).what, new Error('The entry can no longer be read'));
        continue;
      }
      const { assetId } = found.entry;
      if (failed.has(assetId)) continue;
      try {
        await eraseFrom(found);
      } catch (error) {
        if (isUnavailable(error)) throw error;
        failed.set(assetId, error);
      }
    }
  }
  await eraseAside(deps, personId);
  return {
    assets: [...told.keys()].filter((id) => id !== settingsId && !failed.has(id)).length,
    entries,
    failed: [...failed].map(([what, why]) => ({ what, why })),
  };
}

/** Up to which entry it is told that a person was erased, and what of their typed texts that covers. */
type Told = { upTo: number; typed: readonly TypedAt[] };

async function eraseFromState(
  register: Register,
  { shard, assetId }: AnyEntry,
  personId: string,
  actor: EntryActor,
  chosen: ReadonlySet<string>,
): Promise<Told> {
  const history = await register.history(assetId);
  const before = history?.entries ?? [];
  const typed = typedBy(before, personId)
    .filter(({ seq }) => chosen.has(entryIdOf(shard, seq)))
    .map(({ seq, path }) => ({ seq, path }));
  const wrote = textsOfState(before, typed);
  const { entries } = await register.change({
    assetId,
    actor,
    decide: (asset) => (asset ? erasePerson(asset, before, personId, { typed, wrote }) : []),
  });
  const upTo = (entries.at(-1) ?? before.at(-1))?.seq ?? 0;
  return { upTo, typed: [...erasedTyped(before, personId), ...(entries.length > 0 ? typed : [])] };
}

/** Answers up to which entry it is told. */
async function eraseFromSettings(settings: SettingsRegister, personId: string, actor: EntryActor): Promise<number> {
  const { entries } = await settings.history();
  if (!needsErasure(entries, personId)) return entries.at(-1)?.seq ?? 0;
  return (await settings.change(actor, () => [{ type: 'person-erased', personId }])).version;
}

type Found = { row: StoredRow; entry: AnyEntry; paths: string[]; personal: PersonalParts };

/**
 * The entries in which a person acts or is named, and where in them something of theirs is still held; and those that can't be
 * read any more, which may be about anybody.
 */
async function* entriesOf(
  table: TableClient,
  partition: string,
  personId: string,
): AsyncGenerator<Found | { unreadable: StoredRow }> {
  for await (const rows of readRange(table, partition, keys.entries.from, keys.entries.to)) {
    for (const row of rows) {
      const stored = storedEntry(row);
      if (!stored) yield { unreadable: row };
      // The id stands in the body as it is: most entries are told apart by that alone.
      if (!stored || !String(row.body).includes(personId)) continue;
      const { entry, personal } = stored;
      yield { row, entry, paths: pathsOf(entry, personId), personal };
    }
  }
}

/** The paths of what is a person's own in an entry. */
function pathsOf(entry: AnyEntry, personId: string): string[] {
  return [...personalOwners(entry)].flatMap(([path, owner]) => (owner === personId ? [path] : []));
}

function without(personal: string, paths: readonly string[]): string {
  const parts = JSON.parse(personal) as Record<string, unknown>;
  return JSON.stringify(Object.fromEntries(Object.entries(parts).filter(([path]) => !paths.includes(path))));
}
