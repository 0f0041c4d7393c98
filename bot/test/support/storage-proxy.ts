import { Agent, createServer, type IncomingHttpHeaders, type IncomingMessage, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request of a client to the service; kinds other than `read` and `write` are those of tables. */
export type Call = {
  /** Counts from 1. */
  n: number;
  method: string;
  url: string;
  kind: 'transaction' | 'list' | 'read' | 'write' | 'table';
  /** Operations of a transaction; 1 for everything else. */
  operations: number;
  /** Of the request's body. */
  bytes: number;
  /** The ETags that a transaction's updates name; null for one that names none and overwrites whatever is there. */
  guards: (string | null)[];
};

/** What the proxy does with a call: by default it forwards it. */
export type Treatment =
  | { do: 'forward' }
  /** Ends the connection, before the service hears of the call or after it has done it. */
  | { do: 'cut'; when: 'before' | 'after' }
  /** Answers in the service's place. With `isDone`, the service has done it and its answer is lost. */
  | { do: 'answer'; status: number; headers?: Record<string, string>; isDone?: boolean }
  /** Takes the call and never answers it. With `isDone`, the service has done it. */
  | { do: 'hang'; isDone?: boolean }
  /** Pages of a list hold at most `size` rows, and an empty one comes before each and after the last. */
  | { do: 'split'; size: number };

export type Treat = (call: Call) => Treatment | undefined | Promise<Treatment | undefined>;

export type StorageProxy = {
  /** Reaches the same account through the proxy. */
  connectionString: string;
  calls: Call[];
  /** May take its time: the call is held up meanwhile. */
  treat(how: Treat): void;
  close(): Promise<void>;
};

type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer };

/**
 * Stands between a client and a service of a storage account. Shared keys sign account and path, not the host, so
 * that requests pass unchanged; query parameters other than `comp` are not signed either.
 */
export async function startStorageProxy(
  storageConnectionString: string,
  service: 'Table' | 'Queue' | 'Blob' = 'Table',
): Promise<StorageProxy> {
  const endpoint = new RegExp(`${service}Endpoint=(http://[^/;]+)`).exec(storageConnectionString)?.[1];
  if (!endpoint) throw new Error(`The connection string names no ${service} endpoint over http`);
  const target = new URL(endpoint);
  const agent = new Agent({ keepAlive: true });
  const calls: Call[] = [];
  const emptied = new Set<string>();
  let treatmentOf: Treat = () => undefined;

  const server = createServer((request, response) => {
    take(request).then(
      (answer) => {
        if (!answer) {
          request.socket.destroy();
          return;
        }
        const { 'transfer-encoding': _, ...headers } = answer.headers;
        response.writeHead(answer.status, { ...headers, 'content-length': String(answer.body.length) });
        response.end(answer.body);
      },
      () => request.socket.destroy(),
    );
  });

  async function take(request: IncomingMessage): Promise<Answer | null> {
    const body = await bytesOf(request);
    const call = callOf(calls.length + 1, request, body);
    calls.push(call);
    const treatment = (await treatmentOf(call)) ?? { do: 'forward' };
    switch (treatment.do) {
      case 'forward':
        return forward(request, call.url, body);
      case 'cut':
        if (treatment.when === 'after') await forward(request, call.url, body);
        return null;
      case 'answer':
        if (treatment.isDone) await forward(request, call.url, body);
        return errorAnswer(call, treatment.status, treatment.headers ?? {});
      case 'hang':
        if (treatment.isDone) await forward(request, call.url, body);
        return new Promise(() => undefined);
      case 'split':
        return call.kind === 'list' ? split(request, call, treatment.size) : forward(request, call.url, body);
    }
  }

  function forward(request: IncomingMessage, path: string, body: Buffer): Promise<Answer> {
    const { hostname, port } = target;
    return new Promise((resolve, reject) => {
      const sent = send({ agent, hostname, port, path, method: request.method, headers: request.headers }, (answer) => {
        bytesOf(answer).then(
          (received) => resolve({ status: answer.statusCode ?? 500, headers: answer.headers, body: received }),
          reject,
        );
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }

  async function split(request: IncomingMessage, call: Call, size: number): Promise<Answer> {
    const url = new URL(call.url, target);
    const token = url.searchParams.get('NextRowKey');
    const [, partition = '', from = ''] =
      /PartitionKey eq '(.*?)' and RowKey ge '(.*?)'/.exec(url.searchParams.get('$filter') ?? '') ?? [];
    const here = { partition, row: token === null ? from : Buffer.from(token, 'base64').toString() };
    if (!emptied.has(call.url)) {
      emptied.add(call.url);
      return page('[]', here);
    }
    url.searchParams.set('$top', String(size));
    const answer = await forward(request, `${url.pathname}${url.search}`, Buffer.alloc(0));
    const { value } = JSON.parse(answer.body.toString()) as { value: { RowKey: string }[] };
    const last = answer.headers['x-ms-continuation-nextrowkey'] === undefined ? value.at(-1) : undefined;
    return last ? page(JSON.stringify(value), { partition, row: `${last.RowKey}~` }) : answer;
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    connectionString: storageConnectionString.replace(endpoint, `http://127.0.0.1:${port}`),
    calls,
    treat(how) {
      treatmentOf = how;
    },
    async close() {
      server.closeAllConnections();
      agent.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function callOf(n: number, { method = '', url = '' }: IncomingMessage, body: Buffer): Call {
  const path = decodeURIComponent(url.split('?')[0] ?? '');
  const isTransaction = path.endsWith('/$batch');
  const kind = isTransaction
    ? 'transaction'
    : path.endsWith('/Tables')
      ? 'table'
      : method !== 'GET'
        ? 'write'
        : path.endsWith('()')
          ? 'list'
          : 'read';
  const parts = isTransaction
    ? body
        .toString()
        .split(/^(?=(?:POST|PUT|PATCH|DELETE) \S+ HTTP\/1\.1)/m)
        .slice(1)
    : [];
  const guards = parts.flatMap((part) =>
    part.startsWith('POST') ? [] : [/^if-match: (.+?)\r?$/im.exec(part)?.[1] ?? null],
  );
  return { n, method, url, kind, operations: isTransaction ? parts.length : 1, bytes: body.length, guards };
}

/** A page with the token of the page after it, in the form in which the emulator gives tokens. */
function page(rows: string, next: { partition: string; row: string }): Answer {
  return {
    status: 200,
    headers: {
      'content-type': 'application/json;odata=minimalmetadata',
      'x-ms-continuation-nextpartitionkey': Buffer.from(next.partition).toString('base64'),
      'x-ms-continuation-nextrowkey': Buffer.from(next.row).toString('base64'),
    },
    body: Buffer.from(`{"value":${rows}}`),
  };
}

const codes: Record<number, string> = {
  404: 'ResourceNotFound',
  409: 'EntityAlreadyExists',
  412: 'UpdateConditionNotSatisfied',
  429: 'TooManyRequests',
  500: 'InternalError',
  503: 'ServerBusy',
};

/** A refusal as the service gives it: that of a transaction's guard comes inside of an answer that says 202. */
function errorAnswer(call: Call, status: number, headers: Record<string, string>): Answer {
  const error = JSON.stringify({
    'odata.error': { code: codes[status], message: { lang: 'en-US', value: '0:told to' } },
  });
  const isGuard = status === 404 || status === 409 || status === 412;
  if (call.kind !== 'transaction' || !isGuard) {
    return { status, headers: { 'content-type': 'application/json', ...headers }, body: Buffer.from(error) };
  }
  const lines = [
    '--batchresponse_1',
    'Content-Type: multipart/mixed; boundary=changesetresponse_1',
    '',
    '--changesetresponse_1',
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    '',
    `HTTP/1.1 ${status} Refused`,
    'Content-Type: application/json;odata=minimalmetadata;charset=utf-8',
    '',
    error,
    '--changesetresponse_1--',
    '--batchresponse_1--',
  ];
  return {
    status: 202,
    headers: { 'content-type': 'multipart/mixed; boundary=batchresponse_1', ...headers },
    body: Buffer.from(lines.join('\r\n')),
  };
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
