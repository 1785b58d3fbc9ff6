import type { GatewayContext } from '../../context.ts';
import type {
  CustomerCapabilities,
  CustomerDetails,
  ReadCustomer,
} from '../../datasources/fin/customers/customer-details.ts';

/** The known members of a customer; an undefined member is read on demand. */
export type IndividualCustomerShape = Pick<CustomerDetails, 'id'> & Partial<ReadCustomer>;

/**
 * Reads the customer even if only the id is selected, because the client wants to know whether it exists.
 *
 * @throws {GatewayError} NOT_FOUND; errors of the read
 */
export function individualCustomer(
  _root: unknown,
  { id }: { id: string },
  { customerLoader }: GatewayContext,
): Promise<IndividualCustomerShape> {
  return customerLoader.load(id);
}

/** Creates the resolver of a customer's field, which reads the customer only if the member is not known yet. */
export function resolveCustomerField<Name extends keyof ReadCustomer>(name: Name) {
  return (
    customer: IndividualCustomerShape,
    _args: object,
    { customerLoader }: GatewayContext,
  ): IndividualCustomerShape[Name] | Promise<ReadCustomer[Name]> => {
    const known = customer[name];
    return known === undefined ? customerLoader.load(customer.id).then((details) => details[name]) : known;
  };
}

/** Reads the capabilities of a customer that v2 created from an endpoint of their own. */
export function resolveCapabilities(
  { id, capabilities }: IndividualCustomerShape,
  _args: object,
  { customerLoader }: GatewayContext,
): CustomerCapabilities | null | Promise<CustomerCapabilities | null> {
  return capabilities === undefined ? customerLoader.loadCapabilities(id) : capabilities;
}
