import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import type { Request, Response } from 'restify';
import { instruments } from '../telemetry/instruments.ts';
import { begunAt, inSpan } from '../telemetry/traces.ts';

/** Answers a request; throws nothing. */
export type Handler = (request: Request, response: Response) => Promise<void>;

/**
 * Answers inside a span of its own, which goes on from the caller's if the caller names one. A request is told by the
 * pattern of its route, never by its address, which holds ids and what people look for.
 */
export function traced(route: string, work: Handler): Handler {
  return async (request, response) => {
    const startedAt = performance.now();
    const about = { 'http.request.method': request.method ?? '', 'http.route': route };
    const from = begunAt(request.headers.traceparent, true);
    const name = `${about['http.request.method']} ${route}`;
    await inSpan(name, { kind: SpanKind.SERVER, attributes: about, from }, async (span) => {
      await work(request, response);
      span.setAttribute('http.response.status_code', response.statusCode);
      if (response.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    });
    const status = { 'http.response.status_code': response.statusCode };
    instruments.requestDuration().record((performance.now() - startedAt) / 1000, { ...about, ...status });
  };
}
