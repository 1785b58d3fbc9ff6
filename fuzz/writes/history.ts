/** What happened during a run. All times are milliseconds since its start, by one clock. */
export interface History {
  readonly operations: readonly OperationHistory[];
  readonly events: readonly WorldEvent[];
  /** How long a record is kept, from its last change. */
  readonly recordLifeMs: number;
}

export type OperationKind = 'attach' | 'attachWithFiles' | 'create' | 'answerInformationRequest';

/** All that clients and the upstream know about one idempotency key. */
export interface OperationHistory {
  readonly name: string;
  readonly kind: OperationKind;
  readonly told: Told[];
  readonly calls: UpstreamCall[];
}

/**
 * What one answer means to a client, see docs/errors.md. `RETRYABLE`: nothing was done. `FAILED`: nothing was done, and
 * sending again does not help. `UNKNOWN`: `outcome` is unknown. `WAIT`: the write with this key is under way.
 */
export type WriteAnswer = 'SUCCEEDED' | 'RETRYABLE' | 'FAILED' | 'UNKNOWN' | 'WAIT' | 'NO_ANSWER';

/** What `attachOutcome` said. `NOT_ATTACHED_FOR_GOOD`: it said so again after the upstream had come to rest. */
export type OutcomeAnswer =
  | 'SUCCEEDED'
  | 'REFUSED'
  | 'IN_FLIGHT'
  | 'NOT_ATTACHED'
  | 'NOT_ATTACHED_FOR_GOOD'
  | 'UNKNOWN'
  | 'NOT_FOUND'
  | 'ERROR'
  | 'NO_ANSWER';

export type Told = ToldByWrite | ToldByOutcome;

interface Answered {
  readonly requestId: string;
  /** Name and generation, such as `r2#5`. */
  readonly replica: string;
  readonly askedAtMs: number;
  readonly atMs: number;
  /** Of the error, if there was one. */
  readonly code: string | undefined;
}

export interface ToldByWrite extends Answered {
  readonly question: 'write';
  readonly answer: WriteAnswer;
  readonly customerId: string | undefined;
}

export interface ToldByOutcome extends Answered {
  readonly question: 'attachOutcome';
  readonly answer: OutcomeAnswer;
}

/** A write that reached the upstream. */
export interface UpstreamCall {
  readonly requestId: string;
  readonly arrivedAtMs: number;
  /** Undefined: it was not done. */
  doneAtMs: number | undefined;
  /** Of a customer that was created. */
  createdCustomerId: string | undefined;
  /** What was made of it, for people. */
  readonly plan: string;
}

export interface WorldEvent {
  readonly fromMs: number;
  /** When it was over. */
  readonly toMs: number;
  readonly what: string;
  /** All records that Redis held are gone. */
  readonly isRedisEmptied?: boolean;
  /** Name and generation of a replica, as in `Answered`. */
  readonly endedReplica?: string;
  readonly frozenReplica?: string;
}
