/** `degraded`: only this replica knows the record. `refused`: the write was rejected because it could not be recorded. */
export type ClaimPlace = 'shared' | 'degraded' | 'refused';

/** Is notified of records that Redis should have. */
export interface IdempotencyObserver {
  /** A write with a key has begun, or was rejected. */
  recordClaimed(place: ClaimPlace): void;
  /** Redis has lost records of this replica. */
  recordsLost(): void;
  /** So many records of this replica could not be written to Redis. */
  recordsDropped(count: number): void;
}
