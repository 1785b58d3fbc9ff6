import { describeError } from '../observability/log-error.ts';
import type { Logger } from '../observability/logger.ts';

/**
 * What nobody handled. A rejected promise left nothing half done that others rely on, so that the process goes on: one
 * request must not stop a replica. After an exception nobody knows what was left half done, so that the process ends.
 *
 * @param end is called after each exception
 */
export function watchProcess(log: Logger, end: () => void): void {
  process.on('unhandledRejection', (reason) => {
    log.error({ event: 'unhandled-rejection', ...describeError(reason) }, 'fault of the gateway: it goes on');
  });
  process.on('uncaughtException', (error) => {
    log.error({ event: 'uncaught-exception', ...describeError(error) }, 'fault of the gateway: it stops');
    end();
  });
}
