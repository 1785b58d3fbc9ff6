import type { FieldError } from '@fin-gateway/client/errors';
import type { FieldErrors } from './form-rules.ts';
import { type FieldName, type FormValues, findField } from './form-values.ts';

/**
 * Texts for errors that the gateway or Fin.com found, by the field of the form.
 *
 * @param values the form that the errors are about
 * @returns `notices` has the texts of errors that belong to no field
 */
export function toFieldErrors(
  errors: readonly FieldError[],
  values: FormValues,
  toText: (error: FieldError) => string,
): { fieldErrors: FieldErrors; notices: readonly string[] } {
  const fieldErrors: Partial<Record<FieldName, string>> = {};
  const notices: string[] = [];
  for (const error of errors) {
    const side = 'side' in error.params ? error.params.side : undefined;
    // The first step is the argument.
    const field = findField(error.path.slice(1).join('.'), values, side);
    const text = toText(error);
    if (field) fieldErrors[field] = fieldErrors[field] ? `${fieldErrors[field]} ${text}` : text;
    else notices.push(text);
  }
  return { fieldErrors, notices };
}
