import type { FieldError, FieldErrorCode, FieldPath } from '../errors.ts';

/** One broken rule. @param params what a translation needs; never the value itself */
export function fault(
  path: FieldPath,
  code: FieldErrorCode,
  message: string,
  params: FieldError['params'] = {},
): FieldError {
  return { path, code, params, message };
}

export function blankFaults(path: FieldPath, value: string): FieldError[] {
  return value.trim() === '' ? [fault(path, 'REQUIRED', 'Must not be blank.')] : [];
}
