import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from './config.ts';
import { traceId } from './telemetry/traces.ts';

export type Log = Logger;

/**
 * Structured logs: a constant message, ids beside it. `info`: a person was refused; `warn`: something outside failed and
 * we coped; `error`: our own mistake; `debug`: what went well. Bodies, tokens and people's words are never logged.
 * Each line carries the id of the trace that it belongs to. They go to standard output, or `to`.
 */
export function createLog(config: Pick<Config, 'logLevel'>, to: DestinationStream = pino.destination(1)): Log {
  return pino(
    {
      level: config.logLevel,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      mixin() {
        const id = traceId();
        return id === null ? {} : { traceId: id };
      },
    },
    to,
  );
}
