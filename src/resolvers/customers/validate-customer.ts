import type { CreateIndividualCustomerRequest } from '../../datasources/fin/customers/create-individual-customer-request.ts';
import type { FieldError } from '../../errors.ts';
import { MAX_FIELD_ERRORS } from '../../field-errors.ts';
import type { KeyedInput } from '../../idempotency/idempotency-key.ts';
import type { RuleContext } from '../../rules/rule-context.ts';
import type { PartialInput } from '../input-check.ts';
import { validateAddress } from './validation/validate-address.ts';
import { validateBasicInfo } from './validation/validate-basic-info.ts';
import { validateFinancialProfile } from './validation/validate-financial-profile.ts';

export type CreateIndividualCustomerInput = CreateIndividualCustomerRequest & KeyedInput;

/**
 * Applies the documented rules of the version that the account uses.
 *
 * @returns the first fifty errors in the order of the fields; paths start with `input`
 */
export function validateCustomer(
  { basicInfo, address, financialProfile }: PartialInput<CreateIndividualCustomerInput>,
  context: RuleContext,
): FieldError[] {
  return [
    ...validateBasicInfo(['input', 'basicInfo'], basicInfo ?? {}, context),
    ...validateAddress(['input', 'address'], address ?? {}, context),
    ...validateFinancialProfile(['input', 'financialProfile'], financialProfile ?? {}, context),
    // An input may have as many errors as list items.
  ].slice(0, MAX_FIELD_ERRORS);
}
