import { describe, expect, it } from 'vitest';
import { areaOwnersOf } from './areas.ts';
import { costCentreKey, knownSpelling } from './cost-centre.ts';

describe('a cost centre', () => {
  it.each([
    'cc-4711',
    'CC 4711',
    'Cc4711',
    ' CC – 4711 ',
    'CC\u20114711',
    'CC\u00a04711',
    'CC\u00ad4711',
    'ＣＣ４７１１',
  ])('given it is written %j, then it is CC-4711', (spelling) => {
    expect(costCentreKey(spelling)).toBe(costCentreKey('CC-4711'));
  });

  it.each([
    ['CC-4711', 'CC-4712'],
    ['CC-47-11', 'CC-4711a'],
    ['CC.4711', 'CC-4711'],
    ['CC/4711', 'CC4711'],
    ['-', '–'],
    ['-', ''],
  ])('given %j and %j, then they are two', (one, other) => {
    expect(costCentreKey(one)).not.toBe(costCentreKey(other));
  });

  it('given it is known by another spelling, then the first of them is taken; an unknown one stays as it is', () => {
    expect(knownSpelling('cc 4711', ['CC-1', 'CC-4711', 'CC4711'])).toBe('CC-4711');
    expect(knownSpelling('cc 4712', ['CC-4711'])).toBe('cc 4712');
  });

  it('given areas of another spelling, when its owners are asked for, then they are its owners, of all spellings', () => {
    const product = { name: 'Visio Plan 2', publisher: 'Microsoft', family: null, skuId: null, skuPartNumber: null };
    const costCentreOwners = { 'CC 4711': ['id-a'], 'CC-4712': ['id-c'], cc4711: ['id-b', 'id-a'] };
    const ownersOf = (costCentre: string | null) =>
      areaOwnersOf({ product, costCentre }, { productOwners: {}, costCentreOwners }).costCentre;
    expect(ownersOf('cc-4711')).toEqual(['id-a', 'id-b', 'id-a']);
    expect(ownersOf('CC-4713')).toEqual([]);
    expect(ownersOf(null)).toEqual([]);
  });
});
