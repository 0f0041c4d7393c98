import { describe, expect, it } from 'vitest';
import { matchesIn } from './matches.ts';

const marked = (text: string, search: string) => matchesIn(text, search).map(([from, to]) => text.slice(from, to));

describe('matches of a search', () => {
  it.each([
    ['Power BI Pro', 'power', ['Power']],
    ['Power BI Pro', 'po bi', ['Po', 'BI']],
    ['Power BI Premium Per User', 'p', ['P', 'P', 'P']],
    ['Zoë Köhler', 'koh', ['Köh']],
    ['Zo\u0308e', 'zo', ['Zo\u0308']],
    ['CC-1450', 'cc-14', ['CC', '14']],
    ['Łukasz', 'łuk', ['Łuk']],
    ['许可证', '许', ['许']],
    ['power powerful', 'power powerf', ['power', 'powerf']],
  ])('in "%s" for "%s" are %j', (text, search, expected) => {
    expect(marked(text, search)).toEqual(expected);
  });

  it.each([
    ['Power BI Pro', 'ower'],
    ['Power BI Pro', ''],
    ['Power BI Pro', ' - '],
    ['', 'power'],
  ])('in "%s" for "%s" are none', (text, search) => {
    expect(marked(text, search)).toEqual([]);
  });
});
