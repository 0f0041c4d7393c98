import { describe, expect, it } from 'vitest';
import { addDays, dayOf, daysBetween, isDay, isNoDay, wallClock } from './day.ts';

describe('isDay', () => {
  it.each(['2026-11-24', '2024-02-29', '2000-02-29', '9999-12-31', '0001-01-01'])(
    'given %s, when asked, then it exists',
    (text) => {
      expect(isDay(text)).toBe(true);
    },
  );

  it.each([
    '2026-02-29',
    '1900-02-29',
    '2026-02-30',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-1-1',
    '24.11.2026',
    '2026-11-24T00:00:00Z',
    ' 2026-11-24',
    '12026-11-24',
    '-026-11-24',
    'yesterday',
    '',
    '२०२६-११-२४',
  ])('given "%s", when asked, then there is no such day', (text) => {
    expect(isDay(text)).toBe(false);
  });
});

describe('dayOf', () => {
  it.each([
    ['2026-11-24T00:00:00Z', '2026-11-24'],
    ['2026-11-24T23:59:59.999Z', '2026-11-24'],
    ['2026-11-24T23:30:00-05:00', '2026-11-25'],
    ['2026-11-24', '2026-11-24'],
  ])('given the instant %s, when asked, then its UTC day is %s', (instant, day) => {
    expect(dayOf(instant)).toBe(day);
    expect(dayOf(new Date(instant))).toBe(day);
  });
});

describe('addDays', () => {
  it.each([
    ['2026-11-24', 0, '2026-11-24'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2026-03-28', 2, '2026-03-30'],
  ])('given %s, when %d days are added, then it is %s', (day, count, expected) => {
    expect(addDays(day, count)).toBe(expected);
  });
});

describe('daysBetween', () => {
  it.each([
    ['2026-11-24', '2026-11-24', 0],
    ['2026-11-24', '2026-11-25', 1],
    ['2026-11-25', '2026-11-24', -1],
    ['2024-02-01', '2024-03-01', 29],
    ['2026-10-24', '2026-10-26', 2],
    ['2000-01-01', '2026-01-01', 9_497],
  ])('given %s and %s, when counted, then %d days lie between them', (from, to, expected) => {
    expect(daysBetween(from, to)).toBe(expected);
  });
});

describe('isNoDay', () => {
  it.each([
    ['9999-12-31T23:59:59.9999999Z', true],
    ['9999-12-31T00:00:00+14:00', true],
    ['9999-12-31T23:59:59-05:00', true],
    ['0001-01-01T00:00:00Z', true],
    ['0001-01-01T00:00:00+05:00', true],
    ['2020-01-14T00:00:00Z', false],
    ['2126-11-24T00:00:00Z', false],
  ])('given %s, when asked, then the answer is %s', (instant, isNone) => {
    expect(isNoDay(dayOf(instant))).toBe(isNone);
  });
});

describe('wallClock', () => {
  it.each([
    [{ timestamp: '2026-12-01T09:00:00.000+13:00' }, '2026-12-01T09:00:00.000Z'],
    [{ timestamp: '2026-11-30T10:00:00-1000' }, '2026-11-30T10:00:00.000Z'],
    [{ zone: 'Pacific/Auckland' }, '2026-12-01T09:00:00.000Z'],
    [{ zone: 'America/Los_Angeles' }, '2026-11-30T12:00:00.000Z'],
    [{ timestamp: '2026-12-01T09:00:00+13:00', zone: 'Europe/Zurich' }, '2026-12-01T09:00:00.000Z'],
    [{ timestamp: '2026-11-30T20:00:00Z', zone: 'Europe/Zurich' }, '2026-11-30T21:00:00.000Z'],
    [{ timestamp: '2026-12-01T09:00:00+99:00' }, '2026-11-30T20:00:00.000Z'],
    [{ timestamp: 'tomorrow+13:00', zone: 'The/Moon' }, '2026-11-30T20:00:00.000Z'],
    [{}, '2026-11-30T20:00:00.000Z'],
  ])('given 20:00 UTC on 30 November and %j, when asked, then the clock says %s', (local, clock) => {
    expect(wallClock(new Date('2026-11-30T20:00:00Z'), local).toISOString()).toBe(clock);
  });
});
