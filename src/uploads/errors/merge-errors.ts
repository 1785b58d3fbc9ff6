import { badUserInput, GatewayError } from '../../errors.ts';
import { MAX_FIELD_ERRORS } from '../../field-errors.ts';

/** Merges the field errors of several errors into one, whose code is the common code, or else BAD_USER_INPUT. */
export function mergeErrors(first: GatewayError, ...others: readonly GatewayError[]): GatewayError {
  if (others.length === 0) return first;
  const errors = [first, ...others];
  const fieldErrors = errors.flatMap(({ details }) => details.fieldErrors ?? []).slice(0, MAX_FIELD_ERRORS);
  const limit = errors.find(({ details }) => details.limit)?.details.limit;
  const code = others.every((other) => other.code === first.code) ? first.code : 'BAD_USER_INPUT';
  const { message } = code === 'BAD_USER_INPUT' ? badUserInput(fieldErrors) : new GatewayError(code);
  return new GatewayError(code, { message, fieldErrors, ...(limit && { limit }) });
}
