/** Whole numbers of days as typed, with commas or spaces between them; none where nothing is typed, null for anything else. */
export function readDays(typed: string): number[] | null {
  const parts = typed.split(/[\s,;]+/).filter(Boolean);
  return parts.every((part) => /^\d{1,3}$/.test(part)) ? parts.map(Number) : null;
}
