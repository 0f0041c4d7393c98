import { setTimeout as delay } from 'node:timers/promises';
import { type Part, startPart, whenTold } from './part.ts';

export type ServerOptions = {
  script: string;
  env: NodeJS.ProcessEnv;
  url: string;
  logFile: string;
  /** Something to tell the person at the console. */
  say: (text: string) => void;
};

export type Server = {
  /** Resolves when the server is ready for the first time. @throws when it ends, or isn't ready in time */
  ready: Promise<void>;
  /** Rejects when the server can't be kept running. */
  failed: Promise<never>;
  stop(): Promise<void>;
};

const restartAfterMs = 1_000;
const readyTimeoutMs = 60_000;
const pollMs = 100;
const mostEarlyEnds = 5;
const earlyMs = 10_000;

/** Runs the server as a child and starts it again whenever it ends by itself; what it logs goes to the file. */
export function runServer({ script, env, url, logFile, say }: ServerOptions): Server {
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => {});
  let isStopping = false;
  let earlyEnds = 0;
  let isFirst = true;
  let part = start();
  const ready = whenTold(
    part,
    answersReady(url, () => part.isRunning()),
    readyTimeoutMs,
  );
  ready.then(
    () => {
      isFirst = false;
    },
    () => {},
  );

  function start(): Part {
    const startedAt = Date.now();
    const started = startPart({
      name: 'The server',
      args: [script],
      env,
      logFile,
      append: !isFirst,
      onLine: (line) => tell(line, say),
    });
    void started.ended.then((how) => {
      // A server that never came up is not tried again: the same would happen.
      if (isStopping || isFirst) return;
      earlyEnds = Date.now() - startedAt < earlyMs ? earlyEnds + 1 : 0;
      if (earlyEnds >= mostEarlyEnds) {
        failure.reject(new Error(`The server keeps stopping (${how}). Its log is ${logFile}.`));
        return;
      }
      say(`The server stopped (${how}); starting it again.`);
      setTimeout(() => {
        if (isStopping) return;
        part = start();
        void answersReady(url, () => part.isRunning()).then((isReady) => isReady && say('The server is ready again.'));
      }, restartAfterMs);
    });
    return started;
  }

  return {
    ready: ready.then(() => {}),
    failed: failure.promise,
    stop() {
      isStopping = true;
      return part.stop();
    },
  };
}

/** True once `/readyz` says so; false when the server ended before. */
async function answersReady(url: string, isRunning: () => boolean): Promise<boolean> {
  while (isRunning()) {
    const isReady = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return true;
    // The server is another process, which becomes ready without an event that would tell.
    await delay(pollMs);
  }
  return false;
}

const levels: Record<number, string> = { 40: 'warning', 50: 'error', 60: 'fatal' };

/** Shows warnings, errors, and whatever is not a log line; the rest is in the file. */
function tell(line: string, say: (text: string) => void): void {
  if (line.trim() === '') return;
  let entry: Record<string, unknown>;
  try {
    entry = JSON.parse(line);
  } catch {
    say(`server: ${line}`);
    return;
  }
  const { level, time: _, msg, ...rest } = entry;
  const name = levels[Number(level)];
  if (name) say(`server ${name}: ${String(msg)} ${JSON.stringify(rest).slice(0, 300)}`);
}
