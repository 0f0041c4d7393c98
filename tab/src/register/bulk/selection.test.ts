import { describe, expect, it } from 'vitest';
import { between, shareOf, withSelected } from './selection.ts';

const ids = ['a', 'b', 'c', 'd'];

describe('selecting rows', () => {
  it('adds and takes away, and leaves the selection before as it was', () => {
    const before = new Set(['a', 'x']);
    expect([...withSelected(before, ['b', 'a'], true)]).toEqual(['a', 'x', 'b']);
    expect([...withSelected(before, ['a', 'c'], false)]).toEqual(['x']);
    expect([...before]).toEqual(['a', 'x']);
  });

  it.each([
    ['a', 'c', ['a', 'b', 'c']],
    ['c', 'a', ['a', 'b', 'c']],
    ['b', 'b', ['b']],
    ['filtered away', 'c', null],
    ['c', 'not here yet', null],
  ] as const)('from %s to %s are %j', (from, to, expected) => {
    expect(between(ids, from, to)).toEqual(expected);
  });

  it('over a row that is not here yet are not known', () => {
    expect(between(['a', undefined, 'c'], 'a', 'c')).toBeNull();
    expect(between([undefined, 'b', 'c'], 'b', 'c')).toEqual(['b', 'c']);
  });

  it.each([
    [[], 'none'],
    [['x'], 'none'],
    [['b', 'x'], 'some'],
    [['a', 'b', 'c', 'd', 'x'], 'all'],
  ] as const)('of the rows with %j selected are %s', (selected, expected) => {
    expect(shareOf(new Set(selected), ids)).toBe(expected);
  });

  it('of no rows are none', () => {
    expect(shareOf(new Set(['a']), [])).toBe('none');
  });
});
