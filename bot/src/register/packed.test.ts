import { describe, expect, it } from 'vitest';
import { anAsset, withInventedFields } from '../../test/support/builders.ts';
import { packState, unpackState } from './packed.ts';

describe('a packed state', () => {
  it('is the state again, in any script', () => {
    const asset = anAsset({ reason: 'Für das «Werk» 東京 🎉 "quoted" \\ \u202e', quantity: 7 });
    expect(unpackState(packState(asset))).toEqual(asset);
  });

  it('is a fraction of its JSON', () => {
    const asset = anAsset();
    expect(packState(asset).length * 2).toBeLessThan(JSON.stringify(asset).length);
  });

  it('can be read with the dictionary it was packed with: states stored earlier stay readable', () => {
    const stored =
      'g3o/JTVZ1xC5hjGmZT7Emp0wciJmKk+0MDM1MkxK1DUzSDbUNbEwTdO1MDQz1zVPSzEzSjK3SE42S8RIPY45qRUK4Zk5SeCQw5aQEnNSK/TKwSockvPzSvKL8/VSKxJzC3JSic4vtQA=';
    expect(unpackState(Buffer.from(stored, 'base64'))).toMatchObject({
      id: 'dec-1',
      product: { name: 'Power BI Pro' },
      handedOver: null,
      evidence: [],
    });
  });

  it('holds nothing of what every asset begins with, and has it all the same', async () => {
    const asset = anAsset();
    const packed = packState(asset);
    await withInventedFields(() => {
      expect(unpackState(packed)).toEqual({ ...asset, inventedText: null, inventedList: [] });
      expect(packState(unpackState(packed))).toEqual(packed);
    });
  });

  it('refuses what no state was packed to, and what would inflate without end', () => {
    expect(() => unpackState(new Uint8Array([1, 2, 3]))).toThrow();
    expect(() => unpackState(packState(anAsset({ reason: 'a'.repeat(2_000_000) })))).toThrow();
  });
});
