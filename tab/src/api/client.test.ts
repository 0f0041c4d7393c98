import { describe, expect, it } from 'vitest';
import { createApi } from './client.ts';
import { ApiError, troubleOf } from './problem.ts';

type Seen = { path: string; headers: Record<string, string> };

/** A server that gives these answers, one a request, and remembers what it was asked. */
function server(...answers: Response[]) {
  const seen: Seen[] = [];
  const fetch = (async (path: string, init: RequestInit) => {
    seen.push({ path, headers: init.headers as Record<string, string> });
    const answer = answers.shift();
    if (!answer) throw new TypeError('unreachable');
    return answer;
  }) as typeof globalThis.fetch;
  return { seen, fetch };
}

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers });
const unchanged = (headers: Record<string, string> = {}) => new Response(null, { status: 304, headers });
const api = (fetch: typeof globalThis.fetch, tokens: boolean[] = []) =>
  createApi({
    fetch,
    locale: () => 'en-GB',
    getToken: async (isFresh) => {
      tokens.push(isFresh);
      return isFresh ? 'new' : 'old';
    },
    now: () => new Date('2026-11-24T09:00:00Z'),
  });

describe('reading', () => {
  it('gives the very same object again when nothing changed, confirmed anew', async () => {
    const date = 'Tue, 24 Nov 2026 09:41:00 GMT';
    const { fetch, seen } = server(json({ version: 'a' }, 200, { ETag: '"a"' }), unchanged({ Date: date }));
    const { get } = api(fetch);

    const first = await get('/api/register');
    const second = await get('/api/register');

    expect(second.body).toBe(first.body);
    expect(second.confirmedAt).toBe('2026-11-24T09:41:00.000Z');
    expect(seen.map(({ headers }) => headers['If-None-Match'])).toEqual([undefined, '"a"']);
  });

  it('takes the new answer and its new ETag when something changed', async () => {
    const { fetch, seen } = server(
      json({ version: 'a' }, 200, { ETag: '"a"' }),
      json({ version: 'b' }, 200, { ETag: '"b"' }),
      unchanged(),
    );
    const { get } = api(fetch);

    await get('/api/register');
    expect((await get('/api/register')).body).toEqual({ version: 'b' });
    expect((await get('/api/register')).body).toEqual({ version: 'b' });
    expect(seen[2]?.headers['If-None-Match']).toBe('"b"');
  });

  it('keeps the answers of different addresses apart', async () => {
    const { fetch, seen } = server(json(1, 200, { ETag: '"1"' }), json(2, 200, { ETag: '"2"' }));
    const { get } = api(fetch);

    await get('/api/register?search=a');
    await get('/api/register?search=b');

    expect(seen[1]?.headers['If-None-Match']).toBeUndefined();
  });
});

describe('looking again', () => {
  const answers = () => Array.from({ length: 3 }, () => json(1, 200, { ETag: '"1"' }));
  const acceptedIn = (seen: Seen[]) => seen.map(({ headers }) => headers['Cache-Control']);

  it('takes what others were just shown, though not at first', async () => {
    const { fetch, seen } = server(...answers());
    const { get } = api(fetch);

    await get('/api/register');
    await get('/api/register');

    expect(acceptedIn(seen)).toEqual([undefined, 'max-age=1']);
  });

  it('takes nothing that may be from before a change of one’s own', async () => {
    const { fetch, seen } = server(...answers());
    const { get, post } = api(fetch);

    await get('/api/register');
    await post('/api/register/a/retire', {}, 7);
    await get('/api/register');

    expect(acceptedIn(seen)).toEqual([undefined, undefined, undefined]);
  });

  it('takes it again a while after that', async () => {
    const { fetch, seen } = server(...answers());
    let at = Date.parse('2026-11-24T09:00:00Z');
    const { get, post } = createApi({
      fetch,
      locale: () => 'en',
      getToken: async () => 'one',
      now: () => new Date(at),
    });

    await get('/api/register');
    await post('/api/register/a/retire', {}, 7);
    at += 2_000;
    await get('/api/register');

    expect(acceptedIn(seen)).toEqual([undefined, undefined, 'max-age=1']);
  });
});

describe('signing', () => {
  it('asks for a fresh token once when the first is refused', async () => {
    const tokens: boolean[] = [];
    const { fetch, seen } = server(json({ code: 'token.expired' }, 401), json({ id: 'x' }));

    expect((await api(fetch, tokens).get('/api/me')).body).toEqual({ id: 'x' });
    expect(tokens).toEqual([false, true]);
    expect(seen[1]?.headers.Authorization).toBe('Bearer new');
  });

  it('gives up when the fresh one is refused too', async () => {
    const { fetch } = server(json({ code: 'token.invalid' }, 401), json({ code: 'token.invalid' }, 401));

    const error: unknown = await api(fetch)
      .get('/api/me')
      .catch((thrown: unknown) => thrown);

    expect(troubleOf(error)).toMatchObject({ kind: 'expired', code: 'token.invalid' });
  });
});

describe('writing', () => {
  it('sends the version it saw as If-Match', async () => {
    const { fetch, seen } = server(json({ ok: true }));
    await api(fetch).post('/api/register/a/retire', { reason: 'done' }, 7);
    expect(seen[0]?.headers['If-Match']).toBe('"7"');
  });

  it('gives the whole problem document of a refusal', async () => {
    const { fetch } = server(json({ code: 'declaration.again', detail: 'Again?', existing: [1] }, 409));

    const error: unknown = await api(fetch)
      .post('/api/register', {})
      .catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(ApiError);
    expect((error as ApiError).problem).toMatchObject({ code: 'declaration.again', status: 409 });
    expect((error as ApiError).body).toMatchObject({ existing: [1] });
  });
});

describe('naming what went wrong', () => {
  it.each([
    [401, 'expired'],
    [403, 'forbidden'],
    [404, 'missing'],
    [409, 'refused'],
    [412, 'refused'],
    [429, 'busy'],
    [503, 'starting'],
    [500, 'failed'],
    [502, 'failed'],
  ])('%i is %s', async (status, kind) => {
    const { fetch } = server(new Response('<html>', { status }), new Response('<html>', { status }));
    const error: unknown = await api(fetch)
      .get('/api/me')
      .catch((thrown: unknown) => thrown);
    expect(troubleOf(error)).toMatchObject({ kind, code: `http.${status}`, detail: null });
  });

  it('a failure on the server’s side has a reference to quote, a refusal needs none', async () => {
    const problem = { code: 'internal', detail: 'It failed.', traceId: '4bf92f3577b34da6a3ce929d0e0e4736' };
    const failedWith = async (status: number) =>
      troubleOf(
        await api(server(json(problem, status), json(problem, status)).fetch)
          .get('/api/me')
          .catch((error: unknown) => error),
      );
    expect(await failedWith(500)).toMatchObject({ kind: 'failed', reference: problem.traceId });
    expect(await failedWith(409)).not.toHaveProperty('reference');
  });

  it('an unreachable server is offline', async () => {
    const error: unknown = await api(server().fetch)
      .get('/api/me')
      .catch((thrown: unknown) => thrown);
    expect(troubleOf(error).kind).toBe('offline');
  });
});

describe('downloading', () => {
  const file = (chunks: (string | Error)[], headers: Record<string, string> = {}) =>
    new Response(
      new ReadableStream<Uint8Array>({
        pull(controller) {
          const chunk = chunks.shift();
          if (chunk === undefined) controller.close();
          else if (typeof chunk === 'string') controller.enqueue(new TextEncoder().encode(chunk));
          else controller.error(chunk);
        },
      }),
      { headers },
    );
  const how = (heard: number[] = []) => ({
    signal: new AbortController().signal,
    onBytes: (bytes: number) => void heard.push(bytes),
  });

  it('gives the file whole, by the name that the server gave it, and tells how far it is', async () => {
    const headers = { 'Content-Disposition': 'attachment; filename="register.csv"', 'Content-Type': 'text/csv' };
    const { fetch } = server(file(['one', 'three'], headers));
    const heard: number[] = [];

    const { file: got, name } = await api(fetch).download('/api/export?format=csv', how(heard));

    expect([await got.text(), got.type, name]).toEqual(['onethree', 'text/csv', 'register.csv']);
    expect(heard).toEqual([3, 8]);
  });

  it('fails when it breaks off, instead of giving half of it', async () => {
    const { fetch } = server(file(['one', new TypeError('network error')]));
    const failing = api(fetch).download('/api/export', how());
    expect(troubleOf(await failing.catch((error: unknown) => error)).kind).toBe('offline');
  });

  it('says why the server refused', async () => {
    const { fetch } = server(json({ code: 'action.forbidden', detail: 'Not you.' }, 403));
    const refused = troubleOf(
      await api(fetch)
        .download('/api/export', how())
        .catch((error: unknown) => error),
    );
    expect(refused).toEqual({ kind: 'forbidden', code: 'action.forbidden', detail: 'Not you.' });
  });
});
