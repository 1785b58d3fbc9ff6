import { requireOwnCustomer } from '../../callers/caller-access.ts';
import type { GatewayContext } from '../../context.ts';
import type { IndividualCustomerShape } from './individual-customer.ts';

/**
 * Resolves a reference from another subgraph. Fin.com is not asked whether the customer exists unless more than the id is
 * selected.
 *
 * @throws {GatewayError} FORBIDDEN if the caller may not see the customer
 */
export function resolveCustomerReference(
  { id }: { readonly id: string },
  { caller }: GatewayContext,
): IndividualCustomerShape {
  requireOwnCustomer(caller, id);
  return { id };
}
