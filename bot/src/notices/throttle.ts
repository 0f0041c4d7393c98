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

/** How long to wait, in milliseconds, until one more send breaks no window. `sent`: times of earlier sends, ascending. */
export function waitFor(sent: readonly number[], now: number, windows: readonly Window[]): number {
  let wait = 0;
  for (const { count, perMs } of windows) {
    const oldest = sent[sent.length - count];
    if (oldest !== undefined) wait = Math.max(wait, oldest + perMs - now);
  }
  return wait;
}

/** Hands out times to send, so that neither the app's nor any conversation's limit is broken by this instance. */
export type Throttle = {
  /** Reserves the next slot for a conversation and answers how long to wait for it. */
  reserve(conversationId: string): number;
  /** Holds everything back for a while, after Teams said 429. */
  pause(forMs: number): void;
};

/** A throttle for one app and tenant. `perSecond`: the app's ceiling; the conversations' own windows hold beside it. */
export function createThrottle(deps: { perSecond: number; now: () => number }): Throttle {
  const { perSecond, now } = deps;
  const conversations = new Map<string, number[]>();
  const appWindows: readonly Window[] = [{ count: Math.max(1, Math.floor(perSecond)), perMs: 1_000 }];
  const app: number[] = [];
  let pausedUntil = 0;

  return {
    reserve(conversationId) {
      const at = now();
      let own = conversations.get(conversationId);
      if (!own) {
        if (conversations.size > mostConversations) forgetIdle(conversations, at);
        own = [];
        conversations.set(conversationId, own);
      }
      const earliest = Math.max(at, pausedUntil);
      // Both waits are taken from the later of the two, since each slot has to satisfy both limits.
      let slot = earliest + waitFor(own, earliest, conversationWindows);
      slot += waitFor(app, slot, appWindows);
      insert(own, slot, conversationWindows.at(-1)?.count ?? 0);
      insert(app, slot, appWindows[0]?.count ?? 0);
      return slot - at;
    },
    pause(forMs) {
      pausedUntil = Math.max(pausedUntil, now() + forMs);
    },
  };
}

const mostConversations = 20_000;

/** Keeps the times sorted and no more of them than the largest window counts. */
function insert(times: number[], time: number, keep: number): void {
  let at = times.length;
  while (at > 0 && (times[at - 1] ?? 0) > time) at -= 1;
  times.splice(at, 0, time);
  if (times.length > keep) times.splice(0, times.length - keep);
}

function forgetIdle(conversations: Map<string, number[]>, at: number): void {
  for (const [id, times] of conversations) if ((times.at(-1) ?? 0) < at - 3_600_000) conversations.delete(id);
}
