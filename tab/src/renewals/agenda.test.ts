import { describe, expect, it } from 'vitest';
import type { RenewalSpan, RenewalsAnswer } from '../../../bot/src/http/contract.ts';
import { agendaPath, agendaQuery, monthOf, parseAgenda, spanOf } from './agenda.ts';

const aSpan = (over: Partial<RenewalSpan>): RenewalSpan => ({
  from: '2026-12-01',
  before: '2027-01-01',
  count: 0,
  totals: [],
  unpriced: 0,
  undecided: 0,
  keep: 0,
  end: 0,
  ...over,
});
const usd = (minor: number) => ({ minor, currency: 'USD' });
const november = aSpan({ from: '2026-11-24', before: '2026-12-01', count: 2, keep: 2, totals: [usd(5)], unpriced: 1 });
const december = aSpan({ count: 3, undecided: 2, end: 1, totals: [{ minor: 7, currency: 'EUR' }, usd(10)] });
const answer: RenewalsAnswer = {
  day: '2026-11-24',
  overdue: aSpan({ from: null, before: '2026-11-24', count: 4 }),
  months: [november, december],
  version: '1',
  asOf: '2026-11-24T09:00:00Z',
};

describe('the agenda in the address', () => {
  it.each([
    ['', { month: null, show: null }],
    ['month=2026-12&show=end', { month: '2026-12', show: 'end' }],
    ['month=overdue', { month: 'overdue', show: null }],
    ['month=2026-13&show=perhaps', { month: null, show: null }],
    ['month=soon', { month: null, show: null }],
  ])('given "%s", when read and written, then nothing is lost but what makes no sense', (text, agenda) => {
    expect(parseAgenda(new URLSearchParams(text))).toEqual(agenda);
    expect(parseAgenda(new URL(agendaPath(agenda as never), 'https://x').searchParams)).toEqual(agenda);
  });
});

describe('the span of an address', () => {
  it.each([
    ['2026-11', november],
    ['2026-12', december],
    ['overdue', answer.overdue],
  ])('given %s, then it is that month', (month, span) => {
    expect(spanOf(answer, month)).toBe(span);
    expect(monthOf(span)).toBe(month);
  });

  it.each([null, '2031-01'])('given %s, then it is all months together, currencies apart', (month) => {
    expect(spanOf(answer, month)).toEqual(
      aSpan({
        from: '2026-11-24',
        before: '2027-01-01',
        count: 5,
        undecided: 2,
        keep: 2,
        end: 1,
        unpriced: 1,
        totals: [{ minor: 7, currency: 'EUR' }, usd(15)],
      }),
    );
  });

  it('given a span, then the register is asked for just that', () => {
    expect(agendaQuery(december, 'end')).toBe(
      'renewal=end&renewsAfter=2026-12-01&renewsBefore=2027-01-01&sort=renewsOn',
    );
    expect(agendaQuery(answer.overdue, null)).toBe(
      'renewal=undecided&renewal=keep&renewal=end&renewsBefore=2026-11-24&sort=renewsOn',
    );
  });
});
