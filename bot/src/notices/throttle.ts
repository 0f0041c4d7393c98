/** One limit: at most `count` sends in any `perMs` milliseconds. */
export type Window = { count: number; perMs: number };

/**
 * Teams' limits on a bot's sends into one conversation:
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
 */
export const conversationWindows: readonly Window[] = [
  { count: 7, perMs: 1_000 },
  { count: 8, perMs: 2_000 },
  { count: 60, perMs: 30_000 },
  { count: 1_800, perMs: 3_600_000 },
];

/** The earliest time, from `from` on, at which one more send breaks no window. `planned`: times of the other sends, ascending. */
export function earliestSlot(planned: readonly number[], from: number, windows: readonly Window[]): number {
  let slot = from;
  for (;;) {
    const later = Math.max(...windows.map((window) => clearOf(planned, slot, window)));
    if (later <= slot) return slot;
    slot = later;
  }
}

/** `slot` if a send then keeps the window, else the first time that is clear of the sends that are in its way. */
function clearOf(planned: readonly number[], slot: number, { count, perMs }: Window): number {
  const from = firstAtOrAfter(planned, slot - perMs);
  for (let last = firstAtOrAfter(planned, slot + perMs) - 1; last - count + 1 >= from; last--) {
    // These `count` sends and the new one are too many if all of them lie within less than the window's length.
    const first = planned[last - count + 1] ?? 0;
    const end = Math.max(planned[last] ?? 0, slot);
    if (end - Math.min(first, slot) < perMs) return first + perMs;
  }
  return slot;
}

/** Index of the first time that is not before `time`. */
function firstAtOrAfter(times: readonly number[], time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Hands out times to send, so that neither the app's nor any conversation's limit is broken by this instance. */
export type Throttle = {
  /**
   * Reserves the next free slot for a conversation, if it is at most `mostWaitMs` away, and answers in how many
   * milliseconds it is. Null: it is further away, see {@link Throttle.turnAway}.
   */
  reserve(conversationId: string, mostWaitMs: number): number | null;
  /**
   * In how many milliseconds to ask again, for a conversation whose next slot is more than `mostWaitMs` away; null if it is
   * not. Whoever is turned away after that is told a later time, so that a long line comes back one by one.
   */
  turnAway(conversationId: string, mostWaitMs: number): number | null;
  /**
   * After Teams said 429: holds the conversation back for a while. When many conversations are refused within a second,
   * the app's own limit is what was reached, and everything is held back.
   */
  pause(forMs: number, conversationId: string): void;
};

/** `lineEndsAt`: when the last of those that were turned away comes back. */
type Thread = { planned: number[]; pausedUntil: number; lineEndsAt: number };

/** A throttle for one app and tenant. `perSecond`: the app's ceiling; the conversations' own windows hold beside it. */
export function createThrottle(deps: { perSecond: number; now: () => number }): Throttle {
  const { now } = deps;
  const appWindows: readonly Window[] = [{ count: Math.max(1, Math.floor(deps.perSecond)), perMs: 1_000 }];
  const app: Thread = { planned: [], pausedUntil: 0, lineEndsAt: 0 };
  const threads = new Map<string, Thread>();
  let refusedAt: number[] = [];
  let tidiedAt = 0;

  function threadOf(conversationId: string, at: number): Thread {
    const known = threads.get(conversationId);
    if (known) return known;
    if (threads.size > mostThreads && at - tidiedAt > tidyEveryMs) {
      tidiedAt = at;
      for (const [id, thread] of threads) if (isIdle(thread, at)) threads.delete(id);
    }
    const thread: Thread = { planned: [], pausedUntil: 0, lineEndsAt: 0 };
    threads.set(conversationId, thread);
    return thread;
  }

  /** The next time that suits the app and the conversation. */
  function nextSlot(thread: Thread, at: number): number {
    forget(thread.planned, at - longestOf(conversationWindows));
    forget(app.planned, at - longestOf(appWindows));
    let slot = Math.max(at, app.pausedUntil, thread.pausedUntil);
    for (;;) {
      const own = earliestSlot(thread.planned, slot, conversationWindows);
      slot = earliestSlot(app.planned, own, appWindows);
      if (slot === own) return slot;
    }
  }

  return {
    reserve(conversationId, mostWaitMs) {
      const at = now();
      const thread = threadOf(conversationId, at);
      const slot = nextSlot(thread, at);
      if (slot - at > mostWaitMs) return null;
      insert(thread.planned, slot);
      insert(app.planned, slot);
      return slot - at;
    },
    turnAway(conversationId, mostWaitMs) {
      const at = now();
      const thread = threadOf(conversationId, at);
      const slot = nextSlot(thread, at);
      if (slot - at <= mostWaitMs) return null;
      thread.lineEndsAt = Math.max(slot, thread.lineEndsAt + spacingInLineMs);
      return thread.lineEndsAt - at;
    },
    pause(forMs, conversationId) {
      const at = now();
      const until = at + Math.min(forMs, longestPauseMs);
      const thread = threadOf(conversationId, at);
      thread.pausedUntil = Math.max(thread.pausedUntil, until);
      refusedAt = [...refusedAt.filter((time) => time > at - 1_000), at];
      const sent = firstAtOrAfter(app.planned, at + 1) - firstAtOrAfter(app.planned, at - 1_000);
      if (refusedAt.length >= fewRefusals && refusedAt.length * 5 >= sent) {
        app.pausedUntil = Math.max(app.pausedUntil, until);
      }
    },
  };
}

/** As fast as a conversation can go on for longer: 60 sends in 30 seconds. */
const spacingInLineMs = 500;
/** No limit looks further back than an hour, so no pause is longer. */
const longestPauseMs = 3_600_000;
/** Fewer refusals than this in a second say nothing about the app as a whole. */
const fewRefusals = 5;
const mostThreads = 20_000;
const tidyEveryMs = 60_000;

function longestOf(windows: readonly Window[]): number {
  return Math.max(...windows.map(({ perMs }) => perMs));
}

function isIdle({ planned, pausedUntil, lineEndsAt }: Thread, at: number): boolean {
  return Math.max(pausedUntil, lineEndsAt) <= at && (planned.at(-1) ?? 0) <= at - longestOf(conversationWindows);
}

function insert(times: number[], time: number): void {
  times.splice(firstAtOrAfter(times, time), 0, time);
}

/** Drops times that no window reaches back to any more. */
function forget(times: number[], until: number): void {
  const count = firstAtOrAfter(times, until);
  if (count > 0) times.splice(0, count);
}
