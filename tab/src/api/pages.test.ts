import { describe, expect, it } from 'vitest';
import type { Item } from '../../../bot/src/http/contract.ts';
import { isOutOfStep, mergePages } from './pages.ts';

const item = (id: string, version = 1) => ({ id, version }) as Item;
const rows = (...pages: Item[][]) =>
  mergePages(pages.map((items) => ({ items }))).map(({ id, version }) => `${id}${version}`);

describe('merging pages', () => {
  it('keeps the order of the pages', () => {
    expect(rows([item('a'), item('b')], [item('c')])).toEqual(['a1', 'b1', 'c1']);
  });

  it('shows a row that moved down in between once, where its newer version stands', () => {
    expect(rows([item('a', 1), item('b')], [item('c'), item('a', 5)])).toEqual(['b1', 'c1', 'a5']);
  });

  it('shows a row that moved up in between once', () => {
    expect(rows([item('a', 5), item('b')], [item('a', 1), item('c')])).toEqual(['a5', 'b1', 'c1']);
  });

  it('shows a row that stands on two pages unchanged once', () => {
    expect(rows([item('a'), item('b')], [item('b'), item('c')])).toEqual(['a1', 'b1', 'c1']);
  });
});

describe('being in step', () => {
  it('holds while all pages were read at the latest version', () => {
    expect(isOutOfStep([{ version: 'v2' }, { version: 'v2' }], 'v2')).toBe(false);
  });

  it('does not hold when any page is older', () => {
    expect(isOutOfStep([{ version: 'v1' }, { version: 'v2' }], 'v2')).toBe(true);
  });
});
