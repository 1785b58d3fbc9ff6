import { requireOwnCustomer } from '../../callers/caller-access.ts';
import type { GatewayContext } from '../../context.ts';
import type { CustomerDetails, CustomerStatus } from '../../datasources/fin/customers/customer-details.ts';
import { requireKey } from '../../idempotency/idempotency-key.ts';
import type { AttachState } from '../../schema/documents/attach-state.ts';
import type { IndividualCustomerShape } from '../customers/individual-customer.ts';

export interface AttachOutcomeShape {
  readonly state: AttachState;
  readonly customer: IndividualCustomerShape | null;
}

/** What a status says of an attach whose answer was lost. The others may have been there before it. */
const STATE_BY_STATUS: Partial<Readonly<Record<CustomerStatus, AttachState>>> = {
  INCOMPLETE: 'NOT_ATTACHED',
  QUEUED: 'SUCCEEDED',
  PROCESSING: 'SUCCEEDED',
  REVIEWING: 'SUCCEEDED',
  APPROVED: 'SUCCEEDED',
};

/** Between our clock and Fin.com's. */
const CLOCK_TOLERANCE_MS = 60_000;

/**
 * Tells what became of an attach: from its record, or where the answer was lost, by reading the customer.
 *
 * @throws {GatewayError} BAD_USER_INPUT for a key that is none; IDEMPOTENCY_UNAVAILABLE where records are out of reach; FORBIDDEN for another customer than the caller's; as reading a customer has it
 */
export async function attachOutcome(
  _root: unknown,
  { idempotencyKey }: { idempotencyKey: string },
  { ledger, customerLoader, caller }: GatewayContext,
): Promise<AttachOutcomeShape> {
  requireKey(idempotencyKey, ['idempotencyKey']);
  const found = await ledger.find({
    key: idempotencyKey,
    operation: 'attachIndividualDocuments',
    subject: caller?.subject,
  });
  if (!found) return { state: 'NOT_FOUND', customer: null };
  const { phase, record } = found;
  if (record.customerId === undefined) return { state: phase, customer: null };
  requireOwnCustomer(caller, record.customerId);
  if (phase !== 'UNKNOWN') return { state: phase, customer: { id: record.customerId } };
  customerLoader.forget(record.customerId);
  const customer = await customerLoader.load(record.customerId);
  return { state: stateOf(customer, record.sentAtMs), customer };
}

function stateOf(
  { status, lastStatusUpdatedAt }: Pick<CustomerDetails, 'status' | 'lastStatusUpdatedAt'>,
  sentAtMs: number | undefined,
): AttachState {
  const state = STATE_BY_STATUS[status ?? 'UNKNOWN'] ?? 'UNKNOWN';
  const isOlder =
    sentAtMs !== undefined &&
    lastStatusUpdatedAt !== null &&
    lastStatusUpdatedAt.getTime() < sentAtMs - CLOCK_TOLERANCE_MS;
  // Documents that were attached earlier: the status would have changed with these.
  return state === 'SUCCEEDED' && isOlder ? 'UNKNOWN' : state;
}
