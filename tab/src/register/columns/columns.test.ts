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

  describe('with widths that were chosen', () => {
    const tracksAt = (width: number, over = {}) => {
      const found = columnsFor(width, { ...usualLayout, widths: { owner: 300 }, ...over });
      return Object.fromEntries(found.map((column) => [column.key, column.width]));
    };

    it('have exactly those while the others have their least', () => {
      expect(tracksAt(2000, { columns: allColumns })).toMatchObject({ owner: '300px', status: '148px' });
      expect(tracksAt(1020)).toMatchObject({ owner: '300px', product: 'minmax(150px, 3fr)' });
      expect(tracksAt(700, { columns: ['product', 'owner', 'status'] })).toMatchObject({ owner: '300px' });
    });

    it('are fewer where only those that fit are wanted', () => {
      const keys = ['status', 'product', 'owner', 'quantity', 'perMonth', 'renewsOn'];
      expect(Object.keys(tracksAt(1020))).toEqual(keys);
      expect(keysAt(1020)).toEqual(keys.toSpliced(3, 0, 'department'));
    });

    it('stay, though they are what matters least', () => {
      expect(keysAt(1110)).toContain('updatedAt');
      expect(keysAt(1110, { widths: { updatedAt: 140 } })).toContain('updatedAt');
      expect(keysAt(1110, { widths: { owner: 140 } })).not.toContain('updatedAt');
    });

    it('all give way where they would not fit otherwise, whether they were chosen or are the usual ones', () => {
      const squeezed = {
        owner: 'minmax(36px, 300px)',
        status: 'minmax(36px, 148px)',
        product: 'minmax(36px, 3fr)',
      };
      expect(tracksAt(800, { columns: allColumns })).toMatchObject(squeezed);
      expect(tracksAt(660, { columns: ['product', 'owner', 'status'] })).toMatchObject(squeezed);
      expect(tracksAt(800)).toMatchObject(squeezed);
    });
  });
});
