import type { FieldPath, GatewayError } from '../errors/gateway-error.ts';
import type { TransportFailure } from '../errors/transport-failure.ts';
import type { CustomerStatus } from '../operations.ts';

/** The result of a write, after all attempts. `state` tells what to do next. */
export type WriteResult<Data> =
  | SucceededWrite<Data>
  | RejectedWrite
  | UnsentWrite
  | UnknownWrite
  | CancelledWrite;

export interface SucceededWrite<Data> {
  readonly state: 'SUCCEEDED';
  readonly data: Data;
  /** An earlier request had done it, for example one that was sent before the page was reloaded. */
  readonly replayed: boolean;
}

/** Nothing was done. Show the errors, and call the writer again with the corrected input, or later if they are retryable. */
export interface RejectedWrite {
  readonly state: 'REJECTED';
  readonly errors: readonly GatewayError[];
}

/** Nothing was sent by this call. */
export interface UnsentWrite {
  readonly state: 'NOT_SENT';
  /** `FILE_UNREADABLE`: a file has changed since the person chose it. `messages.notSent` has the texts. */
  readonly reason: TransportFailure | 'FILE_UNREADABLE';
  /** The paths of the files that the person has to choose again, such as `['input', 'selfie', 'upload']`. */
  readonly unreadableFiles: readonly FieldPath[];
}

/**
 * The write may or may not have been done. Tell the person, and look at the customer. Another call first finds out what
 * happened, and does nothing twice.
 */
export interface UnknownWrite {
  readonly state: 'UNKNOWN';
  /**
   * `LOST`: the gateway lost Fin.com's response. `IN_FLIGHT`: still in progress. `EARLIER_WRITE`: an earlier write with another
   * input has no known outcome; this call sent nothing.
   */
  readonly reason: TransportFailure | 'LOST' | 'IN_FLIGHT' | 'EARLIER_WRITE';
  readonly errors: readonly GatewayError[];
  /** As `attachOutcome` returned it. */
  readonly customer?: CustomerOfWrite;
}

/** The signal was aborted. */
export interface CancelledWrite {
  readonly state: 'CANCELLED';
  /** True if the write may have been done in spite of that. Another call finds out. */
  readonly mayHaveBeenSent: boolean;
}

export interface CustomerOfWrite {
  readonly id: string;
  readonly status: CustomerStatus | null;
}
