import { badUserInput, GatewayError } from '../errors.ts';

/** More would help nobody. */
const MAX_FIELD_ERRORS = 50;

/**
 * One error for all mistakes of a request. It keeps their code if they have one in common; mistakes of several kinds
 * together are BAD_USER_INPUT.
 */
export function joinMistakes(first: GatewayError, ...others: readonly GatewayError[]): GatewayError {
  if (others.length === 0) return first;
  const mistakes = [first, ...others];
  const fieldErrors = mistakes.flatMap(({ details }) => details.fieldErrors ?? []).slice(0, MAX_FIELD_ERRORS);
  const limit = mistakes.find(({ details }) => details.limit)?.details.limit;
  const isOneKind = others.every(({ code }) => code === first.code);
  const { code, message } = isOneKind ? new GatewayError(first.code) : badUserInput(fieldErrors);
  return new GatewayError(code, {
    message: code === 'BAD_USER_INPUT' ? badUserInput(fieldErrors).message : message,
    fieldErrors,
    ...(limit && { limit }),
  });
}
