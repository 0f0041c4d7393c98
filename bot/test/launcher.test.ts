import { type ChildProcess, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Launch, launcherPorts, launch as launchPractice, type Ports } from './support/launch.ts';

const patienceMs = 120_000;

let dataDir: string;
let ports: Ports;
const children: ChildProcess[] = [];

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'launcher-'));
  ports = await launcherPorts();
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 });
});

function launch(env: Record<string, string> = {}): Launch {
  const launched = launchPractice(ports, dataDir, env);
  children.push(launched.child);
  return launched;
}

/** The processes that one has started, by id, with what they run. */
function childrenOf(pid: number | undefined): Map<number, string> {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  const children = new Map<number, string>();
  for (const row of rows) {
    const [, id, parent, args] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(row) ?? [];
    if (Number(parent) === pid) children.set(Number(id), args ?? '');
  }
  return children;
}

function isAlive(pid: number): boolean {
  const state = execFileSync('ps', ['-A', '-o', 'pid=,stat='], { encoding: 'utf8' });
  return new RegExp(`^\\s*${pid}\\s+[^Z\\s]`, 'm').test(state);
}

async function isReady(): Promise<boolean> {
  return fetch(`http://127.0.0.1:${ports.PORT}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** What a browser leaves open: connections that asked, or never did, the chat's stream, and something that is under way. */
async function openPages(): Promise<void> {
  const all = [ports.PORT, ports.GRAPH_PORT, ...[0, 1, 2].map((n) => ports.PLAYGROUND_PORT + n)];
  for (const port of all) {
    for (const sent of ['', 'GET / HTTP/1.1\r\nhost: localhost\r\n\r\n']) {
      const socket = connect(port, '127.0.0.1').on('error', () => undefined);
      await once(socket, 'connect');
      if (sent === '') continue;
      socket.write(sent);
      await once(socket, 'data');
    }
  }
  await once(new WebSocket(`ws://127.0.0.1:${ports.PLAYGROUND_PORT}/_ws_conversation/v1/conversations/stream`), 'open');
  const headers = { expect: '100-continue', 'content-length': 1_000 };
  const underWay = request(`http://127.0.0.1:${ports.PORT}/api/messages`, { method: 'POST', headers });
  underWay.on('error', () => undefined).flushHeaders();
  await once(underWay, 'continue');
}

describe('npm start', () => {
  it(
    'brings everything up, survives the server’s death, refuses a second one, and stops cleanly on Ctrl-C',
    async () => {
      const first = launch();
      await first.said('Ctrl-C stops everything');
      for (const address of [
        `http://localhost:${ports.GRAPH_PORT}/`,
        `http://localhost:${ports.PORT}/tab/`,
        ...[0, 1, 2].map((n) => `http://localhost:${ports.PLAYGROUND_PORT + n}/`),
      ]) {
        expect(first.output()).toContain(address);
        expect((await fetch(address)).status).toBe(200);
      }
      const children = childrenOf(first.child.pid);
      // Each of them stops when its launcher is gone, however that went.
      expect([...children.values()].map((args) => args.includes('/tether.ts'))).toEqual([true, true, true, true, true]);

      const second = launch();
      expect(await second.ended).toBe(1);
      expect(second.output()).toContain(`process ${first.child.pid}`);

      const [server] = [...children].find(([, args]) => args.endsWith('main.ts')) ?? [];
      process.kill(Number(server), 'SIGKILL');
      await first.said('signal SIGKILL');
      await first.said('ready again');
      expect(await isReady()).toBe(true);

      const last = childrenOf(first.child.pid);
      await openPages();
      first.child.kill('SIGINT');
      // npm hands the same Ctrl-C on.
      first.child.kill('SIGINT');
      expect(await first.ended).toBe(0);
      expect([...last.keys()].filter(isAlive)).toEqual([]);
      const log = readFileSync(join(dataDir, 'server.log'), 'utf8');
      expect(log).toContain('stopping');
      // Long before what was under way would have been given up.
      expect(log).toContain('stopped with something still under way');
    },
    patienceMs,
  );

  it('says what is wrong with its settings, and ends', async () => {
    const { ended, output } = launch({ PORT: 'no number' });
    expect(await ended).toBe(1);
    expect(output()).toContain('PORT');
  });
});
