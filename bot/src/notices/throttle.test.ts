import { describe, expect, it } from 'vitest';
import { conversationWindows, createThrottle, earliestSlot, type Window } from './throttle.ts';

/** A seeded generator (mulberry32), so that every run tries the same sequences. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The most sends that any window of that length holds. */
function fullest(times: readonly number[], perMs: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  let most = 0;
  let from = 0;
  sorted.forEach((time, at) => {
    while (time - (sorted[from] ?? 0) >= perMs) from += 1;
    most = Math.max(most, at - from + 1);
  });
  return most;
}

function simulated(perSecond: number) {
  let time = 1_000_000;
  const throttle = createThrottle({ perSecond, now: () => time });
  const sends: { conversationId: string; at: number }[] = [];
  /** The wait, or null for a send that would have to wait longer. */
  const sendWithin = (mostWaitMs: number, conversationId: string) => {
    const wait = throttle.reserve(conversationId, mostWaitMs);
    if (wait !== null) sends.push({ conversationId, at: time + wait });
    return wait;
  };
  return {
    throttle,
    sends,
    sendWithin,
    send: (conversationId: string) => sendWithin(Number.POSITIVE_INFINITY, conversationId),
    pass: (ms: number) => {
      time += ms;
    },
  };
}

function expectLimitsKept(sends: readonly { conversationId: string; at: number }[], perSecond: number): void {
  expect(
    fullest(
      sends.map(({ at }) => at),
      1_000,
    ),
  ).toBeLessThanOrEqual(perSecond);
  for (const [, own] of Map.groupBy(sends, ({ conversationId }) => conversationId)) {
    for (const { count, perMs } of conversationWindows) {
      expect(
        fullest(
          own.map(({ at }) => at),
          perMs,
        ),
      ).toBeLessThanOrEqual(count);
    }
  }
}

describe('a throttle', () => {
  it('lets a lone send go at once', () => {
    expect(simulated(50).send('a')).toBe(0);
  });

  it.each([
    { sends: 7, wait: 0 },
    { sends: 8, wait: 1_000 },
    { sends: 9, wait: 2_000 },
    { sends: 60, wait: 14_000 },
    { sends: 61, wait: 30_000 },
  ])('makes send $sends into one conversation wait $wait ms', ({ sends, wait }) => {
    const { send } = simulated(1_000);
    const waits = Array.from({ length: sends }, () => send('a'));
    expect(waits.at(-1)).toBeLessThanOrEqual(wait);
    expect(waits.at(-1)).toBeGreaterThan(wait - 2_000);
  });

  it('keeps an hour to 1,800 sends into one conversation', () => {
    const { send, sends } = simulated(1_000);
    for (let n = 0; n < 1_801; n++) send('a');
    expect((sends[1_800]?.at ?? 0) - (sends[0]?.at ?? 0)).toBeGreaterThanOrEqual(3_600_000);
    expectLimitsKept(sends, 1_000);
  });

  it.each([1, 2, 3, 4, 5, 6])('keeps every limit, in whatever order people are reached (seed %i)', (seed) => {
    const random = seeded(seed);
    const perSecond = [5, 10, 50][seed % 3] ?? 50;
    const { send, sends, pass } = simulated(perSecond);
    for (let n = 0; n < 600; n++) {
      send(`chat-${Math.floor(random() ** 3 * 40)}`);
      if (random() < 0.3) pass(Math.floor(random() * 400));
    }
    expect(sends).toHaveLength(600);
    expectLimitsKept(sends, perSecond);
  });

  it.each([7, 8, 9])('keeps every limit while pauses and turned-away sends come in between (seed %i)', (seed) => {
    const random = seeded(seed);
    const { throttle, sendWithin, sends, pass } = simulated(20);
    for (let n = 0; n < 2_000; n++) {
      const chat = `chat-${Math.floor(random() ** 2 * 30)}`;
      sendWithin(5_000, chat);
      if (random() < 0.05) throttle.pause(random() * 3_000, chat);
      pass(Math.floor(random() * 120));
    }
    expect(sends.length).toBeGreaterThan(500);
    expectLimitsKept(sends, 20);
  });

  it('does not make others wait behind a busy conversation', () => {
    const { send } = simulated(50);
    for (let n = 0; n < 100; n++) send('channel');
    expect(send('someone')).toBeLessThanOrEqual(1_000);
    expect(send('someone else')).toBeLessThanOrEqual(1_000);
  });

  it('keeps no slot for a send that has to come back, so that coming back again and again makes nobody wait longer', () => {
    const { send, sendWithin, pass } = simulated(50);
    for (let n = 0; n < 60; n++) send('channel');
    for (let n = 0; n < 500; n++) expect(sendWithin(1_000, 'channel')).toBeNull();
    pass(30_000);
    expect(sendWithin(1_000, 'channel')).toBe(0);
  });

  it('lets a long line come back one by one, and all of it in time', () => {
    const { throttle, sendWithin, sends, pass } = simulated(50);
    const comesBack = Array.from({ length: 300 }, () => 0);
    let asked = 0;
    for (let time = 0; sends.length < 300 && time < 400_000; time += 250) {
      comesBack.forEach((due, n) => {
        if (due > time) return;
        asked += 1;
        const backMs = throttle.turnAway('channel', 5_000);
        const isSent = backMs === null && sendWithin(5_000, 'channel') !== null;
        comesBack[n] = isSent ? Number.POSITIVE_INFINITY : time + (backMs ?? 5_000);
      });
      pass(250);
    }
    expect(sends).toHaveLength(300);
    // 60 in 30 seconds is the fastest that is allowed; each asks about twice.
    expect((sends.at(-1)?.at ?? 0) - (sends[0]?.at ?? 0)).toBeLessThan(200_000);
    expect(asked).toBeLessThan(900);
    expectLimitsKept(sends, 50);
  });

  it('turns nobody away whose slot is near', () => {
    const { throttle, send } = simulated(50);
    for (let n = 0; n < 7; n++) send('a');
    expect(throttle.turnAway('a', 1_000)).toBeNull();
    expect(throttle.turnAway('a', 999)).toBe(1_000);
    expect(throttle.turnAway('a', 999)).toBe(1_500);
  });

  it('uses the whole ceiling when many people are reached at once', () => {
    const { sendWithin, sends, pass } = simulated(50);
    let waiting = 3_000;
    for (let round = 0; waiting > 0; round++) {
      for (let n = waiting; n > 0; n--) if (sendWithin(20_000, `chat-${round}-${n}`) !== null) waiting -= 1;
      pass(10_000);
    }
    const times = sends.map(({ at }) => at);
    expect(Math.max(...times) - Math.min(...times)).toBeLessThan(60_000);
    expectLimitsKept(sends, 50);
  });

  it('holds a conversation back that Teams refused, and no other', () => {
    const { throttle, send } = simulated(50);
    throttle.pause(5_000, 'a');
    expect(send('a')).toBe(5_000);
    expect(send('b')).toBe(0);
  });

  it('holds everything back when many conversations are refused at once', () => {
    const { throttle, send } = simulated(50);
    for (let n = 0; n < 10; n++) send(`chat-${n}`);
    for (let n = 0; n < 5; n++) throttle.pause(5_000, `chat-${n}`);
    expect(send('someone')).toBe(5_000);
  });

  it('goes on at full speed when one send in twenty is refused', () => {
    const { throttle, send, pass } = simulated(50);
    for (let n = 1; n <= 400; n++) {
      expect(send(`chat-${n}`)).toBe(0);
      if (n % 20 === 0) throttle.pause(1_000, `chat-${n}`);
      pass(20);
    }
  });

  it('does not take an absurd Retry-After at its word', () => {
    const { throttle, send } = simulated(50);
    throttle.pause(1e12, 'a');
    expect(send('a')).toBe(3_600_000);
  });

  it('counts a fraction of a send per second as one', () => {
    const { send } = simulated(0.5);
    expect([send('a'), send('b'), send('c')]).toEqual([0, 1_000, 2_000]);
  });

  it('forgets conversations that have been quiet for an hour, and their limits with them', () => {
    const { send, pass } = simulated(1_000_000);
    for (let n = 0; n < 20_005; n++) send(`chat-${n}`);
    for (let n = 0; n < 6; n++) send('chat-0');
    pass(3_600_001);
    expect(send('new')).toBe(0);
    expect(send('chat-0')).toBe(0);
  });
});

describe('the earliest slot', () => {
  const twoASecond: Window[] = [{ count: 2, perMs: 1_000 }];

  it.each([
    { planned: [], from: 10, slot: 10, why: 'nothing is planned' },
    { planned: [0], from: 10, slot: 10, why: 'there is room' },
    { planned: [0, 10], from: 10, slot: 1_000, why: 'the window is full' },
    { planned: [0, 10], from: 1_000, slot: 1_000, why: 'the window has just ended' },
    { planned: [5_000, 5_010], from: 10, slot: 10, why: 'what is planned lies far ahead' },
    { planned: [900, 1_000], from: 500, slot: 1_900, why: 'what is planned lies just ahead' },
    { planned: [0, 900, 1_800], from: 950, slot: 1_900, why: 'a gap between planned sends is too small' },
    { planned: [0, 10, 2_500], from: 10, slot: 1_000, why: 'a gap between planned sends is large enough' },
  ])('is $slot where $why', ({ planned, from, slot }) => {
    expect(earliestSlot(planned, from, twoASecond)).toBe(slot);
  });
});
