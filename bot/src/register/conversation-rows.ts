import { createHash } from 'node:crypto';
import type { TableClient } from '@azure/data-tables';
import canonicalize from 'canonicalize';
import type { Row } from './limits.ts';
import { commit, isConflict, readRange, readRow, type StoredRow } from './table.ts';
import type { Fault } from './verify.ts';

/** The partition of where people and the ITAM channel are reached; no part of the journal. */
export const conversationPartition = 'conversation';
/** The partition of why the app could not be installed for somebody, by directory id. */
export const installationPartition = 'installation';
export const itamChannelKey = 'itam-channel';
export const personKey = (personId: string): string => `person|${personId}`;
/** Its row says since when rows have their checks. */
const checksBegun = 'checks-begun';
/** How long the version before, which writes none, may still run beside this one or take its place again. */
const upgradeMs = 7 * 24 * 3_600_000;

/**
 * What such a row holds. `unchecked`: it was written before there were checks. `altered`: it is not what was written there,
 * and its value is not to be used.
 */
export type ConversationRow = { kind: 'checked' | 'unchecked'; value: unknown } | { kind: 'altered' };

/**
 * A row with a check: a hash of what it says and of the key that it stands at, so that a field that was changed, or a row that
 * was copied to somebody else, is found. It has no secret in it: whoever knows this code can write a whole row anew, which is
 * why an address is held against Teams' own hosts as well.
 */
export function conversationRow(rowKey: string, value: unknown): Row {
  return {
    partitionKey: conversationPartition,
    rowKey,
    json: JSON.stringify(value),
    check: checkOf(rowKey, value),
  };
}

/** Reads such a row as far as it shows by itself whether it is as it was written. */
export function readConversationRow({ rowKey, json, check }: StoredRow): ConversationRow {
  let value: unknown;
  try {
    value = JSON.parse(String(json));
  } catch {
    return { kind: 'altered' };
  }
  if (check === undefined) return { kind: 'unchecked', value };
  return check === checkOf(rowKey, value) ? { kind: 'checked', value } : { kind: 'altered' };
}

/** Whether every row must have its check: one that lacks it then was changed by somebody. */
export async function demandsChecks(table: TableClient, now: Date): Promise<boolean> {
  const begun = await readRow(table, conversationPartition, checksBegun);
  return begun !== null && !(now.getTime() - Date.parse(String(begun.at)) < upgradeMs);
}

/**
 * Gives their checks to rows that were written without, for a week: from then on none is believed without. Safe to run on
 * several instances at once, and again after it was cut off.
 */
export async function giveChecks(table: TableClient, now: Date): Promise<void> {
  if (await demandsChecks(table, now)) return;
  for await (const row of conversationRows(table)) {
    const held = readConversationRow(row);
    if (held.kind !== 'unchecked') continue;
    // Whoever wrote it meanwhile gave it its check.
    await unlessThere(
      commit(table, [{ kind: 'replace', row: conversationRow(row.rowKey, held.value), etag: row.etag }]),
    );
  }
  await unlessThere(
    commit(table, [
      {
        kind: 'create',
        row: { partitionKey: conversationPartition, rowKey: checksBegun, at: now.toISOString() },
      },
    ]),
  );
}

/** Every row of where somebody is reached that is not as it was written. */
export async function verifyConversations(table: TableClient, now: Date): Promise<Fault[]> {
  const isDemanded = await demandsChecks(table, now);
  const faults: Fault[] = [];
  for await (const row of conversationRows(table)) {
    const { kind } = readConversationRow(row);
    if (kind === 'checked' || (kind === 'unchecked' && !isDemanded)) continue;
    const detail = 'where somebody is reached is not as it was written: nothing is sent there until they come back';
    faults.push({ shard: conversationPartition, row: row.rowKey, what: 'altered', detail });
  }
  return faults;
}

async function* conversationRows(table: TableClient): AsyncGenerator<StoredRow> {
  for await (const rows of readRange(table, conversationPartition, '', '~')) {
    yield* rows.filter(({ rowKey }) => rowKey !== checksBegun);
  }
}

/** SHA-256 over the canonical JSON (RFC 8785) of key and value. */
function checkOf(rowKey: string, value: unknown): string {
  return createHash('sha256')
    .update(canonicalize([rowKey, value]) ?? '')
    .digest('hex');
}

async function unlessThere(write: Promise<unknown>): Promise<void> {
  await write.catch((error: unknown) => {
    if (!isConflict(error)) throw error;
  });
}
