import { decimalsOf, type Money } from '../../../bot/src/domain/money.ts';

/** Numbers of the overview as a reader writes them. */
export type FigureFormats = {
  /** `72.4 %`; a dash where there is nothing to take a share of. */
  share: (part: number, whole: number) => string;
  /** `2 days 3 hr`, to the two units that matter. */
  duration: (minutes: number) => string;
  /** `12K`, where there is no room for the amount. */
  short: (value: number) => string;
  /** `Nov`, or `November 2026`. */
  month: (day: string, length: 'short' | 'long') => string;
};

const minutesPerHour = 60;
const minutesPerDay = 24 * minutesPerHour;

export function figureFormats(locale: string): FigureFormats {
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
  const names = {
    short: new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' }),
    long: new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' }),
  };
  const unit = (of: 'day' | 'hour' | 'minute') => {
    const format = new Intl.NumberFormat(locale, { style: 'unit', unit: of, unitDisplay: 'short' });
    return (count: number) => format.format(count);
  };
  const [day, hour, minute] = [unit('day'), unit('hour'), unit('minute')];
  return {
    share: (part, whole) => (whole === 0 ? '–' : percent.format(part / whole)),
    duration: (minutes) => {
      const days = Math.floor(minutes / minutesPerDay);
      const hours = Math.floor((minutes % minutesPerDay) / minutesPerHour);
      if (days > 0) return hours > 0 ? `${day(days)} ${hour(hours)}` : day(days);
      const rest = minutes % minutesPerHour;
      if (hours > 0) return rest > 0 ? `${hour(hours)} ${minute(rest)}` : hour(hours);
      return minute(rest);
    },
    short: (value) => compact.format(value),
    month: (of, length) => names[length].format(new Date(`${of}T00:00:00Z`)),
  };
}

/** An amount as a number of whole units, for a scale. */
export function unitsOf({ minor, currency }: Money): number {
  return minor / 10 ** decimalsOf(currency);
}

/** Times are drawn in days, or in hours where all of them are short. */
export function timeScale(minutes: readonly (number | null)[]): { unit: 'days' | 'hours'; minutes: number } {
  const most = Math.max(0, ...minutes.map((one) => one ?? 0));
  return most >= 2 * minutesPerDay
    ? { unit: 'days', minutes: minutesPerDay }
    : { unit: 'hours', minutes: minutesPerHour };
}
