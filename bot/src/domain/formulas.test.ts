import { describe, expect, it } from 'vitest';
import { formulas, oddTexts } from '../../test/support/hostile-texts.ts';
import { defused, looksLikeFormula } from './formulas.ts';

describe('texts in spreadsheets', () => {
  it.each(formulas)('given %j, when it is written, then an apostrophe makes it a text', (text) => {
    expect(looksLikeFormula(text)).toBe(true);
    expect(defused(text).startsWith("'")).toBe(true);
    expect(defused(text).replaceAll("'", '')).toBe(text.replaceAll("'", ''));
  });

  it.each([...oddTexts, '', ' ', 'Power BI Pro', "O'Neil", '"quoted"'])(
    'given %j, when it is written, then it stays',
    (text) => {
      expect(looksLikeFormula(text)).toBe(false);
      expect(defused(text)).toBe(text);
    },
  );

  it.each([
    ['a;=1+1', "a;'=1+1"],
    ['a; "=1+1', `a; "'=1+1`],
    ['a\t@SUM(1)', "a\t'@SUM(1)"],
    ['a\r\n=1+1;;＝2', "a\r\n'=1+1;;'＝2"],
    ['First\n- second', "First\n'- second"],
    ['a=b; c-d, -e', 'a=b; c-d, -e'],
  ])('given %j, when it is read with another separator, then no cell of it is a formula', (text, expected) => {
    expect(defused(text)).toBe(expected);
  });

  it.each([' "', '\t', ';\n'])(
    'given %j a hundred thousand times, when looked at, then that comes to an end',
    (part) => {
      const text = `${part.repeat(100_000)}x`;
      expect(defused(text).replaceAll("'", '')).toBe(text);
    },
    2_000,
  );
});
