import { expect, it } from 'vitest';
import { matchingProducts } from './matching-products.ts';

const products = ['Microsoft Power BI Pro', 'Power BI Pro', 'Power Automate Premium', 'Visio Plan 2'].map((name) => ({
  name,
  publisher: 'Microsoft',
}));
const names = (typed: string) => matchingProducts(products, typed).map(({ name }) => name);

it('finds products by parts of their names in any order, the closest first', () => {
  expect(names('power bi')).toEqual(['Power BI Pro', 'Microsoft Power BI Pro']);
  expect(names(' pro POWER ')).toEqual(['Microsoft Power BI Pro', 'Power BI Pro']);
});

it('offers everything while nothing is typed, and nothing for what is not there', () => {
  expect(names('')).toHaveLength(4);
  expect(names('figma')).toEqual([]);
});
