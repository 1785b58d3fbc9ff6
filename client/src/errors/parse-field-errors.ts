import { type FieldErrorCode, PARAMS_SHAPES } from './error-tables.ts';
import type { FieldError, FieldPath, KnownFieldError, UnknownFieldError } from './gateway-error.ts';
import { hasShape } from './params-shape.ts';
import { isRecord, isString, parseList } from './records.ts';

/** Reads a list of field errors, such as `requestedFieldErrors` of a customer. Never throws. */
export function parseFieldErrors(value: unknown): FieldError[] {
  return parseList(value, parseFieldError);
}

function parseFieldError(value: unknown): FieldError | undefined {
  if (!isRecord(value)) return undefined;
  const { code, params, message, upstreamField } = value;
  if (!isString(code)) return undefined;
  const error = {
    path: parsePath(value['path']) ?? [],
    code,
    params: isRecord(params) ? params : {},
    message: isString(message) ? message : '',
    ...(isString(upstreamField) && { upstreamField }),
  };
  return isKnownFieldError(error) ? error : { ...error, code: 'UNKNOWN', sentCode: code };
}

/** New params of a known code may be ignored. New tokens may not: this version has no texts for them. */
function isKnownFieldError(
  error: Omit<UnknownFieldError, 'code' | 'sentCode'> & { readonly code: string },
): error is KnownFieldError {
  return isKnown(error.code) && PARAMS_SHAPES[error.code].some((shape) => hasShape(error.params, shape));
}

export function parsePath(value: unknown): FieldPath | undefined {
  return isPath(value) ? value : undefined;
}

function isPath(value: unknown): value is FieldPath {
  return Array.isArray(value) && value.every((step) => isString(step) || typeof step === 'number');
}

function isKnown(code: string): code is FieldErrorCode {
  return Object.hasOwn(PARAMS_SHAPES, code);
}
