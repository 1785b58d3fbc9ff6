import type { GatewayClient } from '../client/gateway-client.ts';
import type { GatewayError } from '../errors/gateway-error.ts';
import { parseErrors } from '../errors/parse-errors.ts';
import { transportFailure } from '../errors/transport-failure.ts';
import { AttachOutcomeDocument, type AttachState } from '../operations.ts';
import { delayMs, type Wait } from './wait.ts';
import type { CustomerOfWrite, UnknownWrite } from './write-result.ts';

export type Outcome =
  | { readonly state: 'SUCCEEDED'; readonly customer: CustomerOfWrite | null }
  /** The same key may be sent again. */
  | { readonly state: 'NOT_FOUND' | 'REFUSED' }
  /** Another attempt needs a new key. */
  | { readonly state: 'NOT_ATTACHED' }
  | UnknownWrite;

interface Answer {
  readonly state: AttachState;
  readonly customer: CustomerOfWrite | null;
}

interface FailedQuery {
  readonly state: 'FAILED';
  readonly reason: UnknownWrite['reason'];
  readonly errors: readonly GatewayError[];
}

/** Answers so far. `FAILED` counts those in a row. */
type Counts = Record<'FAILED' | 'IN_FLIGHT' | 'NOT_ATTACHED', number>;

const MAX_FAILED = 5;
/** The gateway may still be sending the documents. */
const MAX_IN_FLIGHT = 60;
const IN_FLIGHT_MS = 2_000;
/** The customer's status changes some time after the documents have arrived. */
const STATUS_SETTLES_MS = 60_000;

/**
 * Asks `attachOutcome` until it is certain.
 *
 * @throws the reason of the signal when it is aborted
 */
export async function lookUpOutcome(
  client: GatewayClient,
  idempotencyKey: string,
  wait: Wait,
  signal: AbortSignal | undefined,
): Promise<Outcome> {
  const counts: Counts = { FAILED: 0, IN_FLIGHT: 0, NOT_ATTACHED: 0 };
  for (;;) {
    const answer = await ask(client, idempotencyKey, signal);
    const next = decide(answer, counts);
    if (typeof next !== 'number') return next;
    await wait(next, signal);
  }
}

async function ask(
  client: GatewayClient,
  idempotencyKey: string,
  signal: AbortSignal | undefined,
): Promise<Answer | FailedQuery> {
  try {
    const { attachOutcome } = await client.execute(
      AttachOutcomeDocument,
      { idempotencyKey },
      { ...(signal && { signal }) },
    );
    return attachOutcome ?? { state: 'FAILED', reason: 'LOST', errors: [] };
  } catch (error) {
    signal?.throwIfAborted();
    return { state: 'FAILED', reason: transportFailure(error) ?? 'LOST', errors: parseErrors(error) };
  }
}

/** @returns the outcome, or the milliseconds until the next query */
function decide(answer: Answer | FailedQuery, counts: Counts): Outcome | number {
  counts.FAILED = answer.state === 'FAILED' ? counts.FAILED + 1 : 0;
  switch (answer.state) {
    case 'FAILED':
      return afterFailure(answer, counts.FAILED);
    case 'IN_FLIGHT':
      counts.IN_FLIGHT += 1;
      if (counts.IN_FLIGHT < MAX_IN_FLIGHT) return IN_FLIGHT_MS;
      return { state: 'UNKNOWN', reason: 'IN_FLIGHT', errors: [] };
    case 'NOT_ATTACHED':
      counts.NOT_ATTACHED += 1;
      return counts.NOT_ATTACHED === 1 ? STATUS_SETTLES_MS : { state: 'NOT_ATTACHED' };
    case 'UNKNOWN':
      return unknown('LOST', [], answer.customer);
    case 'SUCCEEDED':
      return { state: 'SUCCEEDED', customer: answer.customer };
    default:
      return { state: answer.state };
  }
}

function afterFailure({ reason, errors }: FailedQuery, failures: number): Outcome | number {
  const isFinal = errors.some(({ retryable }) => !retryable);
  const delay = delayMs(
    failures,
    Math.max(0, ...errors.map(({ retryAfterSeconds = 0 }) => retryAfterSeconds)),
  );
  return isFinal || failures >= MAX_FAILED || delay === undefined ? unknown(reason, errors) : delay;
}

function unknown(
  reason: UnknownWrite['reason'],
  errors: readonly GatewayError[],
  customer?: CustomerOfWrite | null,
): UnknownWrite {
  return { state: 'UNKNOWN', reason, errors, ...(customer && { customer }) };
}
