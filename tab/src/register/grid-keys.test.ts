import { describe, expect, it } from 'vitest';
import { placeAfter } from './grid-keys.ts';

const bounds = { rows: 100, columns: 8, rowsPerPage: 20 };
const placeFrom = (key: string, row: number, column: number, isControl = false) => {
  const place = placeAfter(key, isControl, { row, column }, bounds);
  return place && [place.row, place.column];
};

describe('moving in the grid', () => {
  it.each([
    ['ArrowDown', 0, 2, [1, 2]],
    ['ArrowUp', 0, 2, [-1, 2]],
    ['ArrowUp', -1, 2, [-1, 2]],
    ['ArrowDown', 99, 2, [99, 2]],
    ['ArrowRight', 5, 7, [5, 7]],
    ['ArrowLeft', 5, 0, [5, 0]],
    ['PageDown', 90, 1, [99, 1]],
    ['PageUp', 10, 1, [0, 1]],
    ['Home', 5, 4, [5, 0]],
    ['End', 5, 4, [5, 7]],
  ] as const)('%s from row %i, column %i leads to %j', (key, row, column, expected) => {
    expect(placeFrom(key, row, column)).toEqual(expected);
  });

  it('goes to the first and last row with Control', () => {
    expect(placeFrom('Home', 50, 3, true)).toEqual([0, 0]);
    expect(placeFrom('End', 50, 3, true)).toEqual([99, 7]);
  });

  it('leaves other keys alone', () => {
    expect(placeFrom('a', 0, 0)).toBeNull();
    expect(placeFrom('Enter', 0, 0)).toBeNull();
  });
});
