import type { GatewayContext } from '../../context.ts';
import type { CustomerDetails } from '../../datasources/fin/customers/customer-details.ts';

/** What came with the customer so far; a member that is undefined is read when it is asked for. */
export type IndividualCustomerShape = Pick<CustomerDetails, 'id'> & Partial<CustomerDetails>;

/** The result of a mutation that is about one customer. */
export interface CustomerPayload {
  readonly customer: IndividualCustomerShape;
}

/**
 * Reads a customer, even if only the id is asked for: whether there is one of that id is what the caller wants to know.
 *
 * @throws {GatewayError} NOT_FOUND; else as the datasource has it
 */
export function individualCustomer(
  _root: unknown,
  { id }: { id: string },
  { customerLoader }: GatewayContext,
): Promise<IndividualCustomerShape> {
  return customerLoader.load(id);
}

/** Resolves one member of a customer, and reads the customer only if that member did not come with it. */
export function customerMember<Name extends keyof CustomerDetails>(name: Name) {
  return (
    customer: IndividualCustomerShape,
    _args: object,
    { customerLoader }: GatewayContext,
  ): IndividualCustomerShape[Name] | Promise<CustomerDetails[Name]> => {
    const known = customer[name];
    return known === undefined ? customerLoader.load(customer.id).then((details) => details[name]) : known;
  };
}
