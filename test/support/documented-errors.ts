import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { extensionsSchema } from '../../scripts/error-docs.ts';

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly extensions: unknown }[] | undefined;
}

const ajv = new Ajv2020({ strict: true }).addSchema(extensionsSchema(), 'extensions');
const isExtensions = ajv.compile({ $ref: 'extensions' });
const isFieldError = ajv.compile({ $ref: 'extensions#/$defs/fieldError' });

/** @throws for an error, or a field error inside the data, that docs/error-extensions.schema.json does not allow */
export function requireDocumentedErrors({ data, errors = [] }: Answer): void {
  for (const { extensions } of errors) requireValid(isExtensions, extensions);
  for (const fieldError of fieldErrorsIn(data)) requireValid(isFieldError, fieldError);
}

function requireValid(isValid: ValidateFunction, value: unknown): void {
  if (isValid(value)) return;
  const [mistake] = isValid.errors ?? [];
  throw new Error(
    `Not as documented: ${JSON.stringify(value)}: ${mistake?.instancePath} ${mistake?.message}`,
  );
}

/** Objects that were asked for all members of a field error. */
function fieldErrorsIn(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return [];
  if (['path', 'code', 'params', 'message'].every((name) => Object.hasOwn(value, name))) return [value];
  return Object.values(value).flatMap(fieldErrorsIn);
}
