import { FIELD_ERRORS } from '../../field-error-codes.ts';
import { builder } from '../builder.ts';

export const FieldErrorCode = builder.enumType('FieldErrorCode', {
  description: 'The kind of mistake in an input field. Each code has its own `params`.',
  values: FIELD_ERRORS,
});
