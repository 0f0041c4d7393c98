import { describe, expect, it } from 'vitest';
import { listPriceOf, listPricesOf } from './price-book.ts';
import type { ListPrice } from './settings.ts';

const line = (product: string, billingTerm: ListPrice['billingTerm'], currency = 'USD'): ListPrice => ({
  product,
  billingTerm,
  unitPrice: { minor: 1_400, currency },
});
const book = [
  line('Power BI Pro', 'yearly'),
  line('power_bi_pro', 'monthly', 'EUR'),
  line('Power BI Pro', 'monthly'),
  line('Visio', 'once'),
];
const powerBi = { name: 'Power BI Pro', skuPartNumber: 'POWER_BI_PRO' };

describe('the price book', () => {
  it('given a product, when it is looked for, then lines by its name and its part number are found, the shortest term first', () => {
    expect(listPricesOf(powerBi, book)).toEqual([book[1], book[2], book[0]]);
    expect(listPricesOf({ name: ' POWER bi pro ', skuPartNumber: null }, book)).toEqual([book[2], book[0]]);
    expect(listPricesOf({ name: '', skuPartNumber: null }, [line('', 'once')])).toEqual([]);
  });

  it.each([
    ['nothing known', null, null, book[1]],
    ['the term', 'yearly', null, book[0]],
    ['the currency', null, 'USD', book[2]],
    ['a term without a price', 'once', null, null],
    ['a currency without a price', null, 'CHF', null],
  ] as const)('given %s, then that price is proposed or none', (_what, billingTerm, currency, expected) => {
    expect(listPriceOf(powerBi, { billingTerm, currency }, book)).toEqual(expected);
  });
});
