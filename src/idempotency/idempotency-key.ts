import { badUserInput, type FieldError, type FieldPath, GatewayError } from '../errors.ts';
import { fieldError } from '../field-errors.ts';

export interface KeyedInput {
  readonly idempotencyKey?: string | null | undefined;
}

const MAX_LENGTH = 255;
const PRINTABLE_ASCII = /^[\x20-\x7e]+$/;
const PATH = ['input', 'idempotencyKey'];
const RETRY_AFTER_SECONDS = 1;

/**
 * The idempotency key of a write, from its input or from the request.
 *
 * @throws {GatewayError} BAD_USER_INPUT if the key is malformed, or if input and request have different keys
 */
export function toIdempotencyKey(
  { idempotencyKey }: KeyedInput,
  { requestIdempotencyKey }: { readonly requestIdempotencyKey?: string },
): string | undefined {
  if (idempotencyKey == null) return requestIdempotencyKey;
  throwIfInvalidKey(idempotencyKey, PATH);
  if (requestIdempotencyKey !== undefined && requestIdempotencyKey !== idempotencyKey) {
    const message = 'Must equal the header Idempotency-Key. Send only one of them.';
    throw badUserInput([fieldError(PATH, 'CONFLICTING', message, { with: ['Idempotency-Key'] })]);
  }
  return idempotencyKey;
}

/** @throws {GatewayError} BAD_USER_INPUT */
export function throwIfInvalidKey(key: string, path: FieldPath): void {
  const errors = validateIdempotencyKey(key, path);
  if (errors.length > 0) throw badUserInput(errors);
}

export function validateIdempotencyKey(key: string, path: FieldPath): FieldError[] {
  const message = `Must be 1 to ${MAX_LENGTH} printable ASCII characters.`;
  if (key.length > MAX_LENGTH)
    return [fieldError(path, 'OUT_OF_RANGE', message, { max: MAX_LENGTH, unit: 'CHARACTERS' })];
  if (PRINTABLE_ASCII.test(key)) return [];
  return [fieldError(path, 'INVALID_FORMAT', message, { format: 'PRINTABLE_ASCII' })];
}

export function keyReused(): GatewayError {
  const message = 'This key was used for a different input. Use a new key.';
  return new GatewayError('IDEMPOTENCY_KEY_REUSED', {
    fieldErrors: [fieldError(PATH, 'CONFLICTING', message)],
  });
}

export function writeInFlight(): GatewayError {
  const message =
    'The write with this idempotency key is still in progress. Send the same request again shortly, with the same key.';
  return new GatewayError('CONFLICT', { message, retryAfterSeconds: RETRY_AFTER_SECONDS });
}
