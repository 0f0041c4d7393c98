import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { closing } from './close-server.ts';
import { answerControl } from './controls.ts';
import { answerDesk, type DeskLinks } from './desk.ts';
import { answerGraph } from './graph-answers.ts';
import { graphError } from './graph-error.ts';
import { type Issuer, openIssuer } from './issuer.ts';
import { practiceClientId, practiceTenantId } from './people.ts';
import { type KeptPopulations, mostInvented, nothingKept, reinvent } from './population.ts';
import type { PracticeState, PracticeTenant } from './practice-state.ts';
import { PracticeRefusal } from './refusal.ts';
import { type Answer, readJson, send } from './requests.ts';
import { firstState } from './seeds.ts';
import { readJsonFile, writeJsonFile } from './state-file.ts';

export type PracticeGraphOptions = {
  /** 0 takes any free one. */
  port: number;
  /** Where the state is kept from start to start; null keeps it in memory only. */
  dataFile: string | null;
  clientId?: string;
  tenantId?: string;
  /** Origins of the Sightline server, whose tab may ask for people and tokens. */
  serverOrigins?: readonly string[];
  /** What the desk page shows; null serves no desk. */
  desk?: DeskLinks | null;
  now?: () => Date;
};

export type PracticeGraph = {
  url: string;
  port: number;
  /** How many Graph requests were answered so far: a server that has nothing more to ask shows by it. */
  answered(): number;
  close(): Promise<void>;
};

/**
 * Starts the practice tenant's stand-ins for Microsoft Graph and Entra on 127.0.0.1, with the controls under `/practice`.
 *
 * @throws when the port is taken or the data file can't be read
 */
export async function startPracticeGraph(options: PracticeGraphOptions): Promise<PracticeGraph> {
  const { dataFile, clientId = practiceClientId, tenantId = practiceTenantId, now = () => new Date() } = options;
  const { invented: kept, ...own } = readState(dataFile) ?? { ...firstState(now()), invented: nothingKept() };
  const deleted = own.deletedUsers.map(({ id }) => id);
  const state: PracticeTenant = { ...own, invented: reinvent(kept, deleted) };
  const changed = () => {
    if (dataFile !== null) writeJsonFile(dataFile, { ...state, invented: state.invented.kept } satisfies SavedState);
  };
  changed();

  const server = createServer();
  const close = closing(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, '127.0.0.1', () => resolve());
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const issuer = await openIssuer({ url, tenantId, clientId });
  const answering: Answering = {
    deps: { state, issuer, changed, now },
    answered: 0,
    url,
    tenantId,
    desk: options.desk ?? null,
    ownOrigins: new Set([url, `http://localhost:${port}`]),
    serverOrigins: new Set(options.serverOrigins ?? []),
  };
  server.on('request', (request, response) => void answer(answering, request, response));

  return {
    url,
    port,
    answered: () => answering.answered,
    close,
  };
}

type Answering = {
  deps: { state: PracticeTenant; issuer: Issuer; changed: () => void; now: () => Date };
  answered: number;
  url: string;
  tenantId: string;
  desk: DeskLinks | null;
  ownOrigins: ReadonlySet<string>;
  serverOrigins: ReadonlySet<string>;
};

async function answer(context: Answering, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    send(response, await routed(context, request));
  } catch (error) {
    const refused = error instanceof PracticeRefusal ? error : null;
    if (!refused) console.error('The practice Graph failed to answer', error);
    const { status, body } = graphError(
      refused?.status ?? 500,
      refused?.code ?? 'generalException',
      refused?.message ?? 'The practice Graph failed; see its console.',
    );
    // What is left of a body that was refused is not read.
    send(response, { status, body, headers: { ...corsHeaders(context, request), Connection: 'close' } });
  }
}

async function routed(context: Answering, request: IncomingMessage): Promise<Answer> {
  refuseStrangers(context, request);
  const url = parsedUrl(request.url ?? '/');
  if (!url) throw new PracticeRefusal(400, 'BadAddress', 'The address of the request can not be read.');
  const { pathname, searchParams } = url;
  const cors = corsHeaders(context, request);

  if (request.method === 'OPTIONS' && isShared(pathname)) return { status: 204, body: null, headers: cors };
  if (pathname.startsWith('/v1.0/')) {
    const path = pathname.slice('/v1.0'.length);
    const isInstalling = request.method === 'POST' && path.endsWith('/installedApps');
    const body = isInstalling ? await readJson(request, z.unknown()) : null;
    const asked = { method: request.method ?? 'GET', path, query: searchParams, baseUrl: context.url, body };
    context.answered += 1;
    return answerGraph(context.deps.state, asked, context.deps.changed);
  }
  if (pathname.startsWith('/practice/')) {
    const control = await answerControl(context.deps, request, pathname.slice('/practice'.length));
    return { ...control, headers: { ...control.headers, ...cors } };
  }
  if (request.method !== 'GET') throw new PracticeRefusal(405, 'NotAllowed', `${request.method} is not possible here.`);
  const { issuer, state } = context.deps;
  if (pathname === `/${context.tenantId}/discovery/v2.0/keys`) return { status: 200, body: issuer.keys };
  if (pathname === `/${context.tenantId}/v2.0/.well-known/openid-configuration`) {
    return { status: 200, body: issuer.configuration };
  }
  const desk = context.desk && answerDesk(pathname, context.desk, state);
  if (desk) return desk;
  throw new PracticeRefusal(404, 'NotFound', `The practice tenant has nothing at ${pathname}.`);
}

/** Paths that the tab asks from the server's origin. */
function isShared(pathname: string): boolean {
  return pathname === '/practice/token' || pathname === '/practice/people';
}

function corsHeaders({ serverOrigins }: Answering, request: IncomingMessage): Record<string, string> {
  const { origin } = request.headers;
  const path = parsedUrl(request.url ?? '')?.pathname ?? '';
  if (origin === undefined || !serverOrigins.has(origin) || !isShared(path)) return { Vary: 'Origin' };
  return {
    Vary: 'Origin',
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Methods': 'GET, POST',
    'Access-Control-Allow-Headers': 'Content-Type',
  };
}

/** Refuses what a page of another site could send: foreign origins, and foreign names that resolve to this machine. */
function refuseStrangers({ ownOrigins, serverOrigins }: Answering, { headers, url }: IncomingMessage): void {
  const host = parsedUrl(`http://${headers.host}`)?.hostname;
  if (host !== 'localhost' && host !== '127.0.0.1') {
    throw new PracticeRefusal(403, 'ForeignHost', 'The practice tenant answers as localhost or 127.0.0.1 only.');
  }
  const { origin } = headers;
  if (origin === undefined || ownOrigins.has(origin)) return;
  const path = parsedUrl(url ?? '')?.pathname ?? '';
  if (serverOrigins.has(origin) && isShared(path)) return;
  throw new PracticeRefusal(403, 'ForeignOrigin', `Pages of ${origin} may not use the practice tenant.`);
}

function parsedUrl(text: string): URL | null {
  return URL.parse(text, 'http://localhost');
}

const isObject = z.looseObject({ id: z.string() });
const StateFile = z.object({
  users: z.array(isObject),
  deletedUsers: z.array(isObject),
  subscriptions: z.array(isObject),
  consumed: z.record(z.string(), z.number()),
  waiting: z.array(isObject),
  faults: z.array(z.looseObject({ path: z.string() })),
  installations: z.array(isObject).default([]),
  invented: z
    .object({
      populations: z.array(
        z.object({
          count: z.number().int().min(1).max(mostInvented),
          seed: z.number().int(),
          madeOn: z.iso.date(),
          isListed: z.boolean(),
        }),
      ),
      changedUsers: z.array(isObject),
      changedSubscriptions: z.array(isObject),
      droppedSubscriptions: z.array(z.string()),
    })
    .default(nothingKept),
});

type SavedState = PracticeState & { invented: KeptPopulations };

function readState(dataFile: string | null): SavedState | null {
  const saved = dataFile === null ? null : readJsonFile(dataFile);
  if (saved === null) return null;
  const parsed = StateFile.safeParse(saved);
  if (!parsed.success) throw new Error(`${dataFile} is not a practice tenant's. Delete it to start afresh.`);
  // Written by this program from a typed state; the schema above guards against another file in its place.
  return parsed.data as unknown as SavedState;
}
