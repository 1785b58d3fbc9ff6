import type { Config } from '../config/config.ts';
import type { LineStream } from '../observability/line-stream.ts';
import type { Logger, OpenLog } from '../observability/logger.ts';

export type StopReason = NodeJS.Signals | 'exception';

/** Added to the time limits of a token and a REST call, so that running mutations can finish. */
const SHUTDOWN_GRACE_MS = 5_000;
/** A full disk, or a pipe that is not read, must not keep the process alive. */
const LOG_FLUSH_MS = 1_000;

export type Exit = (code: number) => Promise<void>;

/** Returns a function that exits when the lines are written, or after a while. */
export function createExit({ log, stream }: OpenLog, auditStream: LineStream): Exit {
  return async (code) => {
    if (auditStream !== stream && !(await auditStream.close(LOG_FLUSH_MS))) {
      log.error({ event: 'audit-incomplete' });
    }
    await stream.close(LOG_FLUSH_MS);
    process.exit(code);
  };
}

/** Closes the gateway and exits. A second signal exits at once. */
export function createStop(
  gateway: { close(delayMs: number): Promise<void> },
  { shutdownDelayMs, finTimeoutMs }: Config,
  log: Logger,
  exit: Exit,
): (reason: StopReason) => Promise<void> {
  let isStopping = false;
  return async (reason) => {
    const isClean = reason !== 'exception';
    if (isStopping) {
      if (isClean) process.exit(1);
      return;
    }
    isStopping = true;
    log.info({ event: 'stopping', signal: reason });
    // Ctrl-C does not wait for load balancers.
    const delayMs = reason === 'SIGINT' ? 0 : shutdownDelayMs;
    setTimeout(
      () => {
        log.error({ event: 'stopped', clean: false });
        void exit(1);
      },
      delayMs + 2 * finTimeoutMs + SHUTDOWN_GRACE_MS,
    );
    await gateway.close(delayMs);
    log.info({ event: 'stopped', clean: isClean });
    await exit(isClean ? 0 : 1);
  };
}
