import { resolveCustomerReference } from '../resolvers/customer-reference.ts';
import type { Entity } from '../resolvers/entity-references.ts';
import { IndividualCustomer } from './objects/individual-customer.ts';
import { parseUUID } from './uuid.ts';

/** The types that other subgraphs may refer to, and who answers a reference. Each is `KEYED_BY_ID`. */
export const ENTITIES = [
  { type: IndividualCustomer, parseId: parseUUID, resolveReference: resolveCustomerReference },
] as const satisfies readonly Entity<object>[];
