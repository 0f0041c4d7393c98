import { describe, expect, it } from 'vitest';
import { aDetail } from '../api/a-detail.ts';
import { type Kept, keepOrder } from './kept-order.ts';

const item = (id: string, version = 1) => aDetail({ id, version });
const told = (kept: readonly Kept[]) =>
  kept.map(({ item: { id, version }, isWaiting }) => `${id}${version}${isWaiting ? '' : '-'}`);

describe('keeping the order', () => {
  it('begins with the register’s own', () => {
    expect(told(keepOrder([], [item('b'), item('a')]))).toEqual(['b1', 'a1']);
  });

  it('leaves what was decided where it stood, and takes what changed in its place', () => {
    const before = keepOrder([], [item('a'), item('b'), item('c')]);
    expect(told(keepOrder(before, [item('c', 2), item('a')]))).toEqual(['a1', 'b1-', 'c2']);
  });

  it('puts what is new last, and brings back what waits again', () => {
    const before = keepOrder(keepOrder([], [item('a'), item('b')]), [item('b')]);
    expect(told(keepOrder(before, [item('n'), item('a', 3), item('b')]))).toEqual(['a3', 'b1', 'n1']);
  });

  it('gives the very same list when nothing changed', () => {
    const before = keepOrder(keepOrder([], [item('a'), item('b')]), [item('b')]);
    expect(keepOrder(before, [item('b')])).toBe(before);
  });
});
