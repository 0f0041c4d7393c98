import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** The server as a process of its own, to be killed. */
export type ServerProcess = {
  url: string;
  /** Its log so far, a line each. */
  said: readonly string[];
  kill(signal: 'SIGKILL' | 'SIGTERM' | 'SIGINT'): void;
  exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
};

/** Starts the server with nothing but these settings, and settles once it is ready. `cwd`: where a built one lies. */
export async function startServerProcess(env: Record<string, string>, cwd?: string): Promise<ServerProcess> {
  const child: ChildProcess = spawn(process.execPath, [cwd === undefined ? main : 'server/main.js'], {
    cwd,
    env: { PATH: process.env.PATH ?? '', LOG_LEVEL: 'info', PORT: '0', REMINDER_DAYS: 'none', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) =>
    child.once('exit', (code, signal) => resolve({ code, signal })),
  );
  const said: string[] = [];
  child.stderr?.on('data', (chunk) => said.push(String(chunk)));
  const port = await new Promise<number>((resolve, reject) => {
    let listensOn: number | null = null;
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      said.push(line);
      const { msg, port } = JSON.parse(line) as { msg?: string; port?: number };
      if (msg === 'listening') listensOn = port ?? null;
      if (msg === 'ready' && listensOn !== null) resolve(listensOn);
    });
    void exited.then(({ code }) => reject(new Error(`The server ended with ${code}:\n${said.join('\n')}`)));
  });
  return { url: `http://127.0.0.1:${port}`, said, kill: (signal) => void child.kill(signal), exited };
}
