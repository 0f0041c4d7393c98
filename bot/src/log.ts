import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from './config.ts';

export type Log = Logger;

/**
 * Structured logs: a constant message, ids beside it. `info`: a person was refused; `warn`: something outside failed and
 * we coped; `error`: our own mistake. Bodies, tokens and people's words are never logged. They go to standard output, or `to`.
 */
export function createLog(config: Pick<Config, 'logLevel'>, to: DestinationStream = pino.destination(1)): Log {
  return pino({ level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime }, to);
}
