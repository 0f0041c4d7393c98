import type { Day } from './day.ts';
import { kept } from './formatters.ts';

const dayFormat = kept((locale: string) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }));
const instantFormat = kept(
  (locale: string) =>
    new Intl.DateTimeFormat(locale, {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      timeZone: 'UTC',
      timeZoneName: 'short',
    }),
);
const countFormat = kept((locale: string) => new Intl.NumberFormat(locale));

/** `19 December 2026` in the reader's locale. */
export function formatDay(day: Day, locale: string): string {
  return dayFormat(locale).format(new Date(`${day}T00:00:00Z`));
}

/** `24 Nov 2026, 09:12 UTC` in the reader's locale. The zone is named, since a card is read in many. */
export function formatInstant(instant: string, locale: string): string {
  return instantFormat(locale).format(new Date(instant));
}

/** A whole number with the locale's grouping. */
export function formatCount(count: number, locale: string): string {
  return countFormat(locale).format(count);
}
