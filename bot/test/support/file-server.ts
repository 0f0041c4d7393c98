import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A SharePoint of our own on loopback: gives the files that it was given, and can misbehave. */
export type FileServer = {
  url: string;
  /** Requests that came, with their headers. */
  asked: { path: string; headers: IncomingMessage['headers'] }[];
  /** Where a content is; answered by `misbehave` instead, if that is given. */
  serve(content: Buffer, misbehave?: (response: ServerResponse) => void): string;
  close(): Promise<void>;
};

export async function startFileServer(): Promise<FileServer> {
  const held = new Map<string, { content: Buffer; misbehave: ((response: ServerResponse) => void) | undefined }>();
  const asked: FileServer['asked'] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push({ path, headers: request.headers });
    const file = held.get(path);
    if (file?.misbehave) file.misbehave(response);
    else {
      response.statusCode = file ? 200 : 404;
      response.end(file?.content);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let last = 0;
  return {
    url,
    asked,
    serve(content, misbehave) {
      const path = `/download/${++last}?tempauth=secret`;
      held.set(path, { content, misbehave });
      return `${url}${path}`;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
