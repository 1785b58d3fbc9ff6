import { describeError } from '../observability/log-error.ts';
import type { Logger } from '../observability/logger.ts';

/**
 * Logs errors that nothing else handles. The process continues after a rejected promise, because one request must not stop
 * a replica. It stops after an exception, because its state may be inconsistent.
 *
 * @param end called after each exception
 */
export function watchProcess(log: Logger, end: () => void): void {
  process.on('unhandledRejection', (reason) => {
    log.error(
      { event: 'unhandled-rejection', ...describeError(reason) },
      'bug in the gateway: unhandled rejection, the process continues',
    );
  });
  process.on('uncaughtException', (error) => {
    log.error(
      { event: 'uncaught-exception', ...describeError(error) },
      'bug in the gateway: uncaught exception, the process stops',
    );
    end();
  });
}
