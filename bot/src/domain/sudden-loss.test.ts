import { describe, expect, it } from 'vitest';
import { type Comparison, type HeldLoss, isSudden, weighLoss } from './sudden-loss.ts';

describe('isSudden', () => {
  it.each([
    [0, 0, false],
    [1, 1, true],
    [33, 33, true],
    [33, 10, false],
    [33, 11, true],
    [100, 11, true],
    [110, 11, false],
    [111, 12, true],
    [100_000, 10_000, false],
    [100_000, 10_001, true],
  ])('given %i listed, when %i are missing, then it is sudden: %s', (listed, missing, expected) => {
    expect(isSudden({ listed, missing })).toBe(expected);
  });
});

describe('weighLoss', () => {
  const hourMs = 3_600_000;
  const start = Date.parse('2026-11-24T09:00:00Z');
  const all: Comparison = { listed: 33, missing: 33, mark: 'all', cameBack: false };

  /** Polls one after another: what is held after them, and which of them was believed. */
  function polled(polls: { atHour: number; poll?: Partial<Comparison>; confirms?: boolean }[]) {
    let held: HeldLoss | null = null;
    let confirmed: string | null = null;
    const believed = polls.map(({ atHour, poll, confirms }) => {
      if (confirms) confirmed = held?.since ?? null;
      const now = new Date(start + atHour * hourMs);
      const weighed = weighLoss(held, { ...all, ...poll }, { now, confirmed, longestGapMs: hourMs });
      held = weighed.held;
      return weighed.isBelieved;
    });
    return { held: held as HeldLoss | null, believed };
  }
  const hours = (count: number, from = 0) => Array.from({ length: count }, (_, at) => ({ atHour: from + at }));

  it('given polls that agree, when a day has passed, then they are believed, and not before', () => {
    const { believed, held } = polled(hours(25));
    expect(believed.indexOf(true)).toBe(24);
    expect(held).toMatchObject({ since: new Date(start).toISOString(), listed: 33, missing: 33 });
  });

  it('given a loss that is none any more, when polled, then nothing is held, and the usual rule goes on', () => {
    expect(polled([...hours(3), { atHour: 3, poll: { missing: 2 } }])).toEqual({
      held: null,
      believed: [false, false, false, true],
    });
  });

  it.each<[string, Partial<Comparison>]>([
    ['something came back', { cameBack: true }],
    ['nobody remembers the poll before, and others are missing', { cameBack: null, mark: 'others' }],
  ])('given that %s, when polled, then the day begins anew', (_what, poll) => {
    const { believed, held } = polled([...hours(20), { atHour: 20, poll }, ...hours(10, 21)]);
    expect(believed).not.toContain(true);
    expect(held?.since).toBe(new Date(start + 20 * hourMs).toISOString());
  });

  it.each<[string, Partial<Comparison>]>([
    ['more are missing', { missing: 33, listed: 34, mark: 'more' }],
    ['nobody remembers the poll before, and the same are missing', { cameBack: null }],
  ])('given that %s, when polled, then the day goes on', (_what, poll) => {
    expect(polled([...hours(20), { atHour: 20, poll }, ...hours(4, 21)]).believed.indexOf(true)).toBe(24);
  });

  it('given no poll for longer than may be, when polled again, then the day begins anew', () => {
    expect(polled([{ atHour: 0 }, { atHour: 30 }]).believed).toEqual([false, false]);
  });

  it('given that ITAM staff said it is so, when polled, then it is believed; and not the next loss', () => {
    const back = { atHour: 3, poll: { missing: 0 } };
    expect(polled([...hours(2), { atHour: 2, confirms: true }, back, { atHour: 4 }]).believed).toEqual([
      ...[false, false, true],
      ...[true, false],
    ]);
  });
});
