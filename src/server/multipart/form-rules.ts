import { MIMEType } from 'node:util';

/** Mistakes in a multipart form. No message repeats a value from the client. */
export const FORM_ERRORS = {
  noBoundary:
    'The content-type header has no boundary. Do not set this header yourself: clients that send FormData set it, with the boundary.',
  fieldsAfterFiles: 'The fields "operations" and "map" must come before the files.',
  operationsMissing: 'The form has no field "operations".',
  operationsTwice: 'The form has the field "operations" twice.',
  operationsNotJson: 'The field "operations" is not valid JSON.',
  operationsNotObject: 'The field "operations" must be a JSON object with query and variables.',
  batch: 'A batch cannot contain files. Send one operation per request.',
  mapMissing: 'The form has no field "map". For an operation without files, send an empty map: {}.',
  mapMissingAfterOthers:
    'The form has no field "map" among its first two fields. It must have two text fields, "operations" and "map", in this order.',
  mapFirst: 'The field "operations" must come before "map".',
  mapTwice: 'The form has the field "map" twice.',
  mapNotJson: 'The field "map" is not valid JSON.',
  mapNotObject: 'The field "map" must be a JSON object, such as {"0": ["variables.input.files.0"]}.',
  mapNotLists: 'Each value in "map" must be a list of paths, such as ["variables.input.files.0"].',
  mapKeyTwice: 'Two keys in "map" are the same. Use a different key for each file.',
  mapWithoutVariables: 'Each path in "map" must start with "variables.".',
  mapNotNull: 'Each path in "map" must point to a null in "operations".',
  fieldAsFile:
    'The fields "operations" and "map" must be plain text. Append the result of JSON.stringify(…), not a Blob or File.',
  fileAsField:
    'A file arrived as a text field. Its content-disposition header needs a filename. In FormData, append a File or Blob.',
  fileNotInMap: 'A file is not in the map.',
  fileTwice: 'Two files have the same part name.',
  fileInTwoPlaces: 'A file is used in two places. Send it twice instead.',
  fileWithoutPlace: 'Each file in the map needs exactly one path.',
  transferEncoding:
    'A part has a content-transfer-encoding header. Send its bytes as they are, without base64 or quoted-printable.',
} as const;

export type FormError = (typeof FORM_ERRORS)[keyof typeof FORM_ERRORS];

/** @returns undefined if there is no boundary. Parameter names are case-insensitive. */
export function parseBoundary(contentType: string | undefined): string | undefined {
  try {
    return new MIMEType(contentType ?? '').params.get('boundary') || undefined;
  } catch {
    return undefined;
  }
}

const IDENTITY_ENCODINGS: ReadonlySet<string> = new Set(['7bit', '8bit', 'binary']);

/** RFC 7578, section 4.7 deprecates transfer encodings, and the parser does not decode them. */
export function checkEncoding(encoding: string): FormError | undefined {
  return IDENTITY_ENCODINGS.has(encoding.trim()) ? undefined : FORM_ERRORS.transferEncoding;
}

export function checkOperations(text: string): FormError | undefined {
  const operations = parseJson(text);
  if (operations === undefined) return FORM_ERRORS.operationsNotJson;
  if (Array.isArray(operations)) return FORM_ERRORS.batch;
  return isObject(operations) ? undefined : FORM_ERRORS.operationsNotObject;
}

/** @param operations the text of the field `operations`, which is a JSON object */
export function checkMap(text: string, operations: string): FormError | undefined {
  const map = parseJson(text);
  if (map === undefined) return FORM_ERRORS.mapNotJson;
  if (!isObject(map)) return FORM_ERRORS.mapNotObject;
  const lists: unknown[] = Object.values(map);
  const areLists = lists.every(
    (list) => Array.isArray(list) && list.every((path) => typeof path === 'string'),
  );
  if (!areLists) return FORM_ERRORS.mapNotLists;
  // Counts keys in the text, because JSON.parse keeps only the last of several equal keys. Only keys precede a colon.
  const strings = text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g);
  const keyCount = [...strings].filter(([, colon]) => colon !== undefined).length;
  if (keyCount !== lists.length) return FORM_ERRORS.mapKeyTwice;
  const paths = lists.flat().filter((path) => typeof path === 'string');
  if (!paths.every((path) => path.startsWith('variables.'))) return FORM_ERRORS.mapWithoutVariables;
  const values = parseJson(operations);
  return paths.every((path) => isNullIn(values, path)) ? undefined : FORM_ERRORS.mapNotNull;
}

/** The specification requires null where a file goes. Any other path could reach prototypes, values or long lists. */
function isNullIn(operations: unknown, path: string): boolean {
  let value = operations;
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return false;
    value = Reflect.get(value, step);
  }
  return value === null;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @returns undefined for invalid JSON */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
