import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { z } from 'zod';
import { openChatHistory, updateFrame } from './chat-history.ts';
import { Edit, invokeActivity, Made, Press, type Presser, Said } from './chat-messages.ts';
import { closing } from './close-server.ts';
import { type Given, pass, passUpgrade, passWithBody, readBody } from './pass-through.ts';
import { acceptWebSocket, type OneWaySocket } from './websocket-frames.ts';

export type ChatFrontOptions = {
  /** Where people open the chat, and where the bot answers. */
  port: number;
  /** Where the Playground itself listens. */
  playgroundPort: number;
  historyFile: string;
  botEndpoint: string;
  presser: Presser;
};

export type ChatFront = { close(): Promise<void> };

const streamPath = '/_ws_conversation/v1/conversations/stream';
const pageScriptPath = '/_practice/chat-page.js';
const reconnectAfterMs = 500;

/**
 * Stands in front of a Playground on loopback and passes everything through, with two things added: a page that opens
 * late, again, or after a restart still shows what was said; and cards of an earlier run can still be pressed and edited.
 */
export async function startChatFront(options: ChatFrontOptions): Promise<ChatFront> {
  const { port, playgroundPort, presser } = options;
  const history = openChatHistory(options.historyFile);
  const pages = new Set<OneWaySocket>();
  const pageScript = readFileSync(new URL('chat-page.js', import.meta.url));
  const over = new AbortController();

  // One listener for good: the Playground streams to it, and it hands on to however many pages are open.
  keepListening(playgroundPort, over.signal, (frame) => {
    history.record(frame);
    for (const page of pages) page.send(frame);
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = decodeURIComponent(URL.parse(request.url ?? '', 'http://localhost')?.pathname ?? '');
    const route = `${request.method} ${path}`;
    if (route === 'GET /') return sendPage(response);
    if (route === `GET ${pageScriptPath}`) return give(response, 200, 'text/javascript', pageScript);

    const sayTo = /^POST \/_conversation\/v1\/conversations\/([^/]+)\/messages$/.exec(route)?.[1];
    const editOf = /^PUT \/_connector\/v3\/conversations\/[^/]+\/activities\/([^/]+)$/.exec(route)?.[1];
    const isPress = route === 'POST /_conversation/v1/invoke';
    if (sayTo === undefined && editOf === undefined && !isPress) return pass(request, response, playgroundPort);

    const body = await readBody(request);
    const given =
      (editOf === undefined ? null : editOld(editOf, body)) ??
      (isPress ? await pressOld(body) : null) ??
      (await passWithBody(request, body, playgroundPort));
    if (sayTo !== undefined) rememberSaid(sayTo, body, given);
    give(response, given.status, given.contentType, given.body);
  }

  /** The page, with a script of ours that opens it as a chat rather than a debugger. */
  async function sendPage(response: ServerResponse): Promise<void> {
    const page = await (await fetch(`http://127.0.0.1:${playgroundPort}/`)).text();
    const withScript = page.replace('</head>', `<script src="${pageScriptPath}"></script></head>`);
    give(response, 200, 'text/html; charset=utf-8', withScript);
  }

  /** The page that wrote shows the words by itself; those that open later are told from the history. */
  function rememberSaid(conversationId: string, body: string, given: Given): void {
    const said = read(Said, body);
    const made = given.status === 200 ? read(Made, given.body) : null;
    if (!said || !made) return;
    const { text, textFormat } = said;
    history.add(conversationId, { ...made, from: { id: presser.user.id }, text, textFormat, attachments: [] });
  }

  /** Edits a message of an earlier run; null when it isn't one, and the Playground does so itself. */
  function editOld(messageId: string, body: string): Given | null {
    const conversationId = history.conversationOfOld(messageId);
    const edit = conversationId === null ? null : read(Edit, body);
    if (conversationId === null || !edit) return null;
    const { text, textFormat, attachments } = edit;
    const message = history.update(messageId, {
      ...(text === undefined ? {} : { text, textFormat }),
      timestamp: Date.now(),
      attachments,
      attachmentLayout: 'list',
      mentions: [],
    });
    if (!message) return null;
    for (const page of pages) page.send(updateFrame(conversationId, message));
    return json(200, { id: messageId });
  }

  /** A press on a card of an earlier run goes to the bot from here, since the Playground refuses it. */
  async function pressOld(body: string): Promise<Given | null> {
    const press = read(Press, body);
    if (!press || history.conversationOfOld(press.replyToId) === null) return null;
    const answered = await fetch(options.botEndpoint, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(invokeActivity(presser, press, new Date())),
    });
    const text = await answered.text();
    if (answered.ok) return { status: 200, contentType: 'application/json', body: text };
    const message = `Request failed with status code ${answered.status}`;
    return json(502, { code: 'UserBotError', message, innerHttpError: { statusCode: answered.status, body: text } });
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(502);
      response.end();
    });
  });
  const close = closing(server);
  server.on('upgrade', (request, socket) => {
    const key = request.headers['sec-websocket-key'];
    if (request.url !== streamPath || key === undefined) return passUpgrade(request, socket, playgroundPort);
    const page = acceptWebSocket(socket, key, () => pages.delete(page));
    for (const frame of history.replay()) page.send(frame);
    pages.add(page);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', () => resolve());
  });

  return {
    close: () => {
      over.abort();
      history.close();
      return close();
    },
  };
}

function keepListening(playgroundPort: number, closing: AbortSignal, hear: (frame: string) => void): void {
  if (closing.aborted) return;
  const stream = new WebSocket(`ws://127.0.0.1:${playgroundPort}${streamPath}`);
  closing.addEventListener('abort', () => stream.close(), { once: true });
  stream.onmessage = ({ data }) => hear(String(data));
  stream.onclose = () => setTimeout(() => keepListening(playgroundPort, closing, hear), reconnectAfterMs).unref();
}

function read<T>(schema: z.ZodType<T>, text: string): T | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

function json(status: number, body: unknown): Given {
  return { status, contentType: 'application/json', body: JSON.stringify(body) };
}

function give(response: ServerResponse, status: number, contentType: string, body: string | Buffer): void {
  response.writeHead(status, { 'Content-Type': contentType, 'Cache-Control': 'no-cache' });
  response.end(body);
}
