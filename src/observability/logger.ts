import { type DestinationStream, type LoggerOptions, type Logger as PinoLogger, pino } from 'pino';
import type { Config } from '../config/config.ts';

export type Logger = Pick<PinoLogger, 'debug' | 'info' | 'warn' | 'error'>;

/** Characters. Whoever should read the log and does not must not bring the gateway down. */
const MAX_UNREAD = 16 * 1024 ** 2;

export interface OpenLog {
  readonly log: Logger;
  /** Waits until everything is written, but not longer than that. Lines that come later are dropped. */
  close(maxMs: number): Promise<void>;
}

/** JSON lines. Callers pass only what they list: never variables, bodies, headers or whole errors. */
export function createLogger(level: Config['logLevel'], destination?: DestinationStream): Logger {
  return destination ? pino(optionsFor(level), destination) : openLog(level).log;
}

/** The log on standard output. */
export function openLog(level: Config['logLevel']): OpenLog {
  // Node makes a pipe non-blocking when it opens this stream. Otherwise a reader that is stuck would block a thread for
  // ever, and with it the end of the process.
  process.stdout.on('error', () => undefined);
  return logTo({ fd: 1, maxUnread: MAX_UNREAD }, optionsFor(level));
}

function optionsFor(level: Config['logLevel']): LoggerOptions {
  return { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
}

/**
 * Lines beyond `maxUnread` are dropped, and counted in a line of their own when there is room again. Lines that cannot be
 * written, as when the disk is full, are tried again with the next line.
 */
export function logTo(
  { fd, maxUnread }: { readonly fd: number; readonly maxUnread: number },
  options: LoggerOptions = {},
): OpenLog {
  const stream = pino.destination({ dest: fd, sync: false, maxLength: maxUnread });
  let dropped = 0;
  let isClosed: boolean = false;
  let isWritten: boolean = true;
  const log = pino(options, {
    write(line) {
      if (isClosed) return;
      isWritten = false;
      stream.write(line);
    },
  });
  // Pino flushes at the end of the process, and would wait for ever for a full disk.
  stream.flushSync = () => undefined;
  stream.on('error', () => undefined);
  stream.on('drop', () => {
    dropped += 1;
  });
  stream.on('drain', () => {
    isWritten = true;
    if (dropped === 0) return;
    log.warn({ event: 'log-lines-dropped', count: dropped }, 'nobody read the log');
    dropped = 0;
  });
  return {
    log,
    async close(maxMs) {
      const settled = Promise.withResolvers<void>();
      const timer = setTimeout(settled.resolve, maxMs);
      stream.on('drain', () => {
        if (isWritten) settled.resolve();
      });
      if (isWritten) settled.resolve();
      await settled.promise;
      clearTimeout(timer);
      isClosed = true;
      stream.destroy();
    },
  };
}
