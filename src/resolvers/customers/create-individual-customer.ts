import type { GatewayContext } from '../../context.ts';
import { beginWrite, type ResolvedField } from '../../idempotency/begin-write.ts';
import { joinAddressLines } from '../../rules/address-lines.ts';
import { toRuleContext } from '../../rules/rule-context.ts';
import { type CustomerPayload, customerPayload } from './customer-payload.ts';
import { type CreateIndividualCustomerInput, validateCustomer } from './validate-customer.ts';

/** @throws {GatewayError} BAD_USER_INPUT with all field errors before anything is sent; errors of the write */
export async function createIndividualCustomer(
  _root: unknown,
  { input }: { input: CreateIndividualCustomerInput },
  context: GatewayContext,
  field: ResolvedField,
): Promise<CustomerPayload> {
  const { customers, requestId } = context;
  const operation = 'createIndividualCustomer';
  const fieldErrors = validateCustomer(input, toRuleContext(context));
  const isReady = fieldErrors.length === 0;
  const write = await beginWrite({ operation, input, isReady, payload: customerPayload }, context, field);
  if (write.replay) return write.replay;
  try {
    await write.throwIfInvalid(fieldErrors);
    const request = { ...input, address: withoutLineBreaks(input.address) };
    const customer = await write.send(() => customers.createIndividualCustomer(request, { requestId }));
    return await write.complete({ customer });
  } finally {
    await write.close();
  }
}

function withoutLineBreaks(
  address: CreateIndividualCustomerInput['address'],
): CreateIndividualCustomerInput['address'] {
  const { street, streetEn, streetLine2, streetLine2En } = address;
  return {
    ...address,
    street: joinAddressLines(street),
    streetEn: streetEn && joinAddressLines(streetEn),
    streetLine2: streetLine2 && joinAddressLines(streetLine2),
    streetLine2En: streetLine2En && joinAddressLines(streetLine2En),
  };
}
