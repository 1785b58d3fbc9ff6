import type { FieldErrorCode, FieldErrorOf, FieldPath, ParamsOf } from './field-error-codes.ts';

/** An input could have as many errors as bytes. One response reports the first of them. */
export const MAX_FIELD_ERRORS = 50;

/** Codes whose params are all optional. */
type CodeWithoutParams = {
  [Code in FieldErrorCode]: Record<never, never> extends ParamsOf<Code> ? Code : never;
}[FieldErrorCode];

/** @param params values for a translated message; never the value of the field itself */
export function fieldError<Code extends CodeWithoutParams>(
  path: FieldPath,
  code: Code,
  message: string,
): FieldErrorOf<Code>;
export function fieldError<Code extends FieldErrorCode>(
  path: FieldPath,
  code: Code,
  message: string,
  params: ParamsOf<Code>,
): FieldErrorOf<Code>;
export function fieldError(path: FieldPath, code: FieldErrorCode, message: string, params: object = {}) {
  return { path, code, params, message };
}

/** Missing values are reported by the schema. */
export function validateNotBlank(
  path: FieldPath,
  value: string | null | undefined,
): FieldErrorOf<'REQUIRED'>[] {
  return value?.trim() === '' ? [fieldError(path, 'REQUIRED', 'Must not be blank.')] : [];
}
