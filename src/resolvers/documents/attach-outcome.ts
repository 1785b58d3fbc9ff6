import { requireOwnCustomer } from '../../callers/caller-access.ts';
import type { GatewayContext } from '../../context.ts';
import type { CustomerDetails, CustomerStatus } from '../../datasources/fin/customers/customer-details.ts';
import { throwIfInvalidKey } from '../../idempotency/idempotency-key.ts';
import type { FoundWrite } from '../../idempotency/idempotency-ledger.ts';
import type { IndividualCustomerShape } from '../customers/individual-customer.ts';

export type AttachState = FoundWrite['phase'] | 'NOT_ATTACHED' | 'NOT_FOUND';

export interface AttachOutcomeShape {
  readonly state: AttachState;
  readonly customer: IndividualCustomerShape | null;
}

/** How to interpret the customer's status if the response was lost. Other statuses may be older than the attach. */
const STATE_BY_STATUS: Partial<Readonly<Record<CustomerStatus, AttachState>>> = {
  INCOMPLETE: 'NOT_ATTACHED',
  QUEUED: 'SUCCEEDED',
  PROCESSING: 'SUCCEEDED',
  REVIEWING: 'SUCCEEDED',
  APPROVED: 'SUCCEEDED',
};

/** Maximum difference between the gateway's clock and Fin.com's. */
const CLOCK_TOLERANCE_MS = 60_000;

/**
 * Reports the outcome of an attach from its record. If the response was lost, the customer's status is read.
 *
 * @throws {GatewayError} BAD_USER_INPUT for a malformed key; IDEMPOTENCY_UNAVAILABLE if records cannot be read; FORBIDDEN
 *   if the customer is not the caller's; errors of reading the customer
 */
export async function attachOutcome(
  _root: unknown,
  { idempotencyKey }: { idempotencyKey: string },
  { ledger, customerLoader, caller }: GatewayContext,
): Promise<AttachOutcomeShape> {
  throwIfInvalidKey(idempotencyKey, ['idempotencyKey']);
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
  return { state: toAttachState(customer, record.sentAtMs), customer };
}

function toAttachState(
  { status, lastStatusUpdatedAt }: Pick<CustomerDetails, 'status' | 'lastStatusUpdatedAt'>,
  sentAtMs: number | undefined,
): AttachState {
  const state = STATE_BY_STATUS[status ?? 'UNKNOWN'] ?? 'UNKNOWN';
  const isOlder =
    sentAtMs !== undefined &&
    lastStatusUpdatedAt !== null &&
    lastStatusUpdatedAt.getTime() < sentAtMs - CLOCK_TOLERANCE_MS;
  // The status stems from an earlier attach.
  return state === 'SUCCEEDED' && isOlder ? 'UNKNOWN' : state;
}
