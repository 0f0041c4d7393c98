import type { RefusalCode } from './words/en.ts';

/** What sort of "no" a refusal is; each edge maps it to its own answer (the HTTP edge to a status). */
export type RefusalKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'stale'
  | 'unversioned'
  | 'too-large'
  | 'too-slow'
  | 'too-many'
  | 'unavailable';

/** Values that the sentence of a refusal needs, already formatted or plain. */
export type RefusalParams = Record<string, string | number>;

/**
 * An expected "no", safe to show to the person who caused it.
 * The sentence itself stands in the message catalogue under `code`; codes are stable and are what tests and telemetry use.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly kind: RefusalKind;
  readonly code: RefusalCode;
  readonly params: RefusalParams;

  constructor(kind: RefusalKind, code: RefusalCode, params: RefusalParams = {}) {
    super(code);
    this.kind = kind;
    this.code = code;
    this.params = params;
  }
}
