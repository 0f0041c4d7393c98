import { Agent, type ClientRequest, request } from 'node:http';
import type { Sent } from './shot.ts';

/** What came back: an answer, or `lost`, which says why there is none. */
export type Answer =
  | { status: number; type: string; retryAfter: string | null; text: string }
  | { lost: 'no answer within 30 seconds' | 'the connection was cut'; reason: string };

const patienceMs = 30_000;

/** Sends requests to a server as they are, with nothing tidied up on the way. */
export function sender(url: string): { send(sent: Sent): Promise<Answer>; close(): void } {
  const agent = new Agent({ keepAlive: true });
  const { hostname, port } = new URL(url);

  function once({ method, path, headers, body }: Sent): Promise<Answer & { wasReused?: boolean }> {
    return new Promise((resolve) => {
      let asked: ClientRequest;
      const lose = (lost: 'no answer within 30 seconds' | 'the connection was cut', reason: string) => {
        clearTimeout(timer);
        resolve({ lost, reason, wasReused: asked.reusedSocket });
        asked.destroy();
      };
      const timer = setTimeout(() => lose('no answer within 30 seconds', ''), patienceMs);
      const length = body === null ? {} : { 'content-length': String(body.length) };
      asked = request({ agent, hostname, port, method, path, headers: { ...headers, ...length } }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', (error) => lose('the connection was cut', String(error)));
        response.on('end', () => {
          clearTimeout(timer);
          resolve({
            status: response.statusCode ?? 0,
            type: response.headers['content-type'] ?? '',
            retryAfter: response.headers['retry-after'] ?? null,
            text: Buffer.concat(chunks).toString('utf8'),
          });
        });
      });
      asked.on('error', (error) => lose('the connection was cut', String(error)));
      asked.end(body ?? undefined);
    });
  }

  return {
    async send(sent) {
      const answer = await once(sent);
      // A server may close a connection that has been idle at the moment at which it is used again.
      const isRace = 'lost' in answer && answer.lost === 'the connection was cut' && answer.wasReused;
      return isRace ? once(sent) : answer;
    },
    close: () => agent.destroy(),
  };
}
