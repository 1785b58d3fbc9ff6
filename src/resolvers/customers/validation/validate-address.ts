import type { CreateIndividualCustomerRequest } from '../../../datasources/fin/customers/create-individual-customer-request.ts';
import type { FieldError, FieldPath } from '../../../errors.ts';
import { validateNotBlank } from '../../../field-errors.ts';
import type { RuleContext } from '../../../rules/rule-context.ts';
import type { PartialInput } from '../../input-check.ts';
import { validateLatinInV1, validatePattern, validateSpelling } from './text-rules.ts';

export function* validateAddress(
  path: FieldPath,
  address: PartialInput<CreateIndividualCustomerRequest['address']>,
  context: RuleContext,
): Generator<FieldError> {
  yield* validateNotBlank([...path, 'street'], address.street);
  yield* validateSpelling(path, address, 'street', context);
  yield* validateSpelling(path, address, 'streetLine2', context);
  yield* validateNotBlank([...path, 'city'], address.city);
  yield* validateLatinInV1([...path, 'city'], address.city, context);
  yield* validatePattern([...path, 'state'], address.state, 'ISO_3166_2');
  // Not every country has postal codes.
  yield* validateLatinInV1([...path, 'postalCode'], address.postalCode, context);
}
