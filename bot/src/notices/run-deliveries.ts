import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../log.ts';
import type { Deliver } from './deliver-notice.ts';
import type { NoticeQueue, Received } from './notice-queue.ts';

/** The delivery loop of one instance. */
export type Deliveries = {
  /** A notice was queued: looks at once instead of at the next round. */
  wake(): void;
  /** Finishes what is being sent and takes nothing more. */
  stop(): Promise<void>;
};

/** Notices in hand at once. What waits behind them waits in the queue, where any instance can take it. */
const mostAtOnce = 192;
const gatherMs = 50;
/** A notice that not even a failed try could be recorded of, since the store is out of reach. */
const afterFailureMs = 30_000;

/**
 * Takes messages off the queue and delivers their notices, many at once, until stopped. `giveWay`: settles when it is
 * delivery's turn, since cards can wait a moment and people who wait for an answer can't.
 */
export function runDeliveries(deps: {
  queue: NoticeQueue;
  deliver: Deliver;
  giveWay: (signal: AbortSignal) => Promise<void>;
  idleMs: number;
  log: Log;
}): Deliveries {
  const { queue, deliver, giveWay, idleMs, log } = deps;
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();
  let inHand = 0;
  let isWoken = false;
  let wakeUp = () => {};

  async function work(message: Received): Promise<void> {
    const left = new Map<number, string[]>();
    await Promise.all(
      message.noticeIds.map(async (noticeId) => {
        const afterMs = await attempt(noticeId);
        if (afterMs === null) return;
        const together = roundedUp(afterMs);
        left.set(together, [...(left.get(together) ?? []), noticeId]);
      }),
    );
    const [soonest, ...others] = [...left].sort(([a], [b]) => a - b);
    // Each notice waits as long as it has to: what waits longer than the first moves into messages of its own.
    for (const [afterMs, noticeIds] of others) await queue.put(noticeIds, afterMs);
    if (soonest) await message.later(soonest[1], soonest[0]);
    else await message.settle();
  }

  /** After how many milliseconds a notice is to be tried again, or null when it is done. */
  async function attempt(noticeId: string): Promise<number | null> {
    try {
      const delivery = await deliver(noticeId, stopping.signal);
      return delivery.kind === 'later' ? delivery.afterMs : null;
    } catch (error) {
      log.error({ err: error, noticeId }, 'delivery failed');
      return afterFailureMs;
    }
  }

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        if (inHand >= mostAtOnce) {
          await Promise.race(underWay);
          continue;
        }
        await giveWay(stopping.signal);
        if (stopping.signal.aborted) break;
        isWoken = false;
        const messages = await queue.receive(mostAtOnce - inHand);
        for (const message of messages) {
          inHand += message.noticeIds.length;
          const task = work(message)
            .catch((error: unknown) => log.warn({ err: error }, 'queue message left for another try'))
            .finally(() => {
              inHand -= message.noticeIds.length;
              underWay.delete(task);
            });
          underWay.add(task);
        }
        // More may be on its way: gathered for a moment, it comes in one answer instead of many.
        if (messages.length > 0) {
          await delay(gatherMs);
          continue;
        }
      } catch (error) {
        log.warn({ err: error }, 'queue out of reach');
      }
      await idle();
    }
    await Promise.all(underWay);
  }

  /** Waits for the next round, a wake-up, or the end. */
  async function idle(): Promise<void> {
    if (isWoken) return;
    const waking = new AbortController();
    wakeUp = () => waking.abort();
    await delay(idleMs, undefined, { signal: AbortSignal.any([waking.signal, stopping.signal]) }).catch(
      () => undefined,
    );
  }

  const ended = loop();
  return {
    wake() {
      isWoken = true;
      wakeUp();
    },
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}

/** Waits that are nearly the same become the same, so that they share a message; never a shorter one. */
function roundedUp(ms: number): number {
  const step = ms <= 10_000 ? 1_000 : ms <= 120_000 ? 10_000 : 60_000;
  return Math.ceil(ms / step) * step;
}
