import { formMistakes, type GatewayError } from './errors.ts';

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

type Mistake = ReturnType<typeof formMistakes>[number];
/** Puts a mistake into words, in the language of the form. */
type Say = (mistake: Mistake) => string;

interface FormError<Name extends string> {
  readonly name: Name;
  readonly error: { readonly type: string; readonly message: string };
}

/**
 * For React Hook Form: `for (const { name, error } of …) setError(name, error)`. Mistakes that belong to no field of the
 * form have the name `root.server`. Call `clearErrors('root.server')` before the next attempt.
 *
 * @param values the values of the form, in the shape of the mutation's input: `getValues()`
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
 * For TanStack Form: the result of a form validator such as `onSubmitAsync`. Mistakes that belong to no field are in `form`.
 *
 * @param values the values of the form, in the shape of the mutation's input
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

/** One entry per field, in the order of the mistakes. If the form lacks a field, its nearest parent gets the mistake. */
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

/** The part of the path that exists in the form. Nothing would show an error beyond it. */
function stepsWithin(values: unknown, [step, ...rest]: readonly string[]): string[] {
  if (step === undefined || typeof values !== 'object' || values === null) return [];
  const entry = Object.entries(values).find(([key]) => key === step);
  return entry ? [step, ...stepsWithin(entry[1], rest)] : [];
}
