import { GraphQLUUID } from 'graphql-scalars';
import { resolveCustomerReference } from '../resolvers/customer-reference.ts';
import type { Entity } from '../resolvers/entity-references.ts';
import { IndividualCustomer } from './objects/individual-customer.ts';

/** The types that other subgraphs may refer to, and who answers a reference. Each is `KEYED_BY_ID`. */
export const ENTITIES = [
  { type: IndividualCustomer, parseId: GraphQLUUID.parseValue, resolveReference: resolveCustomerReference },
] as const satisfies readonly Entity<object>[];
