import { describe, expect, it } from 'vitest';
import { aDetail } from '../api/a-detail.ts';
import { perMonthOf } from './sums.ts';

const costing = (minor: number, currency: string) => aDetail({ perMonth: { minor, currency } });

describe('the sum a month', () => {
  it('is one for each currency', () => {
    expect(perMonthOf([costing(100, 'USD'), costing(5, 'EUR'), costing(250, 'USD')])).toEqual([
      { minor: 5, currency: 'EUR' },
      { minor: 350, currency: 'USD' },
    ]);
  });

  it('leaves out what has ended or is retired, and what has no known price: none of them has a price a month', () => {
    expect(perMonthOf([aDetail({ perMonth: null })])).toEqual([]);
  });
});
