import { z } from 'zod/mini';
import { GatewayError } from '../errors.ts';
import { ActiveWrite } from './active-write.ts';
import { canonicalInput } from './canonical-input.ts';
import { keyReused, toIdempotencyKey, writeInFlight } from './idempotency-key.ts';
import type { AcquiredWrite, BegunWrite } from './idempotency-ledger.ts';
import { haveSameContents } from './same-files.ts';
import type { WriteContext, WriteOptions } from './write-options.ts';

/** The field that is being resolved. */
export interface ResolvedField {
  readonly path: { readonly key: string | number };
}

interface ReplayedWrite<Payload> {
  /** The payload of the first request with this key. */
  readonly replay: Payload;
}

const UNRECORDED: AcquiredWrite = {
  before: {},
  markSent: async () => true,
  complete: async () => undefined,
};

const OUTCOME_UNKNOWN =
  'An earlier request with this idempotency key was sent, and its outcome is unknown. It is not sent again: query attachOutcome, or look the customer up.';

/**
 * Begins the write of a mutation. Concurrent and later requests with the same idempotency key share its outcome; without a
 * key, every request is a new write. The caller must `close` an active write in any case.
 *
 * @throws {GatewayError} the recorded failure; IDEMPOTENCY_KEY_REUSED; IDEMPOTENCY_UNAVAILABLE; CONFLICT if an earlier
 *   request does not finish in time; UPSTREAM_UNAVAILABLE if its outcome is unknown
 */
export async function beginWrite<Payload extends object>(
  options: WriteOptions<Payload>,
  context: WriteContext,
  field: ResolvedField,
): Promise<ActiveWrite<Payload> | ReplayedWrite<Payload>> {
  const { operation, input, customerId, files = [], isReady = false, payload } = options;
  const key = toIdempotencyKey(input, context);
  if (key === undefined) return new ActiveWrite(options, UNRECORDED, context);
  const begun = await context.ledger.begin(
    { key, operation, subject: context.caller?.subject },
    canonicalInput(input),
    isReady && files.length === 0 ? { customerId, sentAtMs: context.now().getTime() } : undefined,
  );
  if (begun.state === 'ACQUIRED') return new ActiveWrite(options, begun.write, context);
  if (begun.state === 'REUSED') throw keyReused();
  if (begun.state === 'IN_FLIGHT') throw writeInFlight();
  // A record that cannot be read names no files. Its outcome is unknown, whatever the files are.
  const stored = begun.state === 'ENDED' ? begun.record.files : undefined;
  if (stored && !(await haveSameContents(files, stored, context))) throw keyReused();
  context.replayedFields.add(String(field.path.key));
  return { replay: replay(begun, payload) };
}

function replay<Payload>(
  begun: Extract<BegunWrite, { state: 'ENDED' | 'FAILED' }>,
  payload: z.core.$ZodType<Payload>,
): Payload {
  if (begun.state === 'FAILED') throw begun.failure;
  const { failure } = begun.record;
  if (failure) throw new GatewayError(failure.code, failure.details);
  const parsed = begun.phase === 'SUCCEEDED' ? z.safeDecode(payload, begun.record.payload) : undefined;
  if (parsed?.success) return parsed.data;
  throw new GatewayError('UPSTREAM_UNAVAILABLE', {
    message: OUTCOME_UNKNOWN,
    retryable: false,
    outcome: 'UNKNOWN',
  });
}
