import { describe, expect, it } from 'vitest';
import { between, shareOf, withSelected } from './selection.ts';

const rows = ['a', 'b', 'c', 'd'];

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
    [null, 'c', ['c']],
    ['filtered away', 'c', ['c']],
  ] as const)('from %s to %s are %j', (from, to, expected) => {
    expect(between(rows, from, to)).toEqual(expected);
  });

  it.each([
    [[], 'none'],
    [['x'], 'none'],
    [['b', 'x'], 'some'],
    [['a', 'b', 'c', 'd', 'x'], 'all'],
  ] as const)('of the rows with %j selected are %s', (selected, expected) => {
    expect(shareOf(new Set(selected), rows)).toBe(expected);
  });

  it('of no rows are none', () => {
    expect(shareOf(new Set(['a']), [])).toBe('none');
  });
});
