import type { GatewayContext } from '../context.ts';
import { GatewayError } from '../errors.ts';
import type { IncomingFile } from '../uploads/incoming-documents.ts';
import { type StoredDocument, storeDocuments } from '../uploads/store-documents.ts';
import { canonicalInput } from './canonical-input.ts';
import { idempotencyKeyOf, type KeyedInput, keyReused } from './idempotency-key.ts';
import type { BegunWrite, EndOfWrite, OwnWrite } from './idempotency-ledger.ts';
import type { RecordedWrite } from './recorded-write.ts';
import { haveSameContents, storedBefore } from './same-documents.ts';

/** The field that is being resolved, by its name in the answer. */
export interface ResolvedField {
  readonly path: { readonly key: string | number };
}

/** What a mutation does, and how its result is remembered. */
export interface Mutation<Result extends RecordedWrite> {
  /** Name of its field. */
  readonly operation: string;
  readonly input: KeyedInput;
  readonly customerId?: string;
  /** That come with the request. */
  readonly files: readonly IncomingFile[];
  /** The result as a record has it. */
  recall(record: RecordedWrite): Result | undefined;
  /** Is run once for a key, unless nothing came of it. */
  run(steps: WriteSteps): Promise<Result>;
}

export interface WriteSteps {
  /** Stores the mutation's files, unless an attempt before has done so. */
  storeFiles(customerId: string): Promise<StoredDocument[]>;
  /** Makes the call that must not be made twice. */
  send<Answer>(call: () => Promise<Answer>): Promise<Answer>;
}

const RETRY_AFTER_SECONDS = 1;
const OUTCOME_UNKNOWN =
  'An earlier request with this idempotency key was sent, and its outcome is not known. It is not sent again: ask attachOutcome, or look the customer up.';

/**
 * Runs a mutation; with a key, once only. Who repeats it gets what came of it, also while it is under way.
 *
 * @throws {GatewayError} IDEMPOTENCY_KEY_REUSED; IDEMPOTENCY_UNAVAILABLE; CONFLICT, retryable, if it does not end in time; after an outcome that is
 *   not known the same again; else as the mutation has it
 */
export async function idempotently<Result extends RecordedWrite>(
  mutation: Mutation<Result>,
  context: GatewayContext,
  field: ResolvedField,
): Promise<Result> {
  const { operation, input, files } = mutation;
  const key = idempotencyKeyOf(input, context);
  if (key === undefined) {
    return mutation.run({
      storeFiles: (customerId) => storeDocuments(customerId, files, context),
      send: (call) => call(),
    });
  }
  const begun = await context.ledger.begin(
    { key, operation, subject: context.caller?.subject },
    canonicalInput(input),
  );
  if (begun.state === 'OWN') return runOwn(mutation, begun.write, context);
  if (begun.state === 'REUSED') throw keyReused();
  if (begun.state === 'IN_FLIGHT') throw inFlight();
  if (begun.state === 'ENDED' && !(await haveSameContents(files, begun.record.files, context))) {
    throw keyReused();
  }
  context.replayedFields.add(String(field.path.key));
  return replay(mutation, begun);
}

/** Of those mutations that answer with a customer. */
export function recallCustomer({ customer }: RecordedWrite) {
  return customer && { customer };
}

function replay<Result extends RecordedWrite>(
  mutation: Mutation<Result>,
  begun: Extract<BegunWrite, { state: 'ENDED' | 'FAILED' }>,
): Result {
  if (begun.state === 'FAILED') throw begun.failure;
  const { failure } = begun.record;
  if (failure) throw new GatewayError(failure.code, failure.details);
  const result = begun.phase === 'SUCCEEDED' ? mutation.recall(begun.record) : undefined;
  if (result) return result;
  throw new GatewayError('UPSTREAM_UNAVAILABLE', {
    message: OUTCOME_UNKNOWN,
    retryable: false,
    outcome: 'UNKNOWN',
  });
}

async function runOwn<Result extends RecordedWrite>(
  mutation: Mutation<Result>,
  write: OwnWrite,
  context: GatewayContext,
): Promise<Result> {
  const { customerId, files } = mutation;
  const { before } = write;
  let record: RecordedWrite = { ...(customerId !== undefined && { customerId }) };
  if (before.files && before.customerId === customerId) record = { ...record, files: before.files };
  let isSent: boolean = false;
  const steps: WriteSteps = {
    async storeFiles(owner) {
      const stored = record.files
        ? await storedBefore(files, record.files, context)
        : await storeDocuments(owner, files, context);
      record = { ...record, files: stored };
      return stored;
    },
    async send(call) {
      record = { ...record, sentAtMs: context.now().getTime() };
      if (!(await write.sending(record))) throw inFlight();
      isSent = true;
      return call();
    },
  };
  try {
    const result = await mutation.run(steps);
    await write.end('SUCCEEDED', { ...record, ...result });
    return result;
  } catch (error) {
    const phase = isSent ? endAfter(error) : 'OPEN';
    const isTold = phase !== 'OPEN' && error instanceof GatewayError;
    const failure = isTold ? { failure: { code: error.code, details: toldOf(error) } } : {};
    // Those who wait may have sent other files, and failures before anything was sent may be this caller's alone.
    const isShared = isSent && files.length === 0;
    await write.end(phase, { ...record, ...failure }, isShared ? error : undefined);
    throw error;
  }
}

/** What a failure of the one call says about it. */
function endAfter(error: unknown): EndOfWrite {
  if (!(error instanceof GatewayError) || error.details.outcome === 'UNKNOWN') return 'UNKNOWN';
  return error.code === 'FIN_VALIDATION_FAILED' ? 'REFUSED' : 'OPEN';
}

function toldOf({ message, details }: GatewayError): GatewayError['details'] {
  return { ...details, message };
}

function inFlight(): GatewayError {
  const message =
    'The write with this idempotency key is still under way. Ask again shortly with the same key.';
  return new GatewayError('CONFLICT', { message, retryAfterSeconds: RETRY_AFTER_SECONDS });
}
