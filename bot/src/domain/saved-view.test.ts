import { describe, expect, it } from 'vitest';
import { codeOf } from '../../test/support/builders.ts';
import { parseViewName } from './saved-view.ts';

describe('the name of a view', () => {
  it.each([
    ['  Power BI,\n this quarter ', 'Power BI, this quarter'],
    ['R\u202Eeversed', 'Reversed'],
    ['x'.repeat(80), 'x'.repeat(80)],
  ])('%j is read as %j', (typed, name) => {
    expect(parseViewName(typed)).toBe(name);
  });

  it.each([
    ['', 'view.name-missing'],
    [' \u200B\n', 'view.name-missing'],
    ['x'.repeat(81), 'view.name-too-long'],
  ])('%j is refused', (typed, code) => {
    expect(codeOf(() => parseViewName(typed))).toBe(code);
  });
});
