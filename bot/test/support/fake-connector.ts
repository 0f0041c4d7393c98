import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message as the chat shows it now. */
export type ShownMessage = {
  id: string;
  conversationId: string;
  text: string | null;
  card: Record<string, unknown> | null;
  edits: number;
  /** When it was first sent, as `performance.now()` counts. */
  sentAt: number;
};

/** How the connector answers the next requests instead of taking them. `status` 0: it drops the connection. */
export type Fault = {
  times: number;
  status: number;
  retryAfter?: string;
  code?: string;
  subCode?: string;
  conversationId?: string;
  method?: 'POST' | 'PUT';
};

/** A Bot Connector of our own, over HTTP: it keeps what was sent and edited, and can be told to refuse. */
export type FakeConnector = {
  serviceUrl: string;
  /** All messages of a conversation, oldest first, as they stand after edits. */
  shown(conversationId: string): ShownMessage[];
  /** Settles once what is shown fulfils the condition; no polling. */
  until<T>(condition: () => T | undefined | false): Promise<T>;
  fail(fault: Fault): void;
  /** Each request fails with this chance, in one of the ways that are worth a retry: the n-th from now in the same way in every run; 0 ends it. */
  failAtRandom(chance: number): void;
  /** Takes what comes from now on, but answers nobody until what it returns is called. */
  hold(): () => void;
  /** What was sent or edited since the last time; from then on only its ids are kept, so that a long run does not pile it up. */
  take(): ShownMessage[];
  /** Someone deleted the message in Teams. */
  remove(messageId: string): void;
  /** Requests taken so far, refused ones included. */
  requests: { method: string; conversationId: string; at: number; status: number }[];
  close(): Promise<void>;
};

/** The ways of failing that Teams asks bots to try again after. */
const retriedFaults: Fault[] = [
  { times: 0, status: 429, retryAfter: '1' },
  { times: 0, status: 502 },
  { times: 0, status: 412, code: 'PreconditionFailed' },
  { times: 0, status: 503 },
  { times: 0, status: 504 },
];

export async function startFakeConnector(): Promise<FakeConnector> {
  const messages: ShownMessage[] = [];
  const faults: Fault[] = [];
  const requests: FakeConnector['requests'] = [];
  const watchers = new Set<() => void>();
  const fresh = new Set<ShownMessage>();
  let lastId = 0;
  let chance = 0;
  const firstSeed = 20_261_124;
  let seed = firstSeed;
  let held: Promise<void> = Promise.resolve();

  /** Numbers from 0 to 1, the same in every run (a linear congruential generator). */
  const random = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 4_294_967_296;
  };

  function faultByChance(): Fault | undefined {
    const [drawn, kind] = [random(), random()];
    return drawn < chance ? retriedFaults[Math.floor(kind * retriedFaults.length)] : undefined;
  }

  const server: Server = createServer((request, response) => void take(request, response));

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = /^\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/.exec(request.url ?? '');
    const conversationId = decodeURIComponent(path?.[1] ?? '');
    const activityId = path?.[2] === undefined ? null : decodeURIComponent(path[2]);
    let text = '';
    for await (const chunk of request) text += chunk;

    /** What was taken is there to see, whether or not its sender hears of it. */
    const answered = async () => {
      for (const watcher of [...watchers]) watcher();
      await held;
    };
    const answer = (status: number, body: unknown, headers: Record<string, string> = {}) => {
      requests.push({ method: request.method ?? '', conversationId, at: performance.now(), status });
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(body));
      for (const watcher of [...watchers]) watcher();
    };
    const isMeant = ({ times, conversationId: chat, method }: Fault) =>
      times > 0 && (chat ?? conversationId) === conversationId && (method ?? request.method) === request.method;
    const fault = faults.find(isMeant) ?? (chance > 0 ? faultByChance() : undefined);
    if (fault) {
      fault.times -= 1;
      const { status, retryAfter, code = 'ServiceError', subCode } = fault;
      if (status === 0) {
        requests.push({ method: request.method ?? '', conversationId, at: performance.now(), status });
        request.socket.destroy();
        return;
      }
      const headers: Record<string, string> = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
      answer(status, { error: { code, message: 'told to' }, ...(subCode && { errorCode: 209, subCode }) }, headers);
      return;
    }
    if (!path) {
      answer(404, { error: { code: 'NotFound' } });
      return;
    }
    const activity = JSON.parse(text) as { text?: string; attachments?: { content: Record<string, unknown> }[] };
    const content = { text: activity.text ?? null, card: activity.attachments?.[0]?.content ?? null };
    if (request.method === 'PUT') {
      const shown = messages.find((message) => message.id === activityId);
      if (!shown) {
        answer(404, { error: { code: 'ActivityNotFoundInConversation' } });
        return;
      }
      Object.assign(shown, content, { edits: shown.edits + 1 });
      fresh.add(shown);
      await answered();
      answer(200, { id: shown.id });
      return;
    }
    const id = `message-${++lastId}`;
    const posted = { id, conversationId, ...content, edits: 0, sentAt: performance.now() };
    messages.push(posted);
    fresh.add(posted);
    await answered();
    answer(201, { id });
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    serviceUrl: `http://127.0.0.1:${port}`,
    requests,
    shown: (conversationId) => messages.filter((message) => message.conversationId === conversationId),
    until: (condition) =>
      new Promise((resolve) => {
        const check = () => {
          const value = condition();
          if (value === undefined || value === false) return;
          watchers.delete(check);
          resolve(value);
        };
        watchers.add(check);
        check();
      }),
    fail: (fault) => void faults.push({ ...fault }),
    failAtRandom(newChance) {
      chance = newChance;
      seed = firstSeed;
    },
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return resolve;
    },
    take() {
      const taken = [...fresh].map((message) => ({ ...message }));
      for (const message of fresh) Object.assign(message, { text: null, card: null });
      fresh.clear();
      requests.length = 0;
      return taken;
    },
    remove(messageId) {
      const at = messages.findIndex(({ id }) => id === messageId);
      if (at >= 0) messages.splice(at, 1);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Every text in a card, in reading order: what a person sees of it. */
export function textsOf(card: unknown): string {
  const texts: string[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (value !== null && typeof value === 'object') {
      for (const [key, item] of Object.entries(value)) {
        if ((key === 'text' || key === 'title' || key === 'label') && typeof item === 'string') texts.push(item);
        else if (key !== 'fallback' && key !== 'data') walk(item);
      }
    }
  };
  walk(card);
  return texts.join('\n');
}

/** The data of a card's button, by its verb, as a client would send them back. */
export function buttonOf(card: unknown, verb: string): { verb: string; data: Record<string, unknown> } {
  let found: { verb: string; data: Record<string, unknown> } | undefined;
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (value !== null && typeof value === 'object') {
      const element = value as Record<string, unknown>;
      if (element.type === 'Action.Execute' && element.verb === verb) {
        found = { verb, data: element.data as Record<string, unknown> };
      }
      Object.values(element).forEach(walk);
    }
  };
  walk(card);
  if (!found) throw new Error(`The card has no button ${verb}:\n${textsOf(card)}`);
  return found;
}
