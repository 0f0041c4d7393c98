import { describe, expect, it } from 'vitest';
import { createFormats } from './formats.ts';

const now = new Date('2026-11-24T10:00:00Z');
const { moment, amounts, day } = createFormats('en-GB', 'UTC');

describe('a moment', () => {
  it.each([
    ['2026-11-24T09:12:00Z', 'today 09:12'],
    ['2026-11-23T23:59:00Z', 'yesterday 23:59'],
    ['2026-11-22T10:41:00Z', '22 Nov 10:41'],
    ['2025-01-03T08:00:00Z', '3 Jan 2025 08:00'],
  ])('%s is %s', (instant, expected) => {
    expect(moment(instant, now)).toBe(expected);
  });

  it("is told in the reader's own time zone, where the day may be another", () => {
    expect(createFormats('en-GB', 'Pacific/Auckland').moment('2026-11-23T23:59:00Z', now)).toBe('today 12:59');
  });
});

describe('money', () => {
  it('names each currency and adds none together', () => {
    const sums = [
      { minor: 1_840_200, currency: 'USD' },
      { minor: 119_000, currency: 'EUR' },
      { minor: 5_000, currency: 'JPY' },
    ];
    expect(amounts(sums)).toBe('18,402.00 USD, 1,190.00 EUR and 5,000 JPY');
  });
});

describe('a day', () => {
  it('is the same day in every time zone', () => {
    expect(day('2026-12-19')).toBe('19 Dec 2026');
    expect(createFormats('en-GB', 'Pacific/Auckland').day('2026-12-19')).toBe('19 Dec 2026');
    expect(createFormats('en-GB', 'America/Los_Angeles').day('2026-12-19')).toBe('19 Dec 2026');
  });
});
