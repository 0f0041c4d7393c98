import { describe, expect, it } from 'vitest';
import { keptPages, pagesAround, placesOf, rowsPerPage } from './places.ts';

const row = (id: string, version = 1) => ({ id, version });
const part = (...items: ReturnType<typeof row>[]) => ({ items, total: 300, version: 'v' });

describe('the places of a list', () => {
  it('are all there, with the rows of the pages that are here', () => {
    const places = placesOf(new Map([[2, part(row('a'), row('b'))]]), 300);
    expect(places.total).toBe(300);
    expect(places.rows).toEqual(
      new Map([
        [200, row('a')],
        [201, row('b')],
      ]),
    );
    expect(places.placeOf.get('b')).toBe(201);
  });

  it.each([
    ['the first page is newer', 5, 1, [0]],
    ['the second page is newer', 1, 5, [rowsPerPage]],
    ['both are the same', 1, 1, [0]],
  ])('have a row that moved between two reads once: %s', (_case, one, other, expected) => {
    const places = placesOf(
      new Map([
        [0, part(row('a', one))],
        [1, part(row('a', other))],
      ]),
      300,
    );
    expect([...places.rows.keys()]).toEqual(expected);
    expect([places.placeOf.get('a')]).toEqual(expected);
  });

  it('end where the list ends now, whatever a page held before', () => {
    const places = placesOf(new Map([[0, part(row('a'), row('b'), row('c'))]]), 2);
    expect([...places.rows.keys()]).toEqual([0, 1]);
    expect(places.placeOf.has('c')).toBe(false);
  });
});

describe('the pages around what is in sight', () => {
  it.each([
    [0, 20, 1_000, [0]],
    [50, 70, 1_000, [0, 1]],
    [99_950, 99_999, 100_000, [999]],
    [99_910, 99_930, 100_000, [998, 999]],
    [0, 0, 0, [0]],
  ])('from %i to %i of %i', (first, last, total, expected) => {
    expect(pagesAround(first, last, total)).toEqual(expected);
  });
});

describe('the pages that are kept', () => {
  it('are the wanted ones, the first, and those wanted last, up to so many', () => {
    expect(keptPages([0, 1, 2, 3], [7, 8], 5)).toEqual([0, 7, 8, 1, 2]);
  });

  it('are the very same while nothing new is wanted', () => {
    const before = [0, 4, 5];
    expect(keptPages(before, [5, 4], 5)).toBe(before);
  });
});
