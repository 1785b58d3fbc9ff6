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

/** What is missing is reported elsewhere. */
export function blankFaults(path: FieldPath, value: string | null | undefined): FieldError[] {
  return value?.trim() === '' ? [fault(path, 'REQUIRED', 'Must not be blank.')] : [];
}
