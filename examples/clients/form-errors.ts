import { formMistakes, type GatewayError } from './errors.ts';

type Leaf = string | number | boolean | Blob | null | undefined;

/** Names of a form's fields as React Hook Form writes them: `proofOfIdentity.files.0.uri`. */
export type DottedName<Values> = Values extends Leaf
  ? never
  : Values extends readonly (infer Item)[]
    ? `${number}` | `${number}.${DottedName<Item>}`
    : { [Key in keyof Values & string]: Key | `${Key}.${DottedName<Values[Key]>}` }[keyof Values & string];

/** The same as TanStack Form writes them: `proofOfIdentity.files[0].uri`. */
export type BracketName<Values> = Values extends Leaf
  ? never
  : { [Key in keyof Values & string]: Key | `${Key}${Below<Values[Key]>}` }[keyof Values & string];

type Below<Values> = Values extends Leaf
  ? never
  : Values extends readonly (infer Item)[]
    ? `[${number}]` | `[${number}]${Below<Item>}`
    : `.${BracketName<Values>}`;

type Mistake = ReturnType<typeof formMistakes>[number];
/** A mistake in the words and the language of the form. */
type Say = (mistake: Mistake) => string;

interface FormError<Name extends string> {
  readonly name: Name;
  readonly error: { readonly type: string; readonly message: string };
}

/**
 * For React Hook Form: `for (const { name, error } of …) setError(name, error)`. What belongs to no field of the form
 * is `root.server`; `clearErrors('root.server')` before the next attempt.
 *
 * @param values of the form, shaped as the mutation's input: `getValues()`
 */
export function reactHookFormErrors<Values extends object>(
  errors: readonly GatewayError[],
  values: Values,
  say: Say,
): FormError<DottedName<Values> | 'root.server'>[] {
  const isName = (name: string): name is DottedName<Values> => name !== '';
  return byField(errors, values, say).map(({ steps, type, message }) => {
    const name = steps.join('.');
    return { name: isName(name) ? name : 'root.server', error: { type, message } };
  });
}

/**
 * For TanStack Form: what a validator of the form returns, such as `onSubmitAsync`. `form` is what belongs to no field.
 *
 * @param values of the form, shaped as the mutation's input
 */
export function tanStackFormErrors<Values extends object>(
  errors: readonly GatewayError[],
  values: Values,
  say: Say,
): { form?: string; fields: Partial<Record<BracketName<Values>, string>> } | undefined {
  const isName = (name: string): name is BracketName<Values> => name !== '';
  const fields: Partial<Record<BracketName<Values>, string>> = {};
  let form: string | undefined;
  for (const { steps, message } of byField(errors, values, say)) {
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

/** One entry a field, in the order of the mistakes. A field that the form has not is told at the nearest that it has. */
function byField(errors: readonly GatewayError[], values: object, say: Say) {
  const fields = new Map<string, { steps: string[]; type: string; message: string }>();
  for (const mistake of formMistakes(errors)) {
    const steps = stepsWithin(values, mistake.field.split('.'));
    const before = fields.get(steps.join('.'));
    const message = before ? `${before.message} ${say(mistake)}` : say(mistake);
    fields.set(steps.join('.'), { steps, type: before?.type ?? mistake.code, message });
  }
  return [...fields.values()];
}

/** The part of the way that exists in the form: an error must not land where nothing shows it. */
function stepsWithin(values: unknown, [step, ...rest]: readonly string[]): string[] {
  if (step === undefined || typeof values !== 'object' || values === null) return [];
  const entry = Object.entries(values).find(([key]) => key === step);
  return entry ? [step, ...stepsWithin(entry[1], rest)] : [];
}
