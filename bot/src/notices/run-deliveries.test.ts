import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { eventually } from '../../test/support/eventually.ts';
import type { Deliver, Delivery } from './deliver-notice.ts';
import type { NoticeQueue, Received } from './notice-queue.ts';
import { runDeliveries } from './run-deliveries.ts';

const log = pino({ level: 'silent' });
const usual = { giveWay: async () => undefined, idleMs: 1, log };

/** A queue in memory that tells what was done to it. */
function queueOf(...messages: string[][]) {
  const told: string[] = [];
  const settled = Promise.withResolvers<void>();
  const waiting = messages.map(
    (noticeIds): Received => ({
      noticeIds,
      async settle() {
        told.push('settled');
        settled.resolve();
      },
      async later(ids, afterMs) {
        told.push(`later ${ids.join(' ')} after ${afterMs}`);
        settled.resolve();
      },
    }),
  );
  const queue: NoticeQueue = {
    async put(ids, afterMs = 0) {
      told.push(`put ${ids.join(' ')} after ${afterMs}`);
    },
    receive: async () => waiting.splice(0),
  };
  return { queue, told, waiting, settled: settled.promise };
}

const laterBy = (afterMs: number): Delivery => ({ kind: 'later', afterMs });
const by =
  (answers: Record<string, Delivery>): Deliver =>
  async (noticeId) =>
    answers[noticeId] ?? { kind: 'done' };

describe('the delivery loop', () => {
  it('settles a message whose notices are done', async () => {
    const { queue, told, settled } = queueOf(['a', 'b']);
    const deliveries = runDeliveries({ queue, deliver: by({}), ...usual });
    await settled;
    await deliveries.stop();
    expect(told).toEqual(['settled']);
  });

  it('takes nothing off the queue while it gives way, and stops none the less', async () => {
    const { queue, told, settled } = queueOf(['a']);
    const turn = Promise.withResolvers<void>();
    let asked = 0;
    const receive = async (most: number) => {
      asked += 1;
      return queue.receive(most);
    };
    const deliveries = runDeliveries({
      ...usual,
      queue: { ...queue, receive },
      deliver: by({}),
      giveWay: () => turn.promise,
    });
    await new Promise(setImmediate);
    expect(asked).toBe(0);
    turn.resolve();
    await settled;
    await deliveries.stop();
    expect(told).toEqual(['settled']);

    const held = runDeliveries({
      ...usual,
      queue: { ...queue, receive },
      deliver: by({}),
      giveWay: (signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve())),
    });
    asked = 0;
    await held.stop();
    expect(asked).toBe(0);
  });

  it('keeps what is to be tried again, and only that', async () => {
    const { queue, told, settled } = queueOf(['a', 'b', 'c']);
    const deliveries = runDeliveries({ queue, deliver: by({ b: laterBy(2_000) }), ...usual });
    await settled;
    await deliveries.stop();
    expect(told).toEqual(['later b after 2000']);
  });

  it('lets nothing be tried sooner than Teams asked, whatever shares its message', async () => {
    const { queue, told, settled } = queueOf(['a', 'b', 'c', 'd']);
    const deliver = by({ a: laterBy(300_000), b: laterBy(900), c: laterBy(299_000), d: laterBy(31_000) });
    const deliveries = runDeliveries({ queue, deliver, ...usual });
    await settled;
    await deliveries.stop();
    expect(told).toEqual(['put d after 40000', 'put a c after 300000', 'later b after 1000']);
  });

  it('tries again later what failed on our side, and delivers the others', async () => {
    const { queue, told, settled } = queueOf(['a', 'b']);
    const deliver: Deliver = async (noticeId) => {
      if (noticeId === 'a') throw new Error('storage is away');
      return { kind: 'done' };
    };
    const deliveries = runDeliveries({ queue, deliver, ...usual });
    await settled;
    await deliveries.stop();
    expect(told).toEqual(['later a after 30000']);
  });

  it('goes on when the queue is out of reach for a moment', async () => {
    const { queue, told, settled, waiting } = queueOf(['a']);
    let calls = 0;
    const flaky: NoticeQueue = {
      ...queue,
      receive: async () => {
        calls += 1;
        if (calls === 1) throw new Error('queue is away');
        return waiting.splice(0);
      },
    };
    const deliveries = runDeliveries({ queue: flaky, deliver: by({}), ...usual });
    await settled;
    await deliveries.stop();
    expect(told).toEqual(['settled']);
  });

  it('looks at once when it is woken, also while it is just looking', async () => {
    const { queue, told, settled, waiting } = queueOf();
    const looks: (() => void)[] = [];
    const slow: NoticeQueue = {
      ...queue,
      receive: () => new Promise((resolve) => looks.push(() => resolve(waiting.splice(0)))),
    };
    const deliveries = runDeliveries({ queue: slow, deliver: by({}), ...usual, idleMs: 3_600_000 });
    await eventually(async () => looks.length === 1);
    // The message arrives after this look has found nothing and before it is told so.
    deliveries.wake();
    looks[0]?.();
    await eventually(async () => looks.length === 2);
    waiting.push(...queueOf(['a']).waiting);
    looks[1]?.();
    await eventually(async () => looks.length === 3);
    looks[2]?.();
    await deliveries.stop();
    expect(told).toEqual([]);
    void settled;
  });

  it('takes no more than it can have in hand', async () => {
    const { queue } = queueOf();
    const finish: (() => void)[] = [];
    const asked: number[] = [];
    const busy: NoticeQueue = {
      ...queue,
      receive: async (most) => {
        asked.push(most);
        return asked.length > 3 ? [] : queueOf(Array.from({ length: 64 }, (_, n) => `n${n}`)).waiting;
      },
    };
    const deliver: Deliver = () => new Promise((resolve) => finish.push(() => resolve({ kind: 'done' })));
    const deliveries = runDeliveries({ queue: busy, deliver, ...usual });
    await eventually(async () => finish.length === 192);
    expect(asked).toEqual([192, 128, 64]);
    for (const one of finish) one();
    await deliveries.stop();
  });

  it('stops waiting when it is to stop, and leaves the notice to whoever comes next', async () => {
    const { queue, told } = queueOf(['a']);
    const started = Promise.withResolvers<void>();
    const deliver: Deliver = (_noticeId, stopping) =>
      new Promise((resolve) => {
        stopping?.addEventListener('abort', () => resolve(laterBy(0)));
        started.resolve();
      });
    const deliveries = runDeliveries({ queue, deliver, ...usual });
    await started.promise;
    await deliveries.stop();
    expect(told).toEqual(['later a after 0']);
  });
});
