import { z } from 'zod/mini';
import { date, entry, none, positive, token, tokens } from './code-table.ts';

/** Field names and list indexes from the root of an input to a field. */
export type FieldPath = readonly (string | number)[];

/** The values of `params.format`: what a value must look like. */
export const FORMATS = {
  BOOLEAN: '`true` or `false`.',
  E164: 'A phone number in E.164 format, such as `+14155551234`.',
  EMAIL: 'An email address.',
  EXACT_NUMBER: 'A number that JavaScript can represent exactly. Send other numbers as strings.',
  FILE: 'A file in a multipart request.',
  INTEGER: 'A 32-bit integer such as `5000`.',
  ISO_3166_2: 'An ISO 3166-2 code of a subdivision, such as `US-CA`.',
  ISO_DATE: 'A date such as `2026-11-27`.',
  LATIN: 'Latin letters. Digits, symbols and accents are allowed.',
  LOWER_CASE: 'No capital letters.',
  NUMBER: 'A number.',
  OBJECT: 'An object.',
  OTHER: 'In the format that the schema describes.',
  PRINTABLE: 'No control characters and no invisible characters.',
  PRINTABLE_ASCII: 'Printable ASCII characters only.',
  STRING: 'A string.',
  UPLOAD_URI: 'The URI of an uploaded file, as returned by the upload.',
  UUID: 'A UUID such as `55bd6b4e-c20a-4cc8-9535-91d5557a67d9`.',
} as const;
export type Format = keyof typeof FORMATS;

/** The values of `params.unit`: what `min` and `max` count. Without a unit, they are plain numbers. */
export const UNITS = {
  BYTES: 'Bytes.',
  CHARACTERS: 'Characters of a string.',
  FILES: 'Files in a request.',
  ITEMS: 'Items in a list.',
  LEVELS: 'Levels of nesting.',
  MEMBERS: 'Members of an object.',
} as const;

const format = z.enum(keysOf(FORMATS));
const unit = z.enum(keysOf(UNITS));
const fieldName = token;
const fieldNames = tokens;

/** Details that Fin.com sends about a field that it requests. */
const requested = {
  dataType: z.optional(z.enum(['URI', 'DATE', 'TEXT', 'ENUM', 'UNKNOWN'])),
  /** Value from Fin.com. */
  documentType: z.optional(z.string()),
  side: z.optional(z.enum(['FRONT', 'BACK'])),
  /** Values from Fin.com. */
  options: z.optional(z.readonly(z.array(z.string()))),
};

/**
 * All codes of field errors. The types, the GraphQL enum, the JSON Schema and the table in `docs/errors.md` are derived
 * from this table. `params` contain stable tokens, numbers, dates and field names, never English text or the value itself.
 */
export const FIELD_ERRORS = {
  REQUIRED: entry(
    'Missing, null or blank. `min` is the minimum number of items. `oneOf` lists fields of which one is required. `side` is the side of the document that no file shows.',
    z.strictObject({ min: z.optional(positive), oneOf: z.optional(fieldNames), ...requested }),
    {},
    { min: 1 },
    { oneOf: ['uri', 'upload'] },
    { side: 'BACK' },
    { dataType: 'URI', documentType: 'PASSPORT', side: 'BACK' },
  ),
  INVALID_FORMAT: entry('Not in the expected format.', z.strictObject({ format }), { format: 'EMAIL' }),
  UNKNOWN_VALUE: entry(
    'Not one of the allowed values. `allowed` is omitted if the list is long.',
    z.strictObject({ allowed: z.optional(tokens) }),
    {},
    { allowed: ['FRONT', 'BACK'] },
  ),
  OUT_OF_RANGE: entry(
    'Out of range. The limits themselves are allowed, except for `afterField`, which names a date that must be earlier.',
    z.union([
      z.strictObject({ min: z.number(), max: z.optional(z.number()), unit: z.optional(unit) }),
      z.strictObject({ max: z.number(), unit: z.optional(unit) }),
      z.strictObject({ notBefore: date }),
      z.strictObject({ notAfter: date }),
      z.strictObject({ notBeforeField: fieldName }),
      z.strictObject({ afterField: fieldName }),
    ]),
    { min: 0 },
    { min: 1, max: 100 },
    { max: 255, unit: 'CHARACTERS' },
    { notBefore: '2026-08-27' },
    { notAfter: '2026-11-27' },
    { notBeforeField: 'issueDate' },
    { afterField: 'issueDate' },
  ),
  EXPIRED: entry(
    'The document is no longer valid. `notBefore` is the earliest expiry date accepted today.',
    z.strictObject({ notBefore: z.optional(date), ...requested }),
    { notBefore: '2026-11-27' },
    { dataType: 'DATE', documentType: 'PASSPORT' },
  ),
  DUPLICATE: entry(
    'An earlier item in the same list has the same value, or an earlier file in the same input.',
    none,
    {},
  ),
  CONFLICTING: entry(
    'Cannot be combined with other fields or headers; `with` lists them.',
    z.strictObject({ with: z.optional(fieldNames) }),
    {},
    { with: ['uri'] },
  ),
  UNKNOWN_FIELD: entry(
    "The input type has no field with this name, or not in this mode: `customerApi` is the version of Fin.com's API that the gateway uses.",
    z.strictObject({ customerApi: z.optional(z.enum(['v1', 'v2'])) }),
    {},
    { customerApi: 'v1' },
  ),
  NOT_REQUESTED: entry('Fin.com did not request this field and would reject the whole answer.', none, {}),
  REFUSED: entry(
    'Fin.com rejected the value; `message` contains the reason.',
    z.strictObject(requested),
    {},
    { dataType: 'ENUM', options: ['SALARY', 'SAVINGS'] },
  ),
  FILE_EMPTY: entry('The file has no bytes.', none, {}),
  FILE_INCOMPLETE: entry('The file did not arrive completely.', none, {}),
  FILE_TYPE_NOT_ALLOWED: entry(
    'The content has a type that is not allowed, regardless of the file name. `detected` is `UNKNOWN` if the type cannot be detected.',
    z.strictObject({ allowed: tokens, detected: token }),
    { allowed: ['PDF', 'JPEG', 'PNG'], detected: 'HEIC' },
  ),
  FILE_TOO_LARGE: entry(
    'The file is larger than allowed.',
    z.strictObject({ max: positive, unit: z.literal('BYTES') }),
    { max: 10_485_760, unit: 'BYTES' },
  ),
} as const;

export type FieldErrorCode = keyof typeof FIELD_ERRORS;
export type ParamsOf<Code extends FieldErrorCode> = z.output<(typeof FIELD_ERRORS)[Code]['params']>;

export interface FieldErrorOf<Code extends FieldErrorCode> {
  readonly path: FieldPath;
  readonly code: Code;
  readonly params: Readonly<ParamsOf<Code>>;
  /** English, for developers. */
  readonly message: string;
  /** Name of the field in Fin.com's error. */
  readonly upstreamField?: string;
}

/** A mistake in an input. `code` determines the type of `params`. */
export type FieldError = { [Code in FieldErrorCode]: FieldErrorOf<Code> }[FieldErrorCode];

function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): Key[] {
  return Object.keys(record).filter((key): key is Key => Object.hasOwn(record, key));
}
