import { expect, it } from 'vitest';
import { en } from '../../../bot/src/domain/words/en.ts';
import type { Item, TodayGroup } from '../../../bot/src/http/contract.ts';
import { aDetail } from '../api/a-detail.ts';
import { createFormats } from '../components/formats.ts';
import { todayLine } from './today-line.ts';

const line = (key: TodayGroup['key'], over: Partial<Item> = {}) => {
  const { title, about } = todayLine(key, aDetail(over), en, createFormats('en-GB', 'UTC'));
  return [title, ...about].join(' | ').replaceAll('\u00a0', ' ');
};

/** Of three seats that were approved, how 57 more, or that they are paid for, stand. */
function beyond(waitsFor: 'decision' | 'price' | null, isPaidNow = false): Pick<Item, 'approval' | 'surplus'> {
  const by = { id: 'id-megan', name: 'Megan Bowen' };
  const at = '2026-11-24T09:00:00.000Z';
  return {
    approval: { quantity: 3, unitPrice: null, perTerm: null, billingTerm: null, isTrial: isPaidNow, by, at },
    surplus: {
      seats: isPaidNow ? 0 : 57,
      isPaidNow,
      isDearer: false,
      isOtherTerm: false,
      waitsFor,
      rejectedBy: waitsFor === null ? by : null,
      perTerm: null,
      since: at,
    },
  };
}

it.each<[TodayGroup['key'], Partial<Item>, RegExp]>([
  ['awaiting', {}, /^Alex Wilber asks for 3 × Power BI Pro \| waits for Megan Bowen since \S.* \| 42\.00 USD a month$/],
  ['awaiting', { manager: null }, /waits for nobody named/],
  ['awaiting', { flags: ['question-open'] }, /waits for Alex Wilber’s answer/],
  [
    'beyond',
    { status: 'approved', quantity: 60, ...beyond('decision') },
    /^Alex Wilber has 60 × Power BI Pro \| 3 approved, 57 waiting \| 42/,
  ],
  ['beyond', { status: 'approved', quantity: 60, ...beyond(null) }, /3 approved, 57 rejected/],
  ['beyond', { ...beyond('price', true) }, /paid now, price not told yet/],
  ['undeclared', {}, /^Alex Wilber bought 3 × Power BI Pro \| Finance \| 42\.00 USD a month \| bought 20 Nov 2026$/],
  [
    'undeclared',
    { purchaser: null, department: null, perMonth: null, purchasedOn: null },
    /^Someone bought 3 × Power BI Pro$/,
  ],
  ['trials', { status: 'detected' }, /^The trial of 3 × Power BI Pro ends 19 Dec 2026 \| Alex Wilber \| Not declared$/],
  [
    'renewing',
    { status: 'approved' },
    /^3 × Power BI Pro renews 19 Dec 2026 \| Alex Wilber \| 42\.00 USD a month \| Approved$/,
  ],
  [
    'owner-gone',
    {},
    /^Alex Wilber left; 3 × Power BI Pro goes on \| 42\.00 USD a month \| renews 19 Dec 2026 \| since /,
  ],
  ['owner-gone', { isTrial: true }, /trial ends 19 Dec 2026/],
  ['duplicates', {}, /^Alex Wilber has 3 × Power BI Pro, and another \| /],
])('says of %s what there is to do: %o', (key, over, expected) => {
  expect(line(key, over)).toMatch(expected);
});
