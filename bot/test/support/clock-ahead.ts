/*
 * Preloaded into a process, whose clock then stands ahead by so many milliseconds: what would run out in a while has run
 * out, and nobody waits for it.
 */
const aheadMs = Number(process.env.CLOCK_AHEAD_MS ?? 0);
const TrueDate = Date;

globalThis.Date = new Proxy(TrueDate, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [TrueDate.now() + aheadMs] : args, newTarget),
  apply: () => new TrueDate(TrueDate.now() + aheadMs).toString(),
  get: (target, key, receiver) => (key === 'now' ? () => TrueDate.now() + aheadMs : Reflect.get(target, key, receiver)),
});

export {};
