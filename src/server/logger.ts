import { type DestinationStream, type LoggerOptions, type Logger as PinoLogger, pino } from 'pino';
import type { LogLevel } from '../config.ts';

export type Logger = Pick<PinoLogger, 'debug' | 'info' | 'warn' | 'error'>;

/** Characters. Whoever should read the log and does not must not bring the gateway down. */
const MAX_UNREAD = 16 * 1024 ** 2;

/** JSON lines on standard output. Callers pass only what they list: never variables, bodies, headers or whole errors. */
export function createLogger(level: LogLevel, destination?: DestinationStream): Logger {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  return destination ? pino(options, destination) : logTo({ fd: 1, maxUnread: MAX_UNREAD }, options);
}

/** Lines beyond `maxUnread` are dropped, and counted in a line of their own when there is room again. */
export function logTo(
  { fd, maxUnread }: { readonly fd: number; readonly maxUnread: number },
  options: LoggerOptions = {},
): Logger {
  const stream = pino.destination({ dest: fd, sync: false, maxLength: maxUnread });
  const log = pino(options, stream);
  let dropped = 0;
  stream.on('drop', () => {
    dropped += 1;
  });
  stream.on('drain', () => {
    if (dropped === 0) return;
    log.warn({ event: 'log-lines-dropped', count: dropped }, 'nobody read the log');
    dropped = 0;
  });
  return log;
}
