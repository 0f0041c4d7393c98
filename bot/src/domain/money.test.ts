import { describe, expect, it } from 'vitest';
import { Refusal } from './errors.ts';
import { decimalsOf, decimalText, formatMoney, isCurrency, parseMoney, times } from './money.ts';

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (thrown) {
    if (thrown instanceof Refusal) return thrown.code;
    throw thrown;
  }
  return 'accepted';
}

describe('parseMoney', () => {
  it.each([
    ['42', 'USD', 4200],
    ['0', 'USD', 0],
    ['42.5', 'USD', 4250],
    ['42,50', 'USD', 4250],
    ['0.05', 'USD', 5],
    ['1,234.50', 'USD', 123_450],
    ['1.234,50', 'EUR', 123_450],
    ['1,234', 'USD', 123_400],
    ['1,234,567', 'USD', 123_456_700],
    ['1.234.567', 'EUR', 123_456_700],
    ['1,234,567.8', 'USD', 123_456_780],
    ["1'234.50", 'CHF', 123_450],
    ['1 234,50', 'EUR', 123_450],
    ['1\u202f234,50', 'EUR', 123_450],
    [' 42 ', ' usd ', 4200],
    ['42.005', 'KWD', 42_005],
    ['100', 'JPY', 100],
    ['1,000', 'JPY', 1000],
    ['1,25,000', 'INR', 12_500_000],
    ['12,34,567.50', 'INR', 123_456_750],
    ['10000000000', 'USD', 1_000_000_000_000],
  ])('given "%s" in %s, when read, then it is %d minor units', (text, currency, minor) => {
    expect(parseMoney(text, currency)).toEqual({ minor, currency: currency.trim().toUpperCase() });
  });

  it.each([
    ['42', 'XXQ', 'price.unknown-currency'],
    ['42', '', 'price.unknown-currency'],
    ['42', '$', 'price.unknown-currency'],
    ['abc', 'USD', 'price.unreadable'],
    ['', 'USD', 'price.unreadable'],
    ['.', 'USD', 'price.unreadable'],
    ['42.', 'USD', 'price.unreadable'],
    ['1e3', 'USD', 'price.unreadable'],
    ['Infinity', 'USD', 'price.unreadable'],
    ['$42', 'USD', 'price.unreadable'],
    ['42 50', 'USD', 'price.unreadable'],
    ['1,23.50', 'USD', 'price.unreadable'],
    ['1234,567.50', 'USD', 'price.unreadable'],
    ['1.234,567.50', 'USD', 'price.unreadable'],
    ['1,25,00', 'INR', 'price.unreadable'],
    ['125,00,000', 'INR', 'price.unreadable'],
    ['1,234', 'KWD', 'price.unreadable'],
    ['-42', 'USD', 'price.negative'],
    ['−42', 'USD', 'price.negative'],
    ['42.005', 'USD', 'price.too-many-decimals'],
    ['1.234', 'EUR', 'price.too-many-decimals'],
    ['0,005', 'USD', 'price.too-many-decimals'],
    ['1234,567', 'USD', 'price.too-many-decimals'],
    ['100.5', 'JPY', 'price.too-many-decimals'],
    ['42.0005', 'KWD', 'price.too-many-decimals'],
    ['10000000000.01', 'USD', 'price.too-large'],
    ['9'.repeat(100_000), 'USD', 'price.too-large'],
    ['1,'.repeat(50_000), 'USD', 'price.unreadable'],
  ])('given "%.20s" in %s, when read, then it is refused as %s', (text, currency, code) => {
    expect(codeOf(() => parseMoney(text, currency))).toBe(code);
  });

  it('given an unknown currency of any length, when refused, then only its start is repeated', () => {
    const act = () => parseMoney('1', 'X'.repeat(5000));
    expect(act).toThrow(Refusal);
    expect(act).toThrow(expect.objectContaining({ params: { currency: 'X'.repeat(20) } }));
  });
});

describe('currencies', () => {
  it('given currencies without cents or with mils, when asked, then the decimals are those of ISO 4217', () => {
    expect(['USD', 'JPY', 'KWD', 'HUF', 'IQD'].map(decimalsOf)).toEqual([2, 0, 3, 2, 3]);
  });

  it('given a code in small letters or one that does not exist, when asked, then it is no currency', () => {
    expect(['USD', 'usd', 'XXQ', ''].map(isCurrency)).toEqual([true, false, false, false]);
  });
});

describe('times and formatMoney', () => {
  it('given a price per seat, when taken times the seats, then the currency stays', () => {
    expect(times({ minor: 1400, currency: 'USD' }, 3)).toEqual({ minor: 4200, currency: 'USD' });
  });

  it.each([
    [{ minor: 123_450, currency: 'USD' }, 'en-US', '1,234.50 USD'],
    [{ minor: 123_450, currency: 'EUR' }, 'de-DE', '1.234,50 EUR'],
    [{ minor: 100, currency: 'JPY' }, 'en-US', '100 JPY'],
    [{ minor: 42_005, currency: 'KWD' }, 'en-US', '42.005 KWD'],
  ])('given %o, when formatted for %s, then it reads %s', (money, locale, text) => {
    expect(formatMoney(money, locale)).toBe(text);
  });

  it('given an amount formatted in English, when read again, then it is the same amount', () => {
    const money = { minor: 987_654_321, currency: 'USD' };
    expect(parseMoney(formatMoney(money, 'en-US').replace(' USD', ''), 'USD')).toEqual(money);
  });
});

describe('decimalText', () => {
  it.each([
    [{ minor: 123_450, currency: 'USD' }, '1234.50'],
    [{ minor: 5, currency: 'EUR' }, '0.05'],
    [{ minor: 0, currency: 'USD' }, '0.00'],
    [{ minor: -705, currency: 'USD' }, '-7.05'],
    [{ minor: 100, currency: 'JPY' }, '100'],
    [{ minor: 0, currency: 'JPY' }, '0'],
    [{ minor: 42_005, currency: 'KWD' }, '42.005'],
    [{ minor: 9_007_199_254_740_991, currency: 'USD' }, '90071992547409.91'],
  ])('given %o, when written for other programs, then it reads %s', (money, text) => {
    expect(decimalText(money)).toBe(text);
  });
});
