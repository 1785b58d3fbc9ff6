import { z } from 'zod/mini';

/** Names and list indexes from the root of an input down to one field. */
export type FieldPath = readonly (string | number)[];

/** What a value must look like: the values of `params.format`. */
export const FORMATS = {
  BOOLEAN: 'true or false.',
  E164: 'A phone number in E.164 form, such as `+14155551234`.',
  EMAIL: 'An e-mail address.',
  EXACT_NUMBER: 'A number that JavaScript keeps without rounding; send others as texts.',
  FILE: 'A file of a multipart request.',
  INTEGER: 'A whole number of at most 32 bits.',
  ISO_3166_2: 'The code of a subdivision, such as `US-CA`.',
  ISO_DATE: 'A calendar date, such as `2026-01-31`.',
  LATIN: 'Latin letters; digits, signs and accents are allowed too.',
  LOWER_CASE: 'No capital letters.',
  NUMBER: 'A number.',
  OBJECT: 'An object with the fields that the schema lists.',
  OTHER: 'The form that the schema describes.',
  PRINTABLE: 'No control characters, and no characters that cannot be seen.',
  PRINTABLE_ASCII: 'Printable ASCII characters only.',
  STRING: 'Text.',
  UPLOAD_URI: 'The URI of an uploaded file, as the upload returned it.',
  UUID: 'A UUID.',
} as const;
export type Format = keyof typeof FORMATS;

/** What a bound counts: the values of `params.unit`. Without a unit, the bound is a plain number. */
export const UNITS = {
  BYTES: 'Bytes.',
  CHARACTERS: 'Characters of a text.',
  FILES: 'Files of a request.',
  ITEMS: 'Items of a list.',
  LEVELS: 'Levels of nesting.',
  MEMBERS: 'Members of an object.',
} as const;

const format = z.enum(keysOf(FORMATS));
const unit = z.enum(keysOf(UNITS));
const positive = z.int().check(z.gte(1));
const date = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));
/** A stable word. Blanks cannot occur, so that no English gets in. */
const token = z.string().check(z.regex(/^[A-Za-z0-9_.+-]+$/));
const tokens = z.readonly(z.array(token).check(z.minLength(1)));
const fieldName = token;
const fieldNames = tokens;

/** What Fin.com says about a field that it asks for. */
const requested = {
  dataType: z.optional(z.enum(['URI', 'DATE', 'TEXT', 'ENUM', 'UNKNOWN'])),
  /** As Fin.com wrote it. */
  documentType: z.optional(z.string()),
  side: z.optional(z.enum(['FRONT', 'BACK'])),
  /** As Fin.com wrote them. */
  options: z.optional(z.readonly(z.array(z.string()))),
};
const none = z.strictObject({});

/**
 * Every mistake that a field can have. The types, the GraphQL enum, the JSON Schema and the table in `docs/errors.md`
 * follow from it. `params` hold stable tokens, numbers, dates and field names, never English and never the value itself.
 */
export const FIELD_ERRORS = {
  REQUIRED: entry(
    'Missing, null or blank. `min` is the least number of items, `oneOf` lists fields of which one is needed.',
    z.strictObject({ min: z.optional(positive), oneOf: z.optional(fieldNames), ...requested }),
    {},
    { min: 1 },
    { oneOf: ['uri', 'upload'] },
    { dataType: 'URI', documentType: 'PASSPORT', side: 'BACK' },
  ),
  INVALID_FORMAT: entry('Not of the expected form.', z.strictObject({ format }), { format: 'EMAIL' }),
  UNKNOWN_VALUE: entry(
    'Not one of the allowed values. `allowed` is missing where the list is long.',
    z.strictObject({ allowed: z.optional(tokens) }),
    {},
    { allowed: ['FRONT', 'BACK'] },
  ),
  OUT_OF_RANGE: entry(
    'Beyond a bound. The bounds themselves are allowed.',
    z.union([
      z.strictObject({ min: z.number(), max: z.optional(z.number()), unit: z.optional(unit) }),
      z.strictObject({ max: z.number(), unit: z.optional(unit) }),
      z.strictObject({ notBefore: date }),
      z.strictObject({ notAfter: date }),
      z.strictObject({ notBeforeField: fieldName }),
    ]),
    { min: 0 },
    { min: 1, max: 100 },
    { max: 255, unit: 'CHARACTERS' },
    { notBefore: '2026-08-27' },
    { notAfter: '2026-11-27' },
    { notBeforeField: 'issueDate' },
  ),
  EXPIRED: entry(
    'The document is no longer valid. `notBefore` is the earliest expiry date accepted today.',
    z.strictObject({ notBefore: z.optional(date), ...requested }),
    { notBefore: '2026-11-27' },
    { dataType: 'DATE', documentType: 'PASSPORT' },
  ),
  DUPLICATE: entry('An earlier item of the same list has this value too.', none, {}),
  CONFLICTING: entry(
    'Excludes what was given elsewhere. `with` names the other fields or headers.',
    z.strictObject({ with: z.optional(fieldNames) }),
    {},
    { with: ['uri'] },
  ),
  UNKNOWN_FIELD: entry('The input type has no field of this name.', none, {}),
  NOT_REQUESTED: entry('Fin.com does not ask for it and would refuse the whole answer.', none, {}),
  REFUSED: entry(
    'Fin.com refused it; `message` has its words.',
    z.strictObject(requested),
    {},
    { dataType: 'ENUM', options: ['SALARY', 'SAVINGS'] },
  ),
  FILE_EMPTY: entry('The file has no bytes.', none, {}),
  FILE_INCOMPLETE: entry('The file did not arrive whole.', none, {}),
  FILE_TYPE_NOT_ALLOWED: entry(
    'The content is of a type that is not allowed, whatever the name of the file says. `detected` is `UNKNOWN` where the type cannot be told.',
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
  /** The field as Fin.com wrote it; only on its refusals. */
  readonly upstreamField?: string;
}

/** One mistake. Its `code` decides which `params` it has. */
export type FieldError = { [Code in FieldErrorCode]: FieldErrorOf<Code> }[FieldErrorCode];

function entry<Params extends z.core.$ZodType>(
  description: string,
  params: Params,
  ...examples: [z.output<Params>, ...z.output<Params>[]]
) {
  return { description, params, examples };
}

function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): Key[] {
  return Object.keys(record).filter((key): key is Key => Object.hasOwn(record, key));
}
