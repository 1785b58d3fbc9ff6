import { AsyncLocalStorage } from 'node:async_hooks';
import type { ErrorCode } from '../../error-codes.ts';
import type { Logger } from '../../observability/logger.ts';
import type { RequestRecord } from '../../observability/request-record.ts';
import type { StreamObserver } from '../../observability/telemetry.ts';
import type { StreamEndReason, StreamTransport } from './stream-connection.ts';

export interface StreamObservers {
  readonly log: Logger;
  readonly observer: StreamObserver | undefined;
}

export interface StreamObservation {
  opened(): void;
  /** Counts the errors of the results since the last call. A stream may send errors for days. */
  collectErrors(): void;
  ended(reason: StreamEndReason): void;
}

/** Logs one line when a stream opens and one when it ends, and counts both. */
export function observeStream(
  record: RequestRecord,
  transport: StreamTransport,
  { log, observer }: StreamObservers,
): StreamObservation {
  const startedAtMs = performance.now();
  const { requestId } = record;
  const sentCodes = new Set<ErrorCode>();
  const ms = () => Math.round(performance.now() - startedAtMs);

  function collectErrors(): void {
    const { errorCodes, limitsHit } = record;
    if (errorCodes.length === 0) return;
    record.errorCodes = [];
    record.limitsHit = [];
    observer?.errorsSent({ errorCodes, limitsHit });
    for (const code of errorCodes) sentCodes.add(code);
  }

  return {
    opened() {
      observer?.streamOpened(transport);
      const { operationName } = record;
      log.info({ event: 'subscription-opened', requestId, transport, operationName, ms: ms() });
    },
    collectErrors,
    // The line has the ids of the request's span, although a timer or another request may end the stream.
    ended: AsyncLocalStorage.bind((reason: StreamEndReason) => {
      collectErrors();
      observer?.streamEnded(transport, reason);
      const errorCodes = sentCodes.size > 0 ? [...sentCodes] : undefined;
      log.info({ event: 'subscription-ended', requestId, transport, reason, errorCodes, ms: ms() });
    }),
  };
}
