import { describe, expect, it } from 'vitest';
import type { OverviewAnswer } from '../../../bot/src/http/contract.ts';
import { figureFormats, timeScale, unitsOf } from './figures.ts';
import { overviewPath, parseOverview, spendShown, withToggled } from './overview-view.ts';
import { stretches } from './stretches.ts';

const parse = (query: string) => parseOverview(new URLSearchParams(query));

describe('what the overview shows', () => {
  it.each(['/overview', '/overview?currency=EUR', '/overview?currency=EUR&table=months&table=times'])(
    'stands in its address: %s',
    (path) => {
      expect(overviewPath(parse(path.split('?')[1] ?? ''))).toBe(path);
    },
  );

  it('leaves out what an address gets wrong', () => {
    expect(parse('currency=&table=months&table=months&table=colour&page=2')).toEqual({
      currency: null,
      tables: ['months'],
    });
  });

  it('turns one table on and off again', () => {
    const shown = withToggled(parse('table=times'), 'growth');
    expect(shown.tables).toEqual(['growth', 'times']);
    expect(withToggled(shown, 'growth').tables).toEqual(['times']);
  });

  it('is in the currency asked for, or that of most purchases', () => {
    const answer = { currencies: [{ currency: 'USD' }, { currency: 'EUR' }] } as unknown as OverviewAnswer;
    expect(spendShown(answer, 'EUR')?.currency).toBe('EUR');
    expect(spendShown(answer, 'XXX')?.currency).toBe('USD');
    expect(spendShown(answer, null)?.currency).toBe('USD');
    expect(spendShown({ ...answer, currencies: [] }, 'EUR')).toBeNull();
  });
});

describe('a figure', () => {
  const { duration, share } = figureFormats('en-GB');
  it.each([
    [0, '0 mins'],
    [59, '59 mins'],
    [60, '1 hr'],
    [95, '1 hr 35 mins'],
    [1_440, '1 day'],
    [3_105, '2 days 3 hrs'],
  ])('of %i minutes is %s', (minutes, text) => {
    expect(duration(minutes)).toBe(text);
  });

  it('is a share to a tenth of a percent', () => {
    expect([share(1, 3), share(0, 3), share(3, 3), share(0, 0)]).toEqual(['33.3%', '0%', '100%', '–']);
  });

  it('is drawn in whole units of its currency, whatever its decimals', () => {
    expect(['EUR', 'JPY', 'KWD'].map((currency) => unitsOf({ minor: 12_345, currency }))).toEqual([
      123.45, 12_345, 12.345,
    ]);
  });

  it('of time is drawn in hours where all are short', () => {
    expect(timeScale([null, 2_879]).unit).toBe('hours');
    expect(timeScale([null, 2_880]).unit).toBe('days');
    expect(timeScale([]).unit).toBe('hours');
  });
});

it('a line has a gap where a month has no value', () => {
  const values = [null, 1, 2, null, null, 3, null].map((value) => ({ value }));
  expect(stretches(values)).toEqual([[1, 2], [5]]);
  expect(stretches([])).toEqual([]);
});
