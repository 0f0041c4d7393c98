import { Refusal, type RefusalKind } from '../domain/errors.ts';
import { refusalSentence, wordsFor } from '../domain/words/words.ts';
import type { Problem } from './contract.ts';

/** What each sort of "no" is in HTTP. */
const statusOf: Record<RefusalKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  stale: 412,
  'too-slow': 408,
  'too-large': 413,
  unversioned: 428,
  'too-many': 429,
  unavailable: 503,
};

const titles: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  409: 'Conflict',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  428: 'Precondition Required',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** The problem document (RFC 9457) of an error; anything that is not a refusal says nothing of itself. */
export function problemOf(error: unknown, locale: string): Problem {
  const refusal = error instanceof Refusal ? error : null;
  const status = refusal ? (refusal.code === 'request.method' ? 405 : statusOf[refusal.kind]) : 500;
  return {
    type: 'about:blank',
    title: titles[status] ?? 'Error',
    status,
    detail: refusal ? refusalSentence(refusal, locale) : wordsFor(locale).refusals.internal({}, locale),
    code: refusal?.code ?? 'internal',
  };
}
