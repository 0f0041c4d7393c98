import { createServer as createHttpServer, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { createServer, type Request, type Response } from 'restify';
import { Refusal } from '../domain/errors.ts';
import { safeLocale } from '../domain/words/safe-locale.ts';
import type { FewChanges } from '../features/few-changes.ts';
import { inTime, type TimeLimit } from '../in-time.ts';
import type { Log } from '../log.ts';
import { traceId } from '../telemetry/traces.ts';
import { underWay } from '../under-way.ts';
import type { Waits } from '../waits.ts';
import type { Admit } from './admit.ts';
import { jsonReader } from './body.ts';
import { boundConnections } from './connections.ts';
import type { Patience } from './patience.ts';
import { problemOf } from './problem.ts';
import { queryFields } from './query-fields.ts';
import { type Reply, type Route, send } from './routes.ts';
import { sendFile } from './send-file.ts';
import type { TabFile } from './tab-files.ts';
import { type Handler, traced } from './traced.ts';

export type HttpDeps = {
  routes: readonly Route[];
  admit: Admit;
  changes: FewChanges;
  /** The way in for activities; throws a refusal for what is none of ours. */
  messages: (request: Request) => Promise<Reply>;
  isReady: () => Promise<boolean>;
  /** From then on nothing new is taken; what is under way is finished. */
  isStopping: () => boolean;
  tab: ReadonlyMap<string, TabFile>;
  /** Where the tab's people sign in, and the Teams of their cloud. */
  loginOrigin: string;
  teamsOrigin: string;
  /** Origins that the tab may call beside its own, and that may frame it beside Teams. */
  practiceOrigins: readonly string[];
  /** Whether people reach Sightline by https, also where a front end speaks plain http to this process. */
  isHttps: boolean;
  /** Whether all requests come through a front end. */
  isBehindFrontEnd: boolean;
  patience: Patience;
  waits: Pick<Waits, 'requestMs'>;
  log: Log;
};

const mostHeaderBytes = 16_384;

/** Where Teams, Outlook and Microsoft 365 frame tabs from: learn.microsoft.com/microsoftteams/platform/tabs/how-to/tab-requirements */
const frameAncestors =
  "'self' https://*.cloud.microsoft https://*.teams.microsoft.com https://*.microsoft365.com https://*.office.com https://outlook.office.com https://outlook.office365.com";

export type HttpEdge = {
  server: Server;
  /** Settles once no request is under way. */
  quiet(): Promise<void>;
  /** Takes no more connections, and ends those that are open, whatever is under way on them. */
  close(): Promise<void>;
};

/** The HTTP edge: health, activities, the API and the tab. */
export function httpServer(deps: HttpDeps): HttpEdge {
  const { log, patience } = deps;
  const readJson = jsonReader(patience);
  const server = createServer({ name: '', ignoreTrailingSlash: true, onceNext: true });
  const requests = underWay();
  server.pre((request, response, next) => {
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'no-referrer');
    // Without subdomains: the domain may be one that Azure shares among its customers, or have other hosts below it.
    if (deps.isHttps) response.setHeader('strict-transport-security', 'max-age=31536000');
    const [, query = ''] = /\?([^#]*)/.exec(request.url ?? '') ?? [];
    request.query = queryFields(new URLSearchParams(query));
    // Whoever keeps a connection open is to ask another instance from now on.
    if (deps.isStopping()) response.setHeader('connection', 'close');
    if (deps.isStopping() && !/^\/(healthz|readyz)\b/.test(request.url ?? '')) {
      answerError(log, request, response, new Refusal('unavailable', 'stopping'));
      next(false);
      return;
    }
    void requests.during(() => new Promise<void>((resolve) => response.once('close', () => resolve())));
    next();
  });

  server.get('/healthz', async (_request, response) => send(response, { status: 200, body: { status: 'alive' } }));
  server.get('/readyz', async (_request, response) => {
    const isReady = await deps.isReady();
    send(response, { status: isReady ? 200 : 503, body: { status: isReady ? 'ready' : 'starting' } });
  });

  server.post(
    '/api/messages',
    guarded(deps, '/api/messages', async (request, response) => {
      request.body = await readJson(request);
      send(response, await deps.messages(request));
    }),
  );

  for (const route of deps.routes) {
    server[route.method](
      route.path,
      guarded(deps, route.path, async (request, response) => {
        const budget = route.budget ?? (route.method === 'get' ? 'read' : 'write');
        const asked = async () => {
          const actor = route.isPublic ? nobody : await deps.admit(request, budget);
          const answer = () => route.answer(request, actor);
          return budget === 'write' ? deps.changes.during(actor.id, answer) : answer();
        };
        const reply = await inTime(asked(), requestLimit(deps, route, request));
        if ('chunks' in reply) await sendFile(response, reply);
        else send(response, reply);
      }),
    );
  }

  server.get('/', async (_request, response) => redirect(response, '/tab/'));
  const tab = guarded(deps, '/tab/*', async (request, response) => {
    // The router takes `/tab` and `/tab/` for one, but the tab's own links are relative to the latter.
    if (request.path() === '/tab') redirect(response, '/tab/');
    else sendTab(deps, request, response);
  });
  server.get('/tab', tab);
  server.get('/tab/*', tab);

  // The event's callback is left alone: called, it makes restify send an answer of its own after ours, and throw.
  server.on('restifyError', (request: Request, response: Response, error: unknown) => {
    void guarded(deps, '(none)', async () => {
      throw restifyRefusal(error);
    })(request, response);
  });

  // restify's own server can't be given these limits, so it listens to one that has them.
  const { headersMs, requestMs, keepAliveMs, checkEveryMs, beginningMs, mostConnections, mostConnectionsEach } =
    patience;
  const limited = createHttpServer(
    {
      headersTimeout: headersMs,
      requestTimeout: requestMs,
      keepAliveTimeout: keepAliveMs,
      connectionsCheckingInterval: checkEveryMs,
      maxHeaderSize: mostHeaderBytes,
    },
    (request, response) => {
      connections.began(request, response);
      server.server.emit('request', request, response);
    },
  );
  const connections = boundConnections(limited, {
    most: mostConnections,
    // All that a front end passes on comes from few addresses: by them, one caller is not told from another.
    mostEach: deps.isBehindFrontEnd ? mostConnections : mostConnectionsEach,
    beginningMs,
    log,
  });
  limited.on('clientError', ({ code = '' }: NodeJS.ErrnoException, socket: Duplex) => {
    // Whoever has hung up waits for nothing, and is no trouble.
    if (code !== 'ECONNRESET') log.info({ code }, 'connection cut off');
    refuseUnread(code, socket, connections.isBusy(socket));
  });
  return {
    server: limited,
    quiet: () => requests.quiet(),
    close: () =>
      new Promise((resolve) => {
        limited.close(() => resolve());
        connections.endAll();
      }),
  };
}

/** What Node makes no request of, by its code: nodejs.org/api/http.html#event-clienterror */
const unread: Record<string, string> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Content Too Large',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
};

/** Ends a connection on which no request can be read, as Node does by itself where nobody listens for it. */
function refuseUnread(code: string, socket: Duplex, isBusy: boolean): void {
  // Into the middle of an answer, nothing else is written.
  if (isBusy || !socket.writable) socket.destroy();
  else socket.end(`HTTP/1.1 ${unread[code] ?? '400 Bad Request'}\r\nConnection: close\r\n\r\n`, () => socket.destroy());
}

/** How long whoever asks waits for an answer. How long their request may take to come is limited where its body is read. */
function requestLimit({ waits, log }: HttpDeps, { method, path }: Route, request: Request): TimeLimit {
  const hasBody = method === 'post' || method === 'put';
  return {
    ms: waits.requestMs,
    ...(hasBody && { from: new Promise<void>((resolve) => request.once('end', resolve)) }),
    late: () => new Refusal('unavailable', 'request.late'),
    log,
    about: { method, path },
  };
}

const nobody = { id: '', displayName: '', roles: new Set<never>(), locale: 'en' };

/**
 * Traces a request by its route, turns what its handler throws into a problem document, and ends an answer that nobody takes.
 */
function guarded({ log, patience }: Pick<HttpDeps, 'log' | 'patience'>, route: string, work: Handler): Handler {
  return traced(route, async (request, response) => {
    // An answer may last as long as its reader goes on taking it.
    response.setTimeout(patience.stillMs, () => {
      // With nothing there to be taken, it is not the reader who is slow.
      if (response.writableLength === 0) return;
      log.info({ route, why: 'its reader takes nothing any more' }, 'answer cut off');
      response.destroy();
    });
    try {
      await work(request, response);
    } catch (error) {
      answerError(log, request, response, error);
    }
  });
}

function answerError(log: Log, request: Request, response: Response, error: unknown): void {
  const locale = safeLocale(request.headers['accept-language']?.split(/[,;]/)[0]);
  const problem = { ...problemOf(error, locale), traceId: traceId() ?? undefined };
  if (problem.status >= 500 && !(error instanceof Refusal))
    log.error({ err: error, path: request.path() }, 'request failed');
  else log.info({ code: problem.code, path: request.path() }, 'request refused');
  if (response.headersSent) {
    response.end();
    return;
  }
  if (problem.status === 401) response.setHeader('www-authenticate', 'Bearer');
  // What is too large or too slow is not waited for: the sender is cut off once the answer is out.
  if ((problem.status === 413 || problem.status === 408) && !request.complete)
    response.setHeader('connection', 'close');
  if (problem.status === 503) response.setHeader('retry-after', '5');
  if (error instanceof Refusal && error.kind === 'too-many')
    response.setHeader('retry-after', String(error.params.seconds));
  send(response, { status: problem.status, type: 'application/problem+json', body: problem });
}

/** What restify itself refuses: no such route, no such method, a path it can't read. */
function restifyRefusal(error: unknown): unknown {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : 500;
  if (status === 404) return new Refusal('not-found', 'request.not-found');
  if (status === 405) return new Refusal('invalid', 'request.method');
  if (typeof status === 'number' && status < 500)
    return new Refusal('invalid', 'request.unreadable', { detail: 'the address is not valid' });
  return error;
}

function redirect(response: Response, to: string): void {
  response.writeHead(302, { location: to });
  response.end();
}

/** A file of the tab; every other path under it is a view, which the tab itself shows. */
function sendTab(deps: HttpDeps, request: Request, response: Response): void {
  const name = request.path().replace(/^\/tab\//, '');
  const file = deps.tab.get(name) ?? (name.startsWith('assets/') ? undefined : deps.tab.get('index.html'));
  if (!file) throw new Refusal('not-found', 'request.not-found');
  const origins = deps.practiceOrigins.join(' ');
  const headers: Record<string, string> = {
    'content-type': file.type,
    etag: file.etag,
    'cache-control': file.isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    'content-security-policy': [
      "default-src 'self'",
      "script-src 'self'",
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data:",
      `connect-src 'self' ${deps.loginOrigin} https://res.cdn.office.net ${origins}`.trim(),
      `frame-ancestors ${frameAncestors} ${deps.teamsOrigin} ${origins}`.trim(),
      "object-src 'none'",
      "base-uri 'none'",
    ].join('; '),
  };
  if (request.header('if-none-match') === file.etag) {
    response.writeHead(304, headers);
    response.end();
    return;
  }
  const isZipped = /\bgzip\b/.test(request.header('accept-encoding') ?? '');
  response.writeHead(200, isZipped ? { ...headers, 'content-encoding': 'gzip', vary: 'accept-encoding' } : headers);
  response.end(isZipped ? file.zipped : file.body);
}
