import { RestError, type TableClient } from '@azure/data-tables';
import { Refusal } from '../domain/errors.ts';
import { type StoreLimits, usualWaits } from '../waits.ts';

/** How the store is waited for, and who hears that it was in vain. */
export type StoreCare = {
  limits: StoreLimits;
  /** Told of each call that came to nothing since the store is out of reach. Must not throw. */
  onUnavailable: (failure: Unreached) => void;
};

/** A call that came to nothing; `method` is that of HTTP, and `why` what the last try ran into. */
export type Unreached = { service: StoreService; method: string; ms: number; why: unknown };
export type StoreService = 'table' | 'queue' | 'blob';

/** For commands and threads, whose failures are told by whoever runs them. */
export const careInWork: StoreCare = { limits: usualWaits.storeInWork, onUnavailable: () => undefined };

/** What of a request matters here. Of two signals that it may be given, only the platform's own can be joined. */
type Limited = {
  method: string;
  abortSignal?: unknown;
  body?: unknown;
  onUploadProgress?: ((progress: { loadedBytes: number }) => void) | undefined;
};

/** Whether the store was out of reach, so that a call came to nothing or its outcome is not known. */
export function isUnavailable(error: unknown): boolean {
  return error instanceof Refusal && error.code === 'store.unavailable';
}

export function unavailable(why: unknown): Refusal {
  return Object.assign(new Refusal('unavailable', 'store.unavailable'), { cause: why });
}

/**
 * Gives each call of a table's client its limits. The library waits without any for a service that takes a request and does
 * not answer. From then on a call that the store does not answer, in time or at all, throws a {@link Refusal}
 * `store.unavailable`; what it was to write may have been written all the same, or be written yet.
 */
export function limitTable(table: TableClient, care: StoreCare): TableClient {
  table.pipeline.addPolicy(
    {
      name: 'tryLimit',
      // The library's own policy tries again after this code, as after a connection that ended.
      sendRequest(request, next) {
        const { tryMs } = care.limits;
        const late = () => new RestError(`No answer in ${tryMs} ms`, { code: 'ETIMEDOUT' });
        return within(tryMs, request, () => next(request), late);
      },
    },
    { afterPhase: 'Sign' },
  );
  // In no phase: around all tries, and around what makes an error of an answer.
  table.pipeline.addPolicy({
    name: 'callLimit',
    sendRequest: (request, next) => reaching('table', care, request, () => next(request)),
  });
  return table;
}

/** Makes a call of a service within its limit. @throws {Refusal} `store.unavailable` when the service can't be reached */
export async function reaching<R extends { status: number }>(
  service: StoreService,
  { limits: { callMs }, onUnavailable }: StoreCare,
  request: Limited,
  send: () => Promise<R>,
): Promise<R> {
  const startedAt = performance.now();
  const failed = (why: unknown) => {
    onUnavailable({ service, method: request.method, ms: Math.round(performance.now() - startedAt), why });
    return unavailable(why);
  };
  let response: R;
  try {
    response = await within(callMs, request, send, () => new TooLate(`Nothing heard for ${callMs} ms`));
  } catch (error) {
    throw isOutOfReach(error) ? failed(error) : error;
  }
  if (saysUnavailable(response.status)) throw failed(new Error(`The service answered ${response.status}`));
  return response;
}

class TooLate extends Error {
  override readonly name = 'TooLate';
}

/** What ends up here was tried again before. A refusal of the service for any other reason is an answer. */
function isOutOfReach(error: unknown): boolean {
  if (error instanceof TooLate) return true;
  if (!(error instanceof Error) || error.name !== 'RestError') return false;
  const { statusCode, code } = error as RestError;
  return statusCode === undefined ? code !== undefined && code !== 'PARSE_ERROR' : saysUnavailable(statusCode);
}

/** Busy, too slow, or broken for the moment: learn.microsoft.com/rest/api/storageservices/common-rest-api-error-codes */
function saysUnavailable(status: number): boolean {
  return status === 408 || status === 429 || status === 500 || status >= 502;
}

/** For a process that was held up to read what has come meanwhile. */
const heldUpMs = 20;

async function within<R>(ms: number, request: Limited, send: () => Promise<R>, late: () => Error): Promise<R> {
  const outer = request.abortSignal;
  const limit = new AbortController();
  const tooLate = Promise.withResolvers<never>();
  const giveUp = () => {
    tooLate.reject(late());
    limit.abort();
  };
  // A process that was itself held up hears first of its timers: what has been answered meanwhile is read before that counts.
  let ending: NodeJS.Timeout | undefined;
  const timer = setTimeout(() => {
    ending = setTimeout(giveUp, heldUpMs);
  }, ms);
  request.abortSignal = outer instanceof AbortSignal ? AbortSignal.any([outer, limit.signal]) : limit.signal;
  // What is sent piece by piece is a document: it may last as long as it moves.
  if (typeof request.body === 'function') {
    request.onUploadProgress = () => {
      clearTimeout(ending);
      timer.refresh();
    };
  }
  try {
    // Not everything that is awaited on the way hears the signal, such as whoever gives tokens.
    return await Promise.race([send(), tooLate.promise]);
  } finally {
    clearTimeout(timer);
    clearTimeout(ending);
    request.abortSignal = outer;
  }
}
