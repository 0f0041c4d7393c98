import { addDays, type Day } from '../../../bot/src/domain/day.ts';

export const spanKeys = ['thirtyDays', 'thisQuarter', 'nextQuarter', 'year'] as const;
export type SpanKey = (typeof spanKeys)[number];

/** From a day on, until before another. */
export type Span = { from: Day; before: Day };

/** The time that a choice is about, as seen on a day. Quarters are the calendar's. */
export function spanOf(key: SpanKey, today: Day): Span {
  switch (key) {
    case 'thirtyDays':
      return { from: today, before: addDays(today, 31) };
    case 'thisQuarter':
      return { from: today, before: quarterAfter(today) };
    case 'nextQuarter':
      return { from: quarterAfter(today), before: quarterAfter(quarterAfter(today)) };
    case 'year':
      return { from: today, before: `${Number(today.slice(0, 4)) + 1}${today.slice(4)}` };
  }
}

/** The choice that a view's days come to; null when they are others. */
export function spanKeyOf(from: Day | null, before: Day | null, today: Day): SpanKey | null {
  return (
    spanKeys.find((key) => {
      const span = spanOf(key, today);
      return span.from === from && span.before === before;
    }) ?? null
  );
}

/** The first day of the quarter after the one that a day lies in. */
function quarterAfter(day: Day): Day {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, (Math.floor((month - 1) / 3) + 1) * 3, 1));
  return first.toISOString().slice(0, 10);
}
