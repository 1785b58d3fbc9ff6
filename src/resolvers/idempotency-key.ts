import type { GatewayContext } from '../context.ts';
import { badUserInput, type FieldError, type FieldPath, GatewayError } from '../errors.ts';
import { fault } from './field-fault.ts';

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
    throw badUserInput([fault(PATH, 'CONFLICTING', message, { with: ['Idempotency-Key'] })]);
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
    return [fault(path, 'OUT_OF_RANGE', message, { max: MAX_LENGTH, unit: 'CHARACTERS' })];
  if (PRINTABLE_ASCII.test(key)) return [];
  return [fault(path, 'INVALID_FORMAT', message, { format: 'PRINTABLE_ASCII' })];
}

/** The same key must not do two things. */
export function keyReused(): GatewayError {
  const message = 'Was used for another input: take a new one.';
  return new GatewayError('IDEMPOTENCY_KEY_REUSED', { fieldErrors: [fault(PATH, 'CONFLICTING', message)] });
}

/** Equal for inputs that ask for the same, whatever the order of their members; files count by their places alone. */
export function canonicalInput({ idempotencyKey: _key, ...input }: KeyedInput): string {
  return JSON.stringify(input, (_name, value: unknown) => {
    if (value instanceof Promise) return { upload: true };
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const members = Object.entries(value).filter(([, member]) => member != null);
    return Object.fromEntries(members.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}
