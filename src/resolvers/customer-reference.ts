import type { GatewayContext } from '../context.ts';
import type { IndividualCustomerShape } from '../schema/objects/individual-customer.ts';
import { requireOwnCustomer } from './caller-access.ts';
import type { EntityReference } from './entity-references.ts';

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
