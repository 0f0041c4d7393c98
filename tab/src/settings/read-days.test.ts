import { expect, it } from 'vitest';
import { readDays } from './read-days.ts';

it.each([
  ['30, 7', [30, 7]],
  ['30 7;1', [30, 7, 1]],
  ['  ', []],
  ['0', [0]],
  ['soon', null],
  ['7.5', null],
  ['-7', null],
  ['1000', null],
])('reads "%s" as %j', (typed, days) => {
  expect(readDays(typed)).toEqual(days);
});
