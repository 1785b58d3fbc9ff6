import { requireOwnCustomer } from '../../callers/caller-access.ts';
import type { GatewayContext } from '../../context.ts';
import type { EntityReference } from '../../schema/federation/entity-references.ts';
import type { IndividualCustomerShape } from './individual-customer.ts';

/**
 * The customer that another subgraph refers to, whether or not Fin.com knows it: for an id alone nothing is asked.
 *
 * @throws {GatewayError} FORBIDDEN for a customer that is not the caller's
 */
export function resolveCustomerReference(
  { id }: EntityReference,
  { caller }: GatewayContext,
): IndividualCustomerShape {
  requireOwnCustomer(caller, id);
  return { id };
}
