import type { Day } from '../../../bot/src/domain/day.ts';
import { formatMoney, type Money } from '../../../bot/src/domain/money.ts';

/** Dates, numbers and money as a reader writes them. Instants are shown in the reader's own time zone. */
export type Formats = {
  /** `19 Dec 2026` */
  day: (day: Day) => string;
  /** `today 09:12`, `yesterday 16:20`, `22 Nov 10:41`, `3 Jan 2025 08:00` */
  moment: (instant: string, now?: Date) => string;
  /** `09:41` */
  time: (instant: string) => string;
  /** `Tuesday 24 November 2026 at 09:12:30 GMT`, for who wants to know exactly. */
  exact: (instant: string) => string;
  count: (count: number) => string;
  money: (money: Money) => string;
  /** `18,402.00 USD and 1,190.00 EUR`; amounts of different currencies stand beside each other, never added. */
  amounts: (amounts: readonly Money[]) => string;
  list: (parts: readonly string[]) => string;
};

export function createFormats(locale: string, timeZone?: string): Formats {
  const zone = timeZone === undefined ? {} : { timeZone };
  const calendarDay = lazily(() => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }));
  const clock = lazily(() => new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', ...zone }));
  const thisYear = lazily(() => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', ...zone }));
  const otherYear = lazily(
    () => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', ...zone }),
  );
  const full = lazily(() => new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long', ...zone }));
  const relative = lazily(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));
  const civil = lazily(
    () => new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', ...zone }),
  );
  const conjunction = lazily(() => new Intl.ListFormat(locale, { type: 'conjunction' }));
  const number = lazily(() => new Intl.NumberFormat(locale));

  const dayNumber = (date: Date) => Date.parse(civil().format(date)) / 86_400_000;
  const date = (instant: string, now: Date) => {
    const then = new Date(instant);
    const days = dayNumber(then) - dayNumber(now);
    if (days === 0 || days === -1) return relative().format(days, 'day');
    const isThisYear = civil().format(then).slice(0, 4) === civil().format(now).slice(0, 4);
    return (isThisYear ? thisYear() : otherYear()).format(then);
  };
  const money = (amount: Money) => formatMoney(amount, locale);

  return {
    day: (day) => calendarDay().format(new Date(`${day}T00:00:00Z`)),
    moment: (instant, now = new Date()) => `${date(instant, now)} ${clock().format(new Date(instant))}`,
    time: (instant) => clock().format(new Date(instant)),
    exact: (instant) => full().format(new Date(instant)),
    count: (count) => number().format(count),
    money,
    amounts: (amounts) => conjunction().format(amounts.map(money)),
    list: (parts) => conjunction().format(parts),
  };
}

/** Makes something when it is first needed: a page needs few of Intl's formatters, and each takes milliseconds to make. */
function lazily<T>(make: () => T): () => T {
  let made: T | null = null;
  return () => {
    made ??= make();
    return made;
  };
}
