import { describe, expect, it } from 'vitest';
import { usualLayout, widthBounds, withMoved, withWidth } from './layout.ts';

describe('ordering columns', () => {
  it.each([
    ['owner', -1, ['owner', 'product', 'status']],
    ['owner', 1, ['product', 'status', 'owner']],
    ['product', -1, ['product', 'owner', 'status']],
    ['status', 1, ['product', 'owner', 'status']],
    ['manager', 1, ['product', 'owner', 'status']],
  ] as const)('%s moved by %i gives %j', (key, by, expected) => {
    expect(withMoved(['product', 'owner', 'status'], key, by)).toEqual(expected);
  });
});

describe('sizing a column', () => {
  const sized = { ...usualLayout, widths: { owner: 300, product: 200 } };

  it('keeps the other widths', () => {
    expect(withWidth(sized, 'owner', 120)).toEqual({ ...sized, widths: { owner: 120, product: 200 } });
    expect(withWidth(sized, 'owner', null)).toEqual({ ...sized, widths: { product: 200 } });
  });

  it('stays within what a column may have', () => {
    expect(withWidth(sized, 'owner', -20).widths.owner).toBe(widthBounds.least);
    expect(withWidth(sized, 'owner', 5_000).widths.owner).toBe(widthBounds.most);
  });
});
