import { type GatewayError, toFormErrors } from './errors.ts';

type Leaf = string | number | boolean | Blob | null | undefined;

/** Field names as in React Hook Form: `proofOfIdentity.files.0.uri`. */
export type DottedName<Values> = Values extends Leaf
  ? never
  : Values extends readonly (infer Item)[]
    ? `${number}` | `${number}.${DottedName<Item>}`
    : { [Key in keyof Values & string]: Key | `${Key}.${DottedName<Values[Key]>}` }[keyof Values & string];

/** Field names as in TanStack Form: `proofOfIdentity.files[0].uri`. */
export type BracketName<Values> = Values extends Leaf
  ? never
  : { [Key in keyof Values & string]: Key | `${Key}${Below<Values[Key]>}` }[keyof Values & string];

type Below<Values> = Values extends Leaf
  ? never
  : Values extends readonly (infer Item)[]
    ? `[${number}]` | `[${number}]${Below<Item>}`
    : `.${BracketName<Values>}`;

type FieldError = ReturnType<typeof toFormErrors>[number];
/** Returns the text of an error in the language of the form. */
type ToText = (error: FieldError) => string;

interface FormError<Name extends string> {
  readonly name: Name;
  readonly error: { readonly type: string; readonly message: string };
}

/**
 * For React Hook Form: `for (const { name, error } of …) setError(name, error)`. Errors that belong to no field of the
 * form have the name `root.server`. Call `clearErrors('root.server')` before the next attempt.
 *
 * @param values the values of the form, in the shape of the mutation's input: `getValues()`
 */
export function reactHookFormErrors<Values extends object>(
  errors: readonly GatewayError[],
  values: Values,
  toText: ToText,
): FormError<DottedName<Values> | 'root.server'>[] {
  const isName = (name: string): name is DottedName<Values> => name !== '';
  return byField(errors, values, toText).map(({ steps, type, message }) => {
    const name = steps.join('.');
    return { name: isName(name) ? name : 'root.server', error: { type, message } };
  });
}

/**
 * For TanStack Form: the result of a form validator such as `onSubmitAsync`. Errors that belong to no field are in `form`.
 *
 * @param values the values of the form, in the shape of the mutation's input
 */
export function tanStackFormErrors<Values extends object>(
  errors: readonly GatewayError[],
  values: Values,
  toText: ToText,
): { form?: string; fields: Partial<Record<BracketName<Values>, string>> } | undefined {
  const isName = (name: string): name is BracketName<Values> => name !== '';
  const fields: Partial<Record<BracketName<Values>, string>> = {};
  let form: string | undefined;
  for (const { steps, message } of byField(errors, values, toText)) {
    const name = steps
      .map((step) => (/^\d+$/.test(step) ? `[${step}]` : `.${step}`))
      .join('')
      .slice(1);
    if (isName(name)) fields[name] = message;
    else form = message;
  }
  if (form === undefined && Object.keys(fields).length === 0) return undefined;
  return form === undefined ? { fields } : { form, fields };
}

/** One entry for each field, in the order of the errors. If the form has no such field, its nearest parent gets the error. */
function byField(errors: readonly GatewayError[], values: object, toText: ToText) {
  const fields = new Map<string, { steps: string[]; type: string; message: string }>();
  for (const error of toFormErrors(errors)) {
    const steps = stepsWithin(values, error.field.split('.'));
    const before = fields.get(steps.join('.'));
    const message = before ? `${before.message} ${toText(error)}` : toText(error);
    fields.set(steps.join('.'), { steps, type: before?.type ?? error.code, message });
  }
  return [...fields.values()];
}

/** The part of the path that exists in the form. Nothing would show an error beyond it. */
function stepsWithin(values: unknown, [step, ...rest]: readonly string[]): string[] {
  if (step === undefined || typeof values !== 'object' || values === null) return [];
  const entry = Object.entries(values).find(([key]) => key === step);
  return entry ? [step, ...stepsWithin(entry[1], rest)] : [];
}
