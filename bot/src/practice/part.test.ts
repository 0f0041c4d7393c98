import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { eventually } from '../../test/support/eventually.ts';
import { lockFolder } from './folder-lock.ts';

let dataDir: string;
let launcher: ChildProcess;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'part-'));
});
afterEach(() => {
  launcher.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 });
});

/** Takes the folder and starts a part that would stay for ever, as the launcher does; the part tells its process. */
const likeTheLauncher = `
  import { lockFolder } from '${new URL('./folder-lock.ts', import.meta.url)}';
  import { startPart } from '${new URL('./part.ts', import.meta.url)}';
  const dataDir = process.argv[1];
  lockFolder(dataDir);
  startPart({
    name: 'A part',
    args: ['-e', 'console.log(process.pid); setInterval(() => {}, 1000)'],
    logFile: dataDir + '/part.log',
    onLine: (line) => console.log(line),
  });
`;

function isAlive(pid: number): boolean {
  const states = execFileSync('ps', ['-A', '-o', 'pid=,stat='], { encoding: 'utf8' });
  return new RegExp(`^\\s*${pid}\\s+[^Z\\s]`, 'm').test(states);
}

it('given that the launcher is killed, then its parts stop too, and its folder is free', async () => {
  launcher = spawn(process.execPath, ['--input-type=module', '-e', likeTheLauncher, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface(launcher.stdout as NodeJS.ReadableStream), 'line');
  const part = Number(line);
  expect(isAlive(part)).toBe(true);
  expect(() => lockFolder(dataDir)).toThrow(`process ${launcher.pid}`);

  launcher.kill('SIGKILL');
  await once(launcher, 'exit');
  await eventually(async () => !isAlive(part));
  lockFolder(dataDir)();
});
