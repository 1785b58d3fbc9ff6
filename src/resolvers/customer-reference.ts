import type { IndividualCustomerShape } from '../schema/objects/individual-customer.ts';
import type { EntityReference } from './entity-references.ts';

/** The customer that another subgraph refers to, whether or not Fin.com knows it: for an id alone nothing is asked. */
export function resolveCustomerReference({ id }: EntityReference): IndividualCustomerShape {
  return { id };
}
