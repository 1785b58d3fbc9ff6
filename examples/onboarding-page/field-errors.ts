import type { toFormError } from '../clients/errors.ts';
import type { FieldErrors } from './form-rules.ts';
import { type FieldName, type FormValues, findField } from './form-values.ts';

type FormError = ReturnType<typeof toFormError>;

/**
 * Texts for errors that the gateway or Fin.com found, by the field of the form.
 *
 * @param values the form that the errors are about
 * @returns `notices` has the texts of errors that belong to no field
 */
export function toFieldErrors(
  errors: readonly FormError[],
  values: FormValues,
  toText: (error: FormError) => string,
): { fieldErrors: FieldErrors; notices: readonly string[] } {
  const fieldErrors: Partial<Record<FieldName, string>> = {};
  const notices: string[] = [];
  for (const error of errors) {
    const field = findField(error.field, values, error.params['side']);
    const text = toText(error);
    if (field) fieldErrors[field] = fieldErrors[field] ? `${fieldErrors[field]} ${text}` : text;
    else notices.push(text);
  }
  return { fieldErrors, notices };
}
