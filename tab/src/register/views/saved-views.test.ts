import { describe, expect, it } from 'vitest';
import type { View as Saved } from '../../../../bot/src/http/contract.ts';
import { bodyOf, isModified, viewOf } from './saved-views.ts';
import { addressParams, parseView, withFilter } from './view.ts';

const view = parseView(
  new URLSearchParams('search=board&status=declared&sort=product&columns=owner,product&density=compact'),
);
const saved: Saved = {
  ...bodyOf(view, 'Mine', false),
  id: 'v1',
  version: 1,
  maker: { id: 'a', name: 'Adele' },
  isEditable: true,
};

describe('a saved view', () => {
  it('opens as it was saved', () => {
    expect(addressParams(viewOf(saved)).toString()).toBe(`${addressParams(view)}&view=v1`);
    expect(isModified(viewOf(saved), saved)).toBe(false);
  });

  it('is modified by a filter, an order or a column, and is not once that is undone', () => {
    const opened = viewOf(saved);
    const filtered = withFilter(opened, 'product', ['Visio']);
    expect(isModified(filtered, saved)).toBe(true);
    expect(isModified(withFilter(filtered, 'product', []), saved)).toBe(false);
    expect(isModified({ ...opened, sort: { key: 'product', isDescending: true } }, saved)).toBe(true);
    expect(isModified({ ...opened, layout: { ...opened.layout, columns: null } }, saved)).toBe(true);
  });
});
