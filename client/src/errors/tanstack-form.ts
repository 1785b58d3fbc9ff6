import type { BracketName } from './field-names.ts';
import { type FormOptions, toFormErrors } from './form-errors.ts';
import type { FieldError, GatewayError } from './gateway-error.ts';

export interface TanStackFormErrors<Name extends string> {
  form?: string;
  fields: Partial<Record<Name, string>>;
}

/**
 * For TanStack Form: the result of a form validator such as `onSubmitAsync`. Errors that belong to no field are in `form`.
 *
 * @returns undefined if there are no errors
 */
export function toTanStackFormErrors<Values extends object>(
  errors: readonly (GatewayError | FieldError)[],
  options: FormOptions<Values>,
): TanStackFormErrors<BracketName<Values>> | undefined {
  const { fields, form } = toFormErrors(errors, options);
  if (form.length === 0 && fields.length === 0) return undefined;
  const isName = (name: string): name is BracketName<Values> => name !== '';
  const messages: Partial<Record<BracketName<Values>, string>> = {};
  for (const { steps, message } of fields) {
    const name = toBracketName(steps);
    if (isName(name)) messages[name] = message;
  }
  return form.length === 0 ? { fields: messages } : { form: form.join(' '), fields: messages };
}

function toBracketName([first = '', ...rest]: readonly string[]): string {
  return rest.reduce((name, step) => name + (/^\d+$/.test(step) ? `[${step}]` : `.${step}`), first);
}
