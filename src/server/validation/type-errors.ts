import {
  type GraphQLEnumType,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLLeafType,
  getNamedType,
  isInputObjectType,
} from 'graphql';
import type { FieldError, FieldPath } from '../../errors.ts';
import type { Format } from '../../field-error-codes.ts';
import { fieldError } from '../../field-errors.ts';

const MAX_LISTED_VALUES = 50;
/** The path of an error includes the name of an unknown field up to this length. */
const MAX_NAME_LENGTH = 100;

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

export function requiredError(path: FieldPath, type: GraphQLInputType): FieldError {
  return fieldError(path, 'REQUIRED', `A value of type ${getNamedType(type).name} is required.`);
}

export function formatError(path: FieldPath, type: GraphQLLeafType | GraphQLInputObjectType): FieldError {
  const format = isInputObjectType(type) ? 'OBJECT' : (FORMAT_BY_TYPE.get(type.name) ?? 'OTHER');
  const message = format === 'FILE' ? FILE_AS_JSON : `Not a valid ${type.name}.`;
  return fieldError(path, 'INVALID_FORMAT', message, { format });
}

export function unknownValueError(path: FieldPath, type: GraphQLEnumType): FieldError {
  const allowed = type.getValues().map(({ name }) => name);
  const params = allowed.length <= MAX_LISTED_VALUES ? { allowed } : {};
  return fieldError(path, 'UNKNOWN_VALUE', `Not a value of the enum ${type.name}.`, params);
}

/** @param path path of the object, where an unknown field with a very long name is reported */
export function unknownFieldError(path: FieldPath, name: string, type: GraphQLInputObjectType): FieldError {
  const fieldPath = name.length > MAX_NAME_LENGTH ? path : [...path, name];
  return fieldError([...fieldPath], 'UNKNOWN_FIELD', `${type.name} has no field with this name.`);
}

export function tooManyItemsError(path: FieldPath, max: number): FieldError {
  return fieldError(path, 'OUT_OF_RANGE', `Must have at most ${max} items.`, { max, unit: 'ITEMS' });
}
