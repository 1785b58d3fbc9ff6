import type { GatewayContext } from '../context.ts';
import { badUserInput, type FieldError, type FieldPath, GatewayError } from '../errors.ts';
import { fieldError } from '../field-errors.ts';

export interface KeyedInput {
  readonly idempotencyKey?: string | null | undefined;
}

const MAX_LENGTH = 255;
const PRINTABLE_ASCII = /^[\x20-\x7e]+$/;
const PATH = ['input', 'idempotencyKey'];

/**
 * The key of a write, from its input or from beside the document.
 *
 * @throws {GatewayError} BAD_USER_INPUT for one that is not of the form, or two that differ
 */
export function idempotencyKeyOf(
  { idempotencyKey }: KeyedInput,
  { requestIdempotencyKey }: Pick<GatewayContext, 'requestIdempotencyKey'>,
): string | undefined {
  if (idempotencyKey == null) return requestIdempotencyKey;
  requireKey(idempotencyKey, PATH);
  if (requestIdempotencyKey !== undefined && requestIdempotencyKey !== idempotencyKey) {
    const message = 'Differs from the header Idempotency-Key: send one of them.';
    throw badUserInput([fieldError(PATH, 'CONFLICTING', message, { with: ['Idempotency-Key'] })]);
  }
  return idempotencyKey;
}

/** @throws {GatewayError} BAD_USER_INPUT at the path */
export function requireKey(key: string, path: FieldPath): void {
  const faults = keyFaults(key, path);
  if (faults.length > 0) throw badUserInput(faults);
}

/** What is wrong with a key: nothing, or one thing. */
export function keyFaults(key: string, path: FieldPath): FieldError[] {
  const message = `Must be 1 to ${MAX_LENGTH} printable ASCII characters.`;
  if (key.length > MAX_LENGTH)
    return [fieldError(path, 'OUT_OF_RANGE', message, { max: MAX_LENGTH, unit: 'CHARACTERS' })];
  if (PRINTABLE_ASCII.test(key)) return [];
  return [fieldError(path, 'INVALID_FORMAT', message, { format: 'PRINTABLE_ASCII' })];
}

/** The same key must not do two things. */
export function keyReused(): GatewayError {
  const message = 'Was used for another input: take a new one.';
  return new GatewayError('IDEMPOTENCY_KEY_REUSED', {
    fieldErrors: [fieldError(PATH, 'CONFLICTING', message)],
  });
}
