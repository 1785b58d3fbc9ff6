import type { DottedName } from './field-names.ts';
import { type ErrorOfField, type FormOptions, toFormErrors } from './form-errors.ts';
import type { FieldError, GatewayError } from './gateway-error.ts';
import { isRecord } from './records.ts';

/** The shape of the values, with a message at each field that has an error. */
export type NestedErrors<Values> = Values extends readonly (infer Item)[]
  ? string | (NestedErrors<Item> | undefined)[]
  : Values extends object
    ? string | { [Key in keyof Values]?: NestedErrors<NonNullable<Values[Key]>> }
    : string;

export interface FormikErrors<Values> {
  /** For `setErrors`. */
  readonly errors: { [Key in keyof Values]?: NestedErrors<NonNullable<Values[Key]>> };
  /** Messages of errors that belong to no field, for `setStatus`. */
  readonly form: readonly string[];
}

export interface DottedErrors<Values> {
  /** Messages under names such as `proofOfIdentity.files.0.uri`. */
  readonly errors: Partial<Record<DottedName<Values>, string>>;
  /** Messages of errors that belong to no field. */
  readonly form: readonly string[];
}

/**
 * For Formik: errors in the shape of the values. With `paths: 'dotted'`, errors under dotted names, for form
 * libraries that need them.
 */
export function toFormikErrors<Values extends object>(
  errors: readonly (GatewayError | FieldError)[],
  options: FormOptions<Values> & { readonly paths: 'dotted' },
): DottedErrors<Values>;
export function toFormikErrors<Values extends object>(
  errors: readonly (GatewayError | FieldError)[],
  options: FormOptions<Values> & { readonly paths?: 'nested' },
): FormikErrors<Values>;
export function toFormikErrors<Values extends object>(
  errors: readonly (GatewayError | FieldError)[],
  options: FormOptions<Values> & { readonly paths?: 'dotted' | 'nested' },
): { readonly errors: object; readonly form: readonly string[] } {
  const { fields, form } = toFormErrors(errors, options);
  if (options.paths === 'dotted') {
    const entries = fields.map(({ steps, message }) => [steps.join('.'), message]);
    return { errors: Object.fromEntries(entries), form };
  }
  // A field cannot hold both a message and the messages of its parts.
  const isParent = ({ steps }: ErrorOfField) => fields.some((other) => isBelow(steps, other.steps));
  const parents = fields.filter(isParent).map(({ message }) => message);
  const leaves = fields.filter((field) => !isParent(field));
  return { errors: toTree(leaves, options.values), form: [...form, ...parents] };
}

function isBelow(parent: readonly string[], steps: readonly string[]): boolean {
  return steps.length > parent.length && parent.every((step, index) => steps[index] === step);
}

interface Leaf {
  readonly steps: readonly string[];
  readonly message: string;
}

function toTree(leaves: readonly Leaf[], values: unknown): object {
  const branches: Record<string, string | object> = {};
  for (const { steps, message } of leaves) {
    const [name = '', ...rest] = steps;
    const below = leaves.filter(({ steps: [first] }) => first === name);
    const value = isRecord(values) ? values[name] : undefined;
    branches[name] = rest.length === 0 ? message : toTree(below.map(withoutFirstStep), value);
  }
  return Array.isArray(values) ? Object.assign([], branches) : branches;
}

function withoutFirstStep({ steps, message }: Leaf): Leaf {
  return { steps: steps.slice(1), message };
}
