import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export type PartOptions = {
  /** What people know it by. */
  name: string;
  /** Script and arguments for Node. */
  args: readonly string[];
  cwd?: string;
  /** Laid over the launcher's own environment. */
  env?: NodeJS.ProcessEnv;
  /** Everything it prints goes there; the file starts afresh unless `append`. */
  logFile: string;
  append?: boolean;
  onLine?: (line: string) => void;
  /** Modules to preload beside the tether. */
  preload?: readonly string[];
};

export type Part = {
  name: string;
  logFile: string;
  /** How it ended, once it has. */
  ended: Promise<string>;
  isRunning(): boolean;
  /** Asks it to stop, insists after ten seconds, and waits until it is gone. */
  stop(): Promise<void>;
};

const insistAfterMs = 10_000;

/** Starts a Node program as a child that can't outlive this process. */
export function startPart({ name, args, cwd, env, logFile, append, onLine, preload = [] }: PartOptions): Part {
  mkdirSync(dirname(logFile), { recursive: true });
  const log = createWriteStream(logFile, { flags: append ? 'a' : 'w' });
  const imports = ['./tether.ts', ...preload].map((module) => `--import=${new URL(module, import.meta.url).href}`);
  const child = spawn(process.execPath, [...imports, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // A group of its own: Ctrl-C in a terminal goes to the launcher only, which then stops the parts in order.
    detached: true,
    windowsHide: true,
  });
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface(stream).on('line', (line) => {
      if (log.writable) log.write(`${line}\n`);
      onLine?.(line);
    });
  }
  const ended = endOf(child).finally(() => log.end());
  const isRunning = () => child.pid !== undefined && child.exitCode === null && child.signalCode === null;

  return {
    name,
    logFile,
    ended,
    isRunning,
    async stop() {
      if (!isRunning()) return;
      child.kill('SIGTERM');
      const insist = setTimeout(() => child.kill('SIGKILL'), insistAfterMs);
      await ended;
      clearTimeout(insist);
    },
  };
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(signal === null ? `exit code ${code}` : `signal ${signal}`));
  });
}

/** Where an installed package's script stands. */
export function packageFile(path: string): string {
  return fileURLToPath(new URL(`../../../node_modules/${path}`, import.meta.url));
}

/** Waits for what a part tells of itself. @throws when it ends, or has not told it in time */
export async function whenTold<T>(part: Part, told: Promise<T>, timeoutMs: number): Promise<T> {
  const timer = Promise.withResolvers<never>();
  const late = new Error(`${part.name} was not ready in ${timeoutMs / 1000} s. Its output is in ${part.logFile}.`);
  const timeout = setTimeout(() => timer.reject(late), timeoutMs);
  const early = part.ended.then((how) => {
    throw new Error(`${part.name} stopped before it was ready (${how}). Its output is in ${part.logFile}.`);
  });
  try {
    return await Promise.race([told, early, timer.promise]);
  } finally {
    clearTimeout(timeout);
    early.catch(() => {});
  }
}
