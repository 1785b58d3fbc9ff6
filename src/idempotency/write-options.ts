import type { z } from 'zod/mini';
import type { IncomingFile } from '../uploads/incoming-file.ts';
import type { UploadContext } from '../uploads/store-files.ts';
import type { KeyedInput } from './idempotency-key.ts';
import type { IdempotencyLedger } from './idempotency-ledger.ts';

export interface WriteOptions<Payload> {
  /** Name of the mutation field. */
  readonly operation: string;
  readonly input: KeyedInput;
  readonly customerId?: string;
  /** The files that come with the request. */
  readonly files?: readonly IncomingFile[];
  /** True if the write can be sent without further checks. */
  readonly isReady?: boolean;
  /** Serializes the payload into the record of the write, and parses it for a replay. */
  readonly payload: z.core.$ZodType<Payload>;
}

/** The part of a request's context that writes need. */
export interface WriteContext extends UploadContext {
  readonly ledger: IdempotencyLedger;
  readonly now: () => Date;
  readonly requestIdempotencyKey?: string;
  /** Called right before the write is sent. Throws if it must not be sent. */
  readonly beforeWrite?: (phase: 'STARTED') => Promise<void>;
  /** Response keys of the writes that were replayed from a record. */
  readonly replayedFields: Set<string>;
}
