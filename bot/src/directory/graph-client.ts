import type { TokenCredential } from '@azure/identity';
import {
  AuthenticationHandler,
  Client,
  type Context,
  type Middleware,
  RedirectHandler,
  RedirectHandlerOptions,
  RetryHandler,
  RetryHandlerOptions,
  TelemetryHandler,
} from '@microsoft/microsoft-graph-client';
import { TokenCredentialAuthenticationProvider } from '@microsoft/microsoft-graph-client/authProviders/azureTokenCredentials/index.js';
import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { isStandIn } from '../config.ts';
import { impatient } from '../impatient-credential.ts';
import { inSpan } from '../telemetry/traces.ts';
import { tokenMs } from '../waits.ts';
import { type AppIdentity, appCredential } from './app-credential.ts';

export type GraphAddress = AppIdentity & {
  graphEndpoint: string;
  /** How long one request may take, its body included. */
  timeoutInMs?: number;
};

const publicGraph = 'https://graph.microsoft.com';
const usualTimeoutInMs = 30_000;

/**
 * The Graph client. It keeps public Graph addresses throughout, and its last step sends each request to the configured
 * endpoint: the client itself drops the token for other hosts and mangles absolute http links.
 */
export function graphClient(address: GraphAddress): Client {
  const { graphEndpoint } = address;
  const credential = isStandIn(graphEndpoint) ? noCredential : impatient(appCredential(address), tokenMs);
  const authProvider = new TokenCredentialAuthenticationProvider(credential, { scopes: [`${graphEndpoint}/.default`] });
  const middleware: Middleware[] = [
    new AuthenticationHandler(authProvider),
    new RetryHandler(new RetryHandlerOptions(2, 4)),
    new RedirectHandler(new RedirectHandlerOptions()),
    new TelemetryHandler(),
    sendTo(graphEndpoint, address.timeoutInMs ?? usualTimeoutInMs),
  ];
  middleware.reduce((one, next) => {
    one.setNext?.(next);
    return next;
  });
  const [first] = middleware;
  return Client.initWithMiddleware({ middleware: first as Middleware });
}

function sendTo(endpoint: string, timeoutInMs: number): Middleware {
  return {
    async execute(context: Context): Promise<void> {
      const asked = new URL(typeof context.request === 'string' ? context.request : context.request.url);
      const url = `${endpoint}${asked.pathname}${asked.search}`;
      const method = context.options?.method ?? 'GET';
      const about = { 'http.request.method': method, 'server.address': new URL(endpoint).hostname };
      const name = `${method} ${templateOf(asked.pathname)}`;
      context.response = await inSpan(name, { kind: SpanKind.CLIENT, attributes: about }, async (span) => {
        const response = await fetch(url, {
          ...context.options,
          signal: AbortSignal.timeout(timeoutInMs),
        } as RequestInit);
        span.setAttribute('http.response.status_code', response.status);
        // What is not there is an answer too.
        if (!response.ok && response.status !== 404) span.setStatus({ code: SpanStatusCode.ERROR });
        return response;
      });
    },
  };
}

const noCredential: TokenCredential = {
  getToken: async () => ({ token: 'loopback', expiresOnTimestamp: Date.now() + 3_600_000 }),
};

const words = new Set(['', 'v1.0', 'directory', 'subscriptions', 'users', 'manager', 'deletedItems']);

/** A path without the ids and names in it. */
function templateOf(path: string): string {
  return path
    .split('/')
    .map((segment) => (words.has(segment) ? segment : '{id}'))
    .join('/');
}

/** The path of an absolute next link on the client's own terms, whatever host the answer named. */
export function pathOfLink(link: string): string {
  const { pathname, search } = new URL(link);
  return `${publicGraph}${pathname}${search}`;
}
