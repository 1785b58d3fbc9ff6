import { type DestinationStream, type LoggerOptions, type Logger as PinoLogger, pino } from 'pino';
import type { Config } from '../config/config.ts';
import { activeSpan } from './active-span.ts';
import { LineStream } from './line-stream.ts';

export type Logger = Pick<PinoLogger, 'debug' | 'info' | 'warn' | 'error'>;

/** In bytes. */
export const MAX_BUFFERED = 16 * 1024 ** 2;

const NO_IDS = {};

export interface OpenLog {
  readonly log: Logger;
  /** Standard output. */
  readonly stream: LineStream;
}

/** Logs JSON lines. Callers pass explicit members only: never variables, bodies, headers or whole errors. */
export function createLogger(level: Config['logLevel'], destination?: DestinationStream): Logger {
  return destination ? pino(createOptions(level), destination) : openLog(level).log;
}

/** Logs to standard output. */
export function openLog(level: Config['logLevel']): OpenLog {
  // Accessing this stream makes a pipe non-blocking. Otherwise a reader that hangs would block a thread forever, and
  // with it the end of the process.
  process.stdout.on('error', () => undefined);
  const stream = new LineStream({ target: 1, maxBuffered: MAX_BUFFERED });
  return { log: logTo(stream, level), stream };
}

/** Logs how many lines the stream has dropped when there is room again. */
export function logTo(stream: LineStream, level: Config['logLevel']): Logger {
  const log = createLogger(
    level,
    stream.createWriter({
      onRoom: (count) => log.warn({ event: 'log-lines-dropped', count }, 'standard output was not read'),
    }),
  );
  return log;
}

function createOptions(level: Config['logLevel']): LoggerOptions {
  return {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: () => activeSpan.getStore()?.ids ?? NO_IDS,
    mixinMergeStrategy: (line, ids) => (ids === NO_IDS ? line : { ...line, ...ids }),
  };
}
