import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startAzurite } from '../src/practice/azurite.ts';
import { freePort } from '../test/support/free-port.ts';
import { practiceEnv, residentMb } from '../test/support/server-process.ts';

/** What a measurement came to. */
export type Figure = { what: string; measured: string; target: string; isMet: boolean | null };

/** Storage for one bench run, in memory: the emulator's writing to disk is not what is measured. */
export type World = { connectionString: string; stop(): Promise<void> };

export async function startWorld(logDir: string): Promise<World> {
  const { connectionString, part } = await startAzurite({ dataDir: null, logFile: join(logDir, 'azurite.log') });
  return { connectionString, stop: () => part.stop() };
}

/** Builds what is deployed and measured: the server bundled, the tab beside it. */
export function buildForBench(): void {
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** The built server as a process of its own, so that the load generator does not slow it by sharing its thread. */
export type ServerProcess = {
  url: string;
  /** Milliseconds from start to ready. */
  readyAfterMs: number;
  /** Resident memory in MB now. */
  residentMb(): Promise<number>;
  stop(): Promise<void>;
};

/** `env`: settings beside those that every measurement has. */
export async function startServer(
  on: { connectionString: string; storeName: string; graphUrl: string },
  env: Record<string, string> = {},
): Promise<ServerProcess> {
  const port = env.PORT ?? (await freePort());
  const startedAt = performance.now();
  const child = spawn(process.execPath, ['dist/server/main.js'], {
    env: {
      ...process.env,
      PORT: String(port),
      ...practiceEnv(on),
      LOG_LEVEL: 'error',
      REMINDER_DAYS: 'none',
      DISCOVERY_INTERVAL: '86400',
      ...env,
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  await untilReady(child, url);
  return {
    url,
    readyAfterMs: performance.now() - startedAt,
    residentMb: () => residentMb(child.pid ?? 0),
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

async function untilReady(child: ChildProcess, url: string): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error('The server ended before it was ready');
    const isReady = await fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    // Another process becomes ready without an event that would tell.
    await delay(25);
  }
}

/** The value below which a share of the samples lies. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export function ms(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}
