import type { Customers } from './datasources/fin/customers.ts';

/** What a resolver may use; one per GraphQL request. */
export interface GatewayContext {
  readonly requestId: string;
  readonly customers: Customers;
  readonly now: () => Date;
}
