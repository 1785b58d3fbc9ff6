import type { GatewayContext } from '../../context.ts';
import type { ReadCustomer } from '../../datasources/fin/customers/customer-details.ts';
import type { IndividualCustomerShape } from './individual-customer.ts';

/**
 * Emits the current state, then each state that differs in the status, the time of its last change, the requested
 * information or the reason for a rejection.
 *
 * @throws {GatewayError} NOT_FOUND; errors of the first read
 */
export function individualCustomerChanged(
  _root: unknown,
  { id }: { id: string },
  { customerWatch, requestId }: GatewayContext,
): Promise<AsyncIterable<ReadCustomer>> {
  return customerWatch.watch(id, { requestId });
}

/** Fields that need a read of their own must not return what an earlier emission has read. */
export function refreshCustomer(
  customer: ReadCustomer,
  { id }: { id: string },
  { customerLoader }: GatewayContext,
): IndividualCustomerShape {
  customerLoader.forget(id);
  return customer;
}
