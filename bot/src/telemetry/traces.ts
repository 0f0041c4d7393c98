import { randomUUID } from 'node:crypto';
import {
  type Attributes,
  type Context,
  context,
  isSpanContextValid,
  ROOT_CONTEXT,
  type Span,
  type SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { Refusal } from '../domain/errors.ts';

// Ids follow a request also where nothing is exported: logs and problem documents carry them.
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());

const tracer = trace.getTracer('sightline');

/** What a span says of itself: fixed words, codes, counts and ids, never anything that a person wrote or is called. */
export type SpanAbout = {
  kind?: SpanKind;
  attributes?: Attributes;
  /** Where it goes on from; without it, from whatever goes on now. */
  from?: Context;
};

/**
 * Does some work inside a span. An error is told by its code or class alone, since messages may hold what people wrote;
 * a refusal is an answer and no failure.
 */
export async function inSpan<T>(name: string, about: SpanAbout, work: (span: Span) => Promise<T>): Promise<T> {
  const { from = context.active(), ...options } = about;
  const span = withIds(tracer.startSpan(name, options, from));
  try {
    return await context.with(trace.setSpan(from, span), work, undefined, span);
  } catch (error) {
    span.setAttribute('error.type', codeOf(error));
    if (!(error instanceof Refusal)) span.setStatus({ code: SpanStatusCode.ERROR });
    throw error;
  } finally {
    span.end();
  }
}

/** Nothing that is exported has ids of its own: one that begins a trace gets them here, those below it inherit them. */
function withIds(span: Span): Span {
  if (isSpanContextValid(span.spanContext())) return span;
  return trace.wrapSpanContext({ traceId: hex(), spanId: hex().slice(0, 16), traceFlags: TraceFlags.NONE });
}

/** 32 hex digits; Node keeps a store of these, so that one costs next to nothing. */
function hex(): string {
  return randomUUID().replaceAll('-', '');
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code.slice(0, 80) : error.name;
}

/** The id of the trace that goes on now: 32 hex digits, or null outside of any. */
export function traceId(): string | null {
  return trace.getSpanContext(context.active())?.traceId ?? null;
}

/** Where the trace stands now, as W3C Trace Context writes it (w3.org/TR/trace-context), or null outside of any. */
export function traceparent(): string | null {
  const now = trace.getSpanContext(context.active());
  return now ? `00-${now.traceId}-${now.spanId}-0${now.traceFlags & TraceFlags.SAMPLED}` : null;
}

/**
 * Where a `traceparent` says that something began; the beginning of a trace for anything that is none.
 * `isRemote`: it comes from outside and is believed in its ids alone, not in what is to be recorded.
 */
export function begunAt(text: unknown, isRemote: boolean): Context {
  const [, traceIdOf = '', spanId = '', flags = ''] =
    (typeof text === 'string' && /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(text)) || [];
  const begun = { traceId: traceIdOf, spanId, traceFlags: Number.parseInt(flags, 16) & TraceFlags.SAMPLED, isRemote };
  return isSpanContextValid(begun) ? trace.setSpanContext(ROOT_CONTEXT, begun) : ROOT_CONTEXT;
}
