import { describe, expect, it } from 'vitest';
import { withMoved } from './layout.ts';

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
