import { describe, expect, it } from 'vitest';
import { assetIdOfDeclaration, assetIdOfSubscription, shardOf, shards } from './shards.ts';

describe('shards', () => {
  it('are sixteen, and every asset belongs to the same one for ever', () => {
    expect(shards).toHaveLength(16);
    expect([shardOf('dec-1'), shardOf('sub-1'), shardOf('')]).toEqual(['sb', 's0', 'se']);
  });

  it('fill evenly', () => {
    const counts = new Map<string, number>();
    for (let n = 0; n < 16_000; n++) {
      const shard = shardOf(assetIdOfSubscription(`subscription-${n}`));
      counts.set(shard, (counts.get(shard) ?? 0) + 1);
    }
    expect([...counts.keys()].toSorted()).toEqual(shards);
    for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(150);
  });
});

describe('asset ids', () => {
  it('are the same in whatever case the directory writes the subscription', () => {
    expect(assetIdOfSubscription('A1B2')).toBe(assetIdOfSubscription('a1b2'));
    expect(assetIdOfSubscription('a1b2')).not.toBe(assetIdOfSubscription('a1b3'));
  });

  it('of declarations follow their form', () => {
    expect(assetIdOfDeclaration('01KB0000000000000000000000')).toBe('dec-01kb0000000000000000000000');
  });
});
