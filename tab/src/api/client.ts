import { ApiError, problemOf } from './problem.ts';
import { postFile, type Upload } from './upload.ts';

/** Gives the caller's access token; `isFresh` asks for a new one, since the old one was refused. */
export type GetToken = (isFresh: boolean) => Promise<string>;

/** An answer and the moment, by the server's clock, at which it was last known to hold. */
export type Confirmed<T> = { body: T; confirmedAt: string };

export type Api = {
  /** Reads a resource. One that didn't change since gives the very same object again. */
  get: <T>(path: string) => Promise<Confirmed<T>>;
  /** Writes; `version` is sent as If-Match. */
  post: <T>(path: string, body: unknown, version?: number) => Promise<T>;
  /** Puts a resource in its place; `version` as for `post`. */
  put: <T>(path: string, body: unknown, version?: number) => Promise<T>;
  /** Takes a resource away. */
  remove: (path: string, version: number) => Promise<void>;
  /** Reads a file, with the name that the server gives it. */
  download: (path: string, how: Download) => Promise<{ file: Blob; name: string }>;
  /** Posts a file as it is. */
  upload: <T>(path: string, file: Blob, how: Upload) => Promise<T>;
};

/** `body`: what is posted to get the file, where it takes more than an address. `onBytes` hears how much is here so far. */
export type Download = { body?: unknown; signal: AbortSignal; onBytes: (bytes: number) => void };

export type ApiOptions = {
  getToken: GetToken;
  /** The reader's, just now. */
  locale: () => string;
  fetch?: typeof globalThis.fetch;
  now?: () => Date;
};

/** Answers kept for their ETags; the least recently used go first. */
const keptAnswers = 200;
/** So long after a change of one's own, in milliseconds, nothing is shown that may be from before it. */
const mindfulInMs = 2_000;

/**
 * Speaks to the server's API: bearer token, renewed once when refused, and conditional reads.
 *
 * @throws {ApiError} when the server refuses; `TypeError` when it can't be reached
 */
export function createApi({ getToken, locale, fetch = globalThis.fetch, now = () => new Date() }: ApiOptions): Api {
  const kept = new Map<string, { etag: string; body: unknown }>();
  let wroteAt = Number.NEGATIVE_INFINITY;

  async function send(path: string, init: RequestInit & { headers: Record<string, string> }): Promise<Response> {
    // The ETags are kept here; the browser's own cache would hide the 304 and could outlive a change of person.
    return signedIn((own) => fetch(path, { ...init, cache: 'no-store', headers: { ...own, ...init.headers } }));
  }

  /** Makes a request with the headers that each has; once more with a new token if the old one was refused. */
  async function signedIn(request: (headers: Record<string, string>) => Promise<Response>): Promise<Response> {
    const attempt = async (isFresh: boolean) =>
      request({
        Accept: 'application/json',
        'Accept-Language': locale(),
        Authorization: `Bearer ${await getToken(isFresh)}`,
      });
    const first = await attempt(false);
    return first.status === 401 ? attempt(true) : first;
  }

  const confirmedAt = (response: Response) => {
    const date = Date.parse(response.headers.get('Date') ?? '');
    return new Date(Number.isNaN(date) ? now() : date).toISOString();
  };

  async function get<T>(path: string): Promise<Confirmed<T>> {
    const held = kept.get(path);
    const response = await send(path, { method: 'GET', headers: held ? lookingAgain(held.etag) : {} });
    if (response.status === 304 && held) {
      kept.delete(path);
      kept.set(path, held);
      return { body: held.body as T, confirmedAt: confirmedAt(response) };
    }
    const body = await read(response);
    const etag = response.headers.get('ETag');
    if (etag) {
      kept.delete(path);
      kept.set(path, { etag, body });
      const oldest = kept.keys().next();
      if (kept.size > keptAnswers && !oldest.done) kept.delete(oldest.value);
    }
    return { body: body as T, confirmedAt: confirmedAt(response) };
  }

  /** Whoever looks again and again may share an answer with others who do, unless they have just changed something. */
  function lookingAgain(etag: string): Record<string, string> {
    const isMindful = now().getTime() - wroteAt < mindfulInMs;
    return { 'If-None-Match': etag, ...(!isMindful && { 'Cache-Control': 'max-age=1' }) };
  }

  async function write<T>(method: string, path: string, body: unknown, version?: number): Promise<T> {
    const headers = {
      'Content-Type': 'application/json',
      ...(version !== undefined && { 'If-Match': `"${version}"` }),
    };
    const response = await send(path, { method, headers, body: JSON.stringify(body) });
    wroteAt = now().getTime();
    return (await read(response)) as T;
  }
  const post: Api['post'] = (path, body, version) => write('POST', path, body, version);
  const put: Api['put'] = (path, body, version) => write('PUT', path, body, version);
  const remove: Api['remove'] = (path, version) => write('DELETE', path, undefined, version);

  async function download(path: string, { body, signal, onBytes }: Download): Promise<{ file: Blob; name: string }> {
    const asked =
      body === undefined
        ? { method: 'GET', headers: { Accept: '*/*' } }
        : {
            method: 'POST',
            headers: { Accept: '*/*', 'Content-Type': 'application/json' },
            body: JSON.stringify(body),
          };
    const response = await send(path, { ...asked, signal });
    if (!response.ok) await read(response);
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    let bytes = 0;
    for (const reader = response.body?.getReader(); reader; ) {
      const { value } = await reader.read();
      if (!value) break;
      pieces.push(value);
      bytes += value.length;
      onBytes(bytes);
    }
    const name = fileNameIn(response.headers.get('Content-Disposition') ?? '');
    return { file: new Blob(pieces, { type: response.headers.get('Content-Type') ?? '' }), name };
  }

  async function upload<T>(path: string, file: Blob, how: Upload): Promise<T> {
    const response = await signedIn((headers) => postFile(path, file, headers, how));
    wroteAt = now().getTime();
    return (await read(response)) as T;
  }

  return { get, post, put, remove, download, upload };
}

/** The name that an answer gives its file: as it is, or encoded (RFC 8187). */
function fileNameIn(disposition: string): string {
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1];
  return encoded === undefined ? (/filename="([^"]+)"/.exec(disposition)?.[1] ?? '') : decodeURIComponent(encoded);
}

async function read(response: Response): Promise<unknown> {
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new ApiError(problemOf(response.status, body), body, response.headers.get('Retry-After'));
  return body;
}
