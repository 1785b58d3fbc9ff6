import type { Logger } from './logger.ts';
import type { UpstreamObserver } from './telemetry.ts';

/** Logs why Fin.com gave no usable response. Clients do not see the reason. */
export function createUpstreamLog(log: Logger): UpstreamObserver {
  return {
    attemptFailed: ({ operation, requestId, failure }) =>
      log.warn({ event: 'upstream-no-answer', requestId, operation, reason: failure }),
    circuitChanged({ operation, state, cause }) {
      const line = { event: 'upstream-circuit', operation, state, cause };
      if (state === 'open') log.warn(line);
      else log.info(line);
    },
    tokenRenewed({ kind, result }) {
      if (result !== 'ok') log.warn({ event: 'token-not-renewed', kind, errorCode: result });
    },
  };
}
