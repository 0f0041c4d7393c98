/** A complete poll against what was listed until then, in subscriptions. */
export type Comparison = {
  listed: number;
  missing: number;
  /** Stands for which are missing: equal only for the same ones. */
  mark: string;
  /** Whether something that the poll before missed is listed again; null where nobody remembers that poll. */
  cameBack: boolean | null;
};

/** A loss that is held back. `since`: from when on all polls agreed, ISO 8601; `until`: the last of them. */
export type HeldLoss = Pick<Comparison, 'listed' | 'missing' | 'mark'> & { since: string; until: string };

/** So much may go from one poll to the next without more ado. */
const mostMissing = 10;
const mostShare = 1 / 10;
/** After so long, polls that agree are believed by themselves. */
const standsMs = 24 * 3_600_000;

/** Whether a poll lacks so much of what was listed that a fault is likelier than that it is gone: all of it, or much. */
export function isSudden({ listed, missing }: Pick<Comparison, 'listed' | 'missing'>): boolean {
  return missing > 0 && (missing === listed || (missing > mostMissing && missing > listed * mostShare));
}

/**
 * What to make of a complete poll: what is held back now, and whether what is missing may be taken for gone.
 * Polls agree while nothing that was missing is listed again, and while there are any: after `longestGapMs` without one,
 * or where they disagree, the day begins anew. `confirmed`: `since` of the loss that ITAM staff said is none.
 */
export function weighLoss(
  held: HeldLoss | null,
  poll: Comparison,
  { now, confirmed, longestGapMs }: { now: Date; confirmed: string | null; longestGapMs: number },
): { held: HeldLoss | null; isBelieved: boolean } {
  if (!isSudden(poll)) return { held: null, isBelieved: true };
  const { listed, missing, mark, cameBack } = poll;
  const agrees = cameBack === false || (cameBack === null && mark === held?.mark);
  const goesOn = held !== null && agrees && now.getTime() - Date.parse(held.until) <= longestGapMs;
  const at = now.toISOString();
  const since = goesOn ? held.since : at;
  const hasStood = now.getTime() - Date.parse(since) >= standsMs;
  return { held: { listed, missing, mark, since, until: at }, isBelieved: hasStood || since === confirmed };
}
