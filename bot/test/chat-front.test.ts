import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ChatFront, startChatFront } from '../src/practice/chat-front.ts';
import { alex, practiceTenantId } from '../src/practice/people.ts';
import { chatUser, itamTeam, practiceBotId } from '../src/practice/playground-config.ts';
import { acceptWebSocket, type OneWaySocket } from '../src/practice/websocket-frames.ts';

const streamPath = '/_ws_conversation/v1/conversations/stream';
const chat = 'a:chat';
type Frame = { action: string; actionConversationId: string; message: { messageId: string; text?: string } };

let folder: string;
const closers: (() => unknown)[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chat-front-'));
});
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
  rmSync(folder, { recursive: true });
});

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** A Playground that streams what it is told to, forgets everything, and says what it was asked. */
async function startFakePlayground() {
  const asked: string[] = [];
  const firstListener = Promise.withResolvers<OneWaySocket>();
  const server = createServer(async (request, response) => {
    asked.push(`${request.method} ${request.url} ${await textOf(request)}`);
    const isMessage = request.url?.endsWith('/messages');
    response.writeHead(request.url === '/' || isMessage ? 200 : 404, { 'Content-Type': 'application/json' });
    response.end(
      isMessage ? '{"messageId":"said","timestamp":5}' : request.url === '/' ? '<head></head>' : '{"code":"Forgotten"}',
    );
  });
  server.on('upgrade', (request, socket) => {
    firstListener.resolve(acceptWebSocket(socket, request.headers['sec-websocket-key'] ?? '', () => {}));
  });
  const port = await listening(server);
  const tell = async (frame: Frame) => (await firstListener.promise).send(JSON.stringify(frame));
  return { port, asked, tell };
}

async function startFakeBot(status: number, body: unknown) {
  const activities: Record<string, unknown>[] = [];
  const port = await listening(
    createServer(async (request, response) => {
      activities.push(JSON.parse(await textOf(request)));
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(body));
    }),
  );
  return { endpoint: `http://127.0.0.1:${port}/api/messages`, activities };
}

async function startFront(
  playgroundPort: number,
  botEndpoint = 'http://127.0.0.1:9/',
): Promise<{ url: string; front: ChatFront }> {
  const probe = createServer();
  const port = await listening(probe);
  await new Promise((resolve) => probe.close(resolve));
  const front = await startChatFront({
    port,
    playgroundPort,
    historyFile: join(folder, 'chat.json'),
    botEndpoint,
    presser: {
      user: chatUser(alex),
      botId: practiceBotId,
      tenantId: practiceTenantId,
      serviceUrl: `http://localhost:${port}/_connector`,
      team: itamTeam,
    },
  });
  closers.push(() => front.close());
  return { url: `http://127.0.0.1:${port}`, front };
}

/** Opens a page's stream. `frames` waits until so many have come in all. */
async function openPage(url: string): Promise<{ frames(count: number): Promise<Frame[]> }> {
  const seen: Frame[] = [];
  const page = new WebSocket(`${url.replace('http', 'ws')}${streamPath}`);
  const heard = new EventTarget();
  page.onmessage = ({ data }) => {
    seen.push(JSON.parse(String(data)));
    heard.dispatchEvent(new Event('frame'));
  };
  await new Promise((resolve, reject) => {
    page.onopen = resolve;
    page.onerror = () => reject(new Error('The stream failed'));
  });
  closers.push(() => page.close());
  return {
    async frames(count) {
      while (seen.length < count) await once(heard, 'frame');
      return seen;
    },
  };
}

async function framesOf(url: string, count: number): Promise<Frame[]> {
  return (await openPage(url)).frames(count);
}

function created(messageId: string, text: string): Frame {
  return { action: 'createMessage', actionConversationId: chat, message: messageOf(messageId, text) };
}

function messageOf(messageId: string, text: string) {
  return { messageId, timestamp: 1, from: { id: practiceBotId }, text, textFormat: 'plain' };
}

const textsOf = (frames: Frame[]) => frames.map(({ action, message }) => `${action} ${message.text}`);

describe('the front of a Playground', () => {
  it('shows a page that opens late what was said, edits included, long cards too', async () => {
    const playground = await startFakePlayground();
    const { url } = await startFront(playground.port);
    const live = await openPage(url);
    const long = 'x'.repeat(70_000);
    await playground.tell(created('1', 'first'));
    await playground.tell(created('2', long));
    await playground.tell({ ...created('1', 'edited'), action: 'updateMessage' });
    expect(textsOf(await live.frames(3))).toEqual([
      'createMessage first',
      `createMessage ${long}`,
      'updateMessage edited',
    ]);
    expect(textsOf(await framesOf(url, 2))).toEqual(['createMessage edited', `createMessage ${long}`]);
    expect(textsOf(await framesOf(url, 2))).toEqual(['createMessage edited', `createMessage ${long}`]);
  });

  it('remembers what the person says', async () => {
    const playground = await startFakePlayground();
    const { url } = await startFront(playground.port);
    const said = await fetch(`${url}/_conversation/v1/conversations/${encodeURIComponent(chat)}/messages`, {
      method: 'POST',
      body: JSON.stringify({ from: { id: 'x' }, text: 'my purchases', textFormat: 'plain' }),
    });
    expect(await said.json()).toEqual({ messageId: 'said', timestamp: 5 });
    const [frame] = await framesOf(url, 1);
    expect(frame).toMatchObject({
      actionConversationId: chat,
      message: { messageId: 'said', text: 'my purchases', from: { id: chatUser(alex).id } },
    });
  });

  it('passes everything else through, and its page with a script more', async () => {
    const playground = await startFakePlayground();
    const { url } = await startFront(playground.port);
    const passed = await fetch(`${url}/_debug/conversation/x/installation`, { method: 'POST', body: '{"a":1}' });
    expect([passed.status, await passed.json()]).toEqual([404, { code: 'Forgotten' }]);
    expect(playground.asked).toContain('POST /_debug/conversation/x/installation {"a":1}');
    expect(await (await fetch(url)).text()).toBe('<head><script src="/_practice/chat-page.js"></script></head>');
    expect((await fetch(`${url}/_practice/chat-page.js`)).status).toBe(200);
  });

  it('ends whatever is open when it closes, the Playground’s own sockets and silent connections included', async () => {
    const playground = await startFakePlayground();
    const { url, front } = await startFront(playground.port);
    const ended: Promise<unknown>[] = [];
    for (const path of [streamPath, '/_ws_other/stream']) {
      const page = new WebSocket(`${url.replace('http', 'ws')}${path}`);
      await once(page, 'open');
      ended.push(once(page, 'close'));
    }
    const silent = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => undefined);
    await once(silent, 'connect');
    ended.push(once(silent.resume(), 'close'));
    await front.close();
    await Promise.all(ended);
  });

  it('leaves presses and edits of this run to the Playground', async () => {
    const playground = await startFakePlayground();
    const bot = await startFakeBot(200, {});
    const { url } = await startFront(playground.port, bot.endpoint);
    const live = await openPage(url);
    await playground.tell(created('1', 'now'));
    await live.frames(1);
    const edit = await fetch(`${url}/_connector/v3/conversations/${chat}/activities/1`, {
      method: 'PUT',
      body: '{"text":"x"}',
    });
    expect(edit.status).toBe(404);
    const press = await fetch(`${url}/_conversation/v1/invoke`, { method: 'POST', body: pressOn('1') });
    expect(press.status).toBe(404);
    expect(bot.activities).toEqual([]);
  });
});

function pressOn(replyToId: string, conversationId = chat): string {
  const value = { action: { type: 'Action.Execute', verb: 'go', data: { asset: 'a' } } };
  return JSON.stringify({
    name: 'adaptiveCard/action',
    conversation: { id: conversationId },
    from: { id: 'forged' },
    replyToId,
    value,
  });
}

describe('messages of an earlier run', () => {
  /** A front that was closed after a message, and one that was opened in its place. */
  async function afterRestart(botStatus = 200) {
    const before = await startFakePlayground();
    const first = await startFront(before.port);
    const live = await openPage(first.url);
    await before.tell(created('old', 'pending'));
    await live.frames(1);
    await first.front.close();
    const playground = await startFakePlayground();
    const bot = await startFakeBot(botStatus, { type: 'application/vnd.microsoft.activity.message', value: 'done' });
    const { url } = await startFront(playground.port, bot.endpoint);
    return { playground, bot, url };
  }

  it('are still shown, and edited for open and later pages', async () => {
    const { url } = await afterRestart();
    const open = await openPage(url);
    const edit = await fetch(`${url}/_connector/v3/conversations/${chat}/activities/old`, {
      method: 'PUT',
      body: JSON.stringify({ type: 'message', text: 'approved' }),
    });
    expect([edit.status, await edit.json()]).toEqual([200, { id: 'old' }]);
    expect(textsOf(await framesOf(url, 1))).toEqual(['createMessage approved']);
    expect(textsOf(await open.frames(2))).toEqual(['createMessage pending', 'updateMessage approved']);
  });

  it('are pressed as the chat’s owner, whoever the page says it is', async () => {
    const { url, bot } = await afterRestart();
    const press = await fetch(`${url}/_conversation/v1/invoke`, { method: 'POST', body: pressOn('old') });
    expect(await press.json()).toEqual({ type: 'application/vnd.microsoft.activity.message', value: 'done' });
    expect(bot.activities).toEqual([
      expect.objectContaining({
        type: 'invoke',
        name: 'adaptiveCard/action',
        replyToId: 'old',
        from: { id: chatUser(alex).id, name: 'Alex Wilber', aadObjectId: alex.id },
        conversation: { id: chat, tenantId: practiceTenantId, conversationType: 'personal' },
        value: { action: { type: 'Action.Execute', verb: 'go', data: { asset: 'a' } } },
      }),
    ]);
  });

  it('say so when the bot fails, as the Playground does', async () => {
    const { url } = await afterRestart(500);
    const press = await fetch(`${url}/_conversation/v1/invoke`, { method: 'POST', body: pressOn('old') });
    expect([press.status, await press.json()]).toEqual([
      502,
      expect.objectContaining({ code: 'UserBotError', innerHttpError: expect.objectContaining({ statusCode: 500 }) }),
    ]);
  });
});
