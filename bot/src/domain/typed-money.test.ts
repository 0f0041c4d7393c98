import { describe, expect, it } from 'vitest';
import { decimalText } from './money.ts';
import { carriesCurrency, parseTypedMoney } from './typed-money.ts';

function read(amount: string, currency: string, locale?: string): string {
  const money = parseTypedMoney(amount, currency, locale);
  return `${decimalText(money)} ${money.currency}`;
}

describe('parseTypedMoney', () => {
  it.each([
    ['42', 'EUR', 'en', '42.00 EUR'],
    ['€42', 'EUR', 'en', '42.00 EUR'],
    ['42 €', 'EUR', 'en', '42.00 EUR'],
    ['42€', 'USD', 'en', '42.00 EUR'],
    ['€ 1.234,50', 'USD', 'en', '1234.50 EUR'],
    ['1\u202f234,56\u00a0€', 'EUR', 'fr-FR', '1234.56 EUR'],
    ['42', '€', 'en', '42.00 EUR'],
    ['42', ' £ ', 'en', '42.00 GBP'],
    ['€42', '€', 'en', '42.00 EUR'],
    ['€42', '', 'en', '42.00 EUR'],
    ['$42', 'USD', 'en-US', '42.00 USD'],
    ['$42', 'AUD', 'en-US', '42.00 AUD'],
    ['$42', 'USD', 'en-AU', '42.00 USD'],
    ['42', '$', 'en-AU', '42.00 AUD'],
    ['42', '$', 'en', '42.00 USD'],
    ['42', '¥', 'zh-CN', '42.00 CNY'],
    ['¥42', '', 'ja-JP', '42 JPY'],
    ['300 kr', 'USD', 'sv-SE', '300.00 SEK'],
    ['300', 'kr', 'nb-NO', '300.00 NOK'],
    ['300 kr', 'DKK', 'en-US', '300.00 DKK'],
    ['USD 42', 'USD', 'en', '42.00 USD'],
    ['42 chf', 'USD', 'en', '42.00 CHF'],
    ['A$42', 'AUD', 'en', '42.00 AUD'],
    ['$42 USD', 'USD', 'en', '42.00 USD'],
    ['₹1,25,000', 'INR', 'en-IN', '125000.00 INR'],
  ])('given "%s" and "%s" for a reader of %s, when read, then it is %s', (amount, currency, locale, right) => {
    expect(read(amount, currency, locale)).toBe(right);
  });

  it.each([
    ['€42', 'GBP', 'price.two-currencies'],
    ['$42', 'EUR', 'price.two-currencies'],
    ['42 kr', 'USD', 'price.unknown-currency'],
    ['42', 'kr', 'price.unknown-currency'],
    ['42', '', 'price.unknown-currency'],
    ['42 xyz', 'USD', 'price.unknown-currency'],
    ['-42 €', 'EUR', 'price.negative'],
    ['€', 'EUR', 'price.unreadable'],
    ['€4€2', 'EUR', 'price.unreadable'],
    ['about €42', 'EUR', 'price.unreadable'],
    ['€42 a month', 'EUR', 'price.unreadable'],
    ['€42.005', 'EUR', 'price.too-many-decimals'],
  ])('given "%s" and "%s", when read, then it is refused with %s', (amount, currency, code) => {
    expect(() => read(amount, currency)).toThrow(expect.objectContaining({ code }));
  });

  it('given 100,000 characters, when read, then it is refused at once', () => {
    const before = process.cpuUsage();
    for (const amount of ['9'.repeat(100_000), '€ '.repeat(50_000), ' '.repeat(100_000), `€${' 1'.repeat(50_000)}x`]) {
      expect(() => read(amount, 'EUR')).toThrow();
    }
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(500);
  });
});

describe('carriesCurrency', () => {
  it.each([
    ['€42', true],
    ['42 usd', true],
    ['42', false],
    ['', false],
    ['nothing', false],
  ])('given "%s", when asked, then the answer is %s', (amount, is) => {
    expect(carriesCurrency(amount)).toBe(is);
  });
});
