import { addDays, type Day, isDay } from '../../day.ts';
import type { Span } from '../text.ts';

const names = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const weekday = '(sun|mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?)(?:day)?';
const month = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)';
/** "Friday the 13th", "Sunday 8", but not "Sunday 8 November" or "Friday 13:00". */
const withDay = new RegExp(
  `\\b${weekday},? (?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?![\\w/:.-]*\\d)(?!,? (?:of )?${month})(?! (?:x|×|seats?|licen|users?|people)|[ap]m\\b| ?[ap]\\.?m\\b|h\\b|%)`,
  'gi',
);
/** "the Friday before last", "Friday last week but one". */
const beforeLast = new RegExp(`\\b(?:the )?(?:${weekday} before last|last ${weekday} but one)(?!\\w)`, 'gi');

/** "3.11.2026": points stand behind the day wherever the reader is. */
const withPoints = /(?<![\d.])(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d{2})(?![\d.]*\d)/g;

/** A weekday that goes with a day of the month is looked for this far back: further, it is more likely a slip. */
const longestSearch = 45;

/**
 * Dates that chrono reads differently: "3.11.2026" is in November, also where months come first; "Friday the 13th" is the last one that there was, "the Friday before last" a week before the
 * last. A day is null where the two don't fit.
 */
export function writtenDates(text: string, today: Day): { span: Span; day: Day | null }[] {
  const found = [...text.matchAll(withDay)].map(({ 0: whole, 1: name = '', 2: date = '', index }) => ({
    span: { start: index, end: index + whole.length },
    day: lastWith(today, numberOf(name), Number(date)),
  }));
  const others = [...text.matchAll(beforeLast)].map(({ 0: whole, 1: one, 2: other, index }) => ({
    span: { start: index, end: index + whole.length },
    day: addDays(lastWith(today, numberOf(one ?? other ?? ''), null) ?? today, -7),
  }));
  const pointed = [...text.matchAll(withPoints)].map(
    ({ 0: whole, 1: date = '', 2: month = '', 3: year = '', index }) => ({
      span: { start: index, end: index + whole.length },
      day: existing(`${year.padStart(4, '20')}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`),
    }),
  );
  return [...found, ...others, ...pointed].toSorted((one, other) => one.span.start - other.span.start);
}

function existing(day: string): Day | null {
  return isDay(day) ? day : null;
}

function numberOf(name: string): number {
  return names.indexOf(name.slice(0, 3).toLowerCase());
}

/** The last day before today, or today by its date, that falls on a weekday and a day of the month. */
function lastWith(today: Day, weekdayNumber: number, date: number | null): Day | null {
  for (let back = date === null ? 1 : 0; back <= longestSearch; back++) {
    const day = addDays(today, -back);
    const isIt = new Date(day).getUTCDay() === weekdayNumber && (date === null || Number(day.slice(8)) === date);
    if (isIt) return day;
  }
  return null;
}
