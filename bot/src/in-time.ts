import type { Log } from './log.ts';

/** How long somebody waits for an answer, and what they hear instead of one that takes longer. */
export type TimeLimit = {
  ms: number;
  /** Time counts from when this has settled; from the start if there is none. */
  from?: Promise<unknown>;
  late: () => Error;
  log: Log;
  /** What the log says of work that ended after all. */
  about: Record<string, unknown>;
};

/** What a piece of work comes to, if it does in time. What takes longer goes on by itself. @throws what `late` makes */
export async function inTime<T>(work: Promise<T>, { ms, from, late, log, about }: TimeLimit): Promise<T> {
  const tooLate = Promise.withResolvers<never>();
  let isOver = false;
  let timer: NodeJS.Timeout | undefined;
  const begin = () => {
    if (isOver) return;
    timer = setTimeout(() => {
      tooLate.reject(late());
      work.then(
        () => log.info(about, 'done late'),
        (error: unknown) => log.warn({ err: error, ...about }, 'failed late'),
      );
    }, ms);
  };
  if (from) void from.then(begin);
  else begin();
  try {
    return await Promise.race([work, tooLate.promise]);
  } finally {
    isOver = true;
    clearTimeout(timer);
  }
}
