import { describe, expect, it } from 'vitest';
import type { ListPrice } from '../../../bot/src/domain/settings.ts';
import { type DeclarationForm, newDeclaration } from './declaration-form.ts';
import { changedWithListPrice, isListPrice, startedWithListPrice } from './list-price.ts';

const line = (product: string, billingTerm: ListPrice['billingTerm'], minor: number, currency = 'USD'): ListPrice => ({
  product,
  billingTerm,
  unitPrice: { minor, currency },
});
const priceBook = [
  line('Visio', 'monthly', 1_500),
  line('Visio', 'yearly', 16_000),
  line('Visio', 'yearly', 15_000, 'EUR'),
  line('POWER_BI_PRO', 'monthly', 1_400),
];
const listing = { skuPartNumber: null, priceBook };
const form = (over: Partial<DeclarationForm> = {}) => ({ ...newDeclaration(new Date('2026-11-24')), ...over });
const money = ({ price, currency, billingTerm }: DeclarationForm) => [price, currency, billingTerm];
const changing = (before: DeclarationForm, changes: Partial<DeclarationForm>) =>
  changedWithListPrice(before, changes, listing);

describe('the list price in a declaration', () => {
  it('given a product that is chosen, then its shortest term is proposed, and said to be the list price', () => {
    const chosen = changing(form(), { product: 'Visio' });
    expect(money(chosen)).toEqual(['15.00', 'USD', 'monthly']);
    expect(isListPrice(chosen, listing)).toBe(true);
    expect(isListPrice({ ...chosen, price: '15' }, listing)).toBe(false);
  });

  it('given another term or currency, then the price follows, and none is left where there is none', () => {
    const yearly = changing(changing(form(), { product: 'Visio' }), { billingTerm: 'yearly' });
    expect(money(yearly)).toEqual(['160.00', 'USD', 'yearly']);
    const half = changing(yearly, { currency: 'EU' });
    expect(money(half)).toEqual(['', 'EU', 'yearly']);
    expect(money(changing(half, { currency: 'eur' }))).toEqual(['150.00', 'eur', 'yearly']);
    expect(money(changing(yearly, { billingTerm: 'once' }))).toEqual(['', 'USD', 'once']);
  });

  it('given another product, then what came with the first one goes', () => {
    const visio = changing(form(), { product: 'Visio' });
    expect(money(changing(visio, { product: 'Miro' }))).toEqual(['', '', '']);
  });

  it('given a price that was typed, then nothing touches it', () => {
    const typed = changing(changing(form(), { product: 'Visio' }), { price: '12' });
    expect(money(changing(typed, { billingTerm: 'yearly' }))).toEqual(['12', 'USD', 'yearly']);
    expect(money(changing(typed, { product: 'Miro' }))).toEqual(['12', 'USD', 'monthly']);
  });

  it('given a term that was chosen first, then that one counts', () => {
    expect(money(changing(form({ billingTerm: 'yearly' }), { product: 'Visio' }))).toEqual(['160.00', 'USD', 'yearly']);
    expect(money(changing(form({ billingTerm: 'once' }), { product: 'Visio' }))).toEqual(['', '', 'once']);
  });

  it('given a purchase of the register, when its declaration is opened, then its part number finds the price', () => {
    const seen = { skuPartNumber: 'POWER_BI_PRO', priceBook };
    expect(money(startedWithListPrice(form({ product: 'Power BI Pro' }), seen))).toEqual(['14.00', 'USD', 'monthly']);
    expect(money(startedWithListPrice(form({ product: 'Power BI Pro', price: '9', currency: 'EUR' }), seen))).toEqual([
      '9',
      'EUR',
      '',
    ]);
  });
});
