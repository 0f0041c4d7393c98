import type { Asset } from '../domain/asset.ts';
import { endedOn, isRunning } from '../domain/running.ts';
import { dayInMs, dayNumber, type NumberColumn } from './columns.ts';
import type { RegisterQuery } from './query.ts';

/**
 * When an asset came onto the register, was declared, decided about and retired, and since when it commits to nothing more, a row
 * each: in whole minutes since 1970, which four bytes hold until the year 6053. What did not happen lies after everything that
 * did.
 */
export type MomentColumns = Record<(typeof momentNames)[number], Int32Array<ArrayBuffer>>;

export const never = 2 ** 31 - 1;
export const minutesPerDay = 1_440;

const minuteInMs = dayInMs / minutesPerDay;
const momentNames = ['created', 'declared', 'decided', 'retired', 'over'] as const;

export function momentColumns(capacity: number): MomentColumns {
  const column = () => new Int32Array(capacity);
  return { created: column(), declared: column(), decided: column(), retired: column(), over: column() };
}

export function growMoments(moments: MomentColumns, capacity: number): void {
  for (const name of momentNames) {
    const larger = new Int32Array(capacity);
    larger.set(moments[name]);
    moments[name] = larger;
  }
}

/** Writes what stands now: what was taken back or said anew counts by its last time. */
export function setMoments(moments: MomentColumns, row: number, asset: Asset): void {
  moments.created[row] = minuteOf(asset.createdAt);
  moments.declared[row] = minuteOf(asset.declaredAt);
  moments.decided[row] = minuteOf(asset.decision?.at ?? null);
  const retired = minuteOf(asset.status === 'retired' ? (asset.retirement?.at ?? asset.updatedAt) : null);
  moments.retired[row] = retired;
  moments.over[row] = Math.min(retired, endOf(asset));
}

/** Of what ended on a day that was not kept, it is known that it had by the last change. */
function endOf(asset: Asset): number {
  if (isRunning(asset)) return never;
  const on = endedOn(asset);
  return on === null ? minuteOf(asset.updatedAt) : dayNumber(on) * minutesPerDay;
}

function minuteOf(instant: string | null): number {
  return instant === null ? never : Math.floor(Date.parse(instant) / minuteInMs);
}

/** The number of the day of a moment. */
export function dayOfMoment(minute: number): number {
  return Math.floor(minute / minutesPerDay);
}

/** From which day on an asset counts as held: bought by then or, where that is not known or lies ahead, on the register. */
export function heldFrom(row: number, { created }: MomentColumns, purchasedOn: NumberColumn): number {
  const bought = purchasedOn.numbers[row] as number;
  const known = dayOfMoment(created[row] as number);
  return Number.isNaN(bought) ? known : Math.min(bought, known);
}

/** Whether rows are of the time that a query asks for; null when it asks for none. */
export function dateTest(
  dates: RegisterQuery['dates'],
  moments: MomentColumns,
  purchasedOn: NumberColumn,
): ((row: number) => boolean) | null {
  const { created, declared, decided, retired, over } = moments;
  const tests: ((row: number) => boolean)[] = [];
  const since = (day: string) => dayNumber(day) * minutesPerDay;
  const until = (day: string) => since(day) + minutesPerDay;
  const within = (column: Int32Array, after: string | undefined, before: string | undefined) => {
    if (after === undefined && before === undefined) return;
    const from = after === undefined ? Number.NEGATIVE_INFINITY : since(after);
    const to = before === undefined ? never : since(before);
    tests.push((row) => (column[row] as number) >= from && (column[row] as number) < to);
  };
  within(declared, dates.declaredAfter, dates.declaredBefore);
  within(decided, dates.decidedAfter, dates.decidedBefore);
  if (dates.knownOn !== undefined) {
    const end = until(dates.knownOn);
    tests.push((row) => (created[row] as number) < end && (retired[row] as number) >= end);
  }
  if (dates.heldOn !== undefined) {
    const day = dayNumber(dates.heldOn);
    const end = until(dates.heldOn);
    tests.push((row) => heldFrom(row, moments, purchasedOn) <= day && (over[row] as number) >= end);
  }
  return tests.length === 0 ? null : (row) => tests.every((test) => test(row));
}
