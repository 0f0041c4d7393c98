import { randomUUID } from 'node:crypto';
import { TableClient } from '@azure/data-tables';
import { inject } from 'vitest';
import type { EntryActor, Fact } from '../../src/domain/entry.ts';
import { detect, type Observation } from '../../src/domain/observe.ts';
import { noticesFor } from '../../src/domain/routing.ts';
import type { Row } from '../../src/register/limits.ts';
import { type Change, type Outcome, openRegister, type Register } from '../../src/register/register.ts';
import { shardOf } from '../../src/register/shards.ts';
import { aDeclaredFact, aDirectoryPerson, alex, anObservation, aRouting, at, megan } from './builders.ts';

/** A table of its own on the emulator. */
export async function openStore(name = `t${randomUUID().replaceAll('-', '')}`): Promise<TableClient> {
  const table = clientOf(inject('storageConnectionString'), name);
  await table.createTable();
  return table;
}

/** A client of a table, by another way if need be. Retries don't wait, unless the service says how long. */
export function clientOf(connectionString: string, name: string, retries = 3): TableClient {
  return TableClient.fromConnectionString(connectionString, name, {
    allowInsecureConnection: true,
    retryOptions: { maxRetries: retries, retryDelayInMs: 1, maxRetryDelayInMs: 4 },
  });
}

/** A register as one instance has it, with what it committed. The clock stands still. */
export function registerOn(
  table: TableClient,
  over: Partial<Parameters<typeof openRegister>[0]> = {},
): Register & { committed: Outcome[] } {
  const committed: Outcome[] = [];
  const register = openRegister({
    table,
    now: () => new Date(at),
    noticesFor: (before, after, facts) => noticesFor(before, after, facts, aRouting()),
    onCommit: (outcome) => committed.push(outcome),
    onDamage: () => undefined,
    ...over,
  });
  return { ...register, committed };
}

export const byAlex: EntryActor = { kind: 'person', id: alex.id, displayName: alex.displayName };
export const byMegan: EntryActor = { kind: 'person', id: megan.id, displayName: megan.displayName };
export const byDiscovery: EntryActor = { kind: 'discovery', id: 'discovery', displayName: 'Sightline' };

/** What discovery records of a subscription of Alex's that it sees for the first time. */
export function detectedFacts(over: Partial<Observation> = {}): Fact[] {
  const people = {
    purchaser: aDirectoryPerson(),
    manager: aDirectoryPerson({ ...megan }),
    absence: null,
  };
  return detect(anObservation(over), people, false);
}

/** Declares once, whoever asks how often. */
export function declaring(assetId: string, over: Partial<Extract<Fact, { type: 'declared' }>> = {}): Change {
  return { assetId, actor: byAlex, decide: (asset) => (asset ? [] : [aDeclaredFact(over)]) };
}

/** Adds a seat: what two of these come to shows whether any was lost or doubled. */
export function addingSeat(assetId: string): Change {
  return {
    assetId,
    actor: byDiscovery,
    decide: (asset) => [{ type: 'seats-changed', from: asset?.quantity ?? 0, to: (asset?.quantity ?? 0) + 1 }],
  };
}

/** Makes an asset's history longer, many entries in a commit. */
export async function lengthen(register: Register, assetId: string, count: number): Promise<void> {
  for (let left = count; left > 0; left -= 90) {
    const facts = Array.from(
      { length: Math.min(left, 90) },
      (_, from): Fact => ({ type: 'seats-changed', from, to: from + 1 }),
    );
    await register.change({ assetId, actor: byDiscovery, decide: () => facts });
  }
}

/** Asset ids that all belong to one shard. */
export function idsIn(shard: string, count: number): string[] {
  const ids: string[] = [];
  for (let n = 0; ids.length < count; n++) if (shardOf(`dec-${n}`) === shard) ids.push(`dec-${n}`);
  return ids;
}

/** Every row of a table, by partition and row key, as the service gives it. */
export async function rowsOf(table: TableClient): Promise<(Row & { etag: string })[]> {
  const rows: (Row & { etag: string })[] = [];
  for await (const { timestamp: _, ...row } of table.listEntities()) rows.push(row as Row & { etag: string });
  return rows;
}

/** Row keys of a kind, such as `entry`, in order. */
export async function keysOf(table: TableClient, kind: 'asset' | 'entry' | 'head' | 'notice'): Promise<string[]> {
  const rows = await rowsOf(table);
  return rows
    .filter(({ rowKey }) => rowKey.split('|')[0] === kind)
    .map(({ partitionKey, rowKey }) => `${partitionKey} ${rowKey}`);
}
