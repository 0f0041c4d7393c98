import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { people } from '../../src/practice/people.ts';

/** An answer of its own instead of what Graph would say. */
export type Scripted = {
  status?: number;
  headers?: Record<string, string>;
  /** As JSON, or as text to send as it is. */
  body?: unknown;
  /** Closes the connection in the middle of the body. */
  isCut?: boolean;
  /** Sends nothing more after the headers. */
  hangs?: boolean;
};

type Row = Record<string, unknown>;

/** A Graph of our own, for answers that the practice tenant's never gives. */
export type FakeGraph = {
  url: string;
  /** What is listed now; rows as they are. */
  subscriptions: Row[];
  /** Everyone in the directory, by id. */
  users: Map<string, Row & { manager: string | null }>;
  pageSize: number;
  /** Sends the link to the next page as an address elsewhere, as a proxy might. */
  linkHost: string | null;
  /** The next answers on paths that begin so; after them it is itself again. */
  next(path: string, ...answers: Scripted[]): void;
  requests: string[];
  close(): Promise<void>;
};

/** A subscription as a self-service purchase of Alex Wilber's looks. */
export function subscriptionRow(id: string, changes: Row = {}): Row {
  return {
    id,
    commerceSubscriptionId: id,
    skuId: 'f8a1db68-be16-40ed-86d5-cb42ce701560',
    skuPartNumber: 'POWER_BI_PRO',
    totalLicenses: 3,
    isTrial: false,
    status: 'Enabled',
    createdDateTime: '2026-11-20T00:00:00Z',
    nextLifecycleDateTime: '2026-12-20T00:00:00Z',
    ownerId: 'd80e6b73-d9aa-4e58-a8ca-8e8bea27915d',
    ownerType: 'User',
    ownerTenantId: null,
    serviceStatus: [],
    ...changes,
  };
}

export async function startFakeGraph(): Promise<FakeGraph> {
  const scripts: { path: string; answers: Scripted[] }[] = [];
  const graph: Omit<FakeGraph, 'url' | 'next' | 'close'> = {
    subscriptions: [],
    users: new Map(people.map((person) => [person.id, { ...person }])),
    pageSize: 2,
    linkHost: null,
    requests: [],
  };
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(request.url ?? '', url);
    const path = pathname.replace('/v1.0', '');
    graph.requests.push(`${path}${searchParams.size > 0 ? `?${searchParams}` : ''}`);
    const script = scripts.find((one) => one.answers.length > 0 && path.startsWith(one.path));
    const scripted = script?.answers.shift();
    const { status = 200, headers = {}, body, isCut, hangs } = scripted ?? usual(path, searchParams);
    const text = typeof body === 'string' ? body : JSON.stringify(body ?? {});
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    if (hangs) response.flushHeaders();
    else if (isCut) response.write(text.slice(0, text.length / 2), () => response.destroy());
    else response.end(text);
  }

  function usual(path: string, query: URLSearchParams): Scripted {
    const [, first, second, third] = path.split('/');
    if (path === '/directory/subscriptions') {
      const from = Number(query.get('$skiptoken') ?? 0);
      const to = from + graph.pageSize;
      const next = `${graph.linkHost ?? url}/v1.0/directory/subscriptions?$skiptoken=${to}`;
      const hasMore = to < graph.subscriptions.length;
      return { body: { value: graph.subscriptions.slice(from, to), ...(hasMore && { '@odata.nextLink': next }) } };
    }
    const user = first === 'users' ? graph.users.get(decodeURIComponent(second ?? '')) : undefined;
    const found = third === 'manager' ? graph.users.get(user?.manager ?? '') : user;
    if (found) return { body: found };
    return { status: 404, body: { error: { code: 'Request_ResourceNotFound', message: 'nobody' } } };
  }

  return Object.assign(graph, {
    url,
    next: (path: string, ...answers: Scripted[]) => void scripts.push({ path, answers }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}
