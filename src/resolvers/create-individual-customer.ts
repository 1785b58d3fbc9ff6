import type { GatewayContext } from '../context.ts';
import { badUserInput } from '../errors.ts';
import type { CreateIndividualCustomerInput } from '../schema/inputs/create-individual-customer-input.ts';
import type { CreateIndividualCustomerPayloadShape } from '../schema/objects/create-individual-customer-payload.ts';
import { customerFaults } from './customer-rules.ts';

/**
 * Checks the form, then creates the customer.
 *
 * @throws {GatewayError} BAD_USER_INPUT with every broken rule, before anything is sent; else as the datasource has it
 */
export async function createIndividualCustomer(
  _root: unknown,
  { input }: { input: CreateIndividualCustomerInput },
  { customers, requestId }: GatewayContext,
): Promise<CreateIndividualCustomerPayloadShape> {
  const faults = customerFaults(input);
  if (faults.length > 0) throw badUserInput(faults);
  return { customer: await customers.createIndividualCustomer(input, { requestId }) };
}
