import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { RootField } from '../context.ts';
import type { TokenObserver } from '../datasources/fin/auth/token-observer.ts';
import type { ObservedWait } from '../datasources/fin/bulkheads/fair-slots.ts';
import type { AttemptObserver, ObservedAttempt } from '../datasources/fin/http/attempt-observer.ts';
import type { ErrorCode } from '../error-codes.ts';
import type { Limit } from '../errors.ts';
import type { IdempotencyObserver } from '../idempotency/stores/idempotency-observer.ts';
import type { WatchObserver } from '../live/customer-watch.ts';
import type { RedisObserver } from '../redis/redis.ts';
import type { WebhookEnd } from '../webhooks/webhook-result.ts';
import type { WriteOutcome } from './audit/outcome.ts';

export interface Observation<End> {
  /** Does the work in this context, so that nested observations become its children. */
  run<Result>(work: () => Result): Result;
  end(end: End): void;
}

export type StartedRequest = Pick<IncomingMessage, 'method' | 'headers' | 'httpVersion' | 'socket'>;

export type StartRequest = (request: StartedRequest, requestId: string) => Observation<RequestEnd>;

export interface RequestEnd {
  readonly operationType: string | undefined;
  readonly status: number;
  readonly seconds: number;
  readonly errorCodes: readonly ErrorCode[];
  readonly limitsHit: readonly Limit[];
  /** The client disconnected before the response was complete. */
  readonly aborted: boolean;
}

export type SocketOperationEnd = Pick<RequestEnd, 'operationType' | 'errorCodes'>;

export interface FieldEnd {
  readonly code: ErrorCode | undefined;
  readonly seconds: number;
}

export interface WriteEnd {
  /** Name of the mutation field. */
  readonly operation: string;
  readonly outcome: WriteOutcome;
  /** The client got the result of an earlier request with the same idempotency key. */
  readonly isReplayed: boolean;
}

export interface UploadEnd {
  readonly fileCount: number;
  readonly byteLength: number;
  readonly code: ErrorCode | undefined;
}

export interface IssuerObserver {
  /** Called after each successful fetch, and when one fails after a success or is the first. */
  issuerKeysAvailabilityChanged(isAvailable: boolean): void;
}

export interface WebhookObserver {
  /** Called at the start, if webhooks are received at all. */
  webhooksEnabled(): void;
  readonly webhookStarted?: StartRequest | undefined;
  webhookEnded(end: WebhookEnd): void;
}

export interface AuditObserver {
  /** Called at the start, when audit lines cannot be written any more, and when they can again. */
  auditAvailabilityChanged(isAvailable: boolean): void;
  auditLinesLost(count: number): void;
}

/** Observes open subscriptions. The labels are those of the log. */
export interface StreamObserver {
  /** Called for each operation over a WebSocket. The observation ends when results begin, or when the operation is refused. */
  readonly socketOperationStarted?:
    | ((
        socket: Pick<Socket, 'localAddress' | 'localPort'>,
        requestId: string,
      ) => Observation<SocketOperationEnd>)
    | undefined;
  streamOpened(transport: string): void;
  streamEnded(transport: string, reason: string): void;
  /** Called for errors that were not the response to an HTTP request. */
  errorsSent(errors: Pick<RequestEnd, 'errorCodes' | 'limitsHit'>): void;
}

/** Observes calls to Fin.com and the tokens they use. */
export interface UpstreamObserver extends AttemptObserver, TokenObserver {}

/** Receives names and numbers from this code, and never a value from a client or from Fin.com. */
export interface Telemetry
  extends UpstreamObserver,
    RedisObserver,
    IdempotencyObserver,
    IssuerObserver,
    StreamObserver,
    WebhookObserver,
    AuditObserver,
    WatchObserver {
  /** Called for requests to `/graphql`. */
  readonly requestStarted: StartRequest;
  fieldStarted(field: Pick<RootField, 'operationType' | 'name'>): Observation<FieldEnd>;
  writeEnded(end: WriteEnd): void;
  uploadStarted(): Observation<UploadEnd>;
}

export function combineTelemetry(parts: readonly Telemetry[]): Telemetry {
  const commands = parts.flatMap(({ redisCommandStarted }) => redisCommandStarted ?? []);
  return {
    requestStarted: (request, requestId) =>
      combine(parts.map((part) => part.requestStarted(request, requestId))),
    fieldStarted: (field) => combine(parts.map((part) => part.fieldStarted(field))),
    uploadStarted: () => combine(parts.map((part) => part.uploadStarted())),
    writeEnded(end) {
      for (const part of parts) part.writeEnded(end);
    },
    redisCommandStarted(command) {
      const observed = commands.map((start) => start(command));
      return {
        end(failure) {
          for (const one of observed) one.end(failure);
        },
      };
    },
    recordClaimed(place) {
      for (const part of parts) part.recordClaimed(place);
    },
    recordsLost() {
      for (const part of parts) part.recordsLost();
    },
    recordsDropped(count) {
      for (const part of parts) part.recordsDropped(count);
    },
    redisAvailabilityChanged(isAvailable) {
      for (const part of parts) part.redisAvailabilityChanged(isAvailable);
    },
    issuerKeysAvailabilityChanged(isAvailable) {
      for (const part of parts) part.issuerKeysAvailabilityChanged(isAvailable);
    },
    auditAvailabilityChanged(isAvailable) {
      for (const part of parts) part.auditAvailabilityChanged(isAvailable);
    },
    auditLinesLost(count) {
      for (const part of parts) part.auditLinesLost(count);
    },
    webhooksEnabled() {
      for (const part of parts) part.webhooksEnabled();
    },
    webhookStarted: (request, requestId) =>
      combine(parts.flatMap((part) => part.webhookStarted?.(request, requestId) ?? [])),
    webhookEnded(end) {
      for (const part of parts) part.webhookEnded(end);
    },
    watchedCustomersChanged(count) {
      for (const part of parts) part.watchedCustomersChanged(count);
    },
    socketOperationStarted: (socket, requestId) =>
      combine(parts.flatMap((part) => part.socketOperationStarted?.(socket, requestId) ?? [])),
    streamOpened(transport) {
      for (const part of parts) part.streamOpened(transport);
    },
    streamEnded(transport, reason) {
      for (const part of parts) part.streamEnded(transport, reason);
    },
    errorsSent(errors) {
      for (const part of parts) part.errorsSent(errors);
    },
    ...combineUpstreamObservers(parts),
  };
}

/** The result has only the functions that a part has, so that nothing is created for an exchange that nobody measures. */
export function combineUpstreamObservers(parts: readonly UpstreamObserver[]): UpstreamObserver {
  const starts = parts.flatMap(({ attemptStarted }) => attemptStarted ?? []);
  const slotWaits = parts.flatMap(({ slotWaitStarted }) => slotWaitStarted ?? []);
  const renewalWaits = parts.flatMap(({ renewalWaitStarted }) => renewalWaitStarted ?? []);
  const failures = parts.flatMap(({ attemptFailed }) => attemptFailed ?? []);
  return {
    attemptStarted:
      starts.length === 0 ? undefined : (attempt) => combineAttempts(starts.map((start) => start(attempt))),
    attemptFailed(failed) {
      for (const report of failures) report(failed);
    },
    circuitChanged(change) {
      for (const part of parts) part.circuitChanged?.(change);
    },
    slotsCreated(pool, use) {
      for (const part of parts) part.slotsCreated?.(pool, use);
    },
    slotWaitStarted:
      slotWaits.length === 0 ? undefined : (pool) => combineWaits(slotWaits.map((start) => start(pool))),
    renewalWaitStarted:
      renewalWaits.length === 0 ? undefined : () => combineWaits(renewalWaits.map((start) => start())),
    tokenRenewed(renewal) {
      for (const part of parts) part.tokenRenewed(renewal);
    },
  };
}

function combineAttempts(attempts: readonly ObservedAttempt[]): ObservedAttempt {
  return {
    headers: Object.assign({}, ...attempts.map(({ headers }) => headers)),
    end(end) {
      for (const attempt of attempts) attempt.end(end);
    },
  };
}

function combineWaits(waits: readonly ObservedWait[]): ObservedWait {
  return {
    end(isServed) {
      for (const wait of waits) wait.end(isServed);
    },
  };
}

function combine<End>(observations: readonly Observation<End>[]): Observation<End> {
  return {
    run<Result>(work: () => Result): Result {
      return observations.reduce((inner, observation) => () => observation.run(inner), work)();
    },
    end(end) {
      for (const observation of observations) observation.end(end);
    },
  };
}
