import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** What precedes the first entry of a shard. */
export const genesisHash = '0'.repeat(64);

/** The part of an entry that its hash covers, with personal values sealed. */
export type HashedBody = {
  shard: string;
  seq: number;
  assetId: string;
  at: string;
  actor: unknown;
  fact: unknown;
  previousHash: string;
};

/** SHA-256 in hex over the canonical JSON (RFC 8785) of an entry, which contains the hash of the entry before it. */
export function hashOf(body: HashedBody): string {
  const canonical = canonicalize(body);
  if (canonical === undefined) throw new Error('An entry must be expressible as JSON');
  return createHash('sha256').update(canonical).digest('hex');
}
