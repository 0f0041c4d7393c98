import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../log.ts';
import type { Delivery } from './deliver-notice.ts';
import type { NoticeQueue, Received } from './notice-queue.ts';

/** The delivery loop of one instance. */
export type Deliveries = {
  /** A notice was queued: looks at once instead of at the next round. */
  wake(): void;
  /** Finishes what is under way and takes nothing more. */
  stop(): Promise<void>;
};

const mostAtOnce = 256;

/** Takes messages off the queue and delivers their notices, many at once, until stopped. */
export function runDeliveries(deps: {
  queue: NoticeQueue;
  deliver: (noticeId: string) => Promise<Delivery>;
  idleMs: number;
  log: Log;
}): Deliveries {
  const { queue, deliver, idleMs, log } = deps;
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();
  let wakeUp = () => {};

  async function work(message: Received): Promise<void> {
    const left: string[] = [];
    let afterMs = Number.POSITIVE_INFINITY;
    await Promise.all(
      message.noticeIds.map(async (noticeId) => {
        try {
          const delivery = await deliver(noticeId);
          if (delivery.kind === 'done') return;
          left.push(noticeId);
          afterMs = Math.min(afterMs, delivery.afterMs);
        } catch (error) {
          log.error({ err: error, noticeId }, 'delivery failed');
          left.push(noticeId);
          afterMs = Math.min(afterMs, 30_000);
        }
      }),
    );
    if (left.length === 0) await message.settle();
    else await message.later(left, afterMs);
  }

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        const messages = underWay.size < mostAtOnce ? await queue.receive() : [];
        for (const message of messages) {
          const task = work(message)
            .catch((error: unknown) => log.warn({ err: error }, 'queue message left for another try'))
            .finally(() => underWay.delete(task));
          underWay.add(task);
        }
        if (messages.length > 0) continue;
      } catch (error) {
        log.warn({ err: error }, 'queue out of reach');
      }
      await idle();
    }
    await Promise.all(underWay);
  }

  /** Waits for the next round, a wake-up, or the end. */
  async function idle(): Promise<void> {
    const waking = new AbortController();
    wakeUp = () => waking.abort();
    await delay(idleMs, undefined, { signal: AbortSignal.any([waking.signal, stopping.signal]) }).catch(
      () => undefined,
    );
  }

  const ended = loop();
  return {
    wake: () => wakeUp(),
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}
