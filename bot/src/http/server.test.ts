import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { eventually } from '../../test/support/eventually.ts';
import { aQuery, randomAssets } from '../../test/support/random-assets.ts';
import type { ExportPage, ExportSpec } from '../export/export-spec.ts';
import { exportFiles, mediaTypes } from '../export/write-export.ts';
import { fewChangesAtOnce } from '../features/few-changes.ts';
import { createLog } from '../log.ts';
import { usualWaits, type Waits } from '../waits.ts';
import { jsonReader } from './body.ts';
import { type Patience, usualPatience } from './patience.ts';
import type { Route } from './routes.ts';
import type { FileReply } from './send-file.ts';
import { type HttpEdge, httpServer } from './server.ts';

/*
 * The edge alone, with routes of its own.
 */

type Line = Record<string, unknown>;
const stops: (() => Promise<unknown>)[] = [];
const megabyte = 1_048_576;

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function serving(
  routes: Route[],
  patience: Partial<Patience> = {},
  {
    isBehindFrontEnd = false,
    waits = usualWaits,
  }: { isBehindFrontEnd?: boolean; waits?: Pick<Waits, 'requestMs'> } = {},
) {
  const logged: Line[] = [];
  const edge: HttpEdge = httpServer({
    routes,
    admit: () => Promise.reject(new Error('nobody signs in here')),
    changes: fewChangesAtOnce(),
    messages: () => Promise.reject(new Error('no channel is here')),
    isReady: async () => true,
    isStopping: () => false,
    tab: new Map(),
    loginOrigin: 'http://127.0.0.1',
    teamsOrigin: 'http://127.0.0.1',
    practiceOrigins: [],
    isHttps: false,
    isBehindFrontEnd,
    patience: { ...usualPatience, ...patience },
    waits,
    log: createLog({ logLevel: 'info' }, { write: (line) => void logged.push(JSON.parse(line) as Line) }),
  });
  await new Promise<void>((resolve) => edge.server.listen(0, '127.0.0.1', resolve));
  stops.push(() => edge.close());
  const { port } = edge.server.address() as AddressInfo;
  return { edge, port, logged };
}

async function ask(port: number, path: string): Promise<IncomingMessage> {
  return new Promise((answered, failed) => {
    get({ port, path, host: '127.0.0.1', agent: false }, answered).on('error', failed);
  });
}

/** Opens a connection of its own and sends what is given. */
function open(port: number, sent = ''): { socket: Socket; heard: () => string; closed: Promise<unknown> } {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  let text = '';
  socket.setEncoding('latin1').on('data', (data) => {
    text += data;
  });
  const closed = once(socket, 'close');
  if (sent !== '') socket.write(sent);
  return { socket, heard: () => text, closed };
}

const spec: ExportSpec = {
  format: 'csv',
  locale: 'en',
  by: 'Adele Vance',
  at: '2026-11-24T09:00:00.000Z',
  version: '1',
  total: 200,
  totals: [],
  estimates: [],
  unpriced: 0,
  priceBook: [],
  query: aQuery(),
};
const assets = randomAssets(100, 7);
/** Longer than a body may take below. */
const longMs = 300;

/** Pages that are long in coming, as from a register of many rows or on a busy machine. */
async function* pages(): AsyncGenerator<ExportPage> {
  yield { assets, duplicates: [] };
  await delay(longMs);
  yield { assets, duplicates: [] };
}

async function* megabytes(count: number): AsyncGenerator<Uint8Array> {
  for (let n = 0; n < count; n++) yield new Uint8Array(megabyte).fill(n);
}

/** Answers that last, each of a kind that there is: large ones, or such as are made while they are sent. */
function longAnswers(): Route[] {
  const fileOf = exportFiles();
  const file = (path: string, answer: () => FileReply): Route => ({
    method: 'get',
    path,
    isPublic: true,
    answer: async () => answer(),
  });
  const exported = (format: ExportSpec['format']): FileReply => ({
    fileName: `register.${format}`,
    type: mediaTypes[format],
    chunks: fileOf('id-adele', { ...spec, format }, pages()),
  });
  return [
    file('/document', () => ({ fileName: 'a.pdf', type: 'application/pdf', chunks: () => megabytes(10) })),
    file('/csv', () => exported('csv')),
    file('/xlsx', () => exported('xlsx')),
    {
      method: 'get',
      path: '/history',
      isPublic: true,
      answer: async () => ({ status: 200, body: { entries: 'x'.repeat(12 * megabyte) } }),
    },
  ];
}

describe('a slow reader', () => {
  it.each(['document', 'csv', 'xlsx', 'history'])(
    'given a %s that lasts longer than a body may take, when it is read, then it comes whole',
    async (what) => {
      const { port, logged } = await serving(longAnswers(), { bodyMs: longMs / 3 });
      const answer = await ask(port, `/${what}`);
      // Of the large ones, what is not taken for so long is more than the buffers on the way hold.
      await delay(longMs);
      let bytes = 0;
      for await (const part of answer) bytes += (part as Buffer).length;
      expect([answer.complete, bytes > 10_000, logged]).toEqual([true, true, []]);
    },
  );
});

/** Files without end that begin late, and how many are being made. */
function endlessFiles(begins: Promise<unknown>) {
  const made = { now: 0, chunks: 0 };
  async function* chunks(): AsyncGenerator<Uint8Array> {
    made.now += 1;
    try {
      await begins;
      for (;;) {
        made.chunks += 1;
        yield new Uint8Array(65_536);
      }
    } finally {
      made.now -= 1;
    }
  }
  const file = () => ({ fileName: 'endless.csv', type: 'text/csv', chunks });
  const route: Route = { method: 'get', path: '/endless/:id', isPublic: true, answer: async () => file() };
  return { made, route };
}

describe('a reader who stands still', () => {
  it('given an answer that is there, when nothing of it is taken, then it is ended, and the log says where and why', async () => {
    const begins = Promise.withResolvers<void>();
    const { made, route } = endlessFiles(begins.promise);
    const { port, logged } = await serving([route], { stillMs: 200 });
    const { socket, closed } = open(port, 'GET /endless/7 HTTP/1.1\r\nhost: x\r\n\r\n');
    await eventually(async () => made.now === 1);
    // As long as there is nothing to be taken, it is not the reader who stands still.
    await delay(600);
    expect([socket.closed, logged]).toEqual([false, []]);
    socket.pause();
    begins.resolve();
    await eventually(async () => made.now === 0);
    expect(logged).toMatchObject([
      { msg: 'answer cut off', route: '/endless/:id', why: 'its reader takes nothing any more' },
    ]);
    socket.resume();
    await closed;
  });

  it('given one who takes a little again and again, when that lasts, then it goes on', async () => {
    const { made, route } = endlessFiles(Promise.resolve());
    const { port, logged } = await serving([route], { stillMs: 300 });
    const answer = await ask(port, '/endless/7');
    const since = performance.now();
    let bytes = 0;
    for await (const part of answer) {
      bytes += (part as Buffer).length;
      await delay(5);
      if (performance.now() - since > 1_500 && bytes > megabyte) break;
    }
    expect([made.now, logged]).toEqual([1, []]);
    answer.destroy();
    await eventually(async () => made.now === 0);
  });
});

describe('an answer that takes too long', () => {
  const withBody = (answer: (body: unknown) => Promise<unknown>): Route => ({
    method: 'post',
    path: '/slow',
    isPublic: true,
    budget: 'file',
    answer: async (request) => ({ status: 200, body: await answer(await jsonReader(usualPatience)(request)) }),
  });

  it('given one that does not come, when the limit has passed, then 503 says so, and the log how it ended', async () => {
    const ends = Promise.withResolvers<unknown>();
    const { port, logged } = await serving([withBody(() => ends.promise)], {}, { waits: { requestMs: 50 } });
    const answer = await fetch(`http://127.0.0.1:${port}/slow`, { method: 'POST', body: '{}' });
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await answer.json()).toMatchObject({ code: 'request.late' });
    ends.resolve({});
    await eventually(async () => logged.some(({ msg, path }) => msg === 'done late' && path === '/slow'));
  });

  it('given a body that comes slowly, when it is there, then only from then on does time count', async () => {
    const { port } = await serving([withBody(async (body) => body)], {}, { waits: { requestMs: 50 } });
    const { socket, heard } = open(port, 'POST /slow HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n{"a":');
    await delay(150);
    socket.write('"b"}');
    await once(socket, 'data');
    expect(heard()).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('connections', () => {
  const health = 'GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n';
  const endless = 'GET /endless/7 HTTP/1.1\r\nhost: x\r\n\r\n';
  /** Opens a connection, asks, and waits until it is answered, which is what it says then, or closed. */
  async function answered(port: number, sent: string) {
    const opened = open(port, sent);
    await Promise.race([once(opened.socket, 'data'), opened.closed]);
    return { ...opened, status: () => opened.heard().slice(9, 12) };
  }
  const never = () => endlessFiles(new Promise(() => undefined)).route;

  it('given as many as may be, when one more comes, then the one that was quiet longest makes room', async () => {
    const { port } = await serving([], { mostConnections: 2 });
    const [first, second] = [await answered(port, health), await answered(port, health)];
    // It is quiet since later than the second now.
    first.socket.write(health);
    await once(first.socket, 'data');
    const third = await answered(port, health);
    await second.closed;
    expect([third.status(), first.socket.closed, third.socket.closed]).toEqual(['200', false, false]);
    // One that never asked is as quiet as any.
    const silent = open(port);
    await first.closed;
    const last = [await answered(port, health), await answered(port, health)];
    await silent.closed;
    expect(last.map(({ status }) => status())).toEqual(['200', '200']);
  });

  describe('on which headers are coming', () => {
    /** Opens as many connections as may be, and begins another request on the first of them, or on all. */
    async function begun({ beginningMs = usualPatience.beginningMs, isOnAll = false } = {}) {
      const { edge, port } = await serving([], { mostConnections: 2, beginningMs });
      const atServer: Socket[] = [];
      edge.server.on('connection', (socket) => atServer.push(socket));
      const [first, second] = [await answered(port, health), await answered(port, health)];
      for (const [n, { socket }] of (isOnAll ? [first, second] : [first]).entries()) {
        const before = atServer[n]?.bytesRead ?? 0;
        socket.write('GET /healthz HTTP/1.1\r\nhost: ');
        await eventually(async () => (atServer[n]?.bytesRead ?? 0) > before);
      }
      return { port, first, second };
    }

    it('given that they have just begun, when one more comes, then one that is quiet makes room, and they are heard', async () => {
      const { port, first, second } = await begun();
      const third = await answered(port, health);
      await second.closed;
      first.socket.write('x\r\n\r\n');
      await once(first.socket, 'data');
      expect([third.status(), third.socket.closed]).toEqual(['200', false]);
    });

    it('given that they have been coming for long, when more come, then it makes room before any other', async () => {
      const { port, first, second } = await begun({ beginningMs: 0 });
      // That they are coming was noticed when room was looked for.
      const third = await answered(port, health);
      await second.closed;
      const fourth = await answered(port, health);
      await first.closed;
      expect([fourth.status(), third.socket.closed]).toEqual(['200', false]);
    });

    it('given that they come on all, when one more comes, then that gets in, and the one that began first goes', async () => {
      const { port, first, second } = await begun({ isOnAll: true });
      const third = await answered(port, health);
      await first.closed;
      expect([third.status(), second.socket.closed]).toEqual(['200', false]);
    });
  });

  it('given all of them busy, when one more comes, then it is closed unheard, until one has gone', async () => {
    const { port, logged } = await serving([endlessFiles(Promise.resolve()).route], { mostConnections: 2 });
    const [first] = [await answered(port, endless), await answered(port, endless)];
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    try {
      for (let n = 0; n < 3; n++) expect((await answered(port, health)).status()).toBe('');
      vi.advanceTimersByTime(10_000);
    } finally {
      vi.useRealTimers();
    }
    // However many there were.
    expect(logged).toMatchObject([{ msg: 'too many connections', turnedAway: 3, closedQuiet: 0 }]);
    first.socket.destroy();
    await eventually(async () => (await answered(port, health)).status() === '200');
  });

  it.each([
    ['no front end', false, true],
    ['a front end, which all come through', true, false],
  ])(
    'given %s, when one address has more than its share, then it is held to it where it is one caller',
    async (_what, isBehind, isBounded) => {
      const { port } = await serving([never()], { mostConnectionsEach: 2 }, { isBehindFrontEnd: isBehind });
      const quiet = await answered(port, health);
      open(port, endless);
      await answered(port, health);
      if (isBounded) await quiet.closed;
      else expect(quiet.socket.closed).toBe(false);
    },
  );

  it('given any of them, when the server closes, then all are ended, and the answers on them cut off', async () => {
    const { edge, port } = await serving([endlessFiles(Promise.resolve()).route]);
    const opened = [await answered(port, health), open(port), open(port, 'GET /'), await answered(port, endless)];
    await edge.close();
    await Promise.all(opened.map(({ closed }) => closed));
  });
});
