import type { DottedName } from './field-names.ts';
import { type FormOptions, toFormErrors } from './form-errors.ts';
import type { FieldError, GatewayError } from './gateway-error.ts';

export interface ReactHookFormError<Name extends string> {
  readonly name: Name;
  readonly error: { readonly type: string; readonly message: string };
}

/**
 * For React Hook Form: `for (const { name, error } of …) setError(name, error)`. Errors that belong to no field of the
 * form have the name `root.server`. Call `clearErrors('root.server')` before the next attempt.
 */
export function toReactHookFormErrors<Values extends object>(
  errors: readonly (GatewayError | FieldError)[],
  options: FormOptions<Values>,
): ReactHookFormError<DottedName<Values> | 'root.server'>[] {
  const { fields, form } = toFormErrors(errors, options);
  const isName = (name: string): name is DottedName<Values> => name !== '';
  const ofFields = fields.flatMap(({ steps, type, message }) => {
    const name = steps.join('.');
    return isName(name) ? [{ name, error: { type, message } }] : [];
  });
  if (form.length === 0) return ofFields;
  return [...ofFields, { name: 'root.server', error: { type: 'server', message: form.join(' ') } }];
}
