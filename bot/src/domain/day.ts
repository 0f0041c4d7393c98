/** A calendar date without a time, `YYYY-MM-DD`. Graph gives purchase and renewal at day precision only. */
export type Day = string;

const shape = /^(\d{4})-(\d{2})-(\d{2})$/;

/** True for a date that exists in the Gregorian calendar; `2026-02-30` does not. */
export function isDay(text: string): boolean {
  if (!shape.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** The UTC day of an instant (ISO 8601) or a Date. */
export function dayOf(instant: string | Date): Day {
  return new Date(instant).toISOString().slice(0, 10);
}

/**
 * Whether a day only fills a place where there is none: the first and the last that .NET can write, which Microsoft's
 * services answer where a date is not known or never comes. Time zones may have moved them by one, also into a year that has
 * a sign before it.
 */
export function isNoDay(day: Day): boolean {
  return day <= '0001-01-02' || day >= '9999-12-30';
}

/**
 * A writer's wall clock at an instant, its figures written as UTC, so that days and "yesterday" are theirs. The offset at the
 * end of their own timestamp counts first, then their time zone (IANA); without either it is UTC.
 */
export function wallClock(now: Date, local: { timestamp?: string | undefined; zone?: string | undefined }): Date {
  const [, sign, hours, minutes] = /T.*([+-])(\d{2}):?(\d{2})$/.exec(local.timestamp ?? '') ?? [];
  if (sign === undefined) return inZone(now, local.zone) ?? now;
  const offsetInMinutes = Number(hours) * 60 + Number(minutes);
  // Nowhere on earth is further from UTC than 14 hours.
  if (offsetInMinutes > 14 * 60) return now;
  return new Date(now.getTime() + (sign === '-' ? -1 : 1) * offsetInMinutes * 60_000);
}

function inZone(now: Date, zone: string | undefined): Date | null {
  if (!zone) return null;
  try {
    // Swedish writes dates as ISO 8601 does: 2026-12-01 09:00:00.
    const local = new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeStyle: 'medium', timeZone: zone }).format(
      now,
    );
    return new Date(`${local.replace(' ', 'T')}Z`);
  } catch (thrown) {
    if (thrown instanceof RangeError) return null;
    throw thrown;
  }
}

/** The day `count` days later (or earlier, when negative). */
export function addDays(day: Day, count: number): Day {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return dayOf(date);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
