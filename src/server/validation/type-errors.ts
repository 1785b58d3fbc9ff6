import {
  type GraphQLEnumType,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLLeafType,
  getNamedType,
  isInputObjectType,
} from 'graphql';
import type { FieldError, FieldPath } from '../../errors.ts';
import { FORMATS, type Format } from '../../field-error-codes.ts';
import { fieldError } from '../../field-errors.ts';

const MAX_LISTED_VALUES = 50;
/** The path of an error includes the name of an unknown field up to this length. */
export const MAX_NAME_LENGTH = 100;

/** Formats of leaf types. Input objects have the format `OBJECT`. */
const FORMAT_BY_TYPE: ReadonlyMap<string, Format> = new Map([
  ['Boolean', 'BOOLEAN'],
  ['Float', 'NUMBER'],
  ['ID', 'STRING'],
  ['Int', 'INTEGER'],
  ['JSONObject', 'OBJECT'],
  ['LocalDate', 'ISO_DATE'],
  ['String', 'STRING'],
  ['UUID', 'UUID'],
  ['Upload', 'FILE'],
  ['_Any', 'OBJECT'],
]);

const FILE_AS_JSON =
  'The file was sent as JSON. Send the request as multipart/form-data: with Apollo Client, use UploadHttpLink of apollo-upload-client; urql does this automatically for File and Blob; with fetch, send FormData.';

const ALTERNATIVES = new Intl.ListFormat('en-GB', { type: 'disjunction' });

export function requiredError(path: FieldPath, type: GraphQLInputType): FieldError {
  return fieldError(path, 'REQUIRED', `A value of type ${getNamedType(type).name} is required.`);
}

export function formatError(path: FieldPath, type: GraphQLLeafType | GraphQLInputObjectType): FieldError {
  if (isInputObjectType(type)) {
    const message = `Must be an object of type ${type.name}.`;
    return fieldError(path, 'INVALID_FORMAT', message, { format: 'OBJECT' });
  }
  const format = FORMAT_BY_TYPE.get(type.name) ?? 'OTHER';
  return fieldError(path, 'INVALID_FORMAT', describeFormat(format), { format });
}

function describeFormat(format: Format): string {
  if (format === 'FILE') return FILE_AS_JSON;
  const meaning = FORMATS[format].replaceAll('`', '');
  return `Must be ${meaning.charAt(0).toLowerCase()}${meaning.slice(1)}`;
}

export function unknownValueError(path: FieldPath, type: GraphQLEnumType): FieldError {
  const allowed = type.getValues().map(({ name }) => name);
  if (allowed.length > MAX_LISTED_VALUES) {
    const expected = type.extensions.expectedValue ?? `a value of the enum ${type.name}`;
    return fieldError(path, 'UNKNOWN_VALUE', `Must be ${expected}.`, {});
  }
  return fieldError(path, 'UNKNOWN_VALUE', `Must be ${ALTERNATIVES.format(allowed)}.`, { allowed });
}

/**
 * @param path path of the object, where an unknown field with a very long name is reported
 * @param suggestion the field that was probably meant
 */
export function unknownFieldError(
  path: FieldPath,
  name: string,
  type: GraphQLInputObjectType,
  suggestion: string | undefined,
): FieldError {
  const fieldPath = name.length > MAX_NAME_LENGTH ? path : [...path, name];
  const hint = suggestion === undefined ? '' : ` Did you mean ${suggestion}?`;
  return fieldError([...fieldPath], 'UNKNOWN_FIELD', `${type.name} has no field with this name.${hint}`);
}

export function tooManyItemsError(path: FieldPath, max: number): FieldError {
  return fieldError(path, 'OUT_OF_RANGE', `Must have at most ${max} items.`, { max, unit: 'ITEMS' });
}
