import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { takenPorts, type WantedPort } from '../../src/practice/ports.ts';

const script = fileURLToPath(new URL('../../src/practice/start.ts', import.meta.url));

/** Where a launcher's parts listen; the Playgrounds take the next two ports as well. */
export type Ports = { PORT: number; GRAPH_PORT: number; PLAYGROUND_PORT: number };

/** Ports for one launcher, all free just now. */
export async function launcherPorts(): Promise<Ports> {
  const first = await freeRun(5);
  return { PORT: first, GRAPH_PORT: first + 1, PLAYGROUND_PORT: first + 2 };
}

/** The first of so many free ports in a row. */
async function freeRun(count: number): Promise<number> {
  for (let first = 20_000 + (process.pid % 500) * 20; ; first += count) {
    const wanted: WantedPort[] = Array.from({ length: count }, (_, n) => ({
      port: first + n,
      purpose: '',
      variable: '',
    }));
    if ((await takenPorts(wanted)).length === 0) return first;
  }
}

/** A running `npm start`. */
export type Launch = {
  child: ChildProcess;
  output(): string;
  ended: Promise<number | null>;
  said(words: string): Promise<void>;
};

/** Starts the practice tenant as `npm start` does, on its own ports and with its own data. */
export function launch(ports: Ports, dataDir: string, env: Record<string, string> = {}): Launch {
  const variables = Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, String(port)]));
  const child = spawn(process.execPath, [script], { env: { ...process.env, ...variables, DATA_DIR: dataDir, ...env } });
  let output = '';
  let heard = Promise.withResolvers<void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      output += chunk;
      heard.resolve();
      heard = Promise.withResolvers();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  return {
    child,
    output: () => output,
    ended,
    async said(words) {
      while (!output.includes(words)) {
        const isOver = await Promise.race([heard.promise.then(() => false), ended.then(() => true)]);
        if (isOver && !output.includes(words)) throw new Error(`It ended without saying "${words}":\n${output}`);
      }
    },
  };
}
