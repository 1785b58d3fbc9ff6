/** Everything that happened during a run. Times are milliseconds since its start. */
export interface History {
  readonly operations: readonly OperationHistory[];
  readonly events: readonly TestEvent[];
  /** How long a record is kept after its last change. */
  readonly recordTtlMs: number;
}

export type OperationKind = 'attach' | 'attachWithFiles' | 'create' | 'answerInformationRequest';

/** What clients and the upstream observed for one idempotency key. */
export interface OperationHistory {
  readonly name: string;
  readonly kind: OperationKind;
  readonly responses: ClientResponse[];
  readonly calls: UpstreamCall[];
}

/**
 * What a response means to a client, see docs/errors.md. `RETRYABLE`: nothing was done. `FAILED`: nothing was done, and
 * retrying does not help. `UNKNOWN`: the outcome is unknown. `WAIT`: another request with this key is still in flight.
 */
export type WriteResult = 'SUCCEEDED' | 'RETRYABLE' | 'FAILED' | 'UNKNOWN' | 'WAIT' | 'NO_RESPONSE';

/** The result of `attachOutcome`. `NOT_ATTACHED_FOR_GOOD`: the same result after the upstream had settled. */
export type OutcomeResult =
  | 'SUCCEEDED'
  | 'REFUSED'
  | 'IN_FLIGHT'
  | 'NOT_ATTACHED'
  | 'NOT_ATTACHED_FOR_GOOD'
  | 'UNKNOWN'
  | 'NOT_FOUND'
  | 'ERROR'
  | 'NO_RESPONSE';

export type ClientResponse = WriteResponse | OutcomeResponse;

interface ReceivedResponse {
  readonly requestId: string;
  /** Name and generation, such as `r2#5`. */
  readonly replica: string;
  readonly sentAtMs: number;
  readonly atMs: number;
  /** The code of the error, if any. */
  readonly code: string | undefined;
}

export interface WriteResponse extends ReceivedResponse {
  readonly question: 'write';
  readonly result: WriteResult;
  readonly customerId: string | undefined;
}

export interface OutcomeResponse extends ReceivedResponse {
  readonly question: 'attachOutcome';
  readonly result: OutcomeResult;
}

/** A write that reached the upstream. */
export interface UpstreamCall {
  readonly requestId: string;
  readonly arrivedAtMs: number;
  /** Undefined if it was not done. */
  doneAtMs: number | undefined;
  /** Set if a customer was created. */
  createdCustomerId: string | undefined;
  /** A readable description of the planned fault. */
  readonly plan: string;
}

export interface TestEvent {
  readonly fromMs: number;
  readonly toMs: number;
  readonly what: string;
  /** Redis lost all records. */
  readonly isRedisEmptied?: boolean;
  /** Name and generation of a replica, such as `r2#5`. */
  readonly endedReplica?: string;
  readonly frozenReplica?: string;
}
