import type { Problem } from '../../../bot/src/http/contract.ts';

/** The server said no, and why: its problem document (RFC 9457). */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly problem: Problem;
  /** The whole document; some problems carry more than the standard fields. */
  readonly body: unknown;
  /** For how many milliseconds the server wants to be left alone; 0 where it doesn't say. */
  readonly waitMs: number;

  constructor(problem: Problem, body: unknown, retryAfter: string | null = null) {
    super(problem.code);
    this.problem = problem;
    this.body = body;
    this.waitMs = /^\d+$/.test(retryAfter ?? '') ? Number(retryAfter) * 1_000 : 0;
  }
}

/**
 * What stands in the way, as far as a screen has to tell it apart. `detail` is the server's own sentence. `reference`: what to
 * quote to whoever runs the server, where it is their matter.
 */
export type Trouble = {
  kind: 'offline' | 'expired' | 'forbidden' | 'missing' | 'starting' | 'busy' | 'refused' | 'failed';
  code: string;
  detail: string | null;
  reference?: string;
};

const kinds: Record<number, Trouble['kind']> = {
  400: 'refused',
  401: 'expired',
  403: 'forbidden',
  404: 'missing',
  408: 'refused',
  409: 'refused',
  412: 'refused',
  413: 'refused',
  422: 'refused',
  429: 'busy',
  503: 'starting',
};

/** Names what went wrong. A request that got no answer at all is `offline`. */
export function troubleOf(error: unknown): Trouble {
  if (!(error instanceof ApiError)) {
    return error instanceof TypeError
      ? { kind: 'offline', code: 'network', detail: null }
      : { kind: 'failed', code: 'unknown', detail: null };
  }
  const { status, code, detail, traceId } = error.problem;
  const kind = kinds[status] ?? 'failed';
  return { kind, code, detail: detail || null, ...(kind === 'failed' && traceId && { reference: traceId }) };
}

/** Reads an error's answer; one that is not a problem document becomes one. */
export function problemOf(status: number, body: unknown): Problem {
  const given: Partial<Record<keyof Problem, unknown>> = typeof body === 'object' && body !== null ? body : {};
  return {
    type: text(given.type) ?? 'about:blank',
    title: text(given.title) ?? '',
    status,
    detail: text(given.detail) ?? '',
    code: text(given.code) ?? `http.${status}`,
    traceId: text(given.traceId) ?? undefined,
  };
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
