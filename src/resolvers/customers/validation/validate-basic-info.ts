import type { CreateIndividualCustomerRequest } from '../../../datasources/fin/customers/create-individual-customer-request.ts';
import type { FieldError, FieldPath } from '../../../errors.ts';
import { fieldError, validateNotBlank } from '../../../field-errors.ts';
import type { RuleContext } from '../../../rules/rule-context.ts';
import type { PartialInput } from '../../input-check.ts';
import { type MaybeText, validateLatinInV1, validatePattern, validateSpelling } from './text-rules.ts';
import { validateBirthDate } from './validate-birth-date.ts';
import { validateTaxNumbers } from './validate-tax-numbers.ts';

const EMAIL = /^[^\s@]+@[^\s@]+$/;

export function* validateBasicInfo(
  path: FieldPath,
  basicInfo: PartialInput<CreateIndividualCustomerRequest['basicInfo']>,
  context: RuleContext,
): Generator<FieldError> {
  yield* validateNotBlank([...path, 'firstName'], basicInfo.firstName);
  yield* validateSpelling(path, basicInfo, 'firstName', context);
  yield* validateSpelling(path, basicInfo, 'middleName', context);
  yield* validateNotBlank([...path, 'lastName'], basicInfo.lastName);
  yield* validateSpelling(path, basicInfo, 'lastName', context);
  yield* validateBirthDate([...path, 'dob'], basicInfo.dob, context);
  yield* validateEmail([...path, 'email'], basicInfo.email, context);
  yield* validatePattern([...path, 'phone'], basicInfo.phone, 'E164');
  yield* validateTaxNumbers(path, basicInfo, context);
}

function validateEmail(path: FieldPath, email: MaybeText, context: RuleContext): FieldError[] {
  const errors = [...validateNotBlank(path, email), ...validateLatinInV1(path, email, context)];
  if (email == null || errors.length > 0) return errors;
  if (!EMAIL.test(email)) {
    return [fieldError(path, 'INVALID_FORMAT', 'Must be an e-mail address.', { format: 'EMAIL' })];
  }
  // Converting it here would silently change what the person typed.
  if (email === email.toLowerCase()) return [];
  return [fieldError(path, 'INVALID_FORMAT', 'Must be in lower case.', { format: 'LOWER_CASE' })];
}
