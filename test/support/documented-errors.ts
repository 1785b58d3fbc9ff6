import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { extensionsSchema, paramsSchema } from '../../scripts/error-docs.ts';
import { DOCUMENT_WARNINGS } from '../../src/document-warning-codes.ts';

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly extensions: unknown }[] | undefined;
}

const ajv = new Ajv2020({ strict: true }).addSchema(extensionsSchema(), 'extensions');
const isExtensions = ajv.compile({ $ref: 'extensions' });
const isFieldError = ajv.compile({ $ref: 'extensions#/$defs/fieldError' });

/** Warnings have the members of a field error, and codes and params of their own. */
const WARNING_PARAMS = new Map<unknown, ValidateFunction>(
  Object.entries(DOCUMENT_WARNINGS).map(([code, { params }]) => [code, ajv.compile(paramsSchema(params))]),
);

/**
 * @throws for an error, or a field error inside the data, that docs/error-extensions.schema.json does not allow, and for
 *   a warning with other params than docs/errors.md lists
 */
export function requireDocumentedErrors({ data, errors = [] }: Answer): void {
  for (const { extensions } of errors) requireValid(isExtensions, extensions);
  for (const found of fieldErrorsIn(data)) {
    const isWarningParams = WARNING_PARAMS.get(found.code);
    if (isWarningParams) requireValid(isWarningParams, found.params);
    else requireValid(isFieldError, found);
  }
}

function requireValid(isValid: ValidateFunction, value: unknown): void {
  if (isValid(value)) return;
  const [mistake] = isValid.errors ?? [];
  throw new Error(
    `Not as documented: ${JSON.stringify(value)}: ${mistake?.instancePath} ${mistake?.message}`,
  );
}

interface FoundFieldError {
  readonly code: unknown;
  readonly params: unknown;
}

/** Objects that were asked for all members of a field error or warning. */
function fieldErrorsIn(value: unknown): FoundFieldError[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('path' in value && 'code' in value && 'params' in value && 'message' in value) return [value];
  return Object.values(value).flatMap(fieldErrorsIn);
}
