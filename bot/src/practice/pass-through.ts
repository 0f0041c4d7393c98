import { type IncomingMessage, request as openRequest, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** What was answered to a request that was passed on. */
export type Given = { status: number; contentType: string; body: string };

const mostBytes = 1024 * 1024;

/** Reads a body of at most 1 MiB. @throws {RangeError} when it is larger */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length;
    if (bytes > mostBytes) throw new RangeError('The body is too large');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Passes a request, whose body is not read yet, on to another port of this machine, and its answer back. */
export function pass(request: IncomingMessage, response: ServerResponse, port: number): Promise<void> {
  const { method, url, headers } = request;
  return new Promise((resolve, reject) => {
    const onward = openRequest({ host: '127.0.0.1', port, method, path: url, headers }, (given) => {
      response.writeHead(given.statusCode ?? 502, given.headers);
      given.pipe(response).once('finish', resolve).once('error', reject);
    });
    onward.once('error', reject);
    request.pipe(onward);
  });
}

/** Passes on a request whose body is read already. */
export async function passWithBody(
  { method, url, headers }: IncomingMessage,
  body: string,
  port: number,
): Promise<Given> {
  const given = await fetch(`http://127.0.0.1:${port}${url}`, {
    method: method ?? 'POST',
    headers: { 'Content-Type': headers['content-type'] ?? 'application/json' },
    body,
  });
  const contentType = given.headers.get('content-type') ?? 'text/plain';
  return { status: given.status, contentType, body: await given.text() };
}

/** Passes a WebSocket on, both ways. */
export function passUpgrade({ method, url, headers }: IncomingMessage, socket: Duplex, port: number): void {
  const onward = openRequest({ host: '127.0.0.1', port, method, path: url, headers });
  onward.once('upgrade', ({ statusCode, statusMessage, rawHeaders }, far, head) => {
    const lines = Array.from(
      { length: rawHeaders.length / 2 },
      (_, n) => `${rawHeaders[2 * n]}: ${rawHeaders[2 * n + 1]}`,
    );
    socket.write(`HTTP/1.1 ${statusCode} ${statusMessage}\r\n${lines.join('\r\n')}\r\n\r\n`);
    socket.write(head);
    far.pipe(socket).pipe(far);
    far.once('error', () => socket.destroy());
  });
  onward.once('response', () => socket.destroy());
  onward.once('error', () => socket.destroy());
  socket.once('error', () => onward.destroy());
  onward.end();
}
