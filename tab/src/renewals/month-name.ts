/** `December 2026` of `2026-12`, in the reader's language; `Dec 2026` where there is little room. */
export function monthName(month: string, locale: string, length: 'long' | 'short' = 'long'): string {
  const format = new Intl.DateTimeFormat(locale, { month: length, year: 'numeric', timeZone: 'UTC' });
  return format.format(new Date(`${month}-01T00:00:00Z`));
}
