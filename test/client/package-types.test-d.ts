/** The errors that the compiler reports to an app that uses the package. `npm run check:types` is the test. */
import type {
  FieldError,
  GatewayError,
  GatewayErrorExtensions,
  KnownFieldError,
} from '@fin-gateway/client/errors';
import { toReactHookFormErrors, toTanStackFormErrors } from '@fin-gateway/client/errors';
import { type Catalog, createMessages } from '@fin-gateway/client/messages';
import { en } from '@fin-gateway/client/messages/en';
import type { DocumentWarning, inspectQuality } from '@fin-gateway/client/quality';

declare const fieldError: FieldError;
declare const error: GatewayError;
declare const warning: DocumentWarning;
declare const findings: Awaited<ReturnType<typeof inspectQuality>>;

export function paramsFollowTheCode() {
  if (fieldError.code === 'INVALID_FORMAT') {
    // @ts-expect-error There is no such format.
    return fieldError.params.format === 'E-MAIL';
  }
  if (fieldError.code === 'FILE_TOO_LARGE') {
    const { max, unit }: { readonly max: number; readonly unit: 'BYTES' } = fieldError.params;
    return max > 0 && unit === 'BYTES';
  }
  if (fieldError.code === 'UNKNOWN') return fieldError.sentCode;
  // @ts-expect-error Only some codes have this param.
  return fieldError.params.allowed;
}

export function warningsHaveTexts(): string[] {
  const messages = createMessages(en);
  // @ts-expect-error Field errors have texts of their own.
  messages.warning(fieldError);
  if (warning.code === 'EXPIRES_SOON') return [warning.params.notBefore];
  // @ts-expect-error Only some codes have this param.
  if (warning.code === 'LOW_QUALITY') return [warning.params.notBefore];
  return [messages.warning(warning), ...findings.map((finding) => messages.warning(finding))];
}

export function codesAreComplete(code: KnownFieldError['code']): 'document' | 'file' {
  const kinds = {
    REQUIRED: 'document',
    INVALID_FORMAT: 'document',
    UNKNOWN_VALUE: 'document',
    OUT_OF_RANGE: 'document',
    EXPIRED: 'document',
    DUPLICATE: 'document',
    CONFLICTING: 'document',
    UNKNOWN_FIELD: 'document',
    NOT_REQUESTED: 'document',
    REFUSED: 'document',
    FILE_EMPTY: 'file',
    FILE_INCOMPLETE: 'file',
    FILE_TYPE_NOT_ALLOWED: 'file',
    FILE_TOO_LARGE: 'file',
  } as const;
  return kinds[code];
}

export function requestIdsAreKnownWithKnownCodes(): string {
  // @ts-expect-error An error of a router has none.
  const requestId: string = error.requestId;
  return error.code === 'UNKNOWN' ? requestId : error.requestId;
}

export const extensions: GatewayErrorExtensions[] = [
  { code: 'NOT_FOUND', requestId: 'r-1', retryable: false },
  // @ts-expect-error There is no such code.
  { code: 'GONE', requestId: 'r-1', retryable: false },
  // @ts-expect-error Every error of the gateway has an id.
  { code: 'NOT_FOUND', retryable: false },
];

const { REFUSED: _text, ...fieldsWithoutOne } = en.fields;
const { EMAIL: _format, ...formatsWithoutOne } = en.fields.INVALID_FORMAT;
const { LOW_QUALITY: _warning, ...warningsWithoutOne } = en.warnings;
const { NOT_FOUND: _code, ...errorsWithoutOne } = en.errors;

export const catalogs: Catalog<'one' | 'other'>[] = [
  en,
  // @ts-expect-error A code of field errors has no text.
  { ...en, fields: fieldsWithoutOne },
  // @ts-expect-error A format has no text.
  { ...en, fields: { ...en.fields, INVALID_FORMAT: formatsWithoutOne } },
  // @ts-expect-error A code has no text.
  { ...en, errors: errorsWithoutOne },
  // @ts-expect-error A warning has no text.
  { ...en, warnings: warningsWithoutOne },
  // @ts-expect-error A plural form is missing.
  { ...en, seconds: { other: '{count} seconds' } },
];

// @ts-expect-error The language has more plural forms.
export const slavic: Catalog<'one' | 'few' | 'many' | 'other'> = en;

const options = { messages: createMessages(en), values: { files: [{ uri: '' }] } };

export const namesWithDots = toReactHookFormErrors([error, fieldError], options).map(
  ({ name }): 'files' | `files.${number}` | `files.${number}.uri` | 'root.server' => name,
);

const { fields = {} } = toTanStackFormErrors([error], options) ?? {};
export const nameWithBrackets: string | undefined = fields['files[0].uri'];
// @ts-expect-error That is how React Hook Form writes it.
export const nameWithDots = fields['files.0.uri'];
