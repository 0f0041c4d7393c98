import { describe, expect, it } from 'vitest';
import { allColumns, columnsFor } from './columns.tsx';
import { usualLayout } from './layout.ts';

const keysAt = (width: number, over = {}) => columnsFor(width, { ...usualLayout, ...over }).map(({ key }) => key);

describe('the columns', () => {
  it('are those that fit, unless they were chosen', () => {
    expect(keysAt(800)).toEqual(['status', 'product', 'owner', 'perMonth', 'renewsOn']);
    expect(keysAt(800, { columns: ['owner', 'product', 'source'] })).toEqual(['owner', 'product', 'source']);
  });

  it('always have the product, which opens the asset', () => {
    expect(keysAt(800, { columns: ['owner'] })).toEqual(['product', 'owner']);
  });

  it('keep their room where there is enough, and share what there is where all are wanted', () => {
    const tracks = (width: number) =>
      columnsFor(width, { ...usualLayout, columns: allColumns, widths: { owner: 300 } });
    const owner = (width: number) => tracks(width).find(({ key }) => key === 'owner')?.width;
    const status = (width: number) => tracks(width).find(({ key }) => key === 'status')?.width;
    expect([owner(2000), status(2000)]).toEqual(['minmax(36px, 300px)', '148px']);
    expect([owner(800), status(800)]).toEqual(['minmax(36px, 300px)', 'minmax(36px, 148px)']);
  });
});
