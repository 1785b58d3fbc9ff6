import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '../../observability/logger.ts';
import { createRequestRecord } from '../../observability/request-record.ts';
import type { Observation, RequestEnd, StartRequest } from '../../observability/telemetry.ts';
import type { HttpExchange } from '../graphql/server-context.ts';
import { isGoodProbe, logRequest, type Path } from './log-request.ts';

interface ExchangeObservers {
  readonly log: Logger;
  /** Undefined: the request is only logged. */
  readonly startRequest: StartRequest | undefined;
}

export interface ObservedExchange {
  readonly exchange: HttpExchange;
  readonly observation: Observation<RequestEnd> | undefined;
}

/** Gives a request an id. Logs and measures it once: when its response has ended, or when a stream has opened. */
export function openExchange(
  req: IncomingMessage,
  res: ServerResponse,
  path: Path,
  { log, startRequest }: ExchangeObservers,
): ObservedExchange {
  const startedAtMs = performance.now();
  const record = createRequestRecord(req.headers['x-request-id']);
  const observation: Observation<RequestEnd> | undefined = startRequest?.(req, record.requestId);
  let isStream: boolean = false;
  let isSent: boolean = false;

  function observeEnd(isAborted: boolean): number {
    const ms = performance.now() - startedAtMs;
    const { operationType, errorCodes, limitsHit } = record;
    const status = res.statusCode;
    observation?.end({
      operationType,
      errorCodes,
      limitsHit,
      aborted: isAborted,
      status,
      seconds: ms / 1000,
    });
    return ms;
  }

  // Writing fails if the client is gone.
  res.on('error', () => res.destroy());
  // Node 22 also emits `finish`, and sets `writableFinished`, when the connection is destroyed before.
  res.once('finish', () => {
    isSent = !req.socket.destroyed;
  });
  res.once('close', () => {
    if (isStream) return;
    const ms = observeEnd(!isSent);
    if (isGoodProbe(path, res, isSent)) return;
    const writeLine = () => logRequest(log, record, res, { path, ms, isSent });
    // The line has the ids of the span.
    if (observation) observation.run(writeLine);
    else writeLine();
  });
  const streamOpened = () => {
    isStream = true;
    observeEnd(false);
  };
  return { exchange: { req, res, record, streamOpened }, observation };
}
