import type { FieldError, FieldPath, GatewayError } from './gateway-error.ts';

/** Return the texts of errors in the language of the form. `createMessages` makes both. */
export interface FormMessages {
  fieldError(error: FieldError): string;
  /** For errors without field errors. */
  error(error: GatewayError): string;
}

export interface FormOptions<Values extends object> {
  readonly messages: FormMessages;
  /** The values of the form, in the shape of the mutation's input. */
  readonly values: Values;
  /** The path of the form's values in the arguments. The default is `['input']`; a form for a part of the input may pass `['input', 'proofOfIdentity']`. */
  readonly root?: FieldPath;
}

export interface ErrorOfField {
  /** At least one: the path of the field in the values of the form. */
  readonly steps: readonly string[];
  readonly type: string;
  readonly message: string;
}

interface FormErrors {
  /** One for each field, in the order of the errors. */
  readonly fields: readonly ErrorOfField[];
  /** Messages of errors that belong to no field of the form. */
  readonly form: readonly string[];
}

/** A field that the form does not have is replaced by its nearest parent: nothing would show an error beyond it. */
export function toFormErrors<Values extends object>(
  errors: readonly (GatewayError | FieldError)[],
  { messages, values, root = ['input'] }: FormOptions<Values>,
): FormErrors {
  const fields = new Map<string, ErrorOfField>();
  const form = new Set<string>();
  for (const error of errors.flatMap(fieldErrorsOf)) {
    const isField = 'params' in error;
    const message = isField ? messages.fieldError(error) : messages.error(error);
    const steps = isField ? stepsWithin(values, stepsBelow(root, error.path)) : [];
    const name = JSON.stringify(steps);
    const before = fields.get(name);
    if (steps.length === 0) form.add(message);
    else if (before) fields.set(name, { ...before, message: `${before.message} ${message}` });
    else fields.set(name, { steps, type: error.code, message });
  }
  return { fields: [...fields.values()], form: [...form] };
}

function fieldErrorsOf(error: GatewayError | FieldError): readonly (GatewayError | FieldError)[] {
  return 'fieldErrors' in error && error.fieldErrors.length > 0 ? error.fieldErrors : [error];
}

function stepsBelow(root: FieldPath, path: FieldPath): string[] {
  const isBelow = root.every((step, index) => path[index] === step);
  return isBelow ? path.slice(root.length).map(String) : [];
}

function stepsWithin(values: unknown, [step, ...rest]: readonly string[]): string[] {
  if (step === undefined || typeof values !== 'object' || values === null) return [];
  const entry = Object.entries(values).find(([key]) => key === step);
  return entry ? [step, ...stepsWithin(entry[1], rest)] : [];
}
