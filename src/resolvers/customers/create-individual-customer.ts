import type { GatewayContext } from '../../context.ts';
import { badUserInput } from '../../errors.ts';
import {
  idempotently,
  type ResolvedField,
  recallCustomer,
  type WriteSteps,
} from '../../idempotency/with-idempotency.ts';
import type { CreateIndividualCustomerInput } from '../../schema/customers/create-individual-customer-input.ts';
import { customerFaults } from './customer-rules.ts';
import type { CustomerPayload } from './individual-customer.ts';

/**
 * Checks the form, then creates the customer; with an idempotency key, once.
 *
 * @throws {GatewayError} BAD_USER_INPUT with every broken rule, before anything is sent; else as the datasource has it
 */
export async function createIndividualCustomer(
  _root: unknown,
  { input }: { input: CreateIndividualCustomerInput },
  context: GatewayContext,
  field: ResolvedField,
): Promise<CustomerPayload> {
  const { customers, now, requestId } = context;
  async function run({ send }: WriteSteps) {
    const faults = customerFaults(input, now());
    if (faults.length > 0) throw badUserInput(faults);
    return { customer: await send(() => customers.createIndividualCustomer(input, { requestId })) };
  }
  return await idempotently(
    { operation: 'createIndividualCustomer', input, files: [], run, recall: recallCustomer },
    context,
    field,
  );
}
