import { createHash } from 'node:crypto';

const digits = '0123456789abcdef';

/** The 16 shards: partitions that each keep a journal of their own. */
export const shards: readonly string[] = [...digits].map((digit) => `s${digit}`);

/** The shard of an asset: the first hex digit of its id's SHA-256, so that ids of any shape spread evenly. */
export function shardOf(assetId: string): string {
  return `s${sha256(assetId).charAt(0)}`;
}

/** The id of the asset that a subscription becomes, the same on every instance and in every run. */
export function assetIdOfSubscription(subscriptionId: string): string {
  return `sub-${sha256(subscriptionId.toLowerCase()).slice(0, 26)}`;
}

/** The id of the asset that a declaration becomes; the same declaration sent twice is one asset. */
export function assetIdOfDeclaration(declarationId: string): string {
  return `dec-${declarationId.toLowerCase()}`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
