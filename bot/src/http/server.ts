import { createServer as createHttpServer, type IncomingMessage, type Server } from 'node:http';
import { createServer, type Request, type Response } from 'restify';
import { Refusal } from '../domain/errors.ts';
import { safeLocale } from '../domain/words/safe-locale.ts';
import type { Log } from '../log.ts';
import { traceId } from '../telemetry/traces.ts';
import { underWay } from '../under-way.ts';
import type { Admit } from './admit.ts';
import { readJson } from './body.ts';
import { problemOf } from './problem.ts';
import { queryFields } from './query-fields.ts';
import { type Reply, type Route, send } from './routes.ts';
import { sendFile } from './send-file.ts';
import type { TabFile } from './tab-files.ts';
import { type Handler, traced } from './traced.ts';

export type HttpDeps = {
  routes: readonly Route[];
  admit: Admit;
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
  patience?: Patience;
  log: Log;
};

/** How long the slow are waited for, in milliseconds, and how many at once. */
export type Patience = {
  /** For the headers of a request. */
  headersMs: number;
  /** For a whole request that is no file. */
  bodyMs: number;
  /** For any whole request. */
  requestMs: number;
  /** For the next request on a connection. */
  keepAliveMs: number;
  /** How often connections are looked through for those that are late. */
  checkEveryMs: number;
  /** Connections at once; whoever comes beyond that is closed at once. */
  mostConnections: number;
};

const usualPatience: Patience = {
  headersMs: 10_000,
  bodyMs: 20_000,
  // A file may take two minutes.
  requestMs: 130_000,
  // Longer than a load balancer keeps a quiet connection, which is four minutes, so that none sends into one that closes:
  // learn.microsoft.com/azure/load-balancer/load-balancer-tcp-idle-timeout
  keepAliveMs: 245_000,
  checkEveryMs: 5_000,
  mostConnections: 4_000,
};
const mostHeaderBytes = 16_384;

/** Where Teams, Outlook and Microsoft 365 frame tabs from: learn.microsoft.com/microsoftteams/platform/tabs/how-to/tab-requirements */
const frameAncestors =
  "'self' https://*.cloud.microsoft https://*.teams.microsoft.com https://*.microsoft365.com https://*.office.com https://outlook.office.com https://outlook.office365.com";

export type HttpEdge = {
  server: Server;
  /** Settles once no request is under way. */
  quiet(): Promise<void>;
};

/** The HTTP edge: health, activities, the API and the tab. */
export function httpServer(deps: HttpDeps): HttpEdge {
  const { log, patience = usualPatience } = deps;
  const server = createServer({ name: '', ignoreTrailingSlash: true, onceNext: true });
  const requests = underWay();
  server.pre((request, response, next) => {
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'no-referrer');
    // Without subdomains: the domain may be one that Azure shares among its customers, or have other hosts below it.
    if (deps.isHttps) response.setHeader('strict-transport-security', 'max-age=31536000');
    const [, query = ''] = /\?([^#]*)/.exec(request.url ?? '') ?? [];
    request.query = queryFields(new URLSearchParams(query));
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
    guarded(log, '/api/messages', async (request, response) => {
      cutOffLate(request, patience.bodyMs);
      request.body = await readJson(request);
      send(response, await deps.messages(request));
    }),
  );

  for (const route of deps.routes) {
    server[route.method](
      route.path,
      guarded(log, route.path, async (request, response) => {
        const budget = route.budget ?? (route.method === 'get' ? 'read' : 'write');
        if (!route.isUpload) cutOffLate(request, patience.bodyMs);
        const actor = route.isPublic ? nobody : await deps.admit(request, budget);
        const reply = await route.answer(request, actor);
        if ('chunks' in reply) await sendFile(response, reply);
        else send(response, reply);
      }),
    );
  }

  server.get('/', async (_request, response) => redirect(response, '/tab/'));
  const tab = guarded(log, '/tab/*', async (request, response) => {
    // The router takes `/tab` and `/tab/` for one, but the tab's own links are relative to the latter.
    if (request.path() === '/tab') redirect(response, '/tab/');
    else sendTab(deps, request, response);
  });
  server.get('/tab', tab);
  server.get('/tab/*', tab);

  // The event's callback is left alone: called, it makes restify send an answer of its own after ours, and throw.
  server.on('restifyError', (request: Request, response: Response, error: unknown) => {
    void guarded(log, '(none)', async () => {
      throw restifyRefusal(error);
    })(request, response);
  });

  // restify's own server can't be given these limits, so it listens to one that has them.
  const { headersMs, requestMs, keepAliveMs, checkEveryMs, mostConnections } = patience;
  const limited = createHttpServer(
    {
      headersTimeout: headersMs,
      requestTimeout: requestMs,
      keepAliveTimeout: keepAliveMs,
      connectionsCheckingInterval: checkEveryMs,
      maxHeaderSize: mostHeaderBytes,
    },
    (request, response) => {
      // A server that closes ends the connections that are idle then; the others are ended when they become so.
      response.once('close', () => {
        if (!limited.listening) setImmediate(() => limited.closeIdleConnections());
      });
      server.server.emit('request', request, response);
    },
  );
  limited.maxConnections = mostConnections;
  return {
    server: limited,
    quiet: () => requests.quiet(),
  };
}

/** Ends the connection of a request that is not there as a whole in time. */
function cutOffLate(request: IncomingMessage, ms: number): void {
  const late = setTimeout(() => request.destroy(), ms);
  for (const event of ['end', 'close']) request.once(event, () => clearTimeout(late));
}

const nobody = { id: '', displayName: '', roles: new Set<never>(), locale: 'en' };

/** Traces a request by its route, and turns what its handler throws into a problem document. */
function guarded(log: Log, route: string, work: Handler): Handler {
  return traced(route, async (request, response) => {
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
  // What is too large is not waited for: the sender is cut off once the answer is out.
  if (problem.status === 413 && !request.complete) response.setHeader('connection', 'close');
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
