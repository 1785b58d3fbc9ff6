import { type DestinationStream, type LoggerOptions, type Logger as PinoLogger, pino } from 'pino';
import type { Config } from '../config/config.ts';
import { activeSpan } from './active-span.ts';

export type Logger = Pick<PinoLogger, 'debug' | 'info' | 'warn' | 'error'>;

/** In characters. A log that is not read must not exhaust the memory. */
const MAX_BUFFERED = 16 * 1024 ** 2;
/** In characters. A longer batch of lines is written at once. */
const MAX_BATCH = 16_384;

const NO_IDS = {};

export interface OpenLog {
  readonly log: Logger;
  /** Waits until all lines are written, for at most `maxMs`. Later lines are dropped. */
  close(maxMs: number): Promise<void>;
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
  return logTo({ fd: 1, maxBuffered: MAX_BUFFERED }, createOptions(level));
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

/**
 * Drops lines beyond `maxBuffered`, and logs how many when there is room again. Lines that cannot be written, such as on
 * a full disk, are retried with the next line.
 */
export function logTo(
  { fd, maxBuffered }: { readonly fd: number; readonly maxBuffered: number },
  options: LoggerOptions = {},
): OpenLog {
  const stream = pino.destination({ dest: fd, sync: false, maxLength: maxBuffered });
  let dropped = 0;
  let isClosed = false;
  let isWritten = true;
  let pending = '';
  // One write for all lines of a turn of the event loop.
  const writePending = () => {
    const lines = pending;
    pending = '';
    if (lines !== '' && !isClosed) stream.write(lines);
  };
  const log = pino(options, {
    write(line) {
      if (isClosed) return;
      isWritten = false;
      if (pending === '') setImmediate(writePending);
      pending += line;
      if (pending.length > MAX_BATCH) writePending();
    },
  });
  // Pino flushes when the process exits, and would wait forever for a full disk.
  stream.flushSync = () => undefined;
  stream.on('error', () => undefined);
  stream.on('drop', (lines: string) => {
    dropped += lines.split('\n').length - 1;
  });
  stream.on('drain', () => {
    isWritten = pending === '';
    if (dropped === 0) return;
    log.warn({ event: 'log-lines-dropped', count: dropped }, 'standard output was not read');
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
