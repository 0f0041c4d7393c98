import { setTimeout as delay } from 'node:timers/promises';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { TableClient } from '@azure/data-tables';
import canonicalize from 'canonicalize';
import type { EntryActor } from '../domain/entry.ts';
import { personalOwners } from '../domain/erase.ts';
import { Refusal } from '../domain/errors.ts';
import {
  type ChosenSettings,
  evolveSettings,
  nothingChosen,
  type SettingsEntry,
  type SettingsFact,
} from '../domain/settings.ts';
import { genesisHash } from './chain.ts';
import { commitJournal, type OnDamage } from './commit-journal.ts';
import { foldMissing, type Missing } from './fold.ts';
import type { Row } from './limits.ts';
import {
  alterationsOf,
  entryRow,
  type Head,
  headOf,
  headRow,
  keys,
  readable,
  type StoredEntry,
  seqOfKey,
  storedEntry,
} from './rows.ts';
import { readRange, readRow, type StoredRow, type Write } from './table.ts';

/** The partition of the settings: a journal of their own, with head, entries and state as a shard has them. */
export const settingsPartition = 'settings';
/** What the settings' entries are about, where an asset's name the asset. */
export const settingsId = 'settings';
export const settingsStateKey = 'state';

/** Decides, on what is chosen now, what happened. No facts: nothing to do. May be asked again on newer state. */
export type DecideSettings = (chosen: ChosenSettings) => SettingsFact[];

/** The settings that were changed in the register. */
export type SettingsRegister = {
  /** What is chosen as far as this instance knows. */
  chosen(): ChosenSettings;
  /** Asks whether another instance has changed something, and reads it if so. */
  refresh(): Promise<void>;
  /** Applies a decision. @throws what `decide` throws; {@link Refusal} `settings.busy` after many lost races */
  change(actor: EntryActor, decide: DecideSettings): Promise<ChosenSettings>;
  /** All entries, oldest first; intact when each is as it was written, follows the one before, and the state follows from them. */
  history(): Promise<{ entries: SettingsEntry[]; isIntact: boolean }>;
};

const mostAttempts = 12;

/**
 * Opens the settings in the register's table. A change writes entry, state and head in one transaction, guarded by ETags;
 * whoever loses a race decides again on fresh state. A state that is gone or can't be read any more, of which `onDamage` is
 * told, is what the entries come to; the next change writes it anew.
 */
export async function openSettings(
  table: TableClient,
  now: () => Date,
  onDamage: OnDamage = () => undefined,
): Promise<SettingsRegister> {
  let known: { head: StoredRow | null; chosen: ChosenSettings } = { head: null, chosen: nothingChosen };

  async function readAll(): Promise<{ head: StoredRow | null; state: StoredRow | null; chosen: ChosenSettings }> {
    const head = await readRow(table, settingsPartition, keys.head);
    if (!head) return { head, state: null, chosen: nothingChosen };
    const state = await readRow(table, settingsPartition, settingsStateKey);
    const chosen = readable(state, chosenOf);
    if (chosen) return { head, state, chosen };
    onDamage({ partitionKey: settingsPartition, rowKey: settingsStateKey });
    return { head, state, chosen: await chosenByEntries(table) };
  }

  /** Two answers may come in another order than they were asked for: what is newer stays. */
  function learn(head: StoredRow | null, chosen: ChosenSettings): void {
    if (chosen.version >= known.chosen.version) known = { head, chosen };
  }

  async function refresh(): Promise<void> {
    const head = await readRow(table, settingsPartition, keys.head);
    if (head?.etag === known.head?.etag) return;
    const read = await readAll();
    learn(read.head, read.chosen);
  }

  async function attempt(actor: EntryActor, decide: DecideSettings): Promise<ChosenSettings | null> {
    const { head: headBefore, state: stateBefore, chosen: before } = await readAll();
    const facts = decide(before);
    if (facts.length === 0) {
      learn(headBefore, before);
      return before;
    }
    const head: Head = headBefore ? headOf(headBefore) : { seq: 0, hash: genesisHash };
    const at = now().toISOString();
    let chosen = before;
    const rows = facts.map((fact): Row => {
      const open = { seq: head.seq + 1, at, actor, fact, previousHash: head.hash };
      const { row, hash } = entryRow({ shard: settingsPartition, assetId: settingsId, ...open });
      Object.assign(head, { seq: open.seq, hash });
      chosen = evolveSettings(chosen, { seq: open.seq, fact });
      return row;
    });
    const headAfter = headRow(settingsPartition, head);
    const stateAfter = stateRow(chosen);
    const inPlace = (row: Row, earlier: StoredRow | null) =>
      earlier ? ({ kind: 'replace', row, etag: earlier.etag } as const) : ({ kind: 'create', row } as const);
    const writes: Write[] = [
      inPlace(headAfter, headBefore),
      inPlace(stateAfter, stateBefore),
      ...rows.map((row) => ({ kind: 'create', row }) as const),
    ];
    const etags = await commitJournal(table, writes, onDamage);
    if (!etags) return null;
    const [etag] = etags;
    learn(etag === undefined ? null : { ...headAfter, etag }, chosen);
    return chosen;
  }

  const opened: SettingsRegister = {
    chosen: () => known.chosen,
    refresh,
    async change(actor, decide) {
      for (let tried = 1; tried <= mostAttempts; tried++) {
        const chosen = await attempt(actor, decide);
        if (chosen) return chosen;
        await delay(Math.random() * 4 * tried ** 2);
      }
      throw new Refusal('conflict', 'settings.busy');
    },
    async history() {
      const { entries, faults } = await readSettingsJournal(table);
      return { entries, isIntact: faults.length === 0 };
    },
  };
  await refresh();
  return opened;
}

/** What is wrong with one row of the settings. */
export type SettingsFault = { row: string; what: 'altered' | 'dropped' | 'reordered' | 'inserted'; detail: string };

const mostReads = 5;
/** Far more than the bounds of the settings come to; what inflates to more was not packed here. */
const largestPart = 1_000_000;

/**
 * Reads the whole journal of the settings and checks it: numbers without gaps, each entry as it was written and after the
 * one before it, the head, and the state against the folded entries.
 */
export async function readSettingsJournal(
  table: TableClient,
): Promise<{ entries: SettingsEntry[]; faults: SettingsFault[] }> {
  for (let read = 1; ; read++) {
    const before = await readRow(table, settingsPartition, keys.head);
    const rows: StoredRow[] = [];
    for await (const page of readRange(table, settingsPartition, keys.entries.from, keys.entries.to))
      rows.push(...page);
    const state = await readRow(table, settingsPartition, settingsStateKey);
    const after = await readRow(table, settingsPartition, keys.head);
    // Somebody wrote in between, so that what was read was never there at one moment.
    if (before?.etag === after?.etag || read === mostReads) return checked(rows, after, state);
  }
}

function checked(
  rows: readonly StoredRow[],
  headNow: StoredRow | null,
  stateNow: StoredRow | null,
): { entries: SettingsEntry[]; faults: SettingsFault[] } {
  const faults: SettingsFault[] = [];
  const entries: SettingsEntry[] = [];
  const report = (row: string, what: SettingsFault['what'], detail: string) => faults.push({ row, what, detail });
  let end: Head = { seq: 0, hash: genesisHash };
  let unvouched: readonly Missing[] = [];
  for (const row of rows) {
    const stored = storedEntry<SettingsFact>(row);
    if (stored) unvouched = foldMissing(unvouched, stored);
    const fault = faultOf(row, stored, end);
    if (fault) report(row.rowKey, ...fault);
    if (stored) entries.push(stored.entry);
    // Where the row stands counts, so that one that is damaged is not missing as well.
    end = { seq: seqOfKey(row.rowKey) ?? end.seq, hash: String(row.hash) };
  }

  const head = headNow && { seq: Number(headNow.seq), hash: String(headNow.hash) };
  if (!head && rows.length > 0) report(keys.head, 'dropped', 'the journal has entries, but no head');
  if (head && head.seq > end.seq) {
    report(keys.head, 'dropped', `entries ${end.seq + 1} to ${head.seq} are missing at the end`);
  } else if (head && head.seq < end.seq) {
    report(keys.entry(head.seq + 1), 'inserted', `the head stands at ${head.seq}`);
  } else if (head && faults.length === 0 && head.hash !== end.hash) {
    report(keys.head, 'altered', 'its hash is not that of the last entry');
  }

  // What follows from a journal that is not whole can't be known, and is no second fault.
  if (faults.length > 0) return { entries, faults };
  for (const { seq, path } of unvouched.filter((one) => !mayBeErasedUntold(one, unvouched, entries))) {
    report(keys.entry(seq), 'altered', `${path} is gone, and no entry says that it was erased`);
  }
  const expected = entries.reduce(evolveSettings, nothingChosen);
  if (!stateNow) {
    if (entries.length > 0) report(settingsStateKey, 'dropped', 'entries are about it, but it is gone');
  } else if (canonicalize(readable(stateNow, chosenOf)) !== canonicalize(expected)) {
    report(settingsStateKey, 'altered', 'the state does not follow from the entries');
  }
  return { entries, faults };
}

/**
 * Earlier versions erased people from the settings without an entry that says so. They left nothing of a person's in any entry
 * there was, so that whoever is gone from some of theirs only was not erased; nor was, by an earlier version, whom an entry names
 * as erased. That somebody took all of a person's words away can't be told from it; what is set changes by neither.
 */
function mayBeErasedUntold(
  { owner }: Missing,
  unvouched: readonly Missing[],
  entries: readonly SettingsEntry[],
): boolean {
  if (owner === null) return false;
  const theirs = unvouched.filter((one) => one.owner === owner);
  const last = Math.max(...theirs.map(({ seq }) => seq));
  const ofTheirs = entries.flatMap((entry) =>
    entry.seq > last ? [] : [...personalOwners(entry).values()].filter((id) => id === owner),
  );
  return ofTheirs.length === theirs.length;
}

function faultOf(
  row: StoredRow,
  stored: StoredEntry<SettingsFact> | null,
  end: Head,
): [SettingsFault['what'], string] | null {
  if (seqOfKey(row.rowKey) === null) return ['inserted', 'the register gives no such key'];
  if (!stored) return ['altered', 'the entry can no longer be read'];
  const { entry } = stored;
  if (row.rowKey !== keys.entry(entry.seq)) return ['reordered', `the row says it is entry ${entry.seq}`];
  const [altered] = alterationsOf(stored);
  if (altered !== undefined) return ['altered', `${altered} does not fit its hash`];
  if (entry.seq !== end.seq + 1) return ['dropped', `entries ${end.seq + 1} to ${entry.seq - 1} are missing before it`];
  if (entry.previousHash !== end.hash) return ['reordered', 'it does not follow the entry before it'];
  return null;
}

/**
 * The state as it is stored: one property for each setting, since a property holds 64 KiB and one that holds all of them
 * would be too small for an organisation with many cost centres.
 */
function stateRow({ version, ...settings }: ChosenSettings): Row {
  const parts = Object.entries(settings).filter(([, value]) => value !== undefined);
  return {
    partitionKey: settingsPartition,
    rowKey: settingsStateKey,
    version,
    ...Object.fromEntries(parts.map(([name, value]) => [name, deflateRawSync(JSON.stringify(value))])),
  };
}

/** @throws {Error} when it can't be read: somebody damaged it */
export function chosenOf(row: StoredRow): ChosenSettings {
  const { partitionKey: _, rowKey: __, etag: ___, version, ...parts } = row;
  if (!Number.isSafeInteger(version)) throw new Error('The state of the settings is damaged');
  const settings = Object.entries(parts).map(([name, packed]) => [
    name,
    JSON.parse(inflateRawSync(packed as Uint8Array, { maxOutputLength: largestPart }).toString()),
  ]);
  return { ...nothingChosen, ...Object.fromEntries(settings), version: Number(version) };
}

/** What the entries come to that are as they were written. */
async function chosenByEntries(table: TableClient): Promise<ChosenSettings> {
  let chosen = nothingChosen;
  for await (const rows of readRange(table, settingsPartition, keys.entries.from, keys.entries.to)) {
    for (const row of rows) {
      const stored = storedEntry<SettingsFact>(row);
      if (stored && alterationsOf(stored).length === 0) chosen = evolveSettings(chosen, stored.entry);
    }
  }
  return chosen;
}
