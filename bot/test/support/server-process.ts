import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { practiceClientId, practiceTenantId } from '../../src/practice/people.ts';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const clockAhead = new URL('./clock-ahead.ts', import.meta.url).href;

/** All that a process needs of the one that starts it. */
export const ofThisProcess = {
  PATH: process.env.PATH ?? '',
  ...(process.env.NODE_COMPILE_CACHE && { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE }),
};

/** The server as a process of its own, to be killed. */
export type ServerProcess = {
  url: string;
  /** Its log so far, a line each. */
  said: readonly string[];
  pid: number;
  kill(signal: 'SIGKILL' | 'SIGTERM' | 'SIGINT'): void;
  exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
};

/** What a server process on loopback is told: a store, and a practice Graph with its people. */
export function practiceEnv(on: { connectionString: string; storeName: string; graphUrl: string }) {
  return {
    PRACTICE: '1',
    STORAGE_CONNECTION_STRING: on.connectionString,
    STORE_NAME: on.storeName,
    GRAPH_ENDPOINT: on.graphUrl,
    LOGIN_ENDPOINT: on.graphUrl,
    AAD_APP_TENANT_ID: practiceTenantId,
    AAD_APP_CLIENT_ID: practiceClientId,
  };
}

/**
 * Starts the server with nothing but these settings, and settles once it is ready. `cwd`: where a built one lies; `onLine`:
 * hears all that it prints; `aheadMs`: how far its clock stands ahead.
 */
export async function startServerProcess(
  env: Record<string, string>,
  {
    cwd,
    onLine = () => undefined,
    aheadMs = 0,
  }: { cwd?: string; onLine?: (line: string) => void; aheadMs?: number } = {},
): Promise<ServerProcess> {
  const args = [...(aheadMs > 0 ? [`--import=${clockAhead}`] : []), cwd === undefined ? main : 'server/main.js'];
  const child: ChildProcess = spawn(process.execPath, args, {
    cwd,
    env: {
      ...ofThisProcess,
      CLOCK_AHEAD_MS: String(aheadMs),
      LOG_LEVEL: 'info',
      PORT: '0',
      REMINDER_DAYS: 'none',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) =>
    child.once('exit', (code, signal) => resolve({ code, signal })),
  );
  const said: string[] = [];
  let isReady = false;
  createInterface({ input: child.stderr as NodeJS.ReadableStream }).on('line', (line) => {
    said.push(line);
    onLine(line);
  });
  const port = await new Promise<number>((resolve, reject) => {
    let listensOn: number | null = null;
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      said.push(line);
      onLine(line);
      if (isReady) return;
      const { msg, port } = JSON.parse(line) as { msg?: string; port?: number };
      if (msg === 'listening') listensOn = port ?? null;
      if (msg !== 'ready' || listensOn === null) return;
      isReady = true;
      resolve(listensOn);
    });
    void exited.then(({ code }) => reject(new Error(`The server ended with ${code}:\n${said.join('\n')}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    said,
    pid: child.pid ?? 0,
    kill: (signal) => void child.kill(signal),
    exited,
  };
}

/** The level of a line of the server's log, as pino counts; what is no line of the log counts as the worst. */
export function levelOf(line: string): number {
  return Number(/^\{"level":(\d+)/.exec(line)?.[1] ?? 60);
}

/** Resident memory of a process now, in MB; 0 once it is gone. */
export async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
}
