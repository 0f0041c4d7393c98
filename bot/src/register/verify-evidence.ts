import type { TableClient } from '@azure/data-tables';
import { AlteredContent, type EvidenceStore } from './evidence.ts';
import { assetOf, keys } from './rows.ts';
import { shards } from './shards.ts';
import { readRange } from './table.ts';
import type { Fault } from './verify.ts';

/** Documents that are read at once. */
const mostAtOnce = 8;

/**
 * Reads each document that a state names, and compares it with the hash that is its name. That states say what the journal
 * says is for {@link verifyRegister} to find out. A state that can't be read is passed over here.
 */
export async function verifyEvidence(
  table: TableClient,
  evidence: EvidenceStore,
): Promise<{ documents: number; faults: Fault[] }> {
  const named = new Map<string, { shard: string; row: string }>();
  for (const shard of shards) {
    for await (const rows of readRange(table, shard, keys.assets.from, keys.assets.to)) {
      for (const row of rows) {
        for (const hash of hashesIn(row)) if (!named.has(hash)) named.set(hash, { shard, row: row.rowKey });
      }
    }
  }
  const faults: Fault[] = [];
  const left = named.entries();
  const work = async () => {
    for (const [hash, at] of left) {
      const what = await faultOf(hash, evidence);
      if (what === 'dropped') faults.push({ ...at, what, detail: `the document ${hash} that it names is gone` });
      if (what === 'altered') faults.push({ ...at, what, detail: `the document ${hash} is not what its name says` });
    }
  };
  await Promise.all(Array.from({ length: mostAtOnce }, work));
  return { documents: named.size, faults };
}

function hashesIn(row: Parameters<typeof assetOf>[0]): string[] {
  try {
    const found = assetOf(row);
    return 'asset' in found ? found.asset.evidence.map(({ hash }) => hash) : [];
  } catch {
    return [];
  }
}

/** Reads a document as it comes, to its end, without keeping it. */
async function faultOf(hash: string, evidence: EvidenceStore): Promise<'dropped' | 'altered' | null> {
  try {
    const chunks = await evidence.open(hash);
    if (!chunks) return 'dropped';
    for await (const _ of chunks);
    return null;
  } catch (error) {
    if (error instanceof AlteredContent) return 'altered';
    throw error;
  }
}
