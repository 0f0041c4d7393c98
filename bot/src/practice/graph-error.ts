import { randomUUID } from 'node:crypto';
import type { Answer } from './requests.ts';

/** What Graph says of something that it does not have. */
export function notFound(what: string): Answer {
  return graphError(
    404,
    'Request_ResourceNotFound',
    `Resource '${what}' does not exist or one of its queried reference-property objects are not present.`,
  );
}

/** An error body in Graph's shape. */
export function graphError(status: number, code: string, message: string): Answer {
  const id = randomUUID();
  const date = new Date().toISOString().slice(0, 19);
  return {
    status,
    body: { error: { code, message, innerError: { date, 'request-id': id, 'client-request-id': id } } },
  };
}
