import { resolveCustomerReference } from '../../resolvers/customers/customer-reference.ts';
import { IndividualCustomer } from '../customers/individual-customer.ts';
import { parseUUID } from '../shared/uuid.ts';
import type { Entity } from './entity-references.ts';

/** The types that other subgraphs may reference. Each type needs `KEYED_BY_ID`. */
export const ENTITIES = [
  { type: IndividualCustomer, parseId: parseUUID, resolveReference: resolveCustomerReference },
] as const satisfies readonly Entity<object>[];
